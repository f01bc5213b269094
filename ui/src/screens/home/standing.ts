import type { Station } from '../../data/types';
import type { Tone } from '../../look/tone';
import { say, t } from '../../words/words.svelte';

/** How a station stands: the worst first, and what comes next when all is well. */
export function standing(station: Station): { tone: Tone; word: string } {
  const { takeover, scanner, printer, unknown_job, badge, next } = station;
  if (takeover) return { tone: 'fault', word: t('shell_station_held') };
  if (scanner?.state === 'down') return { tone: 'fault', word: t('shell_station_scanner') };
  if (printer?.trouble || printer?.state === 'down') return { tone: 'fault', word: t('shell_station_printer') };
  if (unknown_job) return { tone: 'late', word: t('shell_station_doubt') };
  return badge ? { tone: 'busy', word: say(next) } : { tone: 'idle', word: t('scan_nobody') };
}
