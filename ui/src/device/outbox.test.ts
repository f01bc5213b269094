import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../data/api';
import type { Answer } from '../data/types';
import { Outbox, type Scan } from './outbox';
import { leased, type Turn } from './turn';

const good: Answer = { seq: 1, outcome: 'good', said: { code: 'item_picked' }, text: '' };
const bad: Answer = { seq: 2, outcome: 'bad', said: { code: 'wrong_item' }, text: '' };
const always: Turn = (task) => task();

/** A server by hand: it answers when it is told to, and notes what it was asked. */
class Server {
  asked: Scan[] = [];
  reachable = true;
  respond: (scan: Scan) => Promise<Answer> = () => Promise.resolve(good);

  send = (scan: Scan): Promise<Answer> => {
    this.asked.push(scan);
    return this.reachable ? this.respond(scan) : Promise.reject(new TypeError('Failed to fetch'));
  };

  get codes(): string[] {
    return this.asked.map(({ code }) => code);
  }
}

let server: Server;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-02T10:00:00Z') });
  localStorage.clear();
  server = new Server();
});

afterEach(() => {
  vi.useRealTimers();
});

function outbox(turn: Turn = always): Outbox {
  return new Outbox({ storage: localStorage, screen: 'browser-1', send: server.send, turn, random: () => 0 });
}

async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

describe('an outbox', () => {
  it('sends each scan once, in order, one at a time', async () => {
    let inFlight = 0;
    server.respond = async () => {
      expect(++inFlight).toBe(1);
      await new Promise((done) => setTimeout(done, 50));
      inFlight--;
      return good;
    };
    const box = outbox();
    for (const code of ['A', 'B', 'B', 'C']) box.put('pick-1', code);
    expect(box.waiting.value).toHaveLength(4);
    await settle(1_000);
    expect(server.codes).toEqual(['A', 'B', 'B', 'C']);
    expect(new Set(server.asked.map(({ id }) => id)).size).toBe(4);
    expect(box.waiting.value).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('sends the same scan again until it is answered, and then the next', async () => {
    server.reachable = false;
    const box = outbox();
    box.put('pick-1', 'A');
    box.put('pick-1', 'B');
    await settle(1_600);
    expect(server.codes).toEqual(['A', 'A', 'A']);
    server.reachable = true;
    await settle(15_000);
    expect(server.codes.slice(-2)).toEqual(['A', 'B']);
    expect(new Set(server.asked.filter(({ code }) => code === 'A').map(({ id }) => id)).size).toBe(1);
    expect(box.waiting.value).toEqual([]);
  });

  it('tries at once when the server is back', async () => {
    server.reachable = false;
    const box = outbox();
    box.put('pick-1', 'A');
    await settle(20_000);
    const before = server.asked.length;
    server.reachable = true;
    box.wake();
    await settle();
    expect(server.asked).toHaveLength(before + 1);
    expect(box.waiting.value).toEqual([]);
  });

  it.each([408, 429, 500, 503])('tries again after %i', async (status) => {
    server.respond = () => Promise.reject(new Refusal(status, '', 'not now'));
    const box = outbox();
    box.put('pick-1', 'A');
    await settle(600);
    expect(server.codes).toEqual(['A', 'A']);
    expect(box.refused.value).toEqual([]);
  });

  it('keeps what the server refuses until it is dismissed, and goes on', async () => {
    server.respond = ({ code }) => (code === 'A' ? Promise.reject(new Refusal(403, 'only_here', 'only this machine may write')) : Promise.resolve(good));
    const box = outbox();
    box.put('pick-1', 'A');
    box.put('pick-1', 'B');
    await settle();
    expect(server.codes).toEqual(['A', 'B']);
    expect(box.refused.value).toMatchObject([{ code: 'A', problem: 'only this machine may write' }]);
    expect(outbox().refused.value).toHaveLength(1);
    box.dismiss();
    expect(box.refused.value).toEqual([]);
    expect(localStorage).toHaveLength(0);
  });

  it('survives a reload with its ids', async () => {
    server.reachable = false;
    const before = outbox();
    before.put('pick-1', 'A');
    before.put('pick-1', 'B');
    await settle();
    const ids = before.waiting.value.map(({ id }) => id);
    server.reachable = true;
    server.asked = [];
    const after = outbox();
    expect(after.waiting.value).toHaveLength(2);
    await settle();
    expect(server.asked.map(({ id }) => id)).toEqual(ids);
  });

  it('says what was refused after it had to wait: nobody saw it then', async () => {
    server.reachable = false;
    server.respond = ({ code }) => Promise.resolve(code === 'A' ? good : bad);
    const box = outbox();
    box.put('pick-1', 'A');
    box.put('pick-1', 'B');
    await settle(5_000);
    server.reachable = true;
    box.wake();
    await settle();
    expect(box.refused.value).toMatchObject([{ code: 'B', said: { code: 'wrong_item' } }]);
  });

  it('leaves a refusal that came at once to the station', async () => {
    server.respond = () => Promise.resolve(bad);
    const box = outbox();
    box.put('pick-1', 'A');
    await settle();
    expect(box.refused.value).toEqual([]);
    expect(box.answered.value).toMatchObject({ scan: { code: 'A' }, answer: { seq: 2 } });
  });

  it('is checking after 300 ms', async () => {
    server.respond = () => new Promise((done) => setTimeout(() => done(good), 400));
    const box = outbox();
    box.put('pick-1', 'A');
    await settle(299);
    expect(box.checking.value).toBe(false);
    await settle(1);
    expect(box.checking.value).toBe(true);
    await settle(100);
    expect(box.checking.value).toBe(false);
  });

  it('says how far apart scans were made, however they arrive', async () => {
    server.reachable = false;
    const box = outbox();
    box.put('pick-1', 'A');
    await settle(700);
    box.put('pick-1', 'A');
    server.reachable = true;
    await settle(15_000);
    const apart = new Map(server.asked.map(({ id, apart }) => [id, apart]));
    expect([...apart.values()]).toEqual([undefined, 700]);
  });

  it('keeps the order when the clock is set back', async () => {
    server.reachable = false;
    const box = outbox();
    box.put('pick-1', 'A');
    vi.setSystemTime(new Date('2026-03-02T09:00:00Z'));
    box.put('pick-1', 'B');
    expect(box.waiting.value.map(({ code }) => code)).toEqual(['A', 'B']);
  });
});

describe('two tabs', () => {
  it('send each scan once between them', async () => {
    server.respond = () => new Promise((done) => setTimeout(() => done(good), 40));
    const one = outbox(leased(localStorage));
    const other = outbox(leased(localStorage));
    for (let i = 0; i < 5; i++) {
      one.put('pick-1', `one ${i}`);
      other.put('pack-1', `other ${i}`);
      one.changed();
      other.changed();
    }
    await settle(20_000);
    expect(server.codes).toHaveLength(10);
    expect(new Set(server.codes).size).toBe(10);
  });

  it('see to what a tab left that is gone', async () => {
    const gone = outbox(() => new Promise(() => {}));
    gone.put('pick-1', 'A');
    const other = outbox(leased(localStorage));
    other.changed();
    await settle(5_000);
    expect(server.codes).toEqual(['A']);
    expect(other.waiting.value).toEqual([]);
  });
});
