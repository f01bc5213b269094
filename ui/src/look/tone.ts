import type { Order, Outcome, PickList, PrintJob, Station } from '../data/types';

/** What a state means at a glance; Mark.svelte gives each a shape and a colour. */
export type Tone = 'good' | 'late' | 'fault' | 'idle' | 'busy';

export const outcomeTone: Record<Outcome, Tone> = { good: 'good', bad: 'fault', over: 'late', unknown: 'late' };

export const orderTone: Record<Order['state'], Tone> = {
  scheduled: 'idle',
  open: 'idle',
  picking: 'busy',
  picked: 'busy',
  packing: 'busy',
  packed: 'good',
  closed: 'good',
  incomplete: 'fault',
  cancelled: 'idle',
};

export const listTone: Record<PickList['state'], Tone> = { released: 'idle', taken: 'busy', picked: 'busy', dropped: 'good' };

export const jobTone: Record<PrintJob['state'], Tone> = {
  queued: 'idle',
  sending: 'busy',
  sent: 'good',
  confirmed: 'good',
  unknown: 'late',
  expired: 'late',
  void: 'idle',
  failed: 'fault',
};

type DeviceState = NonNullable<Station['scanner']>['state'];

/** Of a scanner or a printer: whether it is reached. */
export const deviceTone: Record<DeviceState, Tone> = { up: 'good', down: 'fault', never: 'idle' };
