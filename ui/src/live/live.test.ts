import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Collection, collection } from '../data/collection';
import type { Change } from './message';
import { FakeServer } from './server.fake';

interface Box {
  id: string;
  state?: string;
}

const compare = (a: Box, b: Box) => a.id.localeCompare(b.id);
const change = (seq: number, name: string, id: string, row: unknown): Change => ({ seq, collection: name, id, row });

let server: FakeServer;
let boxes: Collection<Box>;
let carts: Collection<Box>;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  boxes = collection<Box>(server.live, 'boxes', { compare });
  carts = collection<Box>(server.live, 'carts', { compare });
});

afterEach(() => {
  server.live.stop();
  vi.useRealTimers();
});

/** Connects and brings both collections to sequence 10. */
function settle(): void {
  server.live.start();
  server.newest.accept();
  server.newest.hello(10);
  server.newest.snapshot('boxes', 10, [{ id: 'a' }]);
  server.newest.snapshot('carts', 10, []);
}

describe('subscribing', () => {
  it('asks for all collections from the start', () => {
    server.live.start();
    server.newest.accept();
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 0 }]);
  });

  it('has no rows before the snapshot, then the rows', () => {
    server.live.start();
    server.newest.accept();
    expect(boxes.value).toBeNull();
    server.newest.hello(3);
    server.newest.snapshot('boxes', 3, [{ id: 'b' }, { id: 'a' }]);
    expect(boxes.value).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(carts.value).toBeNull();
  });

  it('hands each collection its own changes, as one update a frame', () => {
    settle();
    const updates: unknown[] = [];
    const leave = boxes.subscribe((rows) => updates.push(rows));
    server.newest.changes(change(11, 'boxes', 'b', { id: 'b' }), change(11, 'carts', 'c', { id: 'c' }), change(12, 'boxes', 'a', null));
    leave();
    expect(updates).toEqual([[{ id: 'a' }], [{ id: 'b' }]]);
    expect(carts.value).toEqual([{ id: 'c' }]);
  });

  it('refuses a collection that comes too late to be subscribed to', () => {
    server.live.start();
    expect(() => collection<Box>(server.live, 'late', { compare })).toThrow(/after the start/);
  });
});

describe('coming back', () => {
  it('resumes after the last change', () => {
    settle();
    server.newest.changes(change(14, 'boxes', 'b', { id: 'b' }));
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();

    expect(server.sockets).toHaveLength(2);
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 14 }]);
    server.newest.hello(15);
    server.newest.changes(change(15, 'boxes', 'a', null));
    expect(boxes.value).toEqual([{ id: 'b' }]);
  });

  it('asks for snapshots when one of them never came', () => {
    server.live.start();
    server.newest.accept();
    server.newest.hello(10);
    server.newest.snapshot('boxes', 10, []);
    server.newest.changes(change(11, 'boxes', 'b', { id: 'b' }));
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 0 }]);
  });

  it('resumes from the older of two snapshots', () => {
    server.live.start();
    server.newest.accept();
    server.newest.snapshot('boxes', 10, []);
    server.newest.snapshot('carts', 12, [{ id: 'c', state: 'at 12' }]);
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 10 }]);

    server.newest.changes(change(11, 'boxes', 'b', { id: 'b' }), change(11, 'carts', 'c', { id: 'c', state: 'at 11' }));
    expect(boxes.value).toEqual([{ id: 'b' }]);
    expect(carts.value).toEqual([{ id: 'c', state: 'at 12' }]);
  });

  it('takes a snapshot in place of what it had', () => {
    settle();
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();
    server.newest.snapshot('boxes', 900, [{ id: 'z' }]);
    expect(boxes.value).toEqual([{ id: 'z' }]);
  });

  it('starts over with a server that has another history', () => {
    settle();
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();
    server.newest.hello(2);
    expect(server.newest.closed).toBe(true);
    expect(boxes.value).toEqual([{ id: 'a' }]);

    vi.advanceTimersByTime(1000);
    server.newest.accept();
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 0 }]);
    server.newest.snapshot('boxes', 2, [{ id: 'n' }]);
    expect(boxes.value).toEqual([{ id: 'n' }]);
  });

  it('reloads the page for another version only', () => {
    settle();
    server.newest.drop();
    vi.advanceTimersByTime(500);
    server.newest.accept();
    server.newest.hello(10);
    expect(server.reloads).toBe(0);

    server.newest.drop();
    vi.advanceTimersByTime(1000);
    server.newest.accept();
    server.newest.hello(10, 'v2');
    expect(server.reloads).toBe(1);
  });

  it('starts over after a frame that it does not understand', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {});
    settle();
    server.newest.frame('{"type":"changes"}');
    expect(complaint).toHaveBeenCalledOnce();
    expect(server.newest.closed).toBe(true);
    vi.advanceTimersByTime(500);
    server.newest.accept();
    expect(server.newest.sent).toEqual([{ subscribe: ['boxes', 'carts'], resume: 0 }]);
  });
});

