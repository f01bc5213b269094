import { expect, it } from 'vitest';
import { codeOf } from './typed';

it('makes the code of what is written on a thing', () => {
  expect(codeOf('tote', '0001')).toBe('TLT000170');
  expect(codeOf('tote', 't-0001')).toBe('TLT000170');
  expect(codeOf('any', 'T-0001')).toBe('TLT000170');
  expect(codeOf('place', 'pack1')).toBe('TLSPACK189');
  expect(codeOf('tote', 'TLT000170')).toBe('TLT000170');
  expect(codeOf('bin', ' e-13-02')).toBe('E-13-02');
  expect(codeOf('item', '4006381333931')).toBe('4006381333931');
});
