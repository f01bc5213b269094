import { Refusal, get, post } from './api';
import type { DemoCode, DemoFault, DemoScan } from './types';

const root = '/api/v1/demo';

/** Says whether the server is a demo, whose scanners can be clicked. */
export async function isDemo(): Promise<boolean> {
  try {
    await get(root);
    return true;
  } catch (problem) {
    if (problem instanceof Refusal && problem.status === 404) return false;
    throw problem;
  }
}

/** The barcodes that make sense at a station now. */
export function codes(station: string): Promise<DemoCode[]> {
  return get(`${root}/codes?station=${encodeURIComponent(station)}`);
}

/** Lets the station's simulated scanner read a code, over its serial line; its worker lets go. */
export function scan(reading: DemoScan): Promise<void> {
  return post(`${root}/scans`, reading);
}

/** Takes a station over from its simulated worker. */
export function take(station: string): Promise<void> {
  return post(`${root}/stations/${encodeURIComponent(station)}/take`, {});
}

/** Gives it back. */
export function give(station: string): Promise<void> {
  return post(`${root}/stations/${encodeURIComponent(station)}/give`, {});
}

/** How many times faster than people the workers are, 0.25 to 8. */
export function setSpeed(speed: number): Promise<void> {
  return post(`${root}/speed`, { speed });
}

/** Stops the workers, or lets them go on. */
export function pause(paused: boolean): Promise<void> {
  return post(`${root}/pause`, { paused });
}

/** Breaks a station's printer; no faults repair it. */
export function breakPrinter(station: string, faults: DemoFault[]): Promise<void> {
  return post(`${root}/printers/${encodeURIComponent(station)}`, { faults });
}

/** Puts the plug of a station's scanner in, or pulls it. */
export function plug(station: string, plugged: boolean): Promise<void> {
  return post(`${root}/scanners/${encodeURIComponent(station)}`, { plugged });
}

/** Begins again with a fresh warehouse; every page loads itself anew then. */
export function reset(): Promise<void> {
  return post(`${root}/reset`, {});
}

/** Cancels an order, as its customer would. */
export function cancelOrder(order: string): Promise<void> {
  return post(`/api/v1/orders/${encodeURIComponent(order)}/cancel`, { reason: 'customer' });
}
