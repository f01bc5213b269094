import type { Station } from '../../data/types';

/** An item on the packing table that something is asked about. */
export interface Asked {
  sku: string;
  name: string;
  fragile: boolean;
  count: number;
  of?: number | undefined;
}

/** The item that is asked for or about; null when it is any or none. */
export function asked(row: Station): Asked | null {
  const { ask, next, said } = row;
  // A question is about what was said, the work about what is next.
  const about = ask === 'by_hand' || next?.code === 'next_keep_or_undo' ? said : ask === 'remove' ? undefined : next;
  if (!about?.sku) return null;
  const line = row.packing?.lines.find(({ sku }) => sku === about.sku);
  return {
    sku: about.sku,
    name: about.name ?? line?.name ?? '',
    fragile: line?.fragile ?? false,
    count: about.quantity ?? line?.packed ?? 0,
    of: about.of ?? line?.quantity,
  };
}

/** The item that the last good answer was about. */
export function touched({ outcome, said }: Station): string | undefined {
  return outcome === 'good' ? said?.sku : undefined;
}
