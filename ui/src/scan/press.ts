import { command, type Command } from '../device/codes';
import { outbox } from '../device/page';

/** A key does what its barcode does: it is the same scan. */
export function press(station: string, said: Command): void {
  outbox.put(station, command(said));
}

/** Scans any code, as when a bin is confirmed by a tap. */
export function pressCode(station: string, code: string): void {
  outbox.put(station, code);
}
