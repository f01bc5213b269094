import type { Order } from '../../../data/types';
import type { Column } from '../csv';

/** The orders as a file, headed as the API names them. */
export const columns: Column<Order>[] = [
  { head: 'order', cell: (order) => order.id },
  { head: 'state', cell: (order) => order.state },
  { head: 'ship_by', cell: (order) => order.ship_by },
  { head: 'service', cell: (order) => order.service },
  { head: 'channel', cell: (order) => order.channel },
  { head: 'lines', cell: (order) => order.lines },
  { head: 'units', cell: (order) => order.units },
  { head: 'short', cell: (order) => order.short },
  { head: 'holds', cell: (order) => order.holds?.join(' ') },
];
