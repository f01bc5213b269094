import { now, open, server } from './office.fake';
import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { printJobs } from '../../data/print-jobs';
import { scans } from '../../data/scans';
import { stations } from '../../data/stations';
import type { Station } from '../../data/types';
import { live } from '../../live/page';
import Office from './Office.svelte';
import { save } from './csv';
import { place } from './place.svelte';
import Stations from './stations/Stations.svelte';
import Bins from './stock/Bins.svelte';
import PrintJobs from './print/PrintJobs.svelte';

vi.mock('./csv', async (original) => ({ ...(await original<typeof import('./csv')>()), save: vi.fn() }));

const at = new Date(now - 12_000).toISOString();

describe('stations', () => {
  const all: Station[] = [
    { id: 'pack-1', kind: 'pack', code: 'TLSPACK1', seq: 7, badge: 'B-0003', outcome: 'bad', said: { code: 'wrong_item', got: 'X', expected: 'Y' }, next: { code: 'next_done' }, scanner: { state: 'up', last_byte: at }, printer: { state: 'up', trouble: 'paper_out' } },
    { id: 'pick-1', kind: 'pick', code: 'TLSPICK1', seq: 8, scanner: { state: 'down' } },
  ];

  it('say who is there, what they wait for, how the devices are and what to do', () => {
    open('/office/stations');
    stations.snapshot(1, all);
    render(Stations);
    for (const words of ['B-0003', 'Scan DONE.', /Wrong item X\. Take Y/, '12 s', 'Printer: out of paper', 'Put new labels in and close the printer.', 'The scanner does not answer']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getAllByRole('link', { name: 'Open its screen' }).map((link) => link.getAttribute('href'))).toEqual(['/pick/pick-1', '/pack/pack-1']);
  });

  it('that need nobody are hidden by the filter', () => {
    open('/office/stations?kind=trouble');
    stations.snapshot(1, [{ ...all[1]!, scanner: { state: 'up' } }]);
    render(Stations);
    expect(screen.getByText(/No station needs anybody/)).toBeTruthy();
  });

  it('show the last scans as they come', async () => {
    open('/office/stations');
    stations.snapshot(1, all);
    scans.snapshot(1, []);
    render(Stations);
    scans.changes([{ seq: 2, collection: 'scans', id: '2', row: { id: 2, station: 'pick-1', raw: 'A-01', outcome: 'unknown', said: { code: 'unknown_code', got: 'A-01' }, text: '', at } }]);
    await tick();
    expect(screen.getByText('Unknown code A-01.')).toBeTruthy();
  });
});

it('a paper in doubt can be answered where it is looked at', async () => {
  open('/office/print-jobs?state=unknown&at=J-2');
  printJobs.snapshot(1, [{ id: 'J-2', document: 'label', order: 'SO-1', station: 'pack-1', printer: 'zpl+tcp://127.0.0.1:9', state: 'unknown', copy: 0, reason: 'late', queued_at: at, at }]);
  server.answer = () => ({ seq: 9, outcome: 'good', text: '', said: { code: 'print_confirmed', order: 'SO-1', reason: 'label' } });
  render(PrintJobs);
  await fireEvent.click(screen.getByRole('button', { name: 'It came out' }));
  expect(await screen.findByText('Label of order SO-1: printed.')).toBeTruthy();
  expect(server.asked.at(-1)).toMatchObject({ path: '/api/v1/print-jobs/J-2/answer', body: { came: true } });
});

