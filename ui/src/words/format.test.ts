import { afterEach, describe, expect, it, vi } from 'vitest';
import { Speaker } from './catalogue';
import { age, day, duration, money, number, percent, time, weight, when } from './format';
import { speak } from './words.svelte';

const inLanguage = (language: string) => speak(new Speaker(language, { words: {} }));
/** Which space a browser's data has does not matter here. */
const plain = (text: string) => text.replace(/\s/g, ' ');

afterEach(() => inLanguage('en'));

it('says an age in the unit that fits', () => {
  const ages = [-5, 0, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000].map(age);
  expect(ages).toEqual(['0 s', '0 s', '59 s', '1 min', '59 min', '1 h', '1 d']);
});

it('says a duration to the next smaller unit', () => {
  const durations = [-1, 45_000, 60_000, 250_000, 7_500_000, 86_400_000, 3 * 86_400_000 + 4 * 3_600_000].map(duration);
  expect(durations).toEqual(['0 s', '45 s', '1 min', '4 min 10 s', '2 h 5 min', '1 d', '3 d 4 h']);
});

it('says a weight in the unit that fits', () => {
  expect([0, 850, 999, 1000, 2449, 14_200].map(weight)).toEqual(['0 g', '850 g', '999 g', '1.0 kg', '2.4 kg', '14 kg']);
});

it('says the day only when it is another one there', () => {
  const now = Date.parse('2026-03-02T09:00:00Z');
  expect(when('2026-03-02T16:05:00Z', now, 'Europe/Oslo')).toBe('17:05');
  expect(when('2026-03-02T23:05:00Z', now, 'Europe/Oslo')).toMatch(/3 Mar.* 00:05$/);
  expect(when('2026-03-02T23:05:00Z', now, 'UTC')).toBe('23:05');
});

it('does without a zone that the browser does not know', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  expect(time('2026-03-02T16:05:00Z', 'Europe/Nowhere')).toMatch(/^\d\d:05$/);
  expect(warn).toHaveBeenCalledOnce();
});

describe.each([
  ['en', '1,234,567', '0.5', '42%', 'Mon 2 Mar', '16:05', '12 s', '3 h 5 min', '2.4 kg'],
  ['uk', '1 234 567', '0,5', '42%', 'пн, 2 бер.', '16:05', '12 с', '3 год 5 хв', '2,4 кг'],
  ['ru', '1 234 567', '0,5', '42 %', 'пн, 2 мар.', '16:05', '12 с', '3 ч 5 мин', '2,4 кг'],
  ['ro', '1.234.567', '0,5', '42 %', 'lun., 2 mar.', '16:05', '12 s', '3 h 5 min', '2,4 kg'],
  ['nb', '1 234 567', '0,5', '42 %', 'man. 2. mars', '16:05', '12 s', '3 t 5 min', '2,4 kg'],
  ['zh-CN', '1,234,567', '0.5', '42%', '3月2日周一', '16:05', '12秒', '3小时 5分钟', '2.4 kg'],
])('in %s', (language, ...said) => {
  it('numbers, moments and measures are as its readers expect', () => {
    inLanguage(language);
    const at = '2026-03-02T16:05:00Z';
    const now = [number(1_234_567), number(0.5, 1), percent(0.42), day(at, 'UTC'), time(at, 'UTC')];
    expect([...now, age(12_000), duration(11_100_000), weight(2400)].map(plain)).toEqual(said);
  });
});

it('says an amount in the minor units that its currency has', () => {
  expect([money(1290, 'EUR'), money(500, 'JPY'), money(5, 'NOK')].map(plain)).toEqual(['€12.90', 'JP¥500', 'NOK 0.05']);
  inLanguage('uk');
  expect(plain(money(129_000, 'UAH'))).toBe('1 290,00 ₴');
});
