import { live } from '../live/page';
import { collection, natural } from './collection';
import type { Order } from './types';

/** Those under way by their promise, the oldest first; then those that are done. */
export const orders = collection<Order>(live, 'orders', {
  compare: (a, b) => Number(done(a)) - Number(done(b)) || Date.parse(a.ship_by) - Date.parse(b.ship_by) || natural(a.id, b.id),
  keep: 1000,
});

/** Says whether nothing is left to do for an order. */
export function done(order: Order): boolean {
  return order.state === 'closed' || order.state === 'cancelled';
}

/** Says whether an order should have left by then. */
export function late(order: Order, now: number): boolean {
  return !done(order) && Date.parse(order.ship_by) < now;
}
