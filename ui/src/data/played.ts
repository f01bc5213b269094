import { live } from '../live/page';
import { collection } from './collection';
import type { DemoState } from './types';

/** How the demo is played: one row, none where people and devices are real. */
export const played = collection<DemoState>(live, 'demo', { compare: () => 0 });
