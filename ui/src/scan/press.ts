import { command, quantity, type Command } from '../device/codes';
import { outbox } from '../device/page';

/** A key does what its barcode does: it is the same scan. */
export function press(station: string, said: Command): void {
  outbox.put(station, command(said));
}

/** Says how many the next item counts, 1 to 999. */
export function pressQuantity(station: string, units: number): void {
  outbox.put(station, quantity(units));
}

/** Scans any code, as when a bin is confirmed by a tap. */
export function pressCode(station: string, code: string): void {
  outbox.put(station, code);
}
