import { now, open, problem, server } from '../office.fake';
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { describe, expect, it } from 'vitest';
import { exceptions } from '../../../data/exceptions';
import type { Exception } from '../../../data/types';
import Exceptions from './Exceptions.svelte';

const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
const rows: Exception[] = [
  { id: 'stock/bin:A-01/MUG-1', kind: 'stock_missing', sku: 'MUG-1', name: 'Mug', place: 'bin:A-01', quantity: 2 },
  { id: 'print-job/J-2', kind: 'print_unknown', since: ago(5), job: 'J-2', order: 'SO-1', station: 'pack-1', document: 'label', sscc: '095200000000000017' },
  { id: 'order/SO-7', kind: 'order_incomplete', since: ago(90), order: 'SO-7', station: 'pick-1', quantity: 3 },
  { id: 'station/pack-2/printer', kind: 'printer_trouble', since: ago(1), station: 'pack-2', reason: 'paper_out' },
  { id: 'station/pick-3/scanner', kind: 'scanner_down', since: ago(2), station: 'pick-3' },
  { id: 'print-job/J-9', kind: 'print_failed', since: ago(3), job: 'J-9', order: 'SO-2', station: 'pack-1', document: 'invoice' },
  { id: 'old-label/J-3', kind: 'old_label', since: ago(0.5), job: 'J-3', order: 'SO-4', station: 'dock-1', document: 'label', reason: 'reprinted' },
];

function show(url = '/office/exceptions'): void {
  open(url);
  exceptions.snapshot(1, rows);
  render(Exceptions);
}

const heads = (): (string | null)[] => screen.getAllByRole('heading', { level: 2 }).map((head) => head.textContent);

describe('exceptions', () => {
  it('are said in words, the oldest first', () => {
    show();
    expect(heads()).toEqual([
      'Order SO-7 is incomplete: 3 not found.',
      'Label 095200000000000017 of order SO-1: did it come out at pack-1?',
      'Invoice of order SO-2 was not printed at pack-1.',
      'The scanner of pick-3 does not answer.',
      'Printer of pack-2: out of paper.',
      'An old label of order SO-4 was scanned at dock-1: printed again.',
      '2 × MUG-1 Mug not found in A-01.',
    ]);
    expect(screen.getByText('1 h')).toBeTruthy();
    expect(screen.getByText('Put new labels in and close the printer.')).toBeTruthy();
  });

  it('of one kind stand in the URL', () => {
    show('/office/exceptions?kind=printer_trouble');
    expect(heads()).toEqual(['Printer of pack-2: out of paper.']);
  });

  it('lead to what they are about', () => {
    show();
    expect(screen.getByRole('link', { name: 'A-01' }).getAttribute('href')).toBe('/office/stock?at=A-01');
    expect(screen.getByRole('link', { name: 'J-2' }).getAttribute('href')).toBe('/office/print-jobs?at=J-2');
    expect(screen.getByRole('link', { name: 'SO-7' }).getAttribute('href')).toBe('/office/orders?at=SO-7');
  });

  it('that are none are good news', async () => {
    show();
    exceptions.snapshot(2, []);
    await tick();
    expect(screen.getByText(/Nothing to decide/)).toBeTruthy();
  });
});

describe('a way out', () => {
  it('of a paper in doubt is a person\'s word', async () => {
    server.answer = () => problem(409, 'print_job_not_there', { said: { code: 'print_job_not_there', subject: 'J-2' } });
    show('/office/exceptions?kind=print_unknown');
    await fireEvent.click(screen.getByRole('button', { name: 'It did not: print a copy' }));
    expect(await screen.findByText('There is no print job J-2.')).toBeTruthy();
    expect(server.asked.map(({ path, body }) => [path, body])).toEqual([['/api/v1/print-jobs/J-2/answer', { came: false }]]);
  });

  it('of an old label is to destroy it', async () => {
    server.answer = () => ({ seq: 9, outcome: 'good', text: '', said: { code: 'old_label_gone', order: 'SO-4' } });
    show('/office/exceptions?kind=old_label');
    await fireEvent.click(screen.getByRole('button', { name: 'Found and destroyed' }));
    expect(await screen.findByText('The old label of order SO-4 is gone.')).toBeTruthy();
    expect(server.asked.at(-1)?.path).toBe('/api/v1/print-jobs/J-3/gone');
  });

  it('of an incomplete order is to ship what was found', async () => {
    server.answer = () => ({ seq: 9, outcome: 'good', text: '', said: { code: 'part_shipped', order: 'SO-7', quantity: 1, of: 4 } });
    show('/office/exceptions?kind=order_incomplete');
    await fireEvent.click(screen.getByRole('button', { name: 'Ship what was found' }));
    expect(await screen.findByText('1 of 4 of order SO-7 go out.')).toBeTruthy();
  });

  it('of missing goods is a count, refused or saved', async () => {
    server.answer = () => ({ seq: 9, rows: [{ change: 'refused', said: { code: 'count_unknown', location: 'A-01', sku: 'MUG-1' } }] });
    show('/office/exceptions?kind=stock_missing');
    const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save the count' });
    expect(save.disabled).toBe(true);
    await fireEvent.input(screen.getByLabelText(/Counted MUG-1/), { target: { value: '4' } });
    await fireEvent.click(save);
    expect(await screen.findByText('There is no bin A-01 or no item MUG-1.')).toBeTruthy();
    expect(server.asked.at(-1)?.body).toMatchObject({ location: 'A-01', sku: 'MUG-1', quantity: 4 });
  });
});
