import '../../words/english.fake';
import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeEach, vi } from 'vitest';
import { exceptions } from '../../data/exceptions';
import { floor } from '../../data/floor';
import { orders } from '../../data/orders';
import { pickLists } from '../../data/pick-lists';
import { printJobs } from '../../data/print-jobs';
import { scans } from '../../data/scans';
import { stations } from '../../data/stations';
import { live } from '../../live/page';
import { place } from './place.svelte';

export const now = Date.parse('2026-03-02T10:00:00Z');

/** A request as a test's server sees it. */
export interface Asked {
  method: string;
  path: string;
  body: unknown;
  headers: Headers;
}

/** What the page asked the server for, and what that answers: a body, or a problem with its status. */
export const server = {
  asked: [] as Asked[],
  answer: (_: Asked): unknown => ({ rows: [], seq: 1 }),
};

/** A refusal as the server writes it. */
export function problem(status: number, code: string, more: object = {}): Response {
  return Response.json({ status, code, title: code, ...more }, { status });
}

export function open(url: string): void {
  history.replaceState(null, '', url);
  place.read();
}

beforeEach(() => {
  server.asked = [];
  server.answer = () => ({ rows: [], seq: 1 });
  vi.useFakeTimers({ now, shouldAdvanceTime: true });
  vi.stubGlobal('fetch', (path: string, request: RequestInit = {}) => {
    const body = typeof request.body === 'string' && request.body !== 'undefined' ? (JSON.parse(request.body) as unknown) : undefined;
    const asked = { method: request.method ?? 'GET', path, body, headers: new Headers(request.headers) };
    server.asked.push(asked);
    const answer = server.answer(asked);
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(answer instanceof Response ? answer : Response.json(answer));
  });
  live.status.set({ state: 'live', heard: now, server: 'v1' });
});

afterEach(() => {
  cleanup();
  for (const collection of [exceptions, floor, orders, pickLists, printJobs, scans, stations]) collection.snapshot(1, []);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});
