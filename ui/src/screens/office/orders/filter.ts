import { done, late } from '../../../data/orders';
import type { Order } from '../../../data/types';

/** The states of an order as it goes through the house. */
export const states = ['scheduled', 'open', 'picking', 'picked', 'packing', 'packed', 'incomplete', 'closed', 'cancelled'] as const satisfies readonly Order['state'][];

/** What the list can be narrowed to; '' is everything that is not done. */
export type Filter = '' | 'late' | 'held' | Order['state'];

/** Says whether an order is in a filter; what the URL has and nobody knows hides nothing. */
export function fits(order: Order, filter: string, now: number): boolean {
  switch (filter) {
    case 'late':
      return late(order, now);
    case 'held':
      return (order.holds?.length ?? 0) > 0 && !done(order);
  }
  if ((states as readonly string[]).includes(filter)) return order.state === filter;
  return !done(order);
}

/** How many orders are in each filter. */
export function counted(orders: readonly Order[], now: number): Partial<Record<string, number>> {
  const counts: Record<string, number> = Object.fromEntries(['', 'late', 'held', ...states].map((filter) => [filter, 0]));
  for (const order of orders) {
    counts[order.state]!++;
    for (const filter of ['', 'late', 'held']) if (fits(order, filter, now)) counts[filter]!++;
  }
  return counts;
}

/** Says whether an order has a word in what its row says. */
export function has(order: Order, word: string): boolean {
  const wanted = word.trim().toLowerCase();
  if (wanted === '') return true;
  return [order.id, order.channel, order.service, ...(order.holds ?? [])].some((text) => text?.toLowerCase().includes(wanted));
}
