import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orders } from '../data/orders';
import { printJobs } from '../data/print-jobs';
import { scans } from '../data/scans';
import { stations } from '../data/stations';
import type { Order, PrintJob, ScanRow, Station } from '../data/types';
import { live } from '../live/page';
import Connection from './Connection.svelte';
import Orders from './Orders.svelte';
import PrintJobs from './PrintJobs.svelte';
import Scans from './Scans.svelte';
import Stations from './Stations.svelte';

const at = '2026-03-02T10:00:00Z';
const pack: Station = {
  id: 'pack-1',
  kind: 'pack',
  badge: 'Olena',
  outcome: 'bad',
  said: { code: 'wrong_item' },
  text: 'Wrong item: notebook instead of mug',
  next_text: 'Scan the mug',
  takeover: true,
  seq: 7,
  scanner: { state: 'up', last_byte: at },
  printer: { state: 'ready', trouble: 'paper_out' },
};

afterEach(() => {
  cleanup();
  for (const collection of [stations, orders, printJobs, scans]) collection.snapshot(1, []);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('stations', () => {
  it('say who is there, the last answer, what comes next and how the devices are', () => {
    stations.snapshot(1, [pack]);
    render(Stations, { demo: false });
    for (const words of [/pack-1/, /Olena/, /Wrong item: notebook/, /Scan the mug/, /scanner up/, /printer paper_out/]) {
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
    stations.changes([{ seq: 8, collection: 'stations', id: 'pack-1', row: { ...pack, printer: { state: 'ready' } } }]);
    await tick();
    expect(asked).toHaveLength(1);
    stations.changes([{ seq: 9, collection: 'stations', id: 'pack-1', row: { ...pack, seq: 9 } }]);
    await tick();
    expect(asked).toHaveLength(2);
  });

  it('say so when a scan does not arrive', async () => {
    render(Stations, { demo: true });
    const button = await screen.findByRole('button', { name: /Mug/ });
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ title: 'Gone', status: 409, detail: 'the scanner is unplugged' }, { status: 409 })));
    await fireEvent.click(button);
    expect((await screen.findByRole('alert')).textContent).toContain('the scanner is unplugged');
  });
});

it('orders come by their promise, shortage marked', () => {
  const order = { state: 'placed', service: 'express', lines: 2, units: 3, short: 0 };
  const rows: Order[] = [
    { ...order, id: 'SO-3' },
    { ...order, id: 'SO-2', ship_by: '2026-03-02T16:00:00+02:00', short: 2 },
    { ...order, id: 'SO-1', ship_by: '2026-03-02T14:30:00Z' },
  ];
  orders.snapshot(1, rows);
  render(Orders);
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['SO-2', 'SO-1', 'SO-3']);
  expect(screen.getByText(/2 short/)).toBeTruthy();
});

it('print jobs show their picture, the newest first', () => {
  const job = { document: 'label', order: 'SO-1', printer: 'pack-1', state: 'unknown', attempts: 1, reason: 'reset' } as const;
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

describe('the connection', () => {
  it('says at once that it is lost, then how old the data is', async () => {
    vi.useFakeTimers();
    live.status.set({ state: 'lost', heard: Date.now(), server: 'v1' });
    render(Connection);
    const said = () => screen.getByRole('status').textContent?.trim();
    expect(said()).toBe('▲ Connection lost');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(said()).toBe('▲ Connection lost 3 s ago');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(said()).toBe('■ DATA 14 s OLD');
  });

  it('is a plain word while it holds', () => {
    live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
    render(Connection);
    expect(screen.getByText(/Live/)).toBeTruthy();
  });
});
