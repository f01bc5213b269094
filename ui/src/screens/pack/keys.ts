import type { Station } from '../../data/types';
import type { KeySheets, Option } from '../../scan/touch';
import { t } from '../../words/words.svelte';

const type: Option = { word: 'scan_type', touch: { type: 'any' }, icon: 'scanner' };
const several: Option = { word: 'scan_quantity', touch: { open: 'quantity' }, icon: 'plus' };
const remove: Option = { word: 'pack_remove', touch: { command: 'REMOVE' }, icon: 'minus' };
const byHand: Option = { word: 'pack_by_hand', touch: { command: 'MANUAL' }, icon: 'hand' };
const reprint: Option = { word: 'pack_reprint', touch: { command: 'REPRINT' }, icon: 'printer' };
const reopen: Option = { word: 'pack_void', touch: { command: 'VOID' }, icon: 'pack' };
const park: Option = { word: 'pack_park', touch: { command: 'PARK' }, icon: 'pause' };
const help: Option = { word: 'scan_help', touch: { command: 'HELP' }, icon: 'help' };
const leave: Option = { word: 'scan_log_out', touch: { command: 'LOGOUT' }, icon: 'leave' };

/** What can be done about what went wrong, as far as it is possible now. */
function keys({ badge, packing }: Station): Option[] {
  if (!badge) return [type];
  switch (packing?.state) {
    case undefined:
      return [type, help, leave];
    case 'open':
      return [several, byHand, remove, type, help, leave];
    default:
      return [reprint, park, reopen, type, help, leave];
  }
}

export function sheets(row: Station): KeySheets {
  return { problem: { title: t('pack_problem_title'), keys: keys(row) } };
}