describe('stock', () => {
  const bin = (id: string, blocked = 0) => ({
    id, code: `TLL${id}`, zone: 'A', sequence: 1, units: 4, allocated: 1, blocked, contents: [{ sku: 'MUG-1', name: 'Mug', quantity: 4, allocated: 1, blocked }],
  });

  it('is asked for by what is typed, a page at a time', async () => {
    open('/office/stock?q=A-0');
    server.answer = ({ path }) => (path.includes('cursor=x') ? { rows: [bin('A-02', 2)], seq: 1 } : { rows: [bin('A-01')], next: 'x', seq: 1 });
    render(Bins);
    await screen.findByText('A-01');
    await fireEvent.click(screen.getByRole('button', { name: 'More' }));
    await screen.findByText('A-02');
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/v1/locations?q=A-0&limit=200', '/api/v1/locations?q=A-0&limit=200&cursor=x']);
    await fireEvent.input(screen.getByRole('searchbox'), { target: { value: 'B' } });
    await vi.advanceTimersByTimeAsync(300);
    expect(server.asked.at(-1)?.path).toBe('/api/v1/locations?q=B&limit=200');
  });

  it('that cannot be read says so, and is read again', async () => {
    open('/office/stock');
    server.answer = () => new TypeError('Failed to fetch');
    render(Bins);
    await screen.findByText(/The server does not answer/);
    server.answer = () => ({ rows: [bin('A-01')], seq: 1 });
    await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('A-01')).toBeTruthy();
  });

  it('goes into a file with all its pages', async () => {
    open('/office/stock');
    server.answer = ({ path }) => (path.includes('cursor=x') ? { rows: [bin('A-02', 2)], seq: 1 } : { rows: [bin('A-01')], next: 'x', seq: 1 });
    render(Bins);
    await fireEvent.click(screen.getByRole('button', { name: 'Save stock as CSV' }));
    await vi.waitFor(() => expect(save).toHaveBeenCalled());
    expect(vi.mocked(save).mock.calls[0]).toEqual([
      'stock.csv',
      'location,zone,sku,name,quantity,allocated,blocked\r\nA-01,A,MUG-1,Mug,4,1,0\r\nA-02,A,MUG-1,Mug,4,1,2\r\n',
    ]);
  });
});

describe('the search', () => {
  const hits = [
    { kind: 'order', id: 'SO-1', text: 'open' },
    { kind: 'item', id: 'MUG-1', text: 'Mug' },
    { kind: 'order', id: 'SO-10' },
  ];

  it('is at hand after a slash, and leads to the first hit', async () => {
    open('/office/exceptions');
    server.answer = ({ path }) => (path.includes('/search') ? { rows: hits } : { rows: [], seq: 1 });
    render(Office);
    const field = screen.getByRole<HTMLInputElement>('combobox', { name: /Search/ });
    await fireEvent.keyDown(window, { key: '/', code: 'Slash' });
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'so-1' } });
    await vi.advanceTimersByTimeAsync(200);
    const found = await within(await screen.findByRole('listbox')).findAllByRole('option');
    expect(found.map((hit) => hit.textContent?.trim())).toEqual(['SO-1open', 'SO-10', 'MUG-1Mug']);
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect([place.section, place.get('at')]).toEqual(['orders', 'SO-10']);
  });

  it('never leads to what was found for fewer letters', async () => {
    open('/office/exceptions');
    server.answer = ({ path }) => ({ rows: [{ kind: 'item', id: path.endsWith('q=MUG') ? 'MUG-1' : 'MUG-2' }] });
    render(Office);
    const field = screen.getByRole('combobox', { name: /Search/ });
    await fireEvent.input(field, { target: { value: 'MUG' } });
    await vi.advanceTimersByTimeAsync(200);
    await screen.findByText('MUG-1');
    await fireEvent.input(field, { target: { value: 'MUG-2' } });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await vi.waitFor(() => expect(place.get('at')).toBe('MUG-2'));
  });

  it('says when nothing has that name', async () => {
    open('/office/exceptions');
    render(Office);
    await fireEvent.input(screen.getByRole('combobox', { name: /Search/ }), { target: { value: 'XYZ' } });
    await vi.advanceTimersByTimeAsync(200);
    expect(await screen.findByText('Nothing is called XYZ.')).toBeTruthy();
  });
});

it('numbers that are old are grey and say how old', async () => {
  open('/office/stations');
  const { container } = render(Office);
  await screen.findByRole('heading', { level: 1, name: /Stations/ });
  live.status.set({ state: 'lost', heard: now - 14_000, server: 'v1' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(container.querySelector('main.stale')).toBeTruthy();
  expect(screen.getByText(/^15 s old$/)).toBeTruthy();
});
