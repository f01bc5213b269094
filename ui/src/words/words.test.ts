import { expect, it } from 'vitest';
import { language, say, t } from './words.svelte';

it('says English from the start', () => {
  expect(language()).toBe('en');
  expect(t('shell_language')).toBe('Language');
  expect(t('shell_data_old', { Subject: '14 s' })).toBe('Data 14 s old');
  expect(say({ code: 'item_packed', sku: 'CUP', quantity: 1, of: 2 })).toBe('1 of 2 × CUP.');
  expect(say({ code: 'constructor' })).toBe('[constructor]');
  expect(say(undefined)).toBe('');
});
