import { Refusal } from '../data/api';
import type { Answer, Phrase } from '../data/types';
import { delayMs } from '../live/delay';
import { Signal } from '../live/signal';
import { randomId } from './id';
import type { Turn } from './turn';

/** A scan as it was made, from its making until it is answered. */
export interface Scan {
  /** Names this browser, and the scan on it: the server counts each pair once. */
  screen: string;
  id: string;
  station: string;
  code: string;
  /** When it was made, in ms. */
  at: number;
  /** How long after the scan before it, in ms; absent when that is not known. */
  apart?: number;
}

/** A scan that nobody stands behind any more, and why. */
export interface Refused extends Scan {
  /** What the floor said to it, when it was asked at last. */
  said?: Phrase;
  /** What the server had against it, when it was not even asked. */
  problem?: string;
}

export interface Answered {
  scan: Scan;
  answer: Answer;
}

export interface Options {
  storage: Storage;
  /** Names this browser. */
  screen: string;
  /** Sends a scan; throws a Refusal, or what fetch throws offline. */
  send: (scan: Scan) => Promise<Answer>;
  /** Runs a task while no other tab runs one. */
  turn: Turn;
  /** Told after each try whether the server was reached. */
  tried?: (reached: boolean) => void;
  random?: () => number;
}

/** A scan that waits longer than this is being checked, and the screen says so. */
const checkingMs = 300;
/** Whoever scanned has gone on by then: a refusal has to be shown by itself. */
const lateMs = 3_000;
/** How long the scans of another tab may wait before this one sees to them. */
const otherTabMs = 2_000;

const prefix = 'tallyman.scan.';

/**
 * Every scan of this browser that is not answered yet, in order. It survives a
 * reload, is sent one at a time by one tab at a time, again and again with the
 * same id until there is an answer. What was refused after it had to wait stays
 * until it is dismissed. Each scan is an item of the storage by itself, so that
 * tabs cannot overwrite each other's.
 */
export class Outbox {
  readonly waiting = new Signal<readonly Scan[]>([]);
  readonly refused = new Signal<readonly Refused[]>([]);
  /** Whether a scan waits for so long that one wonders. */
  readonly checking = new Signal(false);
  /** The newest answer to a scan that this tab sent. */
  readonly answered = new Signal<Answered | null>(null);

  #random: () => number;
  #newest = 0;
  #failed = 0;
  #sending = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #check: ReturnType<typeof setTimeout> | undefined;

  constructor(private options: Options) {
    this.#random = options.random ?? Math.random;
    this.#look();
    this.#newest = this.waiting.value.at(-1)?.at ?? 0;
    void this.#pump();
  }

  /** Takes a scan. It counts from here on, whatever the network does. */
  put(station: string, code: string): void {
    const before = this.#newest;
    // Later than the one before, even when the clock is set back.
    this.#newest = Math.max(Date.now(), before + 1);
    const scan: Scan = { screen: this.options.screen, id: randomId(), station, code, at: this.#newest };
    this.#keep(before > 0 ? { ...scan, apart: this.#newest - before } : scan);
    this.#look();
    void this.#pump();
  }

  /** Tries at once: the server is there again. */
  wake(): void {
    clearTimeout(this.#retry);
    void this.#pump();
  }

  /** Another tab changed something. */
  changed(): void {
    this.#look();
    if (this.waiting.value.length === 0) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#pump(), otherTabMs);
  }

  /** Somebody has read what was refused. */
  dismiss(): void {
    for (const scan of this.refused.value) this.options.storage.removeItem(keyOf(scan));
    this.#look();
  }

  async #pump(): Promise<void> {
    if (this.#sending || this.waiting.value.length === 0) return;
    this.#sending = true;
    clearTimeout(this.#retry);
    let reached = true;
    try {
      await this.options.turn(async () => {
        for (let scan = this.#first(); scan && reached; scan = this.#first()) reached = await this.#ask(scan);
      });
    } finally {
      this.#sending = false;
    }
    if (!reached) this.#retry = setTimeout(() => void this.#pump(), delayMs(this.#failed++, this.#random()));
    // One that came while the turn was given back.
    else if (this.waiting.value.length > 0) void this.#pump();
  }

  /** The oldest that waits, also when another tab put it there just now. */
  #first(): Scan | undefined {
    this.#look();
    return this.waiting.value[0];
  }

  /** Asks the server once, and says whether it was reached. */
  async #ask(scan: Scan): Promise<boolean> {
    try {
      const answer = await this.options.send(scan);
      if (answer.outcome !== 'good' && Date.now() - scan.at > lateMs) this.#keep({ ...scan, said: answer.said });
      else this.options.storage.removeItem(keyOf(scan));
      this.#look();
      this.answered.set({ scan, answer });
    } catch (problem) {
      if (!isFinal(problem)) {
        this.options.tried?.(false);
        return false;
      }
      this.#keep({ ...scan, problem: problem.message });
      this.#look();
    }
    this.#failed = 0;
    this.options.tried?.(true);
    return true;
  }

  #keep(scan: Scan | Refused): void {
    this.options.storage.setItem(keyOf(scan), JSON.stringify(scan));
  }

  #look(): void {
    const all = stored(this.options.storage);
    this.waiting.set(all.filter((scan) => !isRefused(scan)));
    this.refused.set(all.filter(isRefused));
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#check);
    const oldest = this.waiting.value[0];
    const left = oldest ? oldest.at + checkingMs - Date.now() : Infinity;
    const checking = left <= 0;
    if (checking !== this.checking.value) this.checking.set(checking);
    if (left > 0 && left < Infinity) this.#check = setTimeout(() => this.#watch(), Math.min(left, checkingMs));
  }
}

/** Whether asking again would bring the same: the request itself is at fault. */
function isFinal(problem: unknown): problem is Refusal {
  if (!(problem instanceof Refusal)) return false;
  return problem.status >= 400 && problem.status < 500 && problem.status !== 408 && problem.status !== 429;
}

function isRefused(scan: Scan | Refused): scan is Refused {
  return 'said' in scan || 'problem' in scan;
}

/** Sorts by when it was made. */
function keyOf({ at, id }: Scan): string {
  return `${prefix}${String(at).padStart(15, '0')}.${id}`;
}

function stored(storage: Storage): (Scan | Refused)[] {
  const keys = Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? '');
  const ours = keys.filter((key) => key.startsWith(prefix)).sort();
  return ours.map((key) => JSON.parse(storage.getItem(key) ?? '{}') as Scan | Refused);
}
