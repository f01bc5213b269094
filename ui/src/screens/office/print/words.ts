import type { PrintJob } from '../../../data/types';
import { reason, t, type Key } from '../../../words/words.svelte';

/** The states of a print job, those first that need somebody. */
export const states = ['unknown', 'failed', 'expired', 'queued', 'sending', 'sent', 'confirmed', 'void'] as const satisfies readonly PrintJob['state'][];

const stateKeys: Record<PrintJob['state'], Key> = {
  queued: 'office_job_queued',
  sending: 'office_job_sending',
  sent: 'office_job_sent',
  confirmed: 'office_job_confirmed',
  unknown: 'office_job_unknown',
  failed: 'office_job_failed',
  expired: 'office_job_expired',
  void: 'office_job_void',
};

const todoKeys: Partial<Record<PrintJob['state'], Key>> = {
  queued: 'office_do_queued',
  unknown: 'office_do_unknown',
  failed: 'office_do_failed',
  expired: 'office_do_expired',
};

/** What a job prints, and which copy. */
export function document(job: PrintJob): string {
  const name = reason(job.document);
  return job.copy > 0 ? t('office_copy', { Name: name, Quantity: job.copy }) : name;
}

export function stateWord(state: PrintJob['state']): string {
  return t(stateKeys[state]);
}

/** How far a job is, and why. */
export function state(job: PrintJob): string {
  const word = stateWord(job.state);
  return job.reason ? `${word}: ${reason(job.reason)}` : word;
}

/** What somebody has to do about a job; nothing for those that go their way. */
export function todo(job: PrintJob): string {
  const key = todoKeys[job.state];
  return key ? t(key, { Subject: job.station, Order: job.order ?? '' }) : '';
}
