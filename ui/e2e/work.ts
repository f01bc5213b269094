import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { command, own, quantity } from '../src/device/codes';
import { badge, totes, type Floor } from './floor';

const header =
  'order,placed_at,channel,email,phone,name,company,line1,line2,city,region,postcode,country,service,ship_by,currency,sku,quantity,unit_price_minor,discount_minor,tax_percent,tax_included,shipping_minor,gift_message,note';

/** Where the items of fixtures/small lie, and what is printed on them. */
export const goods: Record<string, { bin: string; gtin: string }> = {
  'MUG-BLUE': { bin: 'A-01-01', gtin: '9520000000011' },
  'MUG-MOSS': { bin: 'A-01-02', gtin: '9520000000028' },
  'CUP-ESP': { bin: 'A-02-02', gtin: '9520000000042' },
  TIMER: { bin: 'A-03-02', gtin: '9520000000066' },
};

/** What of an order its tests look at. */
export interface OrderState {
  order: { state: string };
  lines: { sku: string; ordered: number; picked: number; packed: number }[];
}

/** Places an order that is due before every other one, and releases it. */
export async function place(floor: Floor, order: string, lines: Record<string, number>): Promise<void> {
  const rows = Object.entries(lines).map(
    ([sku, units]) =>
      `${order},2026-01-02T08:00:00Z,webshop,jane@example.com,,Jane Bloggs,,1 Example Road,,London,,E1 6AN,GB,standard,2026-01-03T15:00:00Z,GBP,${sku},${units},1110,0,20,true,390,,`,
  );
  const file = join(floor.folder, `${order}.csv`);
  await writeFile(file, `${header}\n${rows.join('\n')}\n`);
  await floor.run('import', 'orders', file);
  await floor.run('release');
}

/** Scans at a station's line, each of which has to be answered well. */
export async function scanAll(floor: Floor, station: string, ...codes: string[]): Promise<void> {
  for (const code of codes) {
    const answer = await floor.scan(station, code);
    if (answer !== 'good') throw new Error(`${code} was answered ${answer} at ${station}`);
  }
}

/** Picks such an order at pick-1 and puts its tote down at pack-1. */
export async function pick(floor: Floor, lines: Record<string, number>, tote = totes[0]!): Promise<void> {
  await scanAll(floor, 'pick-1', badge.picker, command('NEXT'), tote);
  const walk = Object.entries(lines).sort(([a], [b]) => goods[a]!.bin.localeCompare(goods[b]!.bin));
  for (const [sku, units] of walk) {
    await scanAll(floor, 'pick-1', goods[sku]!.bin);
    if (units > 1) await scanAll(floor, 'pick-1', quantity(units));
    await scanAll(floor, 'pick-1', goods[sku]!.gtin);
  }
  await scanAll(floor, 'pick-1', own('station', 'PACK1'));
}
