/** Half past three to four, where the floor is: nobody looks then. */
const from = 3 * 60 + 30;
const until = 4 * 60;
/** A page that is younger was loaded in this very night. */
const oldMs = 2 * 3_600_000;

/** Says whether a page of that age should be loaded anew now. */
export function reloads(now: number, ageMs: number, zone: string): boolean {
  const minute = minuteOf(now, zone);
  return ageMs > oldMs && minute >= from && minute < until;
}

/** Minutes since midnight in a zone. */
function minuteOf(now: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return of('hour') * 60 + of('minute');
}

const reachPx = 12;

/**
 * Where the page stands in a minute, in pixels from its middle: no further than
 * 12 either way, so that no edge burns into the screen.
 */
export function drift(now: number): { x: number; y: number } {
  const minute = Math.floor(now / 60_000);
  return { x: Math.round(reachPx * Math.sin(minute * 0.7)), y: Math.round(reachPx * Math.sin(minute * 0.93)) };
}
