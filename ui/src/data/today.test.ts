import { describe, expect, it } from 'vitest';
import type { Floor } from './types';
import { facts, type Mood } from './today';
import { cutOff, hours, now, row } from './floor.fake';
import { firstMiss, plan, rate } from './pace';

const minutes = (n: number): number => n / 60;

const moods: [what: string, mood: Mood, changes: Partial<Floor>][] = [
  ['on time', 'normal', {}],
  ['too much for the present rate', 'warning', { cut_offs: [cutOff(3, 150)] }],
  ['too much for a later cut-off only', 'warning', { cut_offs: [cutOff(1, 30), cutOff(2, 80)] }],
  ['packed goods need no packing', 'normal', { cut_offs: [cutOff(3, 90, 400)] }],
  ['some are late', 'late', { cut_offs: [cutOff(-1, 2, 3), cutOff(3, 60)] }],
  ['a cut-off that comes', 'last_call', { cut_offs: [cutOff(minutes(14), 5)] }],
  ['a cut-off that comes, with everything gone', 'normal', { cut_offs: [cutOff(minutes(14), 0), cutOff(3, 60)] }],
  ['all of today gone, tomorrow known', 'all_shipped', { cut_offs: [cutOff(3, 0), cutOff(27, 200)] }],
  ['nothing today', 'after_hours', { shipped_today: 0, cut_offs: [cutOff(27, 200)] }],
  ['nothing today, and the floor works ahead', 'normal', { cut_offs: [cutOff(3, 0), { ...cutOff(27, 200), picking: 3 }] }],
  ['nothing at all', 'after_hours', { shipped_today: 0, cut_offs: [], hours: hours(0, 0) }],
  ['a day that has not begun', 'normal', { shipped_today: 0, hours: hours(0, 0, 0) }],
];

describe('the day is about', () => {
  it.each(moods)('%s: %s', (_, mood, changes) => {
    expect(facts(row(changes), now).mood).toBe(mood);
  });
});

describe('its numbers', () => {
  it('are of today and of what is late, packed or not', () => {
    const told = facts(row({ cut_offs: [cutOff(-20, 4, 1), cutOff(-1, 2, 3), cutOff(3, 60, 7), cutOff(30, 500)] }), now);
    expect(told).toMatchObject({ left: 77, late: 10, shipped: 120, next: { orders: 67, today: true } });
  });

  it('know the next cut-off with something to ship, be it tomorrow', () => {
    const tomorrow = cutOff(27, 200);
    expect(facts(row({ cut_offs: [cutOff(3, 0), tomorrow] }), now).next).toEqual({ at: Date.parse(tomorrow.ship_by), orders: 200, today: false });
    expect(facts(row({ cut_offs: [] }), now).next).toBeNull();
  });

  it('are of the next day while the floor works ahead', () => {
    expect(facts(row({ cut_offs: [{ ...cutOff(27, 200), packing: 1 }, cutOff(28, 5), cutOff(60, 9)] }), now).left).toBe(205);
  });

  it('take the day from where the floor is', () => {
    const night = Date.parse('2026-03-02T23:30:00Z');
    const soon = { ...cutOff(0, 5), ship_by: '2026-03-03T02:00:00Z' };
    expect(facts(row({ cut_offs: [soon] }), night).left).toBe(5);
    expect(facts(row({ cut_offs: [soon], zone: 'Europe/London' }), night).left).toBe(0);
  });
});

describe('the picture', () => {
  it('shows the hours behind, the rate now, and what each cut-off needs', () => {
    const { bars } = facts(row({ cut_offs: [cutOff(1, 30), cutOff(3, 60), cutOff(26, 9)], hours: hours(1, 2, 3, 4, 5, 6, 7, 20) }), now);
    expect(bars.map(({ kind, perHour }) => [kind, perHour])).toEqual([
      ['past', 2], ['past', 3], ['past', 4], ['past', 5], ['past', 6], ['past', 7],
      ['now', 40],
      ['needed', 30], ['needed', 30],
    ]);
  });
});

describe('the rate', () => {
  it('is that of the last sixty minutes, or of this hour when that is better', () => {
    expect(rate(hours(40, 20), 'shipped', now)).toBe(40);
    expect(rate(hours(0, 20), 'shipped', now)).toBe(40);
    expect(rate(hours(40, 10), 'shipped', now)).toBe(30);
  });

  it('is not guessed from the first minutes of an hour', () => {
    expect(rate(hours(0, 0, 6), 'shipped', now - 25 * 60_000)).toBe(6);
  });

  it('is none when the hours are old', () => {
    expect(rate(hours(40, 40), 'shipped', now + 3 * 3_600_000)).toBe(0);
  });
});

describe('a plan', () => {
  const due = (inHours: number, orders: number) => ({ at: now + inHours * 3_600_000, orders });

  it('is as steady as it can be', () => {
    const rates = (...all: ReturnType<typeof due>[]) => plan(all, now).map((stretch) => Math.round(stretch.perHour));
    expect(rates(due(1, 10), due(2, 50))).toEqual([30]);
    expect(rates(due(1, 50), due(2, 10))).toEqual([50, 10]);
    expect(rates(due(2, 0), due(4, 40))).toEqual([10]);
    expect(rates()).toEqual([]);
  });

  it('names the first cut-off that is missed, and by how many', () => {
    expect(firstMiss([due(1, 30), due(2, 60)], 40, now)).toMatchObject({ at: now + 2 * 3_600_000, orders: 10 });
    expect(firstMiss([due(1, 30), due(2, 60)], 45, now)).toBeNull();
  });
});
