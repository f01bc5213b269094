import { describe, expect, it } from 'vitest';
import type { Change } from './message';
import { Rows } from './rows';

interface Box {
  id: string;
  state: string;
}

const byId = (a: Box, b: Box) => a.id.localeCompare(b.id);
const box = (id: string, state: string): Box => ({ id, state });
const change = (seq: number, id: string, row: unknown): Change => ({ seq, collection: 'boxes', id, row });

describe('rows', () => {
  it('are the snapshot and what changed after it', () => {
    const rows = new Rows<Box>();
    rows.snapshot(10, [box('a', 'open'), box('b', 'open')]);

    expect(rows.change(change(11, 'b', box('b', 'closed')))).toBe(true);
    expect(rows.change(change(11, 'c', box('c', 'open')))).toBe(true);
    expect(rows.change(change(12, 'a', null))).toBe(true);

    expect(rows.sorted(byId)).toEqual([box('b', 'closed'), box('c', 'open')]);
  });

  it('drop changes that the snapshot contains already', () => {
    const rows = new Rows<Box>();
    rows.snapshot(10, [box('a', 'closed')]);

    expect(rows.change(change(9, 'a', box('a', 'open')))).toBe(false);

    expect(rows.sorted(byId)).toEqual([box('a', 'closed')]);
  });

  it('take a change between two entries of the ledger', () => {
    const rows = new Rows<Box>();
    rows.snapshot(10, [box('a', 'scanner up')]);

    expect(rows.change(change(10, 'a', box('a', 'scanner down')))).toBe(true);

    expect(rows.sorted(byId)).toEqual([box('a', 'scanner down')]);
  });

  it('keep changes that come before their snapshot', () => {
    const rows = new Rows<Box>();
    rows.change(change(10, 'a', box('a', 'old')));
    rows.change(change(11, 'b', box('b', 'older than the snapshot')));
    rows.change(change(12, 'a', box('a', 'new')));
    expect(rows.seq).toBeNull();

    rows.snapshot(11, [box('a', 'middle'), box('b', 'middle')]);

    expect(rows.sorted(byId)).toEqual([box('a', 'new'), box('b', 'middle')]);
  });

  it('are replaced by a later snapshot', () => {
    const rows = new Rows<Box>();
    rows.snapshot(10, [box('a', 'open'), box('b', 'open')]);
    rows.snapshot(20, [box('b', 'closed')]);

    expect(rows.seq).toBe(20);
    expect(rows.sorted(byId)).toEqual([box('b', 'closed')]);
  });

  it('forget what is beyond the number kept', () => {
    const rows = new Rows<Box>();
    rows.snapshot(1, [box('a', ''), box('b', ''), box('c', '')]);
    rows.trim(2, byId);

    expect(rows.sorted(byId).map((row) => row.id)).toEqual(['a', 'b']);
  });

  it('know numbers and texts as the same id', () => {
    const rows = new Rows<{ id: number }>();
    rows.snapshot(7, [{ id: 7 }]);
    rows.change(change(8, '7', null));

    expect(rows.sorted(() => 0)).toEqual([]);
  });
});
