import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Catalogue } from './catalogue';
import Said from './Said.fake.svelte';
import { language, languageFailed, say, setLanguage, startWords, t, workerIs } from './words.svelte';

const inEnglish = { shell_theme: 'Appearance' };
const catalogues: Record<string, Catalogue> = {
  uk: {
    words: { shell_language: 'Мова', undone: { one: 'одна', few: 'дві', other: 'багато' } },
    english: inEnglish,
  },
  ru: { words: { shell_language: 'Язык' } },
  ro: { words: { shell_language: 'Limba' } },
  nb: { words: { shell_language: 'Språk' } },
  'zh-CN': { words: { shell_language: '语言' } },
};

const server = vi.fn<(url: string) => Promise<Response>>();

beforeEach(() => {
  server.mockImplementation((url) => Promise.resolve(Response.json(catalogues[/([\w-]+)\.gen\.json/.exec(url)![1]!])));
  vi.stubGlobal('fetch', server);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  workerIs('');
  await setLanguage('en');
  localStorage.clear();
  server.mockReset();
});

function said(container: HTMLElement): string[] {
  return [...container.querySelectorAll('p')].map((line) => line.textContent.replace(/\s/g, ' '));
}

it('says English in the tests of views', () => {
  expect(language()).toBe('en');
  expect(t('shell_data_old', { Subject: '14 s' })).toBe('DATA 14 s OLD');
  expect(say({ code: 'item_packed', sku: 'CUP', quantity: 1, of: 2 })).toBe('1 of 2 × CUP.');
  expect(say({ code: 'constructor' })).toBe('[constructor]');
  expect(say(undefined)).toBe('');
});

it('draws a view anew in the middle of work, and keeps what was done', async () => {
  const { container, getByText } = render(Said);
  await fireEvent.click(getByText('more'));
  expect(said(container)).toEqual(['Language', 'Appearance', 'Taken back: 2 × CUP.', '1,234.5']);

  await setLanguage('uk');
  await tick();
  expect(said(container)).toEqual(['Мова', 'Appearance', 'дві', '1 234,5']);
  expect(document.documentElement.lang).toBe('uk');
  expect(localStorage.getItem('tallyman.language')).toBe('uk');

  await setLanguage('en');
  await tick();
  expect(said(container)[2]).toBe('Taken back: 2 × CUP.');
});

it('keeps the language when another cannot be loaded, says so and tries again', async () => {
  vi.useFakeTimers();
  server.mockRejectedValueOnce(new TypeError('offline'));
  const { container } = render(Said);
  await setLanguage('ru');
  await tick();
  expect([said(container)[0], language(), languageFailed(), document.documentElement.lang]).toEqual(['Language', 'en', 'ru', 'en']);

  await vi.advanceTimersByTimeAsync(5_000);
  expect([said(container)[0], language(), languageFailed()]).toEqual(['Язык', 'ru', null]);
});

it('does not go on trying for what nobody wants any more', async () => {
  vi.useFakeTimers();
  server.mockResolvedValue(new Response(null, { status: 503 }));
  await setLanguage('zh-CN');
  expect(languageFailed()).toBe('zh-CN');
  await setLanguage('en');
  await vi.advanceTimersByTimeAsync(60_000);
  expect([language(), languageFailed(), server.mock.calls.length]).toEqual(['en', null, 1]);
});

it('speaks what was chosen last, whichever comes first', async () => {
  let answer = (_: Response) => {};
  server.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const slow = setLanguage('ro');
  await setLanguage('uk');
  answer(Response.json(catalogues['ro']));
  await slow;
  expect(language()).toBe('uk');
});

it('speaks what a badge chose here, and the language of the screen when nobody works', async () => {
  await setLanguage('en');
  workerIs('B-0001');
  await setLanguage('nb');
  workerIs('B-0002');
  await vi.waitFor(() => expect(language()).toBe('en'));
  workerIs('B-0001');
  await vi.waitFor(() => expect(language()).toBe('nb'));
  workerIs(undefined);
  await vi.waitFor(() => expect(language()).toBe('en'));
});

it('starts in the language of the screen', async () => {
  localStorage.setItem('tallyman.language', 'zh-CN');
  await startWords();
  expect(language()).toBe('zh-CN');
});
