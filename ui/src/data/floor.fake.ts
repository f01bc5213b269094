import type { CutOff, Floor, Hour } from './types';

/** Half past one in Oslo. */
export const now = Date.parse('2026-03-02T12:30:00Z');
export const hourMs = 3_600_000;

const iso = (at: number): string => new Date(at).toISOString();

/** A cut-off some hours from now. */
export function cutOff(inHours: number, left: number, packed = 0): CutOff {
  return { ship_by: iso(now + inHours * hourMs), left, packed, done: 0, scheduled: 0, open: left, picking: 0, picked: 0, packing: 0, incomplete: 0 };
}

/** Local hours up to the present one, with what was shipped in each. */
export function hours(...shipped: number[]): Hour[] {
  const present = now - (now % hourMs);
  return shipped.map((n, index) => ({ from: iso(present - (shipped.length - 1 - index) * hourMs), shipped: n, packed: n, picked: n }));
}

/** The row of a floor that ships forty an hour and has a hundred to go until half past four. */
export function row(changes: Partial<Floor> = {}): Floor {
  return {
    id: 'now',
    at: iso(now),
    zone: 'Europe/Oslo',
    cut_offs: [cutOff(3, 90, 10)],
    under_way: 100,
    shipped_today: 120,
    exceptions: 0,
    hours: hours(40, 40, 40, 20),
    ...changes,
  };
}
