import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stations } from '../data/stations';
import type { Answer, Station } from '../data/types';
import { command } from '../device/codes';
import { outbox } from '../device/page';
import { live } from '../live/page';
import Work from './Work.fake.svelte';
import { settled } from './floor.fake';

const pick: Station = { id: 'pick-1', kind: 'pick', seq: 7, code: 'TLSPICK163', badge: 'B-0001', outcome: 'good', said: { code: 'welcome', subject: 'B-0001' } };
const pick2: Station = { ...pick, id: 'pick-2', code: 'TLSPICK260' };
const pack: Station = { ...pick, id: 'pack-1', kind: 'pack', code: 'TLSPACK189' };
const held: Station = { ...pick, seq: 8, outcome: 'bad', takeover: true, takeover_seq: 8, takeover_said: { code: 'wrong_item', expected: 'MUG-1', got: 'PEN-2' }, said: { code: 'wrong_item' } };

let sent: { path: string; code: string }[];

beforeEach(() => {
  localStorage.clear();
  history.replaceState(null, '', '/pick');
  sent = [];
  vi.stubGlobal('fetch', (path: string, request: RequestInit) => {
    sent.push({ path, code: (JSON.parse(String(request.body)) as { code: string }).code });
    return Promise.resolve(Response.json({ seq: 9, outcome: 'good', said: { code: 'acknowledged' }, text: '' } satisfies Answer));
  });
  stations.snapshot(1, [pick, pick2, pack]);
  live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
});

afterEach(() => {
  cleanup();
  outbox.dismiss();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function scan(code: string): Promise<void> {
  for (const key of code) await fireEvent.keyDown(document.body, { key, code: /[0-9]/.test(key) ? `Digit${key}` : `Key${key}`, shiftKey: !/[0-9]/.test(key) });
  await fireEvent.keyDown(document.body, { key: 'Enter', code: 'Enter' });
  await tick();
}

async function becomes(row: Station, seq = row.seq): Promise<void> {
  stations.changes([{ seq, collection: 'stations', id: row.id, row }]);
  await tick();
}

describe('a screen without a station', () => {
  it('is bound by scanning the station’s code', async () => {
    render(Work, { place: 'pick', path: '' });
    await settled();
    expect(screen.getByText('Which station is this?')).toBeTruthy();
    await scan('TLSPICK260');
    expect(screen.getByText('work at pick-2')).toBeTruthy();
    expect(location.pathname).toBe('/pick/pick-2');
    expect(sent).toEqual([]);
  });

  it('is bound by a tap, and stays so', async () => {
    render(Work, { place: 'pick', path: '' });
    await settled();
    await fireEvent.click(screen.getByRole('button', { name: /pick-1/ }));
    expect(screen.getByText('work at pick-1')).toBeTruthy();
    cleanup();
    render(Work, { place: 'pick', path: '' });
    await settled();
    expect(screen.getByText('work at pick-1')).toBeTruthy();
  });

  it('says what is no station’s code', async () => {
    render(Work, { place: 'pick', path: '' });
    await settled();
    await scan('TLT000170');
    expect(screen.getByRole('alert').textContent).toContain('TLT000170');
  });

  it('offers stations of its kind only, also for one that is gone', async () => {
    render(Work, { place: 'pick', path: 'pick-9' });
    await settled();
    expect(screen.getByRole('alert').textContent).toContain('pick-9');
    expect(screen.getAllByRole('button').map((key) => key.textContent)).not.toContain(expect.stringContaining('pack-1'));
  });
});

describe('a screen at a station', () => {
  it('scans there, also the code of another station', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await scan('TLSPACK189');
    await vi.waitFor(() => expect(sent).not.toEqual([]));
    expect(sent).toEqual([{ path: '/api/v1/stations/pick-1/scans', code: 'TLSPACK189' }]);
    expect(screen.getByText('work at pick-1')).toBeTruthy();
  });

  it('says what was said', () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    expect(screen.getByText('Welcome, B-0001.')).toBeTruthy();
  });

  it('can be taken to another one', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await settled();
    await fireEvent.click(screen.getByRole('button', { name: 'This screen' }));
    await fireEvent.click(screen.getByRole('button', { name: /another station/ }));
    await settled();
    expect(screen.getByText('Which station is this?')).toBeTruthy();
    expect(location.pathname).toBe('/pick');
  });

  it('says that its scanner is lost', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await becomes({ ...pick, scanner: { state: 'down' } });
    expect(screen.getByRole('alert').textContent).toContain('scanner does not answer');
  });

  it('greys what is old, and says how old and what waits', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    render(Work, { place: 'pick', path: 'pick-1' });
    live.status.set({ state: 'lost', heard: Date.now(), server: 'v1' });
    await tick();
    expect(screen.getByText('Connection lost', { selector: 'p' })).toBeTruthy();
    outbox.put('pick-1', 'A');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(screen.getByRole('alert').textContent).toMatch(/DATA 14 s OLD · 1 scan waits/);
    expect(screen.getByRole('main').classList).toContain('stale');
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ seq: 9, outcome: 'bad', said: { code: 'badge_first' }, text: '' })));
    live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.getByRole('alertdialog').textContent).toMatch(/1 scan was not counted.*A.*Scan your badge first/);
    await fireEvent.click(screen.getByRole('button', { name: 'I HAVE CHECKED' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('a take-over', () => {
  it('holds the screen with what was expected and got, and after a reload', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await becomes(held);
    for (const words of ['MUG-1', 'PEN-2']) expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByRole('main').parentElement?.inert).toBe(true);
    cleanup();
    render(Work, { place: 'pick', path: 'pick-1' });
    expect(screen.getByRole('alertdialog')).toBeTruthy();
  });

  it('is told so by a further scan, and stays', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await becomes(held);
    await scan('TLT000170');
    await becomes({ ...held, seq: 9, said: { code: 'acknowledge_first' } });
    expect(screen.getByRole('alertdialog').textContent).toContain('Scan ACKNOWLEDGE first');
    expect(screen.getByText('MUG-1')).toBeTruthy();
  });

  it('ends by its key, which is a scan, when the station says so', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await becomes(held);
    await fireEvent.click(screen.getByRole('button', { name: 'ACKNOWLEDGE' }));
    await vi.waitFor(() => expect(sent.map(({ code }) => code)).toEqual([command('ACK')]));
    expect(screen.getByRole('alertdialog')).toBeTruthy();
    await becomes({ ...pick, seq: 9 });
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('is not ended by a key that was pressed before', async () => {
    render(Work, { place: 'pick', path: 'pick-1' });
    await becomes(held);
    expect(document.activeElement).toBe(document.body);
  });
});
