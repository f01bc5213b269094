import { live } from '../live/page';
import { collection } from './collection';
import type { Floor } from './types';

/** The one row of the floor: what must leave, what has left. */
export const floor = collection<Floor>(live, 'floor', { compare: () => 0 });
