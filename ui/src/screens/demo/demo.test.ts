import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { played } from '../../data/played';
import { stations } from '../../data/stations';
import type { DemoCode, DemoState, Station } from '../../data/types';
import { live } from '../../live/page';
import Demo from './Demo.svelte';
import { captionOf } from './offer';
import { after, doneBetween, inTote, type Step } from './tour';

const pick: Station = {
  id: 'pick-1', kind: 'pick', seq: 7, badge: 'B-0001', outcome: 'good',
  said: { code: 'location_confirmed', location: 'A-01', of: 2, sku: 'MUG', name: 'Mug' },
  next: { code: 'next_item', sku: 'MUG', name: 'Mug', quantity: 0, of: 2 },
};
const pack: Station = { id: 'pack-1', kind: 'pack', seq: 5, next: { code: 'next_tote_or_order' } };
const state = (changes: Partial<DemoState> = {}): DemoState => ({
  id: 'now', demo: true, warehouse: 1, speed: 1, paused: false,
  workers: [{ station: 'pick-1', state: 'working', badge: 'B-0001' }, { station: 'pack-1', state: 'waiting', badge: 'B-0005' }],
  printers: [{ station: 'pack-1', faults: [] }],
  scanners: [{ station: 'pick-1', plugged: true }, { station: 'pack-1', plugged: true }],
  ...changes,
});
const mug: DemoCode = { code: '9520001', caption: 'Mug', kind: 'item', hint: 'next', picture: '/api/v1/demo/barcode.png?code=9520001' };
const pen: DemoCode = { ...mug, code: '9520002', caption: 'Pen', hint: 'wrong' };

let asked: [path: string, body: unknown][];
let refusal: string;

