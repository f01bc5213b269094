import type { components } from '../api.gen';

export type Hello = components['schemas']['LiveHello'];
export type Snapshot = components['schemas']['LiveSnapshot'];
export type Changes = components['schemas']['LiveChanges'];
export type Change = components['schemas']['LiveChange'];
export type Message = Hello | Snapshot | Changes;

/**
 * Reads a frame of the live protocol. Throws when it is none: a screen that
 * went on would show numbers it cannot vouch for.
 */
export function parse(frame: unknown): Message {
  if (typeof frame !== 'string') throw new Error('live: a frame that is not text');
  const message = JSON.parse(frame) as Partial<Message> | null;
  switch (message?.type) {
    case 'hello':
      if (Number.isInteger(message.seq)) return message as Hello;
      break;
    case 'snapshot':
      if (Number.isInteger(message.seq) && Array.isArray(message.rows)) return message as Snapshot;
      break;
    case 'changes':
      if (Array.isArray(message.changes)) return message as Changes;
  }
  throw new Error(`live: not a message of this protocol: ${frame.slice(0, 80)}`);
}
