import { Live, type Socket } from './live';
import type { Change } from './message';

/** One connection as the server's side of a test sees it. */
export class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  sent: unknown[] = [];
  closed = false;

  send(frame: string): void {
    this.sent.push(JSON.parse(frame));
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event('open'));
  }

  drop(code = 1006): void {
    this.onclose?.call(this as unknown as WebSocket, new CloseEvent('close', { code }));
  }

  frame(text: string): void {
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent('message', { data: text }));
  }

  hello(seq: number, server = 'v1'): void {
    this.frame(JSON.stringify({ type: 'hello', server, seq }));
  }

  snapshot(collection: string, seq: number, rows: unknown[]): void {
    this.frame(JSON.stringify({ type: 'snapshot', collection, seq, rows }));
  }

  changes(...changes: Change[]): void {
    this.frame(JSON.stringify({ type: 'changes', changes }));
  }
}

/** A server by hand: every connection that the page opened, in order. */
export class FakeServer {
  sockets: FakeSocket[] = [];
  reachable = true;
  reloads = 0;

  readonly live = new Live({
    open: () => {
      const socket = new FakeSocket();
      this.sockets.push(socket);
      return socket;
    },
    probe: () => (this.reachable ? Promise.resolve() : Promise.reject(new Error('unreachable'))),
    outdated: () => {
      this.reloads++;
    },
    random: () => 0,
  });

  get newest(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has connected yet');
    return socket;
  }
}
