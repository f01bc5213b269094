import { Refusal, get, post } from './api';
import type { DemoCode, DemoScan } from './types';

/** Says whether the server is a demo, whose scanners can be clicked. */
export async function isDemo(): Promise<boolean> {
  try {
    await get('/api/v1/demo');
    return true;
  } catch (problem) {
    if (problem instanceof Refusal && problem.status === 404) return false;
    throw problem;
  }
}

/** The barcodes that make sense at a station now. */
export function codes(station: string): Promise<DemoCode[]> {
  return get(`/api/v1/demo/codes?station=${encodeURIComponent(station)}`);
}

/** Lets the station's simulated scanner read a code, over its serial line. */
export function scan(reading: DemoScan): Promise<void> {
  return post('/api/v1/demo/scans', reading);
}

/** Codes of a kind together, kinds in the order in which they first come. */
export function byKind(codes: DemoCode[]): [kind: string, codes: DemoCode[]][] {
  const kinds = new Map<string, DemoCode[]>();
  for (const code of codes) kinds.set(code.kind, [...(kinds.get(code.kind) ?? []), code]);
  return [...kinds];
}
