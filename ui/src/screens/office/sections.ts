import type { Component } from 'svelte';
import type { Key } from '../../words/words.svelte';
import type { Section } from './place.svelte';

/** What the sections are called. */
export const names: Record<Section, Key> = {
  exceptions: 'office_exceptions',
  orders: 'office_orders',
  'pick-lists': 'office_pick_lists',
  stations: 'office_stations',
  'print-jobs': 'office_print_jobs',
  stock: 'office_stock',
  layout: 'office_layout',
};

export type View = Component<Record<string, never>>;

/** Each section is a file of its own, so that the first one is there at once. */
export const views: Record<Section, () => Promise<{ default: View }>> = {
  exceptions: () => import('./exceptions/Exceptions.svelte'),
  orders: () => import('./orders/Orders.svelte'),
  'pick-lists': () => import('./lists/PickLists.svelte'),
  stations: () => import('./stations/Stations.svelte'),
  'print-jobs': () => import('./print/PrintJobs.svelte'),
  stock: () => import('./stock/Stock.svelte'),
  layout: () => import('./print/Layout.svelte'),
};
