import { now, open, problem, server } from '../office.fake';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { orders } from '../../../data/orders';
import type { Order, OrderDetail } from '../../../data/types';
import OrderActions from './OrderActions.svelte';
import Orders from './Orders.svelte';
import Stages from './Stages.svelte';

const inHours = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
const order = (id: string, more: Partial<Order> = {}): Order => ({
  id, state: 'open', service: 'express', ship_by: inHours(3), lines: 1, units: 2, short: 0, ...more,
});
const rows = [
  order('SO-1', { ship_by: inHours(-1) }),
  order('SO-2', { state: 'packing', holds: ['fraud'] }),
  order('SO-3', { state: 'scheduled', short: 2, channel: 'webshop' }),
  order('SO-4', { state: 'closed', ship_by: inHours(-5) }),
];
const shown = (): (string | null)[] => screen.queryAllByRole('rowheader').map((cell) => cell.textContent);

const lists: [url: string, ids: string[]][] = [
  ['/office/orders', ['SO-1', 'SO-2', 'SO-3']],
  ['/office/orders?state=late', ['SO-1']],
  ['/office/orders?state=held', ['SO-2']],
  ['/office/orders?state=scheduled', ['SO-3']],
  ['/office/orders?state=closed', ['SO-4']],
  ['/office/orders?state=nonsense', ['SO-1', 'SO-2', 'SO-3']],
  ['/office/orders?q=WEB', ['SO-3']],
  ['/office/orders?q=so-2&state=packing', ['SO-2']],
];

describe('the orders', () => {
  it.each(lists)('of %s', (url, ids) => {
    open(url);
    orders.snapshot(1, rows);
    render(Orders);
    expect(shown()).toEqual(ids);
  });

  it('say what is late, held and short', () => {
    open('/office/orders');
    orders.snapshot(1, rows);
    render(Orders);
    for (const words of ['Late', 'On hold: suspected fraud', '2 short']) expect(screen.getAllByText(words).length).toBeGreaterThan(0);
  });

  it('say how to get some, and how to see all again', async () => {
    open('/office/orders');
    orders.snapshot(1, []);
    render(Orders);
    expect(screen.getByText(/tallyman import orders/)).toBeTruthy();
    orders.snapshot(2, rows);
    open('/office/orders?q=nothing');
    await tick();
    expect(screen.getByText(/Nothing fits the filter/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Clear the filter' }).getAttribute('href')).toBe('/office/orders');
  });

  it('draw a part of thousands', () => {
    open('/office/orders');
    orders.snapshot(1, Array.from({ length: 900 }, (_, n) => order(`SO-${n}`)));
    const { container } = render(Orders);
    expect(container.querySelectorAll('tbody tr')).toHaveLength(100);
    expect(container.querySelector('h1')?.textContent).toMatch(/Orders\s+900/);
  });
});

const detail = (more: Partial<OrderDetail> = {}): OrderDetail => ({
  order: rows[0]!, version: 1, placed_at: inHours(-30), currency: 'EUR', tax_included: true, shipping_minor: 0,
  lines: [], holds: [], parcels: [], print_jobs: [], stages: [], ...more,
});
const answer = (code: string, more: object = {}): object => ({ seq: 9, outcome: 'good', text: '', said: { code, order: 'SO-1', ...more } });

describe('an order', () => {
  it('is held for a reason, and let go again by undo', async () => {
    server.answer = ({ method }) => answer(method === 'POST' ? 'order_held' : 'hold_lifted', { reason: 'address' });
    render(OrderActions, { detail: detail() });
    await fireEvent.click(screen.getByRole('button', { name: 'Put on hold…' }));
    await fireEvent.click(screen.getByRole('button', { name: 'bad address' }));
    expect(await screen.findByText('Order SO-1 is on hold: bad address.')).toBeTruthy();
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/is not on hold any more/)).toBeTruthy();
    expect(server.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/api/v1/orders/SO-1/holds', { kind: 'address', by: 'office' }],
      ['DELETE', '/api/v1/orders/SO-1/holds/address?by=office', undefined],
    ]);
  });

  it('is cancelled for a reason only, and says why not', async () => {
    server.answer = () => problem(409, 'order_shipped', { said: { code: 'order_shipped', order: 'SO-1' } });
    render(OrderActions, { detail: detail() });
    await fireEvent.click(screen.getByRole('button', { name: 'Cancel…' }));
    const cancel = screen.getByRole<HTMLButtonElement>('button', { name: 'Cancel order SO-1' });
    expect(cancel.disabled).toBe(true);
    await fireEvent.click(screen.getByRole('button', { name: 'customer\'s wish' }));
    await fireEvent.click(cancel);
    expect(await screen.findByText('Order SO-1 has left the house.')).toBeTruthy();
    expect(server.asked.at(-1)?.body).toEqual({ reason: 'customer' });
  });

  it('says it in words when this machine may not write, and when nobody answers', async () => {
    server.answer = () => problem(403, 'only_here');
    render(OrderActions, { detail: detail({ holds: [{ kind: 'fraud', by: 'api', at: inHours(-1) }] }) });
    await fireEvent.click(screen.getByRole('button', { name: 'Lift hold: suspected fraud' }));
    expect(await screen.findByText(/Changes can only be made at the server itself/)).toBeTruthy();
    server.answer = () => new TypeError('Failed to fetch');
    await fireEvent.click(screen.getByRole('button', { name: 'Lift hold: suspected fraud' }));
    expect(await screen.findByText(/The server does not answer/)).toBeTruthy();
  });

  it('that has left offers nothing', () => {
    render(OrderActions, { detail: detail({ order: rows[3]! }) });
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});

it('a time line says how long each stage took, where and who', () => {
  const at = (minutes: number): string => inHours(-2 + minutes / 60);
  render(Stages, {
    shipBy: inHours(3),
    stages: [
      { state: 'open', at: at(0), seq: 1 },
      { state: 'picking', at: at(90), seq: 2, station: 'pick-1', badge: 'B-0001' },
      { state: 'picked', at: at(95), seq: 3, station: 'pick-1', badge: 'B-0001' },
    ],
  });
  for (const words of ['To pick', '1 h 30 min', 'Picking', '5 min', 'To pack', '25 min']) expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getAllByRole('link', { name: 'pick-1' })).toHaveLength(2);
});
