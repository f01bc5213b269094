import type { Floor, Hour } from './types';
import { firstMiss, inHouse, plan, rate, type Due, type Miss, type Stretch } from './pace';

/** Closer than this a cut-off is called out. */
export const lastCallMs = 15 * 60_000;
const hourMs = 3_600_000;
/** How many columns the picture has at most: of hours behind, and of cut-offs ahead. */
const hoursBehind = 6;
const cutOffsAhead = 4;

/** What the day is about, the most pressing first. */
export type Mood = 'last_call' | 'warning' | 'late' | 'normal' | 'all_shipped' | 'after_hours';

export interface Facts {
  mood: Mood;
  /** Orders that must still leave today or should have left before; of the next day when today is done and the floor goes on. */
  left: number;
  shipped: number;
  late: number;
  /** The next cut-off with something to ship, else the next at all; null when none is known. */
  next: { at: number; orders: number; today: boolean } | null;
  /** Orders an hour that are done now, and that are needed for all cut-offs of the day. */
  perHour: number;
  needed: number;
  miss: Miss | null;
  bars: Bar[];
}

/** A column of the picture: orders an hour, of an hour behind, now, or needed until a cut-off. */
export interface Bar {
  kind: 'past' | 'now' | 'needed';
  /** The beginning of the hour, this moment, or the cut-off. */
  at: number;
  perHour: number;
}

/** Reads off the row of the floor how the day stands at a moment. */
export function facts(floor: Floor, now: number): Facts {
  const day = dayOf(floor.zone);
  const today = day(now);
  const known = floor.cut_offs.map((cutOff) => ({ at: Date.parse(cutOff.ship_by), orders: inHouse(cutOff), left: cutOff.left, worked: cutOff.picking + cutOff.packing }));
  const late = sum(known.filter((c) => c.at <= now));
  const ahead = known.filter((c) => c.at > now).sort((a, b) => a.at - b.at);
  const dueToday = ahead.filter((c) => day(c.at) === today);
  const due = late + sum(dueToday) > 0 ? dueToday : workedAhead(ahead, day) ?? dueToday;
  const left = late + sum(due);
  const stretches = plan(withLate(due, late), now);
  const perHour = Math.max(rate(floor.hours, 'shipped', now), rate(floor.hours, 'packed', now));
  const miss = begun(floor, perHour) ? firstMiss(unpacked(floor, due, now), perHour, now) : null;
  const next = ahead.find((c) => c.orders > 0) ?? ahead[0];
  const told = {
    left,
    late,
    shipped: floor.shipped_today,
    next: next ? { at: next.at, orders: next.orders, today: day(next.at) === today } : null,
    perHour,
    needed: stretches[0]?.perHour ?? 0,
    miss,
  };
  return { ...told, mood: mood(told, now), bars: bars(floor.hours, due, stretches, perHour, now) };
}

/** When today is done and the floor goes on, the day that it works for. */
function workedAhead<T extends Due & { worked: number }>(ahead: T[], day: (at: number) => string): T[] | null {
  const next = ahead.find((c) => c.orders > 0);
  if (!next || !ahead.some((c) => c.worked > 0)) return null;
  return ahead.filter((c) => day(c.at) === day(next.at));
}

function mood(f: Omit<Facts, 'mood' | 'bars'>, now: number): Mood {
  if (f.left === 0) return f.shipped > 0 ? 'all_shipped' : 'after_hours';
  if (f.next?.today && f.next.orders > 0 && f.next.at - now < lastCallMs) return 'last_call';
  if (f.miss) return 'warning';
  return f.late > 0 ? 'late' : 'normal';
}

function sum(due: { orders: number }[]): number {
  return due.reduce((all, one) => all + one.orders, 0);
}

/** What is late already has to leave first of all. */
function withLate(due: Due[], late: number): Due[] {
  return due.map((d, index) => (index === 0 ? { ...d, orders: d.orders + late } : d));
}

/** What waits to be packed: goods that stand ready wait for the carrier only. */
function unpacked(floor: Floor, due: { at: number; left: number }[], now: number): Due[] {
  const late = floor.cut_offs.filter((c) => Date.parse(c.ship_by) <= now).reduce((all, c) => all + c.left, 0);
  return withLate(due.map((d) => ({ at: d.at, orders: d.left })), late);
}

/** Before the first parcel of a day nobody knows how fast the floor is. */
function begun(floor: Floor, perHour: number): boolean {
  return perHour > 0 || floor.shipped_today > 0;
}

function bars(hours: readonly Hour[], due: Due[], stretches: Stretch[], perHour: number, now: number): Bar[] {
  const past = hours.filter((hour) => Date.parse(hour.from) + hourMs <= now).slice(-hoursBehind);
  return [
    ...past.map((hour): Bar => ({ kind: 'past', at: Date.parse(hour.from), perHour: hour.shipped })),
    { kind: 'now', at: now, perHour: Math.round(perHour) },
    ...due
      .filter((d) => d.orders > 0)
      .slice(0, cutOffsAhead)
      .map((d): Bar => ({ kind: 'needed', at: d.at, perHour: Math.ceil(rateBefore(stretches, d.at)) })),
  ];
}

/** The rate of a plan that leads to a moment. */
function rateBefore(stretches: Stretch[], at: number): number {
  return stretches.find((stretch) => at <= stretch.until)?.perHour ?? 0;
}

/** The calendar day of a moment where the floor is. */
export function dayOf(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return (at) => format.format(at);
}
