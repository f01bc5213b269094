import { now, open, problem, server } from '../office.fake';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { pickLists } from '../../../data/pick-lists';
import type { PickList } from '../../../data/types';
import PickLists from './PickLists.svelte';

const list = { mode: 'single', ship_by: new Date(now).toISOString(), orders: 1, lines: 2, left: 1, units: 3, picked: 2 } as const;
const rows: PickList[] = [
  { ...list, id: 'L-000009', state: 'dropped', place: 'PACK1' },
  { ...list, id: 'L-000010', state: 'released', picked: 0 },
  { ...list, id: 'L-000008', state: 'taken', badge: 'B-0001' },
];
const shown = (): (string | null)[] => screen.queryAllByRole('rowheader').map((cell) => cell.textContent);

describe('pick lists', () => {
  it('under way come first of all, with how far they are', () => {
    open('/office/pick-lists');
    pickLists.snapshot(1, rows);
    render(PickLists);
    expect(shown()).toEqual(['L-000008', 'L-000010']);
    expect(screen.getByRole('progressbar', { name: 'picked units of L-000008' }).getAttribute('aria-valuenow')).toBe('2');
    expect(screen.getByText('B-0001')).toBeTruthy();
  });

  it('that were put down say where', () => {
    open('/office/pick-lists?state=dropped');
    pickLists.snapshot(1, rows);
    render(PickLists);
    expect(screen.getByText(/at PACK1/)).toBeTruthy();
  });
});

describe('work', () => {
  it('is released once a click, and leads to its list', async () => {
    server.answer = () => ({ list: 'L-000011', seq: 9, outcome: 'good', text: '', said: { code: 'list_released', subject: 'L-000011', quantity: 6 } });
    open('/office/pick-lists');
    render(PickLists);
    await fireEvent.click(screen.getByRole('button', { name: 'List for a cart' }));
    expect(await screen.findByText(/List L-000011 is ready, orders on it: 6/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Look at L-000011' }).getAttribute('href')).toBe('/office/pick-lists?at=L-000011');
    await fireEvent.click(screen.getByRole('button', { name: 'List of one order' }));
    await screen.findByText(/is ready/);
    const writes = server.asked.filter(({ method }) => method === 'POST');
    expect(writes.map(({ body }) => body)).toEqual([{ totes: 6 }, { totes: 0 }]);
    const keys = writes.map(({ headers }) => headers.get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(2);
    expect(keys.every((key) => key && key.length >= 16)).toBe(true);
  });

  it('that there is none of is said in words', async () => {
    server.answer = () => problem(409, 'nothing_to_release', { said: { code: 'nothing_to_release' } });
    open('/office/pick-lists');
    render(PickLists);
    await fireEvent.click(screen.getByRole('button', { name: 'List of one order' }));
    expect(await screen.findByText('No order can be picked now.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /Look at/ })).toBeNull();
  });
});
