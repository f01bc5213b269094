import type { Phrase, Station } from '../../data/types';
import type { Option, Touch } from '../../scan/touch';
import type { Key as Word } from '../../words/words.svelte';
import { paper } from './paper';

/** What a packer can be asked for; `other` is what a later rule may ask. */
export type StageName =
  | 'badge' | 'between' | 'empty' | 'unit' | 'remove' | 'by_hand' | 'take_over' | 'close'
  | 'printing' | 'printer' | 'lost' | 'label' | 'park' | 'jam' | 'rest' | 'unknown' | 'settle' | 'dock' | 'load' | 'other';

/** What a packing station's screen says in one state. */
export interface Stage {
  name: StageName;
  /** What to do now, and how a finger does it. */
  verb: Word;
  touch: Touch;
  /** What a finger does where a scan is asked for and no code can be typed. */
  hint?: Word;
  keys: Option[];
}

const undo: Option = { word: 'scan_undo', touch: { command: 'UNDO' }, icon: 'undo' };
const problem: Option = { word: 'pack_problem', touch: { open: 'problem' }, icon: 'help' };
const back: Option = { word: 'scan_cancel', touch: { command: 'HELP' }, icon: 'back' };
const reprint: Option = { word: 'pack_reprint', touch: { command: 'REPRINT' }, icon: 'printer' };
const jam: Option = { word: 'pack_jam', touch: { command: 'JAM' }, icon: 'printer' };
const other: Option = { word: 'pack_other_item', touch: { command: 'SKIP' }, icon: 'skip' };

type Asked = Omit<Stage, 'keys'> & Partial<Pick<Stage, 'keys'>>;

/** Says what the screen shows for the row of a station where orders are packed. */
export function stage(row: Station): Stage {
  return { keys: [undo, problem], ...(question(row) ?? prompt(row, row.next ?? { code: 'next_badge' })) };
}

/** An open question comes before the work; HELP forgets it. */
function question(row: Station): Asked | null {
  switch (row.ask) {
    case 'remove':
      return { name: 'remove', verb: 'pack_scan_to_remove', touch: { type: 'item' }, keys: [back, problem] };
    case 'by_hand':
      return { name: 'by_hand', verb: 'pack_count_one', touch: { command: 'MANUAL' }, keys: [back, other] };
    case 'take_over':
      return { name: 'take_over', verb: 'pack_scan_again', touch: again(row), keys: [back, problem] };
    case 'park':
      return { name: 'park', verb: 'pack_scan_card', touch: { type: 'place' }, keys: [back, problem] };
    case 'last_good':
      return { name: 'jam', verb: 'pack_scan_last_good', touch: { type: 'label' }, keys: [back, problem] };
    case 'rest_again':
      return { name: 'rest', verb: 'pack_rest_again', touch: { command: 'REPRINT' }, keys: [back, problem] };
    default:
      return null;
  }
}

function again(row: Station): Touch {
  return row.said?.order ? { code: row.said.order } : { type: 'any' };
}

function prompt(row: Station, next: Phrase): Asked {
  switch (next.code) {
    case 'next_badge':
      return { name: 'badge', verb: 'scan_badge', touch: { type: 'badge' }, keys: [problem] };
    case 'next_tote_or_order':
      return { name: 'between', verb: 'pack_scan_tote', touch: { type: 'any' }, keys: [problem] };
    case 'next_empty_tote':
      return { name: 'empty', verb: 'pack_tote_empty', touch: { command: 'NEXT' }, keys: [problem] };
    case 'next_unit':
      return { name: 'unit', verb: 'pack_scan_item', touch: { command: 'MANUAL' }, hint: 'scan_or_by_hand' };
    case 'next_done':
      return { name: 'close', verb: 'pack_close', touch: { command: 'DONE' } };
    case 'next_label':
      return label(row);
    case 'next_printed_or_reprint':
      return { name: 'unknown', verb: 'pack_printed', touch: { command: 'PRINTED' }, keys: [reprint, jam, problem] };
    case 'next_keep_or_undo':
      return { name: 'settle', verb: 'scan_keep', touch: { command: 'NEXT' }, keys: [{ ...undo, word: 'scan_take_back' }, problem] };
    case 'next_dock':
      return { name: 'dock', verb: 'scan_dock', touch: { type: 'dock' }, keys: [problem] };
    case 'next_load':
      return { name: 'load', verb: 'scan_loaded', touch: { command: 'DONE' }, keys: [problem] };
    default:
      return { name: 'other', verb: 'scan_help', touch: { command: 'HELP' } };
  }
}

/** The label is on its way, out, held up by the printer, or given up. */
function label(row: Station): Asked {
  const keys = [reprint, problem];
  switch (paper(row)) {
    case 'printing':
      return { name: 'printing', verb: 'pack_scan_label', touch: { type: 'label' }, keys };
    case 'held':
      return { name: 'printer', verb: 'pack_park', touch: { command: 'PARK' }, keys };
    case 'lost':
      return { name: 'lost', verb: 'pack_print_again', touch: { command: 'REPRINT' }, keys: [problem] };
    case 'out':
      return { name: 'label', verb: 'pack_scan_label', touch: { type: 'label' }, keys };
  }
}
