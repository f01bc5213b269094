import { afterEach, expect, it, vi } from 'vitest';
import { age, when } from './clock';

afterEach(() => {
  vi.useRealTimers();
});

it('says an age in the unit that fits', () => {
  expect([-5, 0, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000].map(age)).toEqual(['0 s', '0 s', '59 s', '1 min', '59 min', '1 h', '1 d']);
});

it('says the day only when it is another one', () => {
  vi.useFakeTimers({ now: new Date(2026, 2, 2, 9, 0) });
  expect(when(new Date(2026, 2, 2, 16, 5).toISOString())).toMatch(/^0?[0-9]{1,2}:05/);
  expect(when(new Date(2026, 2, 3, 16, 5).toISOString())).toMatch(/3.*:05/);
});
