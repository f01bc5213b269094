import type { Station } from '../../data/types';

/** What a picker has before him. */
export interface Goods {
  sku: string;
  name: string;
  /** Units that are here: taken of those to take, or in the hand. */
  count: number;
  /** Units to take; absent when those in the hand are counted. */
  of?: number;
}

/** Says which item it is about now; null when it is about none. */
export function goods({ next, said, line, ask }: Station): Goods | null {
  if (ask === 'lay_back' && said?.sku) return { sku: said.sku, name: next?.name ?? '', count: said.quantity ?? 0 };
  if (next?.code === 'next_keep_or_undo' && said?.sku) {
    return { sku: said.sku, name: said.name ?? '', count: said.quantity ?? 0, ...(said.of && { of: said.of }) };
  }
  if (!next?.sku) return null;
  const item = { sku: next.sku, name: next.name ?? '' };
  switch (next.code) {
    case 'next_location':
      // The line knows how many of it were taken before.
      if (line?.sku === next.sku && line.location === next.location) return { ...item, count: line.picked, of: line.quantity };
      return { ...item, count: 0, of: next.of ?? 0 };
    case 'next_item':
      return { ...item, count: next.quantity ?? 0, of: next.of ?? 0 };
    case 'next_put':
      return { ...item, count: next.quantity ?? 0 };
    default:
      return null;
  }
}
