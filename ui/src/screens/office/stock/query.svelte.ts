import { Pages, withQuery } from '../../../data/pages.svelte';

/** A pause in typing after which the server is asked. */
const pauseMs = 200;
const limit = '200';
/** How often a list that nobody has scrolled to its next page is read again. */
const freshMs = 10_000;

/** A list that the server searches. It reads again when what is asked for changes. */
export class Query<T> extends Pages<T> {
  #path = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for what fits; at once for the first time, after a pause when somebody types. */
  ask(path: string, query: Record<string, string>): void {
    const wanted = withQuery(path, { ...query, limit });
    if (wanted === this.#path) return;
    const first = this.#path === '';
    this.#path = wanted;
    clearTimeout(this.#timer);
    if (first) void this.open(wanted);
    else this.#timer = setTimeout(() => void this.open(wanted), pauseMs);
  }

  /** Reads the first page again from time to time, as long as it is the only one. */
  watch(): () => void {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && this.rows.length <= Number(limit) && this.state !== 'loading') void this.again();
    }, freshMs);
    return () => clearInterval(timer);
  }

  /** Reads the list from its beginning. */
  again(): Promise<void> {
    return this.open(this.#path);
  }
}
