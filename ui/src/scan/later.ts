import { Signal } from '../live/signal';

/** How long until a part that did not come is asked for again, in ms. */
const againMs = 2_000;

/**
 * Loads a part of a screen once the screen stands, and again until it has come:
 * null until then. Without a connection it is loaded when that is back.
 */
export function later<T>(load: () => Promise<T>): Signal<T | null> {
  const loaded = new Signal<T | null>(null);
  const ask = () => void load().then((part) => loaded.set(part), () => setTimeout(ask, againMs));
  setTimeout(ask);
  return loaded;
}
