import { live } from '../live/page';
import { collection, natural } from './collection';
import type { PrintJob } from './types';

/** The newest first. */
export const printJobs = collection<PrintJob>(live, 'print-jobs', {
  compare: (a, b) => natural(b.id, a.id),
  keep: 100,
});

/** Where the picture of a job's page is. */
export function picture(job: PrintJob): string {
  return `/api/v1/print-jobs/${encodeURIComponent(job.id)}/picture.png`;
}
