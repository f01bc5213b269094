import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { late, orders } from '../../data/orders';
import { pickLists } from '../../data/pick-lists';
import { printJobs } from '../../data/print-jobs';
import { scans } from '../../data/scans';
import { stations } from '../../data/stations';
import type { Order, PickList, PrintJob, ScanRow, Station } from '../../data/types';
import Orders from './Orders.svelte';
import PickLists from './PickLists.svelte';
import PrintJobs from './PrintJobs.svelte';
import Scans from './Scans.svelte';
import Stations from './Stations.svelte';

const at = '2026-03-02T10:00:00Z';
const pack: Station = {
  id: 'pack-1',
  kind: 'pack',
  badge: 'B-0003',
  outcome: 'bad',
  said: { code: 'wrong_item' },
  text: 'Wrong item: notebook instead of mug',
  next_text: 'Scan the mug',
  seq: 7,
  scanner: { state: 'up', last_byte: at },
  printer: { state: 'up', trouble: 'paper_out' },
};

afterEach(() => {
  cleanup();
  for (const collection of [stations, orders, pickLists, printJobs, scans]) collection.snapshot(1, []);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('stations', () => {
  it('say who is there, the last answer, what comes next and how the devices are', () => {
    stations.snapshot(1, [pack]);
    render(Stations, { demo: false });
    for (const words of [/pack-1/, /B-0003/, /Wrong item: notebook/, /Scan the mug/, /scanner up/, /printer paper out/]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });

  it('change as they change', async () => {
    stations.snapshot(1, [pack]);
    render(Stations, { demo: false });
    stations.changes([{ seq: 8, collection: 'stations', id: 'pack-1', row: { ...pack, seq: 8, text: 'Mug counted' } }]);
    await tick();
    expect(screen.getByText(/Mug counted/)).toBeTruthy();
    expect(screen.queryByText(/Wrong item/)).toBeNull();
  });

  it('hold the screen until a take-over is acknowledged', async () => {
    stations.snapshot(1, [{ ...pack, text: 'Acknowledge first', takeover: true, takeover_text: 'Wrong item: pen instead of mug' }]);
    render(Stations, { demo: false });
    expect(screen.getByRole('alert').textContent).toMatch(/pen instead of mug/);
    expect(screen.getByText(/Acknowledge first/)).toBeTruthy();
    expect(screen.queryByText('Scan the mug')).toBeNull();
    stations.changes([{ seq: 8, collection: 'stations', id: 'pack-1', row: pack }]);
    await tick();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText('Scan the mug')).toBeTruthy();
  });

  it('show the bin, the item and how many of how many to a picker', () => {
    const line = { location: 'A-12-03', sku: 'MUG-1', name: 'Mug, yellow', order: 'SO-1', tote: 'T-0042', picked: 1, quantity: 3, here: true };
    stations.snapshot(1, [{ ...pack, kind: 'pick', line }]);
    render(Stations, { demo: false });
    for (const words of ['A-12-03', 'MUG-1', 'Mug, yellow', 'T-0042', '1 of 3']) expect(screen.getByText(words)).toBeTruthy();
  });

  it('show what the customer wrote, and a paper in doubt, to a packer', () => {
    stations.snapshot(1, [{ ...pack, gift_message: 'З днем народження!', note: 'No plastic', unknown_job: 'J-000002' }]);
    render(Stations, { demo: false });
    for (const words of [/З днем народження!/, /No plastic/, /whether J-000002 was printed/]) expect(screen.getByText(words)).toBeTruthy();
  });

  it('say how to get one when there is none', () => {
    stations.snapshot(1, []);
    render(Stations, { demo: false });
    expect(screen.getByText(/tallyman\.toml/)).toBeTruthy();
  });
});

describe('the barcodes of the demo', () => {
  const offered = [
    { code: 'TLB123', caption: 'Olena', kind: 'badge', picture: '/b.svg' },
    { code: '9520001', caption: 'Mug', kind: 'item' },
  ];
  let asked: [string, RequestInit | undefined][];

  beforeEach(() => {
    asked = [];
    vi.stubGlobal('fetch', (path: string, request?: RequestInit) => {
      asked.push([path, request]);
      return Promise.resolve(path.includes('/codes') ? Response.json(offered) : new Response(null, { status: 204 }));
    });
    stations.snapshot(1, [pack]);
  });

  it('are read on the line of their station by a click', async () => {
    render(Stations, { demo: true });
    await fireEvent.click(await screen.findByRole('button', { name: /Mug/ }));
    const [path, request] = asked.at(-1) ?? [];
    expect(path).toBe('/api/v1/demo/scans');
    expect(JSON.parse(String(request?.body))).toEqual({ station: 'pack-1', code: '9520001' });
  });

  it('are asked for again after an answer, and not after other changes', async () => {
    render(Stations, { demo: true });
    await screen.findByRole('button', { name: /Mug/ });
    stations.changes([{ seq: 8, collection: 'stations', id: 'pack-1', row: { ...pack, printer: { state: 'up' } } }]);
    await tick();
    expect(asked).toHaveLength(1);
    stations.changes([{ seq: 9, collection: 'stations', id: 'pack-1', row: { ...pack, seq: 9 } }]);
    await tick();
    expect(asked).toHaveLength(2);
    stations.changes([{ seq: 10, collection: 'stations', id: 'pack-1', row: { ...pack, seq: 9, takeover: true } }]);
    await tick();
    expect(asked).toHaveLength(3);
  });

  it('say so when a scan does not arrive', async () => {
    render(Stations, { demo: true });
    const button = await screen.findByRole('button', { name: /Mug/ });
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ title: 'Gone', status: 409, detail: 'the scanner is unplugged' }, { status: 409 })));
    await fireEvent.click(button);
    expect((await screen.findByRole('alert')).textContent).toContain('the scanner is unplugged');
  });
});

