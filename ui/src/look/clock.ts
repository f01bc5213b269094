import { createSubscriber } from 'svelte/reactivity';

/** When a lost connection has an age to tell, and when its data are stale, in ms. */
export const tellAgeMs = 3_000;
export const staleMs = 10_000;

const tick = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** The time in ms. A view that reads it is drawn anew every second. */
export function now(): number {
  tick();
  return Date.now();
}
