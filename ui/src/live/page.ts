import { Live } from './live';
import { reloadWhenIdle } from './reload';
import { Signal } from './signal';

const probeMs = 3_000;

/** Whether the server is of another version than this page. */
export const outdated = new Signal(false);

/** The connection of this page to the server that it came from. */
export const live = new Live({
  open: () => new WebSocket(new URL('/api/v1/live', location.href.replace(/^http/, 'ws'))),
  probe: async () => {
    const answer = await fetch('/livez', { cache: 'no-store', signal: AbortSignal.timeout(probeMs) });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  },
  outdated: () => {
    outdated.set(true);
    reloadWhenIdle(() => location.reload());
  },
});

/** Connects, and again at once whenever somebody looks at the page. */
export function connect(): void {
  live.start();
  // For whoever looks from outside whether the page is connected.
  live.status.subscribe(({ state }) => (document.documentElement.dataset['live'] = state));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') live.wake();
  });
  addEventListener('online', () => live.wake());
}
