import { live } from '../live/page';
import { collection, natural } from './collection';
import type { Exception } from './types';

/** What somebody has to decide or mend, the oldest first; those of unknown age last. */
export const exceptions = collection<Exception>(live, 'exceptions', {
  compare: (a, b) => Number(since(a) > since(b)) - Number(since(a) < since(b)) || natural(a.id, b.id),
});

function since(exception: Exception): number {
  return exception.since === undefined ? Infinity : Date.parse(exception.since);
}
