import { expect, test } from 'vitest';
// Messages as the server makes them; a Go test writes the file.
import wire from '../../../fixtures/wire/live.json';
import { parse, type Changes, type Snapshot } from './message';
import { Rows } from './rows';

test('what the server sends is understood', () => {
  const frames = wire.map((frame) => parse(JSON.stringify(frame)));
  expect(frames.map((frame) => frame.type)).toEqual(['hello', 'snapshot', 'snapshot', 'changes']);

  const orders = new Rows<{ id: string }>();
  const { seq, rows } = frames[1] as Snapshot;
  orders.snapshot(seq, rows as { id: string }[]);
  for (const change of (frames[3] as Changes).changes) if (change.collection === 'orders') orders.change(change);
  expect(orders.sorted(() => 0)).toEqual([{ id: 'Кружка <2>' }]);
});
