import type { Station } from './types';

/** What keeps a station from working, or asks somebody to come and look. */
export interface Trouble {
  kind: 'takeover' | 'scanner_down' | 'printer_down' | 'printer_trouble' | 'print_unknown';
  /** Of a printer: what is wrong with it. */
  reason?: string;
}

/** What is wrong at a station, the worst first. */
export function troubles(station: Station): Trouble[] {
  const found: Trouble[] = [];
  const { scanner, printer } = station;
  if (scanner?.state === 'down') found.push({ kind: 'scanner_down' });
  if (printer?.trouble) found.push({ kind: 'printer_trouble', reason: printer.trouble });
  else if (printer?.state === 'down') found.push({ kind: 'printer_down', reason: 'offline' });
  if (station.unknown_job) found.push({ kind: 'print_unknown' });
  if (station.takeover) found.push({ kind: 'takeover' });
  return found;
}

/** A device that fails is a fault; a question that waits for an answer is late; nobody there is idle. */
export function stationTone(station: Station): 'fault' | 'late' | 'good' | 'idle' {
  const kinds = troubles(station).map((trouble) => trouble.kind);
  if (kinds.some((kind) => kind !== 'takeover' && kind !== 'print_unknown')) return 'fault';
  if (kinds.length > 0) return 'late';
  return station.badge ? 'good' : 'idle';
}