it('orders come by their promise, those that are done last', () => {
  const order = { state: 'open', service: 'express', lines: 2, units: 3, short: 0 } as const;
  const rows: Order[] = [
    { ...order, id: 'SO-3', state: 'closed', ship_by: '2026-03-01T14:30:00Z' },
    { ...order, id: 'SO-2', ship_by: '2026-03-02T16:00:00+02:00', short: 2, holds: ['fraud'] },
    { ...order, id: 'SO-1', ship_by: '2026-03-02T14:30:00Z' },
  ];
  orders.snapshot(1, rows);
  render(Orders);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['SO-2', 'SO-1', 'SO-3']);
  expect(screen.getByText(/2 short/)).toBeTruthy();
  expect(screen.getByText(/held: fraud/)).toBeTruthy();
});

it('orders are late after their promise, unless they are done', () => {
  const order = { id: 'SO-1', state: 'open', service: 'express', ship_by: at, lines: 1, units: 1, short: 0 } as const;
  expect(late(order, Date.parse(at) + 1)).toBe(true);
  expect(late(order, Date.parse(at))).toBe(false);
  expect(late({ ...order, state: 'closed' }, Date.parse(at) + 1)).toBe(false);
});

it('pick lists say how far they are, those under way first', () => {
  const list = { mode: 'single', ship_by: at, orders: 1, lines: 2, left: 1, units: 3, picked: 2 } as const;
  const rows: PickList[] = [
    { ...list, id: 'L-000009', state: 'dropped', place: 'PACK1' },
    { ...list, id: 'L-000010', state: 'released', picked: 0 },
    { ...list, id: 'L-000008', state: 'taken', badge: 'B-0001' },
  ];
  pickLists.snapshot(1, rows);
  render(PickLists);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['L-000008', 'L-000010', 'L-000009']);
  expect(screen.getByText(/dropped at PACK1/)).toBeTruthy();
  expect(screen.getByRole<HTMLProgressElement>('progressbar', { name: 'picked units of L-000010' }).value).toBe(0);
});

it('print jobs show their picture, the newest first', () => {
  const job = { document: 'label', order: 'SO-1', station: 'pack-1', printer: 'zpl+tcp://127.0.0.1:9', state: 'unknown', copy: 0, reason: 'reset', queued_at: at } as const;
  const rows: PrintJob[] = [
    { ...job, id: '1', at },
    { ...job, id: '2/x', at: '2026-03-02T10:00:01Z' },
  ];
  printJobs.snapshot(1, rows);
  render(PrintJobs);
  const pictures = screen.getAllByRole<HTMLImageElement>('img').map((image) => image.getAttribute('src'));
  expect(pictures).toEqual(['/api/v1/print-jobs/2%2Fx/picture.png', '/api/v1/print-jobs/1/picture.png']);
  expect(screen.getAllByText(/unknown/)).toHaveLength(2);
});

it('scans keep the latest fifty', () => {
  const scan = (id: number): ScanRow => ({ id, station: 'pick-1', raw: `code ${id}`, outcome: 'good', text: 'counted', at });
  scans.snapshot(60, Array.from({ length: 60 }, (_, i) => scan(i + 1)));
  scans.changes([{ seq: 61, collection: 'scans', id: '61', row: scan(61) }]);
  render(Scans);
  const reads = screen.getAllByText(/^code /).map((cell) => cell.textContent);
  expect(reads).toHaveLength(50);
  expect(reads.slice(0, 2)).toEqual(['code 61', 'code 60']);
});
