import { command } from './api';
import type { Answer, ListReleased, Results } from './types';

// What the office asks of the floor. All throw like get: a Refusal when the
// rules or the server said no, what fetch throws when nobody answered.

const by = 'office';
const api = '/api/v1';

function order(number: string): string {
  return `${api}/orders/${encodeURIComponent(number)}`;
}

/** Keeps an order from going on. */
export function hold(number: string, kind: string): Promise<Answer> {
  return command('POST', `${order(number)}/holds`, { kind, by });
}

/** Lets an order go on, as far as that hold was in its way. */
export function lift(number: string, kind: string): Promise<Answer> {
  return command('DELETE', `${order(number)}/holds/${encodeURIComponent(kind)}?by=${by}`);
}

/** Cancels an order for good. The reason goes into the history: no personal data. */
export function cancel(number: string, reason: string): Promise<Answer> {
  return command('POST', `${order(number)}/cancel`, { reason });
}

/** Lets an incomplete order go as far as it was found. */
export function shipPart(number: string): Promise<Answer> {
  return command('POST', `${order(number)}/ship-part`);
}

/** Makes a pick list of the oldest promises: of one order for 0 totes, else for a cart. */
export function release(totes: number, key: string): Promise<ListReleased> {
  return command('POST', `${api}/pick-lists`, { totes }, { 'Idempotency-Key': key });
}

/** Says whether a paper came out of which nobody knows; when not, a copy is printed. */
export function answerPrintJob(job: string, came: boolean): Promise<Answer> {
  return command('POST', `${api}/print-jobs/${encodeURIComponent(job)}/answer`, { came });
}

/** Prints another copy of a paper. The reason goes into the history. */
export function reprint(job: string, reason: string): Promise<Answer> {
  return command('POST', `${api}/print-jobs/${encodeURIComponent(job)}/reprint`, { reason });
}

/** Says that a label is the last good one of its printer; of in the answer is how many are behind it. */
export function lastGood(job: string): Promise<Answer> {
  return command('POST', `${api}/print-jobs/${encodeURIComponent(job)}/last-good`);
}

/** Prints copies of all that is behind the last good label. */
export function restAgain(job: string): Promise<Answer> {
  return command('POST', `${api}/print-jobs/${encodeURIComponent(job)}/rest-again`);
}

/** Moves all that waits for a printer to the printers of a station. */
export function moveQueue(from: string, to: string): Promise<Answer> {
  return command('POST', `${api}/print-jobs/move`, { from, to, by });
}

/** Says that a label which counts no more is found and destroyed. */
export function oldLabelGone(job: string): Promise<Answer> {
  return command('POST', `${api}/print-jobs/${encodeURIComponent(job)}/gone`, { by });
}

/** Says how many units of an item lie in a bin. The key names the count: sent again it counts once. */
export function count(location: string, sku: string, quantity: number, key: string): Promise<Results> {
  return command('POST', `${api}/stock-counts`, { location, sku, quantity, key });
}
