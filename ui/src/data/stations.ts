import { live } from '../live/page';
import { collection, natural } from './collection';
import type { Station } from './types';

export const stations = collection<Station>(live, 'stations', {
  compare: (a, b) => natural(a.id, b.id),
});
