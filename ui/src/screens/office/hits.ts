import type { Hit } from '../../data/types';
import { t, type Key } from '../../words/words.svelte';
import { to } from './place.svelte';

const kinds: Record<Hit['kind'], Key> = {
  order: 'office_hit_order',
  parcel: 'office_hit_parcel',
  item: 'office_hit_item',
  location: 'office_hit_location',
  tote: 'office_hit_tote',
  pick_list: 'office_hit_pick_list',
  station: 'office_hit_station',
  print_job: 'office_hit_print_job',
};

/** Where a hit is looked at; nothing when there is no such place. */
export function where(hit: Hit): string {
  switch (hit.kind) {
    case 'order':
      return to('orders', { at: hit.id });
    case 'parcel':
    case 'tote':
      return hit.order ? to('orders', { at: hit.order }) : '';
    case 'item':
      return to('stock', { view: 'items', at: hit.id });
    case 'location':
      return to('stock', { at: hit.id });
    case 'pick_list':
      return to('pick-lists', { at: hit.id });
    case 'station':
      return to('stations', { at: hit.id });
    case 'print_job':
      return to('print-jobs', { at: hit.id });
  }
}

/** Hits of a kind together, kinds in the order in which they came. */
export function grouped(hits: readonly Hit[]): { name: string; hits: Hit[] }[] {
  const groups = new Map<Hit['kind'], Hit[]>();
  for (const hit of hits) groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), hit]);
  return [...groups].map(([kind, hits]) => ({ name: t(kinds[kind]), hits }));
}
