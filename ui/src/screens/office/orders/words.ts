import type { Order } from '../../../data/types';
import { t, type Key } from '../../../words/words.svelte';

const stateKeys: Record<Order['state'], Key> = {
  scheduled: 'office_order_scheduled',
  open: 'office_order_open',
  picking: 'office_order_picking',
  picked: 'office_order_picked',
  packing: 'office_order_packing',
  packed: 'office_order_packed',
  closed: 'office_order_closed',
  incomplete: 'office_order_incomplete',
  cancelled: 'office_order_cancelled',
};

/** How far an order is, in a word or two. */
export function stateWord(state: Order['state']): string {
  return t(stateKeys[state]);
}