beforeEach(() => {
  asked = [];
  refusal = '';
  vi.stubGlobal('fetch', async (path: string, request: RequestInit) => {
    if (request.method === 'POST') asked.push([path, JSON.parse(request.body as string)]);
    if (refusal) return Response.json({ code: 'no', title: 'No', status: 409, detail: refusal }, { status: 409 });
    if (path.includes('/codes')) return Response.json([mug, pen]);
    if (path.includes('/verify')) return new Response('{"progress":{"done":1,"total":2}}\n{"report":{"sound":true,"entries":1234}}\n');
    return Response.json(state());
  });
  live.status.set({ state: 'live', heard: Date.now(), server: 'v1' });
  stations.snapshot(1, [pick, pack]);
  played.snapshot(1, [state()]);
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = async (name: string | RegExp): Promise<void> => {
  await fireEvent.click(screen.getByRole('button', { name }));
};

describe('the scanner in the hand', () => {
  it('offers what makes sense and scans what is clicked', async () => {
    render(Demo);
    expect(screen.getByText(/Take MUG Mug: 0 of 2/)).toBeTruthy();
    await fireEvent.click(await screen.findByRole('button', { name: 'Mug' }));
    expect(screen.getByRole('button', { name: /Pen a mistake/ })).toBeTruthy();
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/scans', { station: 'pick-1', code: '9520001' }]]));
  });

  it('scans any text at the station that was chosen', async () => {
    render(Demo);
    await press(/^pack-1 waits/);
    await fireEvent.input(screen.getByLabelText('Or any text'), { target: { value: ' SO-1 ' } });
    await press('Scan');
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/scans', { station: 'pack-1', code: 'SO-1' }]]));
  });

  it('says that the plug is out and puts it in', async () => {
    played.snapshot(2, [state({ scanners: [{ station: 'pick-1', plugged: false }] })]);
    render(Demo);
    expect(screen.queryByLabelText('Or any text')).toBeNull();
    await fireEvent.click(within(screen.getByText('Its plug is out.').closest('p')!).getByRole('button'));
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/scanners/pick-1', { plugged: true }]]));
  });

  it('says what went wrong, until something works', async () => {
    refusal = 'the scanner is unplugged';
    render(Demo);
    await screen.findByText(/That did not work: the scanner is unplugged/);
    refusal = '';
    await press('Stop');
    await waitFor(() => expect(screen.queryByText(/That did not work/)).toBeNull());
  });

  it('shows a screen that is held', async () => {
    stations.snapshot(2, [{ ...pick, takeover: true, takeover_said: { code: 'wrong_item', got: 'PEN', expected: 'MUG', name: 'Mug' } }]);
    render(Demo);
    expect(screen.getByText('Held until it is acknowledged')).toBeTruthy();
    expect(screen.getByText(/Wrong item PEN/)).toBeTruthy();
  });
});

describe('the simulation', () => {
  it.each<[name: string | RegExp, path: string, body: unknown]>([
    ['Stop', '/pause', { paused: true }],
    ['4×', '/speed', { speed: 4 }],
    ['pick-1', '/scanners/pick-1', { plugged: false }],
  ])('%s', async (name, path, body) => {
    render(Demo);
    await press(name);
    await waitFor(() => expect(asked).toEqual([[`/api/v1/demo${path}`, body]]));
  });

  it('breaks a printer and repairs it', async () => {
    render(Demo);
    const printer = screen.getByLabelText('Printer pack-1');
    await fireEvent.change(printer, { target: { value: 'head_open' } });
    await fireEvent.change(printer, { target: { value: '' } });
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/printers/pack-1', { faults: ['head_open'] }], ['/api/v1/demo/printers/pack-1', { faults: [] }]]));
  });

  it('begins again when it is asked twice', async () => {
    render(Demo);
    await press('Begin again');
    await press('Keep it');
    expect(asked).toEqual([]);
    await press('Begin again');
    await press('Throw it away');
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/reset', {}]]));
    expect(await screen.findByText(/A fresh warehouse is furnished/)).toBeTruthy();
  });
});

describe('the tour', () => {
  const opened = (): string => screen.getByRole('button', { expanded: true }).textContent!.trim();

  it('takes a station over, and goes on when the totes are brought', async () => {
    render(Demo);
    await press(/Pick a list/);
    await fireEvent.click(screen.getAllByRole('button', { name: 'Take pick-1 over' })[0]!);
    await waitFor(() => expect(asked).toEqual([['/api/v1/demo/stations/pick-1/take', {}]]));
    played.snapshot(2, [state({ workers: [{ station: 'pick-1', state: 'yours' }] })]);
    await tick();
    stations.snapshot(2, [{ ...pick, seq: 8, said: { code: 'totes_dropped' } }, pack]);
    await waitFor(() => expect(opened()).toMatch(/Pack an order/));
    expect(await screen.findByRole('button', { name: /done Pick a list/ })).toBeTruthy();
  });

  it('has a step done once, however long it shows', async () => {
    render(Demo);
    await press(/Cancel what/);
    const held: Station = { ...pick, seq: 8, takeover: true, takeover_said: { code: 'order_cancelled_now' } };
    stations.snapshot(2, [held, pack]);
    await waitFor(() => expect(opened()).toMatch(/See it in the office/));
    stations.snapshot(3, [{ ...held, seq: 9 }, pack]);
    await tick();
    await press(/Cancel what/);
    stations.snapshot(4, [{ ...held, seq: 10 }, pack]);
    await tick();
    expect(opened()).toMatch(/Cancel what/);
  });

  it('proves that the history is sound', async () => {
    render(Demo);
    await press(/Prove that/);
    await press('Check the history');
    expect(await screen.findByText('1,234 entries, all of them sound')).toBeTruthy();
    expect(await screen.findByRole('button', { name: /done Prove that/ })).toBeTruthy();
  });

  it('has a step done by what is seen of the floor', () => {
    const seen = (changes: Partial<DemoState>, ...rows: Station[]) => ({ stations: rows, played: state(changes) });
    const yours = { workers: [{ station: 'pack-1', state: 'yours' as const }] };
    const broken = { printers: [{ station: 'pack-1', faults: ['paper_out' as const] }] };
    const pulled = { scanners: [{ station: 'pick-2', plugged: false }] };
    const steps: [ReturnType<typeof seen>, ReturnType<typeof seen>, Step[]][] = [
      [seen(yours, pack), seen(yours, { ...pack, seq: 6, said: { code: 'order_packed_done' } }), ['pack']],
      [seen({}, pack), seen({}, { ...pack, seq: 6, said: { code: 'order_packed_done' } }), []],
      [seen(yours, pack), seen(yours, { ...pack, seq: 6, said: { code: 'reprinting' } }), ['doubt']],
      [seen(broken), seen({}), ['paper']],
      [seen(pulled), seen({ scanners: [{ station: 'pick-2', plugged: true }] }), ['plug']],
      [seen({}, pick), seen({}, { ...pick, takeover: true, takeover_said: { code: 'order_cancelled_now' } }), ['cancel']],
    ];
    for (const [before, now, done] of steps) expect(doneBetween(before, now)).toEqual(done);
    expect(after('office', new Set(['wall', 'proof']))).toBe('pick');
  });

  it('cancels what is in a tote while there is more to pick', () => {
    const slot = { slot: 1, order: 'SO-1', tote: 'T-0001', units: 3, picked: 1 };
    expect(inTote([{ ...pick, carries: [{ ...slot, picked: 3 }] }, pack])).toBeUndefined();
    expect(inTote([{ ...pick, carries: [slot] }, { ...pick, id: 'pick-2', carries: [{ ...slot, order: 'SO-2' }] }])).toEqual({ order: 'SO-2', station: 'pick-2' });
    expect(inTote([{ ...pick, carries: [slot], takeover: true }])).toBeUndefined();
  });
});

it('is no demo where goods are real', () => {
  played.snapshot(2, []);
  render(Demo);
  expect(screen.getByText(/This is no demo/)).toBeTruthy();
});

it('calls codes by what they are', () => {
  const code = (kind: DemoCode['kind'], caption: string, text = 'X'): string => captionOf({ kind, caption, code: text, picture: '' });
  expect([code('command', 'SHORTNONE'), code('place', 'pack-1', 'TLSPACK1'), code('place', 'DOCK1', 'TLDDOCK1'), code('label', ''), code('parcel', 'SO-1'), code('bin', 'A-01')]).toEqual([
    'SHORT: EMPTY', 'Put down at pack-1', 'Hand over at DOCK1', 'Label of another order', 'Parcel of SO-1', 'A-01',
  ]);
});
