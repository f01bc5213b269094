import { delayMs } from './delay';
import { parse, type Change, type Message } from './message';
import { Signal } from './signal';

/** The part of a browser's WebSocket that is used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>;

/** A collection as the connection sees it. */
export interface Sink {
  /** The sequence of its snapshot, or null while there is none. */
  readonly seq: number | null;
  snapshot(seq: number, rows: unknown[]): void;
  changes(changes: Change[]): void;
  reset(): void;
}

export interface Status {
  state: 'connecting' | 'live' | 'lost';
  /** When the server was last known to be there, in ms; null before that. */
  heard: number | null;
  /** The version of the server, once it has said so. */
  server: string | null;
  /** The server said that it stops, and has not come back: it is being updated, most likely. */
  leaving?: true;
}

export interface Options {
  open: () => Socket;
  /** Resolves when the server answers by another way; rejects when not. */
  probe: () => Promise<unknown>;
  /** Called when a server of another version answers: the page is outdated. */
  outdated: () => void;
  now?: () => number;
  random?: () => number;
}

/** The code with which a server closes that is about to stop. */
const goingAway = 1001;
/** A connection that takes longer to open than this is given up. */
const openMs = 5_000;
/** After this much silence the server is asked whether it is there. */
const silenceMs = 5_000;
/** A connection that lived this long was a good one: waiting starts anew. */
const steadyMs = 5_000;

/**
 * The one connection of a page. It subscribes to every collection that was
 * added, comes back by itself, and resumes where it was, so that nothing is
 * missed and nothing applied twice.
 */
export class Live {
  readonly status = new Signal<Status>({ state: 'connecting', heard: null, server: null });

  #sinks = new Map<string, Sink>();
  #socket: Socket | null = null;
  #running = false;
  #failed = 0;
  #opened = 0;
  /** The sequence up to which every collection with a snapshot is complete. */
  #last = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #now: () => number;
  #random: () => number;

  constructor(private options: Options) {
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
  }

  /** Adds a collection; before start, since one message subscribes to all. */
  add(name: string, sink: Sink): void {
    if (this.#running) throw new Error(`live: ${name} was added after the start`);
    this.#sinks.set(name, sink);
  }

  start(): void {
    this.#running = true;
    this.#connect();
  }

  stop(): void {
    this.#running = false;
    clearTimeout(this.#retry);
    this.#abandon();
  }

  /** Tries at once instead of waiting: the page is seen again. */
  wake(): void {
    if (!this.#running || this.#socket) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  /** Asks at once whether the server is there: something else did not reach it. */
  doubt(): void {
    if (this.#socket && this.#opened > 0) void this.#ask();
  }

  #connect(): void {
    const socket = this.options.open();
    this.#socket = socket;
    this.#opened = 0;
    this.#watch = setTimeout(() => this.#lost(), openMs);
    socket.onopen = () => {
      this.#opened = this.#now();
      socket.send(JSON.stringify({ subscribe: [...this.#sinks.keys()], resume: this.#resume() }));
      this.#heard();
    };
    socket.onmessage = (event: MessageEvent) => this.#receive(event.data);
    socket.onclose = (event: CloseEvent) => this.#lost(event.code === goingAway);
  }

  #receive(frame: unknown): void {
    this.#heard();
    try {
      this.#take(parse(frame));
    } catch (problem) {
      console.error(problem);
      this.#startOver();
    }
  }

  #take(message: Message): void {
    switch (message.type) {
      case 'hello':
        return this.#greet(message.server, message.seq);
      case 'snapshot':
        return this.#sinks.get(message.collection)?.snapshot(message.seq, message.rows);
      case 'changes':
        return this.#spread(message.changes);
    }
  }

  #greet(server: string, seq: number): void {
    const known = this.status.value.server;
    if (known !== null && known !== server) this.options.outdated();
    this.status.set({ state: 'live', heard: this.#now(), server });
    // A server that is behind us has another history: ours is worth nothing.
    if (seq < this.#resume()) this.#startOver();
  }

  #spread(changes: Change[]): void {
    for (const [name, sink] of this.#sinks) {
      const own = changes.filter((change) => change.collection === name);
      if (own.length > 0) sink.changes(own);
    }
    for (const change of changes) this.#last = Math.max(this.#last, change.seq);
  }

  /** The sequence after which changes are wanted; 0 asks for snapshots. */
  #resume(): number {
    let oldest = Infinity;
    for (const sink of this.#sinks.values()) oldest = Math.min(oldest, sink.seq ?? 0);
    if (oldest === 0 || oldest === Infinity) return 0;
    return Math.max(oldest, this.#last);
  }

  #startOver(): void {
    for (const sink of this.#sinks.values()) sink.reset();
    this.#last = 0;
    this.#lost();
  }

  #heard(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => void this.#ask(), silenceMs);
    this.status.set({ ...this.status.value, heard: this.#now() });
  }

  async #ask(): Promise<void> {
    const socket = this.#socket;
    try {
      await this.options.probe();
      if (socket === this.#socket) this.#heard();
    } catch {
      if (socket === this.#socket) this.#lost();
    }
  }

  #lost(leaving = false): void {
    if (this.#opened > 0 && this.#now() - this.#opened >= steadyMs) this.#failed = 0;
    this.#abandon();
    this.status.set({ ...this.status.value, state: 'lost', ...(leaving && { leaving }) });
    this.#retry = setTimeout(() => this.#connect(), delayMs(this.#failed++, this.#random()));
  }

  #abandon(): void {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
