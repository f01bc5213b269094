import { ask } from './api';
import type { Answer, ScreenScan } from './types';

/** An answer that takes longer is asked for again. */
const withinMs = 8_000;

/**
 * Scans at a station as its scanner would. The same screen and id is the same
 * scan, however often it is sent. Throws a Refusal, or what fetch throws when
 * the server is out of reach.
 */
export function scanAt(station: string, read: ScreenScan): Promise<Answer> {
  return ask<Answer>(`/api/v1/stations/${encodeURIComponent(station)}/scans`, read, withinMs);
}
