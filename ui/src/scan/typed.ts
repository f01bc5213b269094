import { own, read, type Kind } from '../device/codes';
import type { Typed } from './touch';

/** Things that a person calls by the body of their code. */
const kinds: Partial<Record<Typed, Kind>> = { badge: 'badge', tote: 'tote', place: 'station', dock: 'dock' };

/**
 * The code of what somebody typed as it is written on the thing: tote T-0042, or
 * 0042 where a tote is asked for, is the code below its barcode. What begins as
 * an own code stays as it is.
 */
export function codeOf(what: Typed, text: string): string {
  const typed = text.trim().toUpperCase();
  const tote = /^T-([0-9A-X]+)$/.exec(typed)?.[1];
  const kind = tote ? 'tote' : kinds[what];
  if (!kind || read(typed) !== 'foreign') return typed;
  return own(kind, tote ?? typed);
}

/** Whether it is mostly digits, so that the pad begins with those. */
export function digitsFirst(what: Typed): boolean {
  return what === 'tote' || what === 'item' || what === 'label';
}
