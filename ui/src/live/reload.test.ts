import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdReload, reloadWhenIdle } from './reload';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('reloads at once when nothing holds it', () => {
  const reload = vi.fn();
  reloadWhenIdle(reload);
  expect(reload).toHaveBeenCalledTimes(1);
});

it('waits while something is under way, and reloads once', () => {
  const reload = vi.fn();
  let midLine = true;
  const release = holdReload(() => midLine);
  reloadWhenIdle(reload);
  reloadWhenIdle(reload);
  vi.advanceTimersByTime(60_000);
  expect(reload).not.toHaveBeenCalled();
  midLine = false;
  vi.advanceTimersByTime(2_000);
  expect(reload).toHaveBeenCalledTimes(1);
  release();
});

it('is not held by what was taken back', () => {
  const reload = vi.fn();
  holdReload(() => true)();
  reloadWhenIdle(reload);
  expect(reload).toHaveBeenCalledTimes(1);
});
