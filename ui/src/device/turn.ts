import { randomId } from './id';

/** Runs a task while no other tab of this browser runs one. */
export type Turn = (task: () => Promise<void>) => Promise<void>;

const name = 'tallyman.turn';

/** Takes turns by the browser's locks, or without them by a lease. */
export function turns(storage: Storage): Turn {
  // On plain http, as most warehouses have it, there are no locks.
  if ('locks' in navigator) return async (task) => void (await navigator.locks.request(name, task));
  return leased(storage);
}

/** A tab that says nothing for so long is gone. */
const leaseMs = 10_000;
/** Two that take it at the same moment see by then who was last. */
const settleMs = 30;
const pollMs = 100;

interface Lease {
  tab: string;
  until: number;
}

/**
 * Takes turns by a note in the storage that all tabs share. Two tabs that take
 * it in the same moment wait and look who wrote last; the tab that had the last
 * turn needs not, so that one tab alone never waits.
 */
export function leased(storage: Storage): Turn {
  const tab = randomId();
  const read = () => JSON.parse(storage.getItem(name) ?? 'null') as Lease | null;
  const write = (until: number) => storage.setItem(name, JSON.stringify({ tab, until } satisfies Lease));

  const take = async (): Promise<boolean> => {
    const held = read();
    if (held && held.tab !== tab && held.until > Date.now()) return false;
    write(Date.now() + leaseMs);
    if (held?.tab === tab) return true;
    await pause(settleMs);
    return read()?.tab === tab;
  };

  return async (task) => {
    while (!(await take())) await pause(pollMs);
    const renew = setInterval(() => write(Date.now() + leaseMs), leaseMs / 4);
    try {
      await task();
    } finally {
      clearInterval(renew);
      write(0);
    }
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
