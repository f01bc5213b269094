import type { DemoState, Station } from '../../data/types';

/** The steps through the floor, in their order. */
export const steps = ['wall', 'pick', 'pack', 'paper', 'doubt', 'plug', 'cancel', 'office', 'proof'] as const;
export type Step = (typeof steps)[number];

/** The station that a step is played at, where there is one. */
export const place: Partial<Record<Step, string>> = {
  pick: 'pick-1',
  pack: 'pack-1',
  paper: 'pack-1',
  doubt: 'pack-1',
  plug: 'pick-2',
  cancel: 'pick-2',
};

/** What is seen of the floor at one time. */
export interface Seen {
  stations: readonly Station[];
  played: DemoState;
}

/** What a person's station says when a step has been done there. */
const said: Partial<Record<Step, string[]>> = {
  pick: ['totes_dropped'],
  pack: ['order_packed_done'],
  doubt: ['reprinting', 'print_confirmed'],
};

/** The steps that have been done between two looks at the floor. */
export function doneBetween(before: Seen, now: Seen): Step[] {
  return steps.filter((step) => isDone(step, before, now));
}

function isDone(step: Step, before: Seen, now: Seen): boolean {
  switch (step) {
    case 'pick':
    case 'pack':
    case 'doubt':
      return news(before, now).some(({ kind, said: phrase }) => kind === (step === 'pick' ? 'pick' : 'pack') && said[step]?.includes(phrase?.code ?? ''));
    case 'paper':
      return faults(before).includes('paper_out') && !faults(now).includes('paper_out');
    case 'plug':
      return unplugged(before).some((station) => !unplugged(now).includes(station));
    case 'cancel':
      return cancelled(now).some((station) => !cancelled(before).includes(station));
    default:
      return false;
  }
}

/** Stations that a person has and that said something new. */
function news(before: Seen, now: Seen): Station[] {
  const yours = now.played.workers.filter(({ state }) => state === 'yours').map(({ station }) => station);
  return now.stations.filter(({ id, seq }) => yours.includes(id) && before.stations.some((old) => old.id === id && old.seq < seq));
}

/** Stations that are held because an order was cancelled. */
function cancelled({ stations }: Seen): string[] {
  return stations.filter(({ takeover_said }) => takeover_said?.code === 'order_cancelled_now').map(({ id }) => id);
}

function faults({ played }: Seen): string[] {
  return played.printers.filter(({ station }) => station === place.paper).flatMap((printer) => printer.faults);
}

function unplugged({ played }: Seen): string[] {
  return played.scanners.filter(({ plugged }) => !plugged).map(({ station }) => station);
}

/** The first step behind another that is not done; '' when all are. */
export function after(step: Step, done: ReadonlySet<Step>): Step | '' {
  const from = steps.indexOf(step) + 1;
  return [...steps.slice(from), ...steps].find((other) => !done.has(other)) ?? '';
}

/** An order with units in a tote while its picker has more to take, to be cancelled. */
export function inTote(stations: readonly Station[]): { order: string; station: string } | undefined {
  const pickers = stations.filter(({ kind, takeover }) => kind === 'pick' && !takeover);
  pickers.sort((a, b) => Number(b.id === place.cancel) - Number(a.id === place.cancel));
  for (const { id, carries } of pickers) {
    const slot = carries?.find(({ picked, units }) => picked > 0 && picked < units);
    if (slot) return { order: slot.order, station: id };
  }
  return undefined;
}
