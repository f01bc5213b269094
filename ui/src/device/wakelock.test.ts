import { afterEach, expect, it, vi } from 'vitest';
import { keepAwake } from './wakelock';

const release = vi.fn(() => Promise.resolve());
const request = vi.fn(() => Promise.resolve({ release }));

afterEach(() => {
  Reflect.deleteProperty(navigator, 'wakeLock');
  request.mockReset().mockImplementation(() => Promise.resolve({ release }));
  release.mockClear();
});

function browserWithLock(): void {
  Object.defineProperty(navigator, 'wakeLock', { configurable: true, value: { request } });
}

it('asks again whenever the page is seen again', async () => {
  browserWithLock();
  const end = keepAwake(document);
  expect(request).toHaveBeenCalledTimes(1);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(request).toHaveBeenCalledTimes(2);
  end();
  await vi.waitFor(() => expect(release).toHaveBeenCalled());
  document.dispatchEvent(new Event('visibilitychange'));
  expect(request).toHaveBeenCalledTimes(2);
});

it('does without where it is refused, or there is none', async () => {
  browserWithLock();
  request.mockImplementation(() => Promise.reject(new Error('battery low')));
  keepAwake(document)();
  await Promise.resolve();
  Reflect.deleteProperty(navigator, 'wakeLock');
  keepAwake(document)();
  expect(release).not.toHaveBeenCalled();
});
