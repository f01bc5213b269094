/**
 * A value that tells its readers when it was replaced. It has the shape that
 * Svelte calls a store, so a view reads it as $name.
 */
export class Signal<T> {
  #readers = new Set<(value: T) => void>();

  constructor(private current: T) {}

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    this.current = value;
    for (const read of this.#readers) read(value);
  }

  subscribe(read: (value: T) => void): () => void {
    this.#readers.add(read);
    read(this.current);
    return () => this.#readers.delete(read);
  }
}
