import '../../words/english.fake';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stations } from '../../data/stations';
import type { Station } from '../../data/types';
import { outbox } from '../../device/page';
import { live } from '../../live/page';
import { answerScans, openDialogs, settled } from '../../scan/floor.fake';
import Pick from './Pick.svelte';
import { rows } from './rows.fake';
import { stage, type StageName } from './stage';

const pack: Station = { id: 'pack-1', kind: 'pack', seq: 0, code: 'TLSPACK189' };

beforeEach(() => {
  localStorage.clear();
  outbox.changed();
  openDialogs();
  live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
});

afterEach(() => {
  cleanup();
  stations.snapshot(1, []);
  vi.unstubAllGlobals();
});

async function show(row: Station): Promise<HTMLElement> {
  stations.snapshot(1, [row, pack]);
  const { container } = render(Pick, { path: row.id });
  await settled();
  return container;
}

const key = (name: RegExp) => screen.getByRole('button', { name });

/** What a row of the server must show: the stage, the bar, and words beside it. */
const states: [row: keyof typeof rows, stage: StageName, bar: RegExp, seen: RegExp[]][] = [
  ['badge', 'badge', /Scan your badge/, [/Nobody works here/]],
  ['badgeFirst', 'badge', /Scan your badge/, [/Scan your badge first/]],
  ['work', 'work', /Get work/, [/Ready for work/, /Welcome/]],
  ['noWork', 'none', /Ask again/, [/No work just now/]],
  ['listGone', 'work', /Get work/, [/List L-000004 is at another station now/]],
  ['dropped', 'work', /Get work/, [/Totes of list L-000004 are at PACK1/]],
  ['bind', 'bind', /Scan an empty tote/, [/A tote for/, /SO-10006/, /5 left/]],
  ['toteHoldsOther', 'bind', /Scan an empty tote/, [/T-0007 holds order SO-10002/]],
  ['walk', 'walk', /Scan the bin/, [/Go to/, /E-13-02/, /then E-14-01/, /Notebook A5/, /NOT-05B/, /T-0042/, /5 left/]],
  ['wrongBin', 'walk', /Scan the bin/, [/Wrong bin A-01-01/]],
  ['item', 'item', /Scan the item/, [/Take from/, /E-13-02/, /1 of 3/, /4 left/]],
  ['itemMisread', 'item', /Scan the item/, [/Misread/]],
  ['itemUnknown', 'item', /Scan the item/, [/Unknown code 4006381333931/]],
  ['itemSeveral', 'item', /2 × Scan the item/, []],
  ['shortReason', 'item', /Scan the item/, [/Why is bin E-13-02 short/]],
  ['shorted', 'walk', /Scan the bin/, [/not at E-13-02: too few/, /E-14-01/]],
  ['put', 'put', /Scan the tote/, [/Put into/, /T-0043/, /in your hand/]],
  ['wrongTote', 'put', /Scan the tote/, [/Wrong tote/]],
  ['cartItem', 'item', /Scan the item/, [/0 of 12|\/ 12/]],
  ['layBack', 'lay_back', /Scan the bin again/, [/Lay back into/, /E-13-02/]],
  ['takeOver', 'take_over', /Scan the tote again/, [/Take over/, /T-0051/, /Somebody else has list L-000009/]],
  ['drop', 'drop', /Scan the place/, [/Bring the totes/, /all picked/]],
  ['cancelled', 'resume', /Go on/, [/Your list goes on/]],
  ['settle', 'settle', /Right, keep it/, [/Check this first/, /Counted 2 of 3/]],
  ['load', 'load', /All is loaded/, [/Load at/, /DOCK1/]],
  ['dock', 'dock', /Scan the dock/, [/Which dock/]],
  ['scannerDown', 'item', /Scan the item/, [/The scanner does not answer/]],
];

