import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** The words of a page that has just been loaded. */
async function fresh(): Promise<typeof import('./words.svelte')> {
  vi.resetModules();
  return import('./words.svelte');
}

it('is silent until something was loaded, and asks until then', async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const server = vi.fn().mockRejectedValue(new TypeError('offline'));
  vi.stubGlobal('fetch', server);
  const words = await fresh();
  let started = false;
  void words.startWords().then(() => (started = true));
  await vi.advanceTimersByTimeAsync(20_000);
  expect([started, words.t('shell_theme'), words.say({ code: 'misread' })]).toEqual([false, '', '']);

  server.mockImplementation(() => Promise.resolve(Response.json({ words: { shell_theme: 'Appearance' } })));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([started, words.t('shell_theme')]).toEqual([true, 'Appearance']);
});

it('speaks English while the language of the screen cannot be loaded', async () => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation(() => {});
  localStorage.setItem('tallyman.language', 'uk');
  let broken = true;
  vi.stubGlobal('fetch', (url: string) => {
    if (broken && url.includes('uk.')) return Promise.reject(new TypeError('cut off'));
    return Promise.resolve(Response.json({ words: { shell_theme: url.includes('uk.') ? 'Вигляд' : 'Appearance' } }));
  });
  const words = await fresh();
  await words.startWords();
  expect([words.language(), words.t('shell_theme'), words.languageFailed()]).toEqual(['en', 'Appearance', 'uk']);

  broken = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect([words.language(), words.t('shell_theme'), words.languageFailed()]).toEqual(['uk', 'Вигляд', null]);
});
