import type { Station } from '../../data/types';
import type { KeySheets, Option } from '../../scan/touch';
import { t } from '../../words/words.svelte';

const toMore: Option = { word: 'scan_more', touch: { open: 'more' }, icon: 'menu' };

const reasons: Option[] = [
  { word: 'pick_short_empty', touch: { command: 'SHORTNONE' } },
  { word: 'pick_short_fewer', touch: { command: 'SHORTFEW' } },
  { word: 'pick_short_damaged', touch: { command: 'SHORTDAMAGED' } },
  { word: 'pick_short_wrong', touch: { command: 'SHORTWRONG' } },
  toMore,
];

const type: Option = { word: 'scan_type', touch: { type: 'any' }, icon: 'scanner' };
const help: Option = { word: 'scan_help', touch: { command: 'HELP' }, icon: 'help' };
const leave: Option = { word: 'scan_log_out', touch: { command: 'LOGOUT' }, icon: 'leave' };
const skip: Option = { word: 'pick_skip', touch: { command: 'SKIP' }, icon: 'skip' };
const several: Option = { word: 'scan_quantity', touch: { open: 'quantity' }, icon: 'plus' };

/** The sheets of a picker: what is wrong with a bin, and what is rarely needed. */
export function sheets(row: Station): KeySheets {
  const keys = row.line ? [skip, type, several, help, leave] : [type, help, leave];
  return {
    short: { title: t('pick_short_title', { Location: row.line?.location ?? '' }), keys: reasons },
    more: { title: t('scan_more'), keys: row.badge ? keys : [type] },
  };
}
