import { live } from '../live/page';
import { collection, natural } from './collection';
import type { Station } from './types';

const rank: Record<Station['kind'], number> = { pick: 0, pack: 1, dock: 2 };

/** In the order in which goods pass them. */
export const stations = collection<Station>(live, 'stations', {
  compare: (a, b) => rank[a.kind] - rank[b.kind] || natural(a.id, b.id),
});
