import { Signal } from '../../live/signal';

/**
 * Follows a signal, at most once in everyMs: a screen across the hall gains
 * nothing from more, and it runs for weeks. The last value is never lost.
 */
export class Paced<T> extends Signal<T> {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;

  constructor(
    private source: Signal<T>,
    private everyMs: number,
  ) {
    super(source.value);
  }

  /** Begins to follow; the answer ends it. */
  follow(): () => void {
    const end = this.source.subscribe(() => this.#wait());
    return () => {
      end();
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  #wait(): void {
    if (this.#timer !== undefined) return;
    const rest = this.#last + this.everyMs - performance.now();
    if (rest <= 0) return this.#take();
    this.#timer = setTimeout(() => this.#take(), rest);
  }

  #take(): void {
    this.#timer = undefined;
    this.#last = performance.now();
    this.set(this.source.value);
  }
}
