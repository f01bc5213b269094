import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How long a process may take to say what it is expected to say. */
const saysWithinMs = 20_000;

/**
 * A program under test: its lines of output as they come, and a way to wait for
 * one. It runs in a process group of its own, so that ending it ends its
 * children too.
 */
export class Process {
  readonly lines: string[] = [];
  readonly ended: Promise<number | null>;
  #child: ChildProcessWithoutNullStreams;
  #waiting = new Set<() => void>();
  #over = false;

  constructor(
    readonly name: string,
    program: string,
    args: string[],
    folder: string,
  ) {
    this.#child = spawn(program, args, { cwd: folder, detached: true, stdio: 'pipe' });
    const hear = (line: string) => {
      this.lines.push(line);
      for (const look of this.#waiting) look();
    };
    createInterface(this.#child.stdout).on('line', hear);
    createInterface(this.#child.stderr).on('line', hear);
    this.#child.stdin.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      const over = (code: number | null) => {
        this.#over = true;
        for (const look of this.#waiting) look();
        resolve(code);
      };
      this.#child.on('exit', over);
      this.#child.on('error', (problem) => {
        hear(String(problem));
        over(null);
      });
    });
  }

  /** Types a line. */
  type(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Waits for a line from the given one on that matches, and gives the match. */
  says(pattern: RegExp, from = 0): Promise<RegExpMatchArray> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const complain = (why: string) => reject(new Error(`${this.name} ${why} before saying ${pattern}; it said:\n${this.lines.slice(-20).join('\n')}`));
      const look = () => {
        for (const line of this.lines.slice(from)) {
          const match = pattern.exec(line);
          if (match) return done(() => resolve(match));
        }
        if (this.#over) done(() => complain('ended'));
      };
      const timer = setTimeout(() => done(() => complain('took too long')), saysWithinMs);
      this.#waiting.add(look);
      look();
    });
  }

  /** Ends it and all its children, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.#over && this.#child.pid) {
      try {
        process.kill(-this.#child.pid, signal);
      } catch {
        // It ended in this very moment.
      }
    }
    await this.ended;
  }
}

/** Runs a command to its end; fails with what it said unless it ends with 0. */
export async function run(program: string, args: string[], folder: string): Promise<string> {
  const process = new Process(args.join(' '), program, args, folder);
  const code = await process.ended;
  const said = process.lines.join('\n');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${said}`);
  return said;
}
