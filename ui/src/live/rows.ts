import type { Change } from './message';

/** What every row of a collection has; the number of a scan is its id. */
export interface Row {
  id: string | number;
}

/**
 * The rows of one collection as the server has them: a snapshot at a sequence,
 * and what changed since. A change at the very sequence of the snapshot counts:
 * a device can change its state between two entries of the ledger. Changes that
 * come before their snapshot wait for it, and only later ones are news then.
 */
export class Rows<T extends Row> {
  #rows = new Map<string, T>();
  #seq: number | null = null;
  #early: Change[] = [];

  /** The sequence of the snapshot, or null while there is none. */
  get seq(): number | null {
    return this.#seq;
  }

  /** Replaces all rows by those at a sequence. */
  snapshot(seq: number, rows: T[]): void {
    this.#rows = new Map(rows.map((row) => [String(row.id), row]));
    this.#seq = seq;
    const early = this.#early;
    this.#early = [];
    for (const change of early) if (change.seq > seq) this.change(change);
  }

  /** Applies a change and says whether it was news. */
  change(change: Change): boolean {
    if (this.#seq === null) {
      this.#early.push(change);
      return false;
    }
    if (change.seq < this.#seq) return false;
    if (change.row === null) return this.#rows.delete(change.id);
    this.#rows.set(change.id, change.row as T);
    return true;
  }

  /** Forgets the rows that come after the first `keep` in this order. */
  trim(keep: number, compare: (a: T, b: T) => number): void {
    if (this.#rows.size <= keep) return;
    for (const row of this.sorted(compare).slice(keep)) this.#rows.delete(String(row.id));
  }

  sorted(compare: (a: T, b: T) => number): T[] {
    return [...this.#rows.values()].sort(compare);
  }

  /** Forgets everything: what comes next is another history. */
  reset(): void {
    this.#rows.clear();
    this.#seq = null;
    this.#early = [];
  }
}
