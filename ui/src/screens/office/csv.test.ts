import { describe, expect, it } from 'vitest';
import { head, lines, type Column } from './csv';

const columns: Column<{ text?: string; n?: number }>[] = [
  { head: 'text', cell: (row) => row.text },
  { head: 'n', cell: (row) => row.n },
];
const cell = (text: string): string => lines(columns, [{ text }]).replace(/,\r\n$/, '');

describe('a cell', () => {
  it.each([
    ['plain', 'plain'],
    ['Mug, yellow', '"Mug, yellow"'],
    ['a; b', '"a; b"'],
    ['12" box', '"12"" box"'],
    ['two\nlines', '"two\nlines"'],
    [' outer ', '" outer "'],
    ['А-12 кухоль', 'А-12 кухоль'],
  ])('is quoted where it has to be: %j', (text, want) => {
    expect(cell(text)).toBe(want);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=cmd|"/c calc"!A1'])('is never a formula: %j', (text) => {
    expect(cell(text)).toMatch(/^"'/);
  });

  it('is empty when there is nothing, and a number is one', () => {
    expect(lines(columns, [{}, { n: -3 }])).toBe(',\r\n,-3\r\n');
  });
});

it('a file begins with its headings', () => {
  expect(head(columns)).toBe('text,n\r\n');
});
