import '../../words/english.fake';
import { cleanup, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exceptions } from '../../data/exceptions';
import { floor } from '../../data/floor';
import { stations } from '../../data/stations';
import type { Floor, Station } from '../../data/types';
import { Signal } from '../../live/signal';
import { live } from '../../live/page';
import Wall from './Wall.svelte';
import { cutOff, hours, now, row } from '../../data/floor.fake';
import { drift, reloads } from './night';
import { Paced } from './paced';

class NoObserver {
  observe(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  vi.useFakeTimers({ now });
  vi.stubGlobal('ResizeObserver', NoObserver);
  live.status.set({ state: 'live', heard: now, server: 'v1' });
});

afterEach(() => {
  cleanup();
  for (const collection of [floor, stations, exceptions]) collection.snapshot(1, []);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function show(changes: Partial<Floor> = {}): HTMLElement {
  floor.snapshot(1, [row(changes)]);
  return render(Wall).container;
}

const numbers = (): Record<string, string> =>
  Object.fromEntries(screen.getAllByRole('definition').map((value) => [value.nextElementSibling?.textContent, value.textContent]));

const said: [state: string, text: RegExp, changes: Partial<Floor>][] = [
  ['normal', /On time: 40 an hour, 34 needed/, {}],
  ['not begun', /Not begun: 34 an hour needed/, { shipped_today: 0, hours: hours(0, 0) }],
  ['warning', /^16:30: 30 will be late at 40 an hour/, { cut_offs: [cutOff(3, 150)] }],
  ['late', /5 orders are late/, { cut_offs: [cutOff(-1, 2, 3), cutOff(3, 60)] }],
  ['last call', /Cut-off in 14 min: 7 to ship/, { cut_offs: [cutOff(14 / 60, 5, 2)] }],
  ['all shipped', /All shipped\. Next Tue.* 16:30: 200/, { cut_offs: [cutOff(27, 200)] }],
  ['after hours', /Nothing to ship\.$/, { shipped_today: 0, cut_offs: [] }],
];

describe('the wall', () => {
  it.each(said)('says what matters most: %s', (_, text, changes) => {
    show(changes);
    expect(screen.getByText(text)).toBeTruthy();
  });

  it('has five numbers', () => {
    exceptions.snapshot(1, [{ id: 'print-job/J-1', kind: 'print_unknown' }]);
    show({ cut_offs: [cutOff(-1, 2, 3), cutOff(3, 60, 4)], shipped_today: 1287 });
    expect(numbers()).toEqual({ 'To ship': '69', Shipped: '1,287', Late: '5', Errors: '1', 'Cut-off': '3:00' });
  });

  it('has nothing to compare when the day is over', () => {
    show({ shipped_today: 0, cut_offs: [] });
    expect(screen.queryByText(/Shipped an hour/)).toBeNull();
  });

  it('shows each station by its name and a shape, and nobody by name', async () => {
    const station = { kind: 'pick', seq: 1 } as const;
    const all: Station[] = [
      { ...station, id: 'pick-1', badge: 'B-0007' },
      { ...station, id: 'pick-2' },
      { ...station, id: 'pick-3', badge: 'B-0008', scanner: { state: 'down' } },
      { ...station, id: 'pick-4', badge: 'B-0009', takeover: true },
    ];
    stations.snapshot(1, all);
    show();
    await tick();
    expect(screen.getAllByText(/^pick-/).map((name) => [name.textContent, name.closest('li')?.querySelector('.aside')?.textContent])).toEqual([
      ['pick-1', 'works'], ['pick-2', 'nobody there'], ['pick-3', 'out of order'], ['pick-4', 'waits for somebody'],
    ]);
    expect(document.body.textContent).not.toMatch(/B-000/);
  });
});

describe('a wall without the server', () => {
  it('says so at once, then for how long, then that its numbers are old', async () => {
    const wall = show();
    live.status.set({ state: 'lost', heard: now, server: 'v1' });
    await tick();
    expect(screen.getByText(/No connection to the server/)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(screen.getByText(/Connection lost for 4 s/)).toBeTruthy();
    expect(wall.querySelector('.stale')).toBeNull();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.getByRole('alert').textContent).toMatch(/DATA 14 s OLD/);
    expect(wall.querySelector('.stale')).toBeTruthy();
  });

  it('knows a server that is being updated', async () => {
    show();
    live.status.set({ state: 'lost', heard: now, server: 'v1', leaving: true });
    await tick();
    expect(screen.getByText(/starting anew/)).toBeTruthy();
  });

  it('has no numbers before it has any', () => {
    live.status.set({ state: 'lost', heard: null, server: null });
    render(Wall);
    expect(screen.getByText(/No connection to the server/)).toBeTruthy();
    expect(screen.queryAllByRole('definition')).toEqual([]);
  });
});

describe('a wall for weeks', () => {
  it('is drawn four times a second at most, and the last value is not lost', () => {
    const source = new Signal(0);
    const paced = new Paced(source, 250);
    const drawn: number[] = [];
    const end = paced.follow();
    paced.subscribe((value) => drawn.push(value));
    for (let n = 1; n <= 1000; n++) {
      source.set(n);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(250);
    expect(drawn.length).toBeLessThanOrEqual(6);
    expect(drawn.at(-1)).toBe(1000);
    end();
    source.set(1001);
    vi.advanceTimersByTime(500);
    expect(drawn.at(-1)).toBe(1000);
  });

  it('is loaded anew once a night, in the night of the floor', () => {
    const at = (text: string): number => Date.parse(text);
    const day = 86_400_000;
    expect(reloads(at('2026-03-02T02:35:00Z'), day, 'Europe/Oslo')).toBe(true);
    expect(reloads(at('2026-03-02T02:35:00Z'), day, 'Asia/Shanghai')).toBe(false);
    expect(reloads(at('2026-03-02T02:35:00Z'), 60_000, 'Europe/Oslo')).toBe(false);
    expect(reloads(at('2026-03-02T03:00:00Z'), day, 'Europe/Oslo')).toBe(false);
  });

  it('moves a little each minute and never far', () => {
    const places = Array.from({ length: 1000 }, (_, minute) => drift(minute * 60_000));
    expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBeGreaterThan(200);
    places.forEach(({ x, y }, n) => {
      const before = places[n - 1] ?? { x, y };
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(12);
      expect(Math.hypot(x - before.x, y - before.y)).toBeLessThanOrEqual(24);
    });
    expect(drift(61_000)).toEqual(drift(119_000));
  });
});
