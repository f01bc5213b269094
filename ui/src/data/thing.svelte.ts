import { get } from './api';

/**
 * One thing that is read from the server, and read again when it has changed.
 * The old one stays until the new one is there.
 */
export class Thing<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<unknown>(null);
  #path = '';
  #turn = 0;

  /** Reads the thing at a path. A slow answer never overwrites a newer one. */
  async open(path: string): Promise<void> {
    const turn = ++this.#turn;
    if (path !== this.#path) this.value = null;
    this.#path = path;
    try {
      const value = await get<T>(path);
      if (turn !== this.#turn) return;
      this.value = value;
      this.problem = null;
    } catch (problem) {
      if (turn === this.#turn) this.problem = problem;
    }
  }

  /** Reads it again from time to time while somebody looks at the page; the answer ends that. */
  watch(everyMs: number): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void this.again();
    }, everyMs);
    return () => clearInterval(timer);
  }

  again(): Promise<void> {
    return this.open(this.#path);
  }
}
