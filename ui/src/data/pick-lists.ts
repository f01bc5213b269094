import { live } from '../live/page';
import { collection, natural } from './collection';
import type { PickList } from './types';

const rank: Record<PickList['state'], number> = { taken: 0, picked: 0, released: 1, dropped: 2 };

/** Those in somebody's hands, those that wait, those that are done; newest first. */
export const pickLists = collection<PickList>(live, 'pick-lists', {
  compare: (a, b) => rank[a.state] - rank[b.state] || natural(b.id, a.id),
  keep: 300,
});
