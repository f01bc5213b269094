import type { Station } from '../data/types';

/** What somebody has to look up for, though no scan of theirs brought it. */
export function troubles(station: Station): string[] {
  const { scanner, printer, unknown_job } = station;
  return [
    ...(scanner?.state === 'down' ? ['scanner'] : []),
    ...(printer?.state === 'down' ? ['printer'] : []),
    ...(printer?.trouble ? [`printer ${printer.trouble}`] : []),
    ...(unknown_job ? [`job ${unknown_job}`] : []),
  ];
}

/** Says whether a trouble is there that was not. */
export function isNews(before: readonly string[], now: readonly string[]): boolean {
  return now.some((trouble) => !before.includes(trouble));
}

/** Says whether a line is half done: between its first unit and its last. */
export function midLine({ line, packing, in_hand, quantity, takeover }: Station): boolean {
  if (takeover || in_hand || quantity) return true;
  if (line && line.picked > 0 && line.picked < line.quantity) return true;
  return packing?.lines.some(({ packed, quantity: all }) => packed > 0 && packed < all) ?? false;
}
