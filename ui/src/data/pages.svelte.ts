import { get } from './api';

/** A part of a list as the server gives it; without next it is the last. */
export interface Page<T> {
  rows: T[];
  next?: string;
}

/** How many rows one request of an export asks for: the most there can be. */
const exportRows = 500;

/**
 * A list that is fetched page by page. Opening another one forgets what was
 * asked for the one before, so that a slow answer never overwrites a newer one.
 */
export class Pages<T> {
  rows = $state.raw<readonly T[]>([]);
  state = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  problem = $state.raw<unknown>(null);
  /** When what is shown was read, in ms. */
  read = $state(0);
  #path = '';
  #next = $state<string | undefined>(undefined);
  #turn = 0;

  /** Says whether the server has more. */
  get more(): boolean {
    return this.state === 'idle' ? this.#path !== '' : this.#next !== undefined;
  }

  /** Reads the first page of a list. The old rows stay until it is there. */
  open(path: string): Promise<void> {
    this.#path = path;
    return this.#load(undefined);
  }

  /** Names a list whose pages are read when go asks for them. */
  prepare(path: string): void {
    this.#turn++;
    this.#path = path;
    this.rows = [];
    this.#next = undefined;
    this.state = 'idle';
  }

  /** Reads the next page, or the one that failed again. */
  go(): Promise<void> {
    if (this.state === 'loading') return Promise.resolve();
    return this.#load(this.#next);
  }

  async #load(cursor: string | undefined): Promise<void> {
    const turn = ++this.#turn;
    this.state = 'loading';
    try {
      const page = await get<Page<T>>(withQuery(this.#path, { cursor }));
      if (turn !== this.#turn) return;
      this.rows = cursor === undefined ? page.rows : [...this.rows, ...page.rows];
      this.#next = page.next;
      this.read = Date.now();
      this.state = 'ready';
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.problem = problem;
      this.state = 'failed';
    }
  }
}

/** Live rows and fetched ones. The live one wins: what was fetched only grows older. */
export function merged<T extends { id: string | number }>(live: readonly T[] | null, fetched: readonly T[]): readonly T[] | null {
  if (live === null || fetched.length === 0) return live;
  const ids = new Set(live.map((row) => row.id));
  return [...live, ...fetched.filter((row) => !ids.has(row.id))];
}

/** All rows of a list, a page at a time. Throws like get. */
export async function* every<T>(path: string): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  do {
    const page = await get<Page<T>>(withQuery(path, { limit: String(exportRows), cursor }));
    yield page.rows;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** A path with what is not empty added to its query. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const [base, before] = path.split('?');
  const all = new URLSearchParams(before);
  for (const [name, value] of Object.entries(query)) if (value) all.set(name, value);
  const text = all.toString();
  return text ? `${base}?${text}` : (base ?? '');
}
