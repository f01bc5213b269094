import '../../words/english.fake';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orders } from '../../data/orders';
import { stations } from '../../data/stations';
import type { Order, Station } from '../../data/types';
import { outbox } from '../../device/page';
import { live } from '../../live/page';
import { answerScans, openDialogs, settled } from '../../scan/floor.fake';
import Pack from './Pack.svelte';
import { rows } from './rows.fake';
import { stage, type StageName } from './stage';

const now = Date.parse('2026-11-25T13:30:00Z');

beforeEach(() => {
  localStorage.clear();
  outbox.changed();
  openDialogs();
  vi.setSystemTime(now);
  live.status.set({ state: 'live', heard: now, server: 'v1' });
});

afterEach(() => {
  cleanup();
  for (const collection of [stations, orders]) collection.snapshot(1, []);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function show(row: Station): Promise<HTMLElement> {
  stations.snapshot(1, [row]);
  const { container } = render(Pack, { path: row.id });
  await settled();
  return container;
}

const key = (name: RegExp) => screen.getByRole('button', { name });

/** What a row of the server must show: the stage, the bar, and words beside it. */
const states: [row: keyof typeof rows, stage: StageName, bar: RegExp, seen: RegExp[]][] = [
  ['badge', 'badge', /Scan your badge/, [/pack-3/, /Nobody packs here/]],
  ['between', 'between', /Scan a tote or an order/, [/What do you pack/, /Nothing is picked yet/]],
  ['onHold', 'between', /Scan a tote or an order/, [/on hold: bad address/]],
  ['empty', 'empty', /It is empty/, [/Is T-0042 empty/, /Order SO-10442 is packed/]],
  ['takeOver', 'take_over', /Scan it again/, [/Open at another station/, /open at pack-1/]],
  ['opened', 'unit', /Scan the next item/, [/17 left to pack/, /17 to pack/]],
  ['unit', 'unit', /Scan the next item/, [/SO-10442/, /leaves 15:00|leaves \d\d:\d\d/, /in 1 h 30 min/, /Mug 450/, /Fragile/, /1\s*\/ 3/, /14 left/, /840 g/, /Parcel 1/]],
  ['written', 'unit', /Scan the next item/, [/Gift card.*Happy birthday/, /Note.*no plastic/]],
  ['several', 'unit', /12 × Scan the next item/, []],
  ['remove', 'remove', /Scan what you take out/, [/Which item comes out/]],
  ['byHand', 'by_hand', /Yes, count it/, [/Count this one by hand/, /Notebook A5/]],
  ['settle', 'settle', /Right, keep it/, [/Counted 1 of 3/]],
  ['close', 'close', /Close the parcel/, [/Everything is in/, /No numbers left for Standard/]],
  ['printing', 'printing', /Scan the label/, [/The label is printing/]],
  ['label', 'label', /Scan the label/, [/Stick this on the box/, /NP000071NO/]],
  ['paperOut', 'printer', /Park the box/, [/The label waits/, /out of paper/, /Put new labels in/]],
  ['offline', 'printer', /Park the box/, [/not connected/, /cable and power/]],
  ['lost', 'lost', /Print the label again/, [/did not print/, /not printed in time/]],
  ['unknown', 'unknown', /It came out/, [/Label: did it come out/, /Look at the printer/]],
  ['park', 'park', /Scan a parking card/, [/Where does the box wait/]],
  ['dock', 'dock', /Scan the dock/, [/Which dock/]],
  ['load', 'load', /All is loaded/, [/Load at DOCK1/, /Order SO-10442 is loaded/]],
  ['scannerDown', 'unit', /Scan the next item/, [/Scanner lost/, /The scanner does not answer/]],
];

describe('a packer sees', () => {
  it.each(states)('%s', async (name, wanted, bar, seen) => {
    const row: Station = rows[name];
    const page = await show(row);
    expect(stage(row).name).toBe(wanted);
    expect(page.querySelectorAll('.bar')).toHaveLength(1);
    expect(key(bar)).toBe(page.querySelector('.bar'));
    for (const text of seen) expect(page.textContent).toMatch(text);
  });

  it('the line that was touched last', async () => {
    const page = await show(rows.unit);
    expect(page.querySelectorAll('.touched')).toHaveLength(1);
    expect(page.querySelector('.touched')?.textContent).toContain('NOT-05B');
  });

  it('an order that should have left, with a shape and a word', async () => {
    vi.setSystemTime(Date.parse('2026-11-25T15:12:00Z'));
    live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
    const page = await show(rows.unit);
    expect(page.querySelector('.mark.late')?.textContent).toBe('12 min late');
  });

  it('the picture of the newest label', async () => {
    await show(rows.label);
    expect(screen.getByAltText(/label of order SO-10442/).getAttribute('src')).toBe('/api/v1/print-jobs/J-000107/picture.png');
  });
});

describe('a finger', () => {
  const scans = async (codes: string[], wanted: RegExp) => waitFor(() => expect(codes.at(-1)).toMatch(wanted));

  it('opens an order that waits', async () => {
    const codes = answerScans();
    const order = { id: 'SO-7', state: 'picked', service: 'standard', units: 3, lines: 1, short: 0, ship_by: '2026-11-25T15:00:00Z' } as Order;
    orders.snapshot(1, [order, { ...order, id: 'SO-8', state: 'open' }]);
    await show(rows.between);
    expect(screen.queryByText('SO-8')).toBeNull();
    await fireEvent.click(key(/SO-7/));
    await scans(codes, /^SO-7$/);
  });

  it('counts by hand, or another item, or not at all', async () => {
    const codes = answerScans();
    await show(rows.byHand);
    await fireEvent.click(key(/Yes, count it/));
    await scans(codes, /^TLCMANUAL/);
    await fireEvent.click(key(/Another item/));
    await scans(codes, /^TLCSKIP/);
    await fireEvent.click(key(/Cancel/));
    await scans(codes, /^TLCHELP/);
  });

  it('says of a paper that it came, or prints it again', async () => {
    const codes = answerScans();
    await show(rows.unknown);
    await fireEvent.click(key(/It came out/));
    await scans(codes, /^TLCPRINTED/);
    await fireEvent.click(key(/Print again/));
    await scans(codes, /^TLCREPRINT/);
  });

  it('parks the box while the printer is in trouble', async () => {
    const codes = answerScans();
    await show(rows.paperOut);
    await fireEvent.click(key(/Park the box/));
    await scans(codes, /^TLCPARK/);
  });

  it('finds what can be done about a problem', async () => {
    const codes = answerScans();
    await show(rows.unit);
    await fireEvent.click(key(/Problem/));
    await fireEvent.click(screen.getByRole('button', { name: /Take an item out/, hidden: true }));
    await scans(codes, /^TLCREMOVE/);
  });
});

it('a misprint holds the screen until it is acknowledged', async () => {
  const codes = answerScans();
  await show(rows.misprint);
  expect(screen.getByRole('alertdialog').textContent).toMatch(/This label is not of order SO-10442/);
  await fireEvent.click(key(/ACKNOWLEDGE/));
  await waitFor(() => expect(codes[0]).toMatch(/^TLCACK/));
});
