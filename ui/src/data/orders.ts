import { live } from '../live/page';
import { collection, natural } from './collection';
import type { Order } from './types';

/** The oldest promise first; what has none comes last. */
export const orders = collection<Order>(live, 'orders', {
  compare: (a, b) => promise(a) - promise(b) || natural(a.id, b.id),
});

function promise(order: Order): number {
  return order.ship_by ? Date.parse(order.ship_by) : Number.MAX_SAFE_INTEGER;
}
