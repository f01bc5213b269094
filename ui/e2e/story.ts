import { command, own, quantity } from '../src/device/codes';
import { badge, totes, type Floor } from './floor';
import { goods, pick, place, scanAll } from './work';

/** Called wherever a screen is worth looking at. */
export type Look = (state: string, path: string) => Promise<void>;

/** A chapter of a day: it brings the floor into one state after the other. */
export type Chapter = (floor: Floor, look: Look) => Promise<void>;

const lines = { 'MUG-BLUE': 2, 'CUP-ESP': 1 };

/** What a picker's screen goes through with an order of two lines. */
export const picking: Chapter = async (floor, look) => {
  const scan = (...codes: string[]) => scanAll(floor, 'pick-1', ...codes);
  const refused = async (code: string) => {
    if ((await floor.scan('pick-1', code)) !== 'bad') throw new Error(`${code} was not refused`);
  };
  const path = '/pick/pick-1';
  await look('which station', '/pick');
  await look('badge in', path);
  await place(floor, 'PICKED', lines);
  await scan(badge.picker);
  await look('take work', path);
  await scan(command('NEXT'));
  await look('bind a tote', path);
  await scan(totes[0]!);
  await look('go to the bin', path);
  await refused(goods['TIMER']!.bin);
  await look('wrong bin', path);
  await scan(goods['MUG-BLUE']!.bin);
  await look('scan the item', path);
  await refused(goods['TIMER']!.gtin);
  await look('wrong item', path);
  await scan(command('ACK'), quantity(2));
  await look('quantity said', path);
  await scan(goods['MUG-BLUE']!.gtin);
  await look('next bin', path);
  await refused('NOBODY-KNOWS-THIS');
  await look('unknown code', path);
  await scan(goods['CUP-ESP']!.bin, goods['CUP-ESP']!.gtin);
  await look('bring the tote', path);
};

/** What a packing station's screen goes through, with trouble at its printer. */
export const packing: Chapter = async (floor, look) => {
  const scan = (...codes: string[]) => scanAll(floor, 'pack-1', ...codes);
  const path = '/pack/pack-1';
  await place(floor, 'PACKED', lines);
  await pick(floor, lines);
  await look('badge in', path);
  await scan(badge.packer);
  await look('scan a tote', path);
  await scan(totes[0]!);
  await look('packing', path);
  await scan(goods['MUG-BLUE']!.gtin);
  await look('one packed', path);
  await floor.scan('pack-1', goods['TIMER']!.gtin);
  await look('wrong item', path);
  await scan(command('ACK'), goods['CUP-ESP']!.gtin);
  await floor.printer('pack-1', 'paper_out');
  await scan(goods['MUG-BLUE']!.gtin);
  await until(async () => (await floor.get<{ printer?: { trouble?: string } }>('/stations/pack-1')).printer?.trouble === 'paper_out');
  await look('printer out of paper', path);
  await floor.printer('pack-1', 'ok');
  const label = await floor.label('pack-1', 1);
  await look('label to be scanned', path);
  await scan(/TLP[0-9A-X]+/.exec(label)![0]);
  await look('packed', path);
  await scan(command('NEXT'), own('dock', 'DOCK1'));
  await look('dock open', path);
};

/** What those see who watch: the wall and the office, with something amiss. */
export const watching: Chapter = async (floor, look) => {
  await look('home', '/');
  await place(floor, 'WATCHED', lines);
  await pick(floor, lines);
  await scanAll(floor, 'pack-1', badge.packer, totes[0]!, goods['MUG-BLUE']!.gtin);
  await floor.plug('pick-1', false);
  await until(async () => (await floor.get<{ rows: { kind: string }[] }>('/exceptions')).rows.some(({ kind }) => kind === 'scanner_down'));
  await look('wall', '/wall');
  for (const section of ['exceptions', 'orders', 'pick-lists', 'stations', 'print-jobs', 'stock', 'layout']) await look(`office ${section}`, `/office/${section}`);
};

/** Waits for a state of the server; a screen shows it a moment later. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not happen');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
