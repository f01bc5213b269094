import { scanAt } from '../data/station-scans';
import { live } from '../live/page';
import { holdReload } from '../live/reload';
import { randomId } from './id';
import { Outbox } from './outbox';
import { turns } from './turn';

const screenKey = 'tallyman.screen';

/** The scans of this browser on their way to the server. */
export const outbox = new Outbox({
  storage: localStorage,
  screen: screenId(),
  send: ({ station, screen, id, code, apart }) => scanAt(station, { screen, id, code, ...(apart !== undefined && { apart_ms: apart }) }),
  turn: turns(localStorage),
  tried: (reached) => (reached ? live.wake() : live.doubt()),
});

addEventListener('storage', () => outbox.changed());
addEventListener('online', () => outbox.wake());
holdReload(() => outbox.waiting.value.length > 0);

let reached = false;
live.status.subscribe(({ state }) => {
  if (state === 'live' && !reached) outbox.wake();
  reached = state === 'live';
});

/** The name of this browser, made once. */
function screenId(): string {
  const kept = localStorage.getItem(screenKey) ?? randomId();
  localStorage.setItem(screenKey, kept);
  return kept;
}
