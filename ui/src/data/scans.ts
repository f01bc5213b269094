import { live } from '../live/page';
import { collection } from './collection';
import type { ScanRow } from './types';

/** The latest scans, the newest first. */
export const scans = collection<ScanRow>(live, 'scans', {
  compare: (a, b) => b.id - a.id,
  keep: 50,
});
