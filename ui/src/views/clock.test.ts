import { expect, it } from 'vitest';
import { age } from './clock';

it('says an age in the unit that fits', () => {
  expect([-5, 0, 59_999, 60_000, 3_599_999, 3_600_000, 86_400_000].map(age)).toEqual(['0 s', '0 s', '59 s', '1 min', '59 min', '1 h', '1 d']);
});
