import { expect, it } from 'vitest';
import { delayMs } from './delay';

it('doubles from half a second to fifteen', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 50].map((failed) => delayMs(failed, 0))).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
});

it('takes off up to half, never below half a second', () => {
  expect(delayMs(50, 0.5)).toBe(11_250);
  expect(delayMs(50, 0.999)).toBeGreaterThanOrEqual(7_500);
  expect(delayMs(0, 0.999)).toBe(500);
});