describe('waiting', () => {
  it('grows with each failure and starts anew after a steady connection', () => {
    server.live.start();
    for (const wait of [500, 1000, 2000]) {
      server.newest.drop();
      const before = server.sockets.length;
      vi.advanceTimersByTime(wait - 1);
      expect(server.sockets).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(server.sockets).toHaveLength(before + 1);
    }
    server.newest.accept();
    vi.advanceTimersByTime(5_000);
    server.newest.drop();
    vi.advanceTimersByTime(500);
    expect(server.sockets).toHaveLength(5);
  });

  it('ends when somebody looks at the page', () => {
    server.live.start();
    server.newest.drop();
    server.live.wake();
    expect(server.sockets).toHaveLength(2);
    vi.advanceTimersByTime(500);
    expect(server.sockets).toHaveLength(2);
    server.live.wake();
    expect(server.sockets).toHaveLength(2);
  });

  it('gives up a connection that does not open', () => {
    server.live.start();
    const first = server.newest;
    vi.advanceTimersByTime(5_000);
    expect(first.closed).toBe(true);
    expect(server.live.status.value.state).toBe('lost');
    vi.advanceTimersByTime(500);
    expect(server.sockets).toHaveLength(2);
  });

  it('is over when stopped', () => {
    settle();
    server.newest.drop();
    server.live.stop();
    vi.advanceTimersByTime(60_000);
    expect(server.sockets).toHaveLength(1);
  });
});

describe('a server that stops', () => {
  it('is known to come back, until it has', () => {
    settle();
    server.newest.drop(1001);
    expect(server.live.status.value).toMatchObject({ state: 'lost', leaving: true });
    vi.advanceTimersByTime(1_000);
    server.newest.drop();
    expect(server.live.status.value).toMatchObject({ state: 'lost', leaving: true });
    vi.advanceTimersByTime(1_000);
    server.newest.accept();
    server.newest.hello(9);
    expect(server.live.status.value).not.toHaveProperty('leaving');
    server.newest.drop();
    expect(server.live.status.value).not.toHaveProperty('leaving');
  });
});

describe('the age of the data', () => {
  it('counts from the last sign of the server', async () => {
    settle();
    const began = Date.now();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.live.status.value).toEqual({ state: 'live', server: 'v1', heard: began + 5_000 });
  });

  it('is looked after at once when something else did not reach the server', async () => {
    settle();
    server.live.doubt();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.live.status.value.state).toBe('live');
    server.reachable = false;
    server.live.doubt();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.live.status.value.state).toBe('lost');
    // Lost is lost: there is nothing to look after.
    server.live.doubt();
    expect(server.sockets).toHaveLength(1);
  });

  it('shows a silent server that has gone', async () => {
    settle();
    const began = Date.now();
    server.reachable = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.live.status.value).toEqual({ state: 'lost', server: 'v1', heard: began });
    expect(server.sockets[0]?.closed).toBe(true);
  });
});
