import type { Phrase, Problem } from './types';

/** What the server refused, in its words; said is set when it was the rules that refused. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly said?: Phrase,
  ) {
    super(message);
  }
}

/** Reads a resource. Throws a Refusal, or what fetch throws offline. */
export async function get<T>(path: string): Promise<T> {
  return (await (await call(path, { cache: 'no-store' })).json()) as T;
}

/** Sends a command. Throws like get. */
export async function post(path: string, body: unknown): Promise<void> {
  await call(path, writing(body));
}

/** Sends a command and reads its answer, if it comes in time. Throws like get. */
export async function ask<T>(path: string, body: unknown, withinMs: number): Promise<T> {
  const answer = await call(path, { ...writing(body), signal: AbortSignal.timeout(withinMs) });
  return (await answer.json()) as T;
}

/** Carries out a command of the office and reads its answer. Throws like get. */
export async function command<T>(method: 'POST' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const { headers: type, ...rest } = writing(body);
  return (await (await call(path, { ...rest, method, headers: { ...type, ...headers } })).json()) as T;
}

/** Sends a command and reads the picture it makes. Throws like get. */
export async function draw(path: string, body: unknown): Promise<Blob> {
  return (await call(path, writing(body))).blob();
}

function writing(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function call(path: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(path, request);
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new Refusal(answer.status, problem.code ?? '', problem.detail ?? problem.title ?? `The server answered ${answer.status}.`, problem.said);
}
