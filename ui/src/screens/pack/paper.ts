import type { Station } from '../../data/types';
import type { Key as Word } from '../../words/words.svelte';

/** How the label of the parcel is: on its way, held up, given up, or there. */
export type Paper = 'printing' | 'held' | 'lost' | 'out';

/** Says how the label is that a packer waits for. */
export function paper(row: Station): Paper {
  switch (row.packing?.job?.state) {
    case 'queued':
    case 'sending':
      return trouble(row) ? 'held' : 'printing';
    case 'failed':
    case 'expired':
    case undefined:
      return 'lost';
    default:
      return 'out';
  }
}

/** What is wrong with the printer, as the rules name it; '' when nothing is. */
export function trouble({ printer }: Station): string {
  if (printer?.trouble) return printer.trouble;
  return printer?.state === 'down' ? 'offline' : '';
}

const fixes: Record<string, Word> = {
  paper_out: 'pack_fix_paper_out',
  ribbon_out: 'pack_fix_ribbon_out',
  ink_out: 'pack_fix_ink_out',
  head_open: 'pack_fix_head_open',
  cover_open: 'pack_fix_cover_open',
  jam: 'pack_fix_jam',
  cutter: 'pack_fix_cutter',
  paused: 'pack_fix_paused',
  buffer_full: 'pack_fix_buffer_full',
  temperature: 'pack_fix_temperature',
  not_ready: 'pack_fix_not_ready',
  fault: 'pack_fix_other',
  offline: 'pack_fix_offline',
};

/** What to do about it. */
export function fix(wrong: string): Word {
  return fixes[wrong] ?? 'pack_fix_other';
}
