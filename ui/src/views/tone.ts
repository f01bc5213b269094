import type { Outcome, PrintJob, Station } from '../data/types';

type Tone = 'good' | 'late' | 'fault' | 'idle';

export const outcomeTone: Record<Outcome, Tone> = { good: 'good', bad: 'fault', over: 'late', unknown: 'late' };

export const jobTone: Record<PrintJob['state'], Tone> = {
  queued: 'idle',
  sending: 'idle',
  sent: 'good',
  confirmed: 'good',
  unknown: 'late',
  expired: 'late',
  void: 'idle',
  failed: 'fault',
};

export const scannerTone: Record<NonNullable<Station['scanner']>['state'], Tone> = { up: 'good', down: 'fault', never: 'idle' };
