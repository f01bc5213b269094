import type { Trouble } from '../../../data/health';
import type { Station } from '../../../data/types';
import { t, type Key } from '../../../words/words.svelte';

const kindKeys: Record<Station['kind'], Key> = { pick: 'shell_pick', pack: 'shell_pack', dock: 'shell_dock' };

const printerKeys: Record<string, Key> = {
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

/** What is done at a station. */
export function kind(station: Station): string {
  return t(kindKeys[station.kind]);
}

/** What to do about a printer that has trouble. */
export function printerTodo(trouble: string): string {
  return t(printerKeys[trouble] ?? 'pack_fix_not_ready');
}

/** What is wrong at a station, in words. */
export function wrong(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'scanner_down':
      return t('office_scanner_down');
    case 'printer_down':
    case 'printer_trouble':
      return t('office_printer_trouble', { Reason: trouble.reason ?? 'not_ready' });
    case 'print_unknown':
      return t('office_paper_in_doubt');
    case 'takeover':
      return t('office_takeover');
  }
}

/** What somebody has to do about it. */
export function todo(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'scanner_down':
      return t('office_do_scanner_down');
    case 'printer_down':
    case 'printer_trouble':
      return printerTodo(trouble.reason ?? 'not_ready');
    case 'print_unknown':
      return t('office_do_paper_in_doubt');
    case 'takeover':
      return t('office_do_takeover');
  }
}

/** Whether a device is reached. */
export function reached(state: 'up' | 'down' | 'never'): string {
  return t(({ up: 'office_device_up', down: 'office_device_down', never: 'office_device_never' } as const)[state]);
}

