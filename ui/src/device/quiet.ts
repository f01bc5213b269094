import { Signal } from '../live/signal';

const mutedKey = 'tallyman.muted';

/** Whether this browser keeps quiet, as somebody chose. */
export const muted = new Signal(localStorage.getItem(mutedKey) === 'yes');

/** Whether the browser holds back all sound until somebody touches the page. */
export const locked = new Signal(false);

let opened: AudioContext | undefined;

export function setMuted(quiet: boolean): void {
  if (quiet) localStorage.setItem(mutedKey, 'yes');
  else localStorage.removeItem(mutedKey);
  muted.set(quiet);
}

/** What sounds on this page; undefined where there is no sound. */
export function speaker(): AudioContext | undefined {
  if (opened || typeof AudioContext === 'undefined') return opened;
  const context = new AudioContext({ latencyHint: 'interactive' });
  const tell = () => locked.set(context.state !== 'running');
  context.addEventListener('statechange', tell);
  tell();
  opened = context;
  return opened;
}

/**
 * Gets ready to sound. Browsers keep a page silent until it is touched; the
 * first tap does, and so does the first key of a scanner that types. Returns
 * what ends it.
 */
export function unlockSound(page: Window): () => void {
  const touches = ['pointerdown', 'keydown'] as const;
  const wake = () => void speaker()?.resume();
  for (const touch of touches) page.addEventListener(touch, wake, { capture: true });
  // Where the browser trusts this page it sounds without a touch.
  wake();
  return () => {
    for (const touch of touches) page.removeEventListener(touch, wake, { capture: true });
  };
}
