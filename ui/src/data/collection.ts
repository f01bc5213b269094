import type { Live, Sink } from '../live/live';
import type { Change } from '../live/message';
import { Rows, type Row } from '../live/rows';
import { Signal } from '../live/signal';

export interface Order<T> {
  compare: (a: T, b: T) => number;
  /** How many rows are kept, the first in order; all when absent. */
  keep?: number;
}

/**
 * Fetch and subscribe in one: all rows of a noun, kept up to date. The value
 * is null until they have arrived once. A frame of many changes is one update.
 */
export class Collection<T extends Row> extends Signal<readonly T[] | null> implements Sink {
  #rows = new Rows<T>();

  constructor(private order: Order<T>) {
    super(null);
  }

  get seq(): number | null {
    return this.#rows.seq;
  }

  snapshot(seq: number, rows: unknown[]): void {
    this.#rows.snapshot(seq, rows as T[]);
    this.#publish();
  }

  changes(changes: Change[]): void {
    let news = false;
    for (const change of changes) news = this.#rows.change(change) || news;
    if (news) this.#publish();
  }

  /** The old rows stay visible until the new ones are there. */
  reset(): void {
    this.#rows.reset();
  }

  #publish(): void {
    const { compare, keep } = this.order;
    if (keep !== undefined) this.#rows.trim(keep, compare);
    this.set(this.#rows.sorted(compare));
  }
}

/** Makes the collection of that name and adds it to the connection. */
export function collection<T extends Row>(live: Live, name: string, order: Order<T>): Collection<T> {
  const made = new Collection<T>(order);
  live.add(name, made);
  return made;
}

/** Orders texts as a person counts: PACK-2 before PACK-10. */
export const natural = new Intl.Collator('en', { numeric: true }).compare;
