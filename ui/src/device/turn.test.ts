import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leased } from './turn';

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});

afterEach(() => {
  vi.useRealTimers();
});

const takes = (ms: number) => () => new Promise<void>((done) => setTimeout(done, ms));

it('lets one tab at a time', async () => {
  const tabs = Array.from({ length: 4 }, () => leased(localStorage));
  let running = 0;
  let most = 0;
  const all = tabs.map((turn) =>
    turn(async () => {
      most = Math.max(most, ++running);
      await takes(500)();
      running--;
    }),
  );
  await vi.advanceTimersByTimeAsync(30_000);
  await Promise.all(all);
  expect(most).toBe(1);
});

it('does not let a tab wait that had the last turn', async () => {
  const turn = leased(localStorage);
  const first = turn(takes(0));
  await vi.advanceTimersByTimeAsync(100);
  await first;
  let ran = false;
  void turn(async () => void (ran = true));
  await vi.advanceTimersByTimeAsync(0);
  expect(ran).toBe(true);
});

it('goes on without a tab that is gone', async () => {
  localStorage.setItem('tallyman.turn', JSON.stringify({ tab: 'gone', until: Date.now() + 9_000 }));
  let ran = false;
  void leased(localStorage)(async () => void (ran = true));
  await vi.advanceTimersByTimeAsync(8_000);
  expect(ran).toBe(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(ran).toBe(true);
});
