const firstMs = 500;
const longestMs = 15_000;

/**
 * How long to wait before the next try, in milliseconds, after so many that
 * failed: 0.5 s, doubling up to 15 s. The jitter (`random` in [0, 1)) takes off
 * up to half, but never below the first step, so that a hundred screens do not
 * come back in the same moment.
 */
export function delayMs(failed: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** failed);
  return Math.max(firstMs, full * (1 - random / 2));
}
