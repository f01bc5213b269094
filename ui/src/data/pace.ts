import type { CutOff, Hour } from './types';

const hourMs = 3_600_000;
/** Before this much of an hour has gone, what it shipped says little about it. */
const tellingMs = 15 * 60_000;

/** How many must have left by a moment. */
export interface Due {
  at: number;
  orders: number;
}

/** A stretch until a moment with the rate that is needed in it. */
export interface Stretch {
  until: number;
  perHour: number;
}

/** A promise that will be broken if the floor goes on as it does. */
export interface Miss {
  at: number;
  orders: number;
  needed: number;
}

/** Orders of a cut-off that are still in the house. */
export function inHouse(cutOff: CutOff): number {
  return cutOff.left + cutOff.packed;
}

/**
 * How many an hour are done now: in the last sixty minutes, or as this hour
 * began once enough of it has gone, whichever is more. A shift that has just
 * begun is not slow.
 */
export function rate(hours: readonly Hour[], done: 'shipped' | 'packed', now: number): number {
  const index = hours.findIndex((hour) => Date.parse(hour.from) <= now && now < Date.parse(hour.from) + hourMs);
  const present = hours[index];
  if (!present) return 0;
  const gone = now - Date.parse(present.from);
  const before = hours[index - 1]?.[done] ?? 0;
  const begun = gone >= tellingMs ? (present[done] * hourMs) / gone : 0;
  return Math.max(present[done] + before * (1 - gone / hourMs), begun);
}

/**
 * The steadiest way to ship all that is due in time: the rate of each stretch
 * is the least that still meets every cut-off behind it, so rates only fall.
 */
export function plan(due: Due[], now: number): Stretch[] {
  const stretches: Stretch[] = [];
  let from = now;
  let rest = due.filter((d) => d.at > now).sort((a, b) => a.at - b.at);
  while (rest.length > 0) {
    let sum = 0;
    let best = { index: 0, perHour: -1 };
    rest.forEach((d, index) => {
      sum += d.orders;
      const perHour = (sum * hourMs) / (d.at - from);
      if (perHour >= best.perHour) best = { index, perHour };
    });
    const until = rest[best.index]?.at ?? from;
    if (best.perHour > 0) stretches.push({ until, perHour: best.perHour });
    rest = rest.slice(best.index + 1);
    from = until;
  }
  return stretches;
}

/** The first cut-off that is missed at a rate, with how many orders; null when all are met. */
export function firstMiss(due: Due[], perHour: number, now: number): Miss | null {
  let sum = 0;
  for (const { at, orders } of due.filter((d) => d.at > now).sort((a, b) => a.at - b.at)) {
    sum += orders;
    const hours = (at - now) / hourMs;
    const missing = Math.ceil(sum - perHour * hours - 1e-9);
    if (missing > 0) return { at, orders: missing, needed: sum / hours };
  }
  return null;
}
