import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Process, run } from './process';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
/** The program under test. */
export const program = process.env['TALLYMAN'] ?? join(root, 'bin', 'tallyman');

/** A station of a floor; its scanner is a keyboard wedge unless it has a line. */
export interface Post {
  id: string;
  kind: 'pick' | 'pack' | 'dock';
  line?: boolean;
  printer?: boolean;
}

const usual: Post[] = [
  { id: 'pick-1', kind: 'pick', line: true },
  { id: 'pack-1', kind: 'pack', line: true, printer: true },
];

const settingsHead = `[server]
listen = "127.0.0.1:PORT"
database = "sqlite:tallyman.db"

[site]
name = "Test floor"
tax_id = "XX 000 000 000"

[site.sender]
name = "Test floor"
line1 = "1 Example Street"
city = "Example"
postcode = "00000"
country = "DE"
`;

const service = (id: string, prefix: string) => `
[[service]]
id = "${id}"
name = "${id}"
carrier = "Example Post"
tracking_prefix = "${prefix}"
tracking_digits = 8
tracking_check = "mod10"
tracking_from = 1
tracking_to = 99999999
cut_off = "16:00"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
`;

/** The badges and the first totes of fixtures/small. */
export const badge = { picker: 'TLBANNA173', packer: 'TLBERIK271', supervisor: 'TLBHANNA327' };
export const totes = ['TLT000170', 'TLT000267', 'TLT000364', 'TLT000461'];

/**
 * A warehouse that runs: the program, a simulated scanner on a pty for each
 * station with a line, a simulated printer for each with one, and the goods of
 * fixtures/small.
 */
export class Floor {
  url = '';
  #server: Process | null = null;
  #devices = new Map<string, Process>();

  private constructor(
    readonly folder: string,
    private posts: Post[],
  ) {}

  static async open(posts: Post[] = usual): Promise<Floor> {
    const folder = await mkdtemp(join(tmpdir(), 'tallyman-e2e-'));
    const floor = new Floor(folder, posts);
    try {
      await floor.#plugIn();
      for (const kind of ['items', 'locations', 'stock', 'badges', 'totes', 'orders']) {
        await floor.run('import', kind, join(root, 'fixtures', 'small', `${kind}.csv`));
      }
      await floor.serve();
    } catch (problem) {
      await floor.close();
      throw problem;
    }
    return floor;
  }

  async #plugIn(): Promise<void> {
    let text = settingsHead.replace('PORT', '0') + service('standard', 'RR') + service('express', 'XP');
    for (const post of this.posts) {
      text += `\n[[station]]\nid = "${post.id}"\nkind = "${post.kind}"\n`;
      if (post.line) text += `scanner = "${await this.#plugScanner(post.id)}"\n`;
      if (post.printer) text += `labels = "${await this.#plugPrinter(post.id)}"\n`;
    }
    await writeFile(join(this.folder, 'tallyman.toml'), text, { mode: 0o600 });
  }

  async #plugScanner(id: string): Promise<string> {
    const scanner = this.#start(`scanner ${id}`, 'sim', 'scanner', '--link', join(this.folder, `${id}.tty`));
    this.#devices.set(`scanner ${id}`, scanner);
    return (await scanner.says(/^(serial:\S+)/))[1]!;
  }

  async #plugPrinter(id: string): Promise<string> {
    const printer = this.#start(`printer ${id}`, 'sim', 'printer', '--listen', '127.0.0.1:0', '--folder', join(this.folder, `${id}-labels`));
    this.#devices.set(`printer ${id}`, printer);
    return (await printer.says(/listens: (\S+)/))[1]!;
  }

  #start(name: string, ...args: string[]): Process {
    return new Process(name, program, args, this.folder);
  }

  /** Runs a command of the program in the floor's folder. */
  run(...args: string[]): Promise<string> {
    return run(program, args, this.folder);
  }

  /** Starts the server; at the address it had before, when it had one. */
  async serve(as = program): Promise<void> {
    this.#server = new Process('server', as, ['serve'], this.folder);
    const address = (await this.#server.says(/^Tallyman is at (\S+)/))[1]!;
    if (this.url === '') await this.#keepPort(address);
    this.url = address;
  }

  /** Writes the port into the settings, so that a restart has the same. */
  async #keepPort(address: string): Promise<void> {
    const file = join(this.folder, 'tallyman.toml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('127.0.0.1:0', new URL(address).host), { mode: 0o600 });
  }

  /** Ends the server: politely, or as a power cut does. */
  async halt(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    await this.#server?.stop(signal);
    this.#server = null;
  }

  /** Reads a code with the scanner on the station's line; gives its answer: good, bad or none. */
  async scan(station: string, code: string): Promise<string> {
    const scanner = this.#device(`scanner ${station}`);
    const from = scanner.lines.length;
    scanner.type(code);
    return (await scanner.says(/^(good|bad|none|error)\b/, from))[1]!;
  }

  /** Pulls the plug of a scanner, or puts it back. */
  async plug(station: string, plugged: boolean): Promise<void> {
    const scanner = this.#device(`scanner ${station}`);
    const from = scanner.lines.length;
    scanner.type(plugged ? ':plug' : ':unplug');
    await scanner.says(/^:/, from);
  }

  /** Breaks the printer of a station, or mends it with "ok". */
  async printer(station: string, faults: string): Promise<void> {
    const printer = this.#device(`printer ${station}`);
    const from = printer.lines.length;
    printer.type(faults);
    await printer.says(/^printer is now/, from);
  }

  /** Waits for the nth label (from 1) of a station's printer and gives the codes on it. */
  async label(station: string, n: number): Promise<string> {
    return (await this.#device(`printer ${station}`).says(new RegExp(`^label ${n}: (.*)`)))[1]!;
  }

  #device(name: string): Process {
    const found = this.#devices.get(name);
    if (!found) throw new Error(`there is no ${name} on this floor`);
    return found;
  }

  /** Reads from the API. */
  async get<T>(path: string): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** Writes over the API. */
  async post<T>(path: string, body: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }

  /** Ends everything, checks that the history is sound, and removes the folder. */
  async close(): Promise<void> {
    const served = this.#server !== null;
    await this.halt();
    for (const device of this.#devices.values()) await device.stop();
    try {
      if (served) await this.run('verify');
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }
}