describe('a picker sees', () => {
  it.each(states)('%s', async (name, wanted, bar, seen) => {
    const row: Station = rows[name];
    const page = await show(row);
    expect(stage(row).name).toBe(wanted);
    expect(page.querySelectorAll('.bar')).toHaveLength(1);
    expect(key(bar)).toBe(page.querySelector('.bar'));
    for (const text of seen) expect(page.textContent).toMatch(text);
  });

  it('a later question of the rules by its words', async () => {
    const page = await show({ ...rows.item, next: { code: 'next_done' } });
    expect(stage({ ...rows.item, next: { code: 'next_done' } }).name).toBe('other');
    expect(page.textContent).toContain('Scan DONE.');
  });

  it('the slot of the cart', async () => {
    const page = await show(rows.put);
    expect(page.querySelector('.find')?.textContent).toMatch(/Slot\s*2/);
    expect(page.querySelector('[aria-current="true"]')?.textContent).toContain('T-0043');
  });
});

describe('a finger', () => {
  const scanned = async (codes: string[], ...wanted: string[]) => {
    await waitFor(() => expect(codes).toEqual(wanted));
  };

  it('says what a barcode says', async () => {
    const codes = answerScans();
    await show(rows.work);
    await fireEvent.click(key(/Get work/));
    await scanned(codes, 'TLCNEXT21');
  });

  it('says why a bin is short', async () => {
    const codes = answerScans();
    await show(rows.item);
    await fireEvent.click(key(/Short/));
    await fireEvent.click(await screen.findByRole('button', { name: /It is empty/, hidden: true }));
    await scanned(codes, 'TLCSHORTNONE44');
  });

  it('says a quantity on the count', async () => {
    const codes = answerScans();
    await show(rows.cartItem);
    await fireEvent.click(key(/Several at once/));
    for (const digit of ['1', '2']) await fireEvent.click(await screen.findByRole('button', { name: digit, hidden: true }));
    await fireEvent.click(screen.getByRole('button', { name: /Now scan it/, hidden: true }));
    await waitFor(() => expect(codes[0]).toMatch(/^TLQ12/));
  });

  it('types a tote as it is printed on it', async () => {
    const codes = answerScans();
    await show(rows.bind);
    await fireEvent.click(key(/Scan an empty tote/));
    for (const digit of '0042') await fireEvent.click(await screen.findByRole('button', { name: digit, hidden: true }));
    await fireEvent.click(screen.getByRole('button', { name: /This is it/, hidden: true }));
    await waitFor(() => expect(codes[0]).toMatch(/^TLT0042/));
  });

  it('chooses where the totes go', async () => {
    const codes = answerScans();
    await show(rows.drop);
    await fireEvent.click(key(/Scan the place/));
    await fireEvent.click(await screen.findByRole('button', { name: 'pack-1', hidden: true }));
    await scanned(codes, 'TLSPACK189');
  });

  it('finds a sheet gone when what it was about has changed', async () => {
    await show(rows.item);
    await fireEvent.click(key(/Short/));
    await screen.findByRole('button', { name: /It is empty/, hidden: true });
    stations.snapshot(2, [{ ...rows.walk, seq: 101 }, pack]);
    await tick();
    expect(screen.queryByRole('button', { name: /It is empty/, hidden: true })).toBeNull();
  });
});

describe('what goes wrong', () => {
  it('a mistake holds the screen until it is acknowledged', async () => {
    const codes = answerScans();
    await show(rows.wrongItem);
    expect(screen.getByRole('alertdialog').textContent).toMatch(/Wrong item MUG-450-W/);
    await fireEvent.click(key(/ACKNOWLEDGE/));
    await waitFor(() => expect(codes[0]).toMatch(/^TLCACK/));
  });

  it('scans without a connection wait, and are counted', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    const page = await show(rows.work);
    live.status.set({ state: 'lost', heard: Date.now(), server: 'v1' });
    await fireEvent.click(key(/Get work/));
    await waitFor(() => expect(page.textContent).toMatch(/Connection lost.*1 scan waits/));
  });
});
