import { expect, it, vi } from 'vitest';
import { later } from './later';

it('loads a part again until it has come', async () => {
  vi.useFakeTimers();
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new TypeError('offline')).mockResolvedValue('part');
  const part = later(load);
  expect(part.value).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(part.value).toBeNull();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(part.value).toBe('part');
  expect(load).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
