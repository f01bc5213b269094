import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Layout from './Layout.svelte';

let asked: string[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string, request?: RequestInit) => {
    if (request?.method !== 'POST') return Promise.resolve(new Response('{"layout":"width = 102"}'));
    const { layout, country } = JSON.parse(String(request.body)) as { layout: string; country: string };
    asked.push(`${path} ${country} ${layout}`);
    if (layout.includes('sccs')) return Promise.resolve(new Response('{"code":"lacking","detail":"label.toml:3: box 1 (sccs): there is no such field"}', { status: 409 }));
    return Promise.resolve(new Response('png'));
  });
  let pictures = 0;
  URL.createObjectURL = () => `blob:${++pictures}`;
  URL.revokeObjectURL = () => undefined;
});

afterEach(() => vi.unstubAllGlobals());

it('shows a label by the layout, and what is wrong with one', async () => {
  render(Layout);
  expect((await screen.findByRole('img')).getAttribute('src')).toBe('blob:1');
  expect(asked).toEqual(['/api/v1/label-layout/preview.png GB width = 102']);
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'field = "sccs"' } });
  expect(await screen.findByText(/label.toml:3: box 1/)).toBeTruthy();
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'width = 100' } });
  await vi.waitFor(() => expect(screen.getByRole('img').getAttribute('src')).toBe('blob:2'));
  expect(screen.queryByText(/box 1/)).toBeNull();
});
