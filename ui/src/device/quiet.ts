import { Signal } from '../live/signal';

const mutedKey = 'tallyman.muted';

/** Whether this browser keeps quiet, as somebody chose. */
export const muted = new Signal(localStorage.getItem(mutedKey) === 'yes');

/** Whether the browser holds back all sound until somebody touches the page. */
export const locked = new Signal(false);

export function setMuted(quiet: boolean): void {
  if (quiet) localStorage.setItem(mutedKey, 'yes');
  else localStorage.removeItem(mutedKey);
  muted.set(quiet);
}
