import { afterEach, expect, it, vi } from 'vitest';
import { badgeChoice, keepBadgeChoice, keepScreenChoice, languageOf, names, screenChoice } from './choice';
import { languages } from './keys.gen';

afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
});

it.each([
  ['en-US', 'en'],
  ['uk', 'uk'],
  ['uk-UA', 'uk'],
  ['RU', 'ru'],
  ['no', 'nb'],
  ['nn-NO', 'nb'],
  ['nb-NO', 'nb'],
  ['zh', 'zh-CN'],
  ['zh-CN', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['de', undefined],
  ['', undefined],
  ['constructor', undefined],
])('%s reads %s', (tag, ours) => {
  expect(languageOf(tag)).toBe(ours);
});

it('is what the browser prefers until somebody chooses', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de', 'nn-NO', 'en']);
  expect(screenChoice()).toBe('nb');
  keepScreenChoice('ro');
  expect(screenChoice()).toBe('ro');
});

it('is English when the browser prefers none of ours', () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['de']);
  expect(screenChoice()).toBe('en');
});

it('is kept by badge', () => {
  keepBadgeChoice('B-0001', 'uk');
  keepBadgeChoice('__proto__', 'ro');
  keepBadgeChoice('B-0002', 'zh-CN');
  keepBadgeChoice('B-0001', 'ru');
  expect(['B-0001', 'B-0002', '__proto__', 'B-0003', 'constructor'].map(badgeChoice)).toEqual(['ru', 'zh-CN', 'ro', undefined, undefined]);
});

it.each(['{', 'null', '[]', '"uk"', '{"B-0001":7}', '{"B-0001":"de"}'])('does without what is kept as %s', (kept) => {
  localStorage.setItem('tallyman.language.badges', kept);
  expect(badgeChoice('B-0001')).toBeUndefined();
  keepBadgeChoice('B-0001', 'nb');
  expect(badgeChoice('B-0001')).toBe('nb');
});

it('lasts as long as the page where nothing may be kept', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal('localStorage', undefined);
  keepScreenChoice('uk');
  expect(screenChoice()).toBe('en');
  expect(warn).toHaveBeenCalled();
});

it('every language has the name that its speakers give it', () => {
  expect(Object.keys(names)).toEqual([...languages]);
});
