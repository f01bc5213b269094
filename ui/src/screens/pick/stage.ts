import type { Phrase, Station } from '../../data/types';
import type { Option, Touch } from '../../scan/touch';
import { codeOf } from '../../scan/typed';
import type { Key as Word } from '../../words/words.svelte';

/** What a picker can be asked for; `other` is what a later rule may ask. */
export type StageName =
  | 'badge' | 'work' | 'none' | 'resume' | 'bind' | 'walk' | 'item' | 'put' | 'drop'
  | 'lay_back' | 'take_over' | 'settle' | 'dock' | 'load' | 'other';

/** What a picker's screen says in one state of the station. */
export interface Stage {
  name: StageName;
  /** Above the big name: GO TO, TAKE FROM, PUT INTO. */
  label?: Word;
  /** The one thing to find: a bin, a tote. */
  big?: string | undefined;
  /** The slot of the cart that it is about. */
  slot?: number | undefined;
  /** What to do now, and how a finger does it. */
  verb: Word;
  touch: Touch;
  keys: Option[];
}

const undo: Option = { word: 'scan_undo', touch: { command: 'UNDO' }, icon: 'undo' };
const more: Option = { word: 'scan_more', touch: { open: 'more' }, icon: 'menu' };
const short: Option = { word: 'pick_short', touch: { open: 'short' }, icon: 'bin' };
const back: Option = { word: 'scan_cancel', touch: { command: 'HELP' }, icon: 'back' };

/** Says what the screen shows for the row of a station where goods are picked. */
export function stage(row: Station): Stage {
  const asked = question(row) ?? prompt(row, row.next ?? { code: 'next_badge' });
  return { keys: [shortable(row) ? short : more, undo], ...asked };
}

type Asked = Omit<Stage, 'keys'> & Partial<Pick<Stage, 'keys'>>;

/** An open question comes before the work; HELP forgets it. */
function question({ ask, said }: Station): Asked | null {
  if (ask === 'lay_back' && said?.location) {
    return { name: 'lay_back', label: 'pick_lay_back_into', big: said.location, verb: 'pick_bin_again', touch: { code: said.location }, keys: [more, back] };
  }
  if (ask === 'take_over' && said?.tote) {
    return { name: 'take_over', label: 'pick_take_over', big: said.tote, verb: 'pick_tote_again', touch: { code: codeOf('tote', said.tote) }, keys: [more, back] };
  }
  return null;
}

function prompt(row: Station, next: Phrase): Asked {
  const slot = slotOf(row, next);
  switch (next.code) {
    case 'next_badge':
      return { name: 'badge', verb: 'scan_badge', touch: { type: 'badge' }, keys: [more] };
    case 'next_take_work':
      return work(row);
    case 'next_bind_tote':
      return { name: 'bind', label: 'pick_tote_for', big: next.order, slot, verb: 'pick_scan_a_tote', touch: { type: 'tote' } };
    case 'next_location':
      return { name: 'walk', label: 'pick_go_to', big: next.location, slot, verb: 'pick_scan_bin', touch: { type: 'bin' } };
    case 'next_item':
      return { name: 'item', label: 'pick_take_from', big: next.location, slot, verb: 'pick_scan_item', touch: { type: 'item' } };
    case 'next_put':
      return { name: 'put', label: 'pick_put_into', big: next.tote, slot, verb: 'pick_scan_tote', touch: { type: 'tote' } };
    case 'next_drop':
      return { name: 'drop', label: 'pick_bring', verb: 'pick_scan_place', touch: { open: 'place' } };
    case 'next_keep_or_undo':
      return { name: 'settle', label: 'scan_check', verb: 'scan_keep', touch: { command: 'NEXT' }, keys: [more, { ...undo, word: 'scan_take_back' }] };
    case 'next_dock':
      return { name: 'dock', verb: 'scan_dock', touch: { type: 'dock' } };
    case 'next_load':
      return { name: 'load', label: 'scan_load_at', big: next.location, verb: 'scan_loaded', touch: { command: 'DONE' }, keys: [more] };
    default:
      return { name: 'other', verb: 'scan_help', touch: { command: 'HELP' } };
  }
}

/** Between two lists; a list that was interrupted goes on with NEXT. */
function work(row: Station): Asked {
  const rest = { touch: { command: 'NEXT' } as Touch, keys: [more] };
  if (row.list) return { name: 'resume', verb: 'pick_go_on', ...rest };
  if (row.said?.code === 'no_work') return { name: 'none', verb: 'pick_ask_again', ...rest };
  return { name: 'work', verb: 'pick_get_work', ...rest };
}

/** The slot of the cart; a list of one order has none to look for. */
function slotOf(row: Station, next: Phrase): number | undefined {
  if (row.list?.mode !== 'cart') return undefined;
  if (next.code === 'next_bind_tote') return next.quantity;
  const tote = next.tote ?? row.line?.tote;
  return row.carries?.find((slot) => slot.tote === tote)?.slot;
}

/** Units that are still to be taken from their bins. */
export function left(row: Station): number {
  return row.list ? row.list.units - row.list.picked : 0;
}

/** Says whether the bin can be called short: the picker stands at it. */
export function shortable(row: Station): boolean {
  return row.line?.here === true && row.line.picked < row.line.quantity;
}
