import { describe, expect, it } from 'vitest';
// What the server makes of kinds and bodies; a Go test writes the file.
import made from '../../../fixtures/wire/codes.json';
import { command, kinds, own, quantity, read, type Kind } from './codes';

describe('own codes', () => {
  it('are made with their check characters', () => {
    expect(command('NEXT')).toBe('TLCNEXT21');
    expect(command('ACK')).toBe(own('command', 'ACK'));
    expect(quantity(5)).toBe(own('quantity', '05'));
    expect(own('badge', 'ANNA1')).toBe('TLBANNA173');
    expect(own('tote', '0001')).toBe('TLT000170');
    expect(own('station', 'PICK1')).toBe('TLSPICK163');
  });

  it('are those of the server', () => {
    const kindOf = (letter: string) => Object.entries(kinds).find(([, own]) => own === letter)?.[0] as Kind;
    for (const { kind, body, code } of made) {
      expect(own(kindOf(kind), body)).toBe(code);
      expect(read(code)).toEqual({ kind: kindOf(kind), body });
    }
  });

  it('are read back', () => {
    expect(read('TLBANNA173')).toEqual({ kind: 'badge', body: 'ANNA1' });
    expect(read(quantity(999))).toEqual({ kind: 'quantity', body: '999' });
  });

  it.each(['TLT000171', 'TLT00017', 'TLT', 'TLT-0170', 'TLT0001y0', `TLT${'0'.repeat(40)}`])('%s is a misread', (text) => {
    expect(read(text)).toBe('misread');
  });

  it.each(['TL', 'TLX000170', 'tlt000170', '9520000000011', ''])('%j is none', (text) => {
    expect(read(text)).toBe('foreign');
  });
});
