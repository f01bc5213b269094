import type { Command } from '../device/codes';
import type { IconName } from '../look/icons';
import type { Key as Word } from '../words/words.svelte';

/** Kinds of things whose code can be typed where it cannot be scanned. */
export type Typed = 'badge' | 'tote' | 'bin' | 'item' | 'place' | 'dock' | 'label' | 'any';

/** Sheets that a key can open. */
export type SheetName = 'place' | 'short' | 'more' | 'problem' | 'quantity';

/**
 * How a finger does what a scanner does: a command, a code that is known, the
 * code typed by hand, or a sheet with further keys.
 */
export type Touch = { command: Command } | { code: string } | SheetTouch;

/** What opens a sheet. */
export type SheetTouch = { type: Typed } | { open: SheetName };

/** A key beside the primary one. */
export interface Option {
  word: Word;
  touch: Touch;
  icon?: IconName;
}

/** Sheets of keys, by name. */
export type KeySheets = Partial<Record<SheetName, { title: string; keys: Option[] }>>;
