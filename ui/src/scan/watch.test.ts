import { expect, it } from 'vitest';
import type { Station } from '../data/types';
import { isNews, midLine, troubles } from './watch';

const station: Station = { id: 'pack-1', kind: 'pack', seq: 1, scanner: { state: 'up' }, printer: { state: 'up' } };

it('tells troubles that are new', () => {
  const well = troubles(station);
  const noPaper = troubles({ ...station, printer: { state: 'up', trouble: 'paper_out' } });
  expect(well).toEqual([]);
  expect(isNews(well, noPaper)).toBe(true);
  expect(isNews(noPaper, noPaper)).toBe(false);
  expect(isNews(noPaper, troubles({ ...station, printer: { state: 'up', trouble: 'head_open' } }))).toBe(true);
  expect(isNews(noPaper, well)).toBe(false);
  expect(isNews(well, troubles({ ...station, unknown_job: 'PJ-1' }))).toBe(true);
});

it('a printer that was not needed yet is no trouble', () => {
  expect(troubles({ ...station, scanner: { state: 'never' }, printer: { state: 'never' } })).toEqual([]);
});

it('knows when a line is half done', () => {
  const line = { location: 'A-1', sku: 'MUG', name: 'Mug', order: 'SO-1', picked: 1, quantity: 3, here: true };
  const packing = { order: 'SO-1', service: 'x', ship_by: '', country: 'DE', parcel_number: 1, state: 'open', verified: false, weight_grams: 0 } as const;
  const packed = (units: number) => ({ ...packing, lines: [{ sku: 'MUG', name: 'Mug', quantity: 2, packed: units, picked: 2 }] });
  expect(midLine(station)).toBe(false);
  expect(midLine({ ...station, line })).toBe(true);
  expect(midLine({ ...station, line: { ...line, picked: 0 } })).toBe(false);
  expect(midLine({ ...station, in_hand: 1 })).toBe(true);
  expect(midLine({ ...station, quantity: 5 })).toBe(true);
  expect(midLine({ ...station, takeover: true })).toBe(true);
  expect([0, 1, 2].map((units) => midLine({ ...station, packing: packed(units) }))).toEqual([false, true, false]);
});
