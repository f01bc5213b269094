import type { Problem } from './types';

/** What the server refused, in its words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
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
  await call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function call(path: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(path, request);
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as Partial<Problem>;
  throw new Refusal(answer.status, problem.code ?? '', problem.detail ?? problem.title ?? `The server answered ${answer.status}.`);
}
