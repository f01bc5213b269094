import type { Tone } from '../../look/tone';
import { age, number, when } from '../../words/format';
import { t } from '../../words/words.svelte';
import type { Facts } from '../../data/today';

export interface Told {
  tone: Tone;
  text: string;
}

/** What matters most on the floor now, in one sentence. */
export function sentence(told: Facts, now: number, zone: string): Told {
  const rates = { Quantity: Math.round(told.perHour), Of: Math.ceil(told.needed) };
  switch (told.mood) {
    case 'last_call':
      return { tone: 'late', text: t('wall_last_call', { Quantity: told.next?.orders ?? 0, Subject: age((told.next?.at ?? now) - now) }) };
    case 'warning':
      return { tone: 'late', text: t('wall_warning', { Quantity: told.miss?.orders ?? 0, Of: rates.Quantity, Subject: when(told.miss?.at ?? now, now, zone) }) };
    case 'late':
      return { tone: 'late', text: t('wall_some_late', { Quantity: told.late }) };
    case 'normal':
      if (told.perHour === 0) return { tone: 'idle', text: t('wall_not_begun', { Quantity: rates.Of }) };
      return { tone: 'good', text: t('wall_normal', rates) };
    case 'all_shipped':
      return { tone: 'good', text: t('wall_all_shipped') + coming(told, now, zone) };
    case 'after_hours':
      return { tone: 'idle', text: t('wall_after_hours') + coming(told, now, zone) };
  }
}

/** When the next work is due, if that is known. */
function coming(told: Facts, now: number, zone: string): string {
  if (!told.next || told.next.orders === 0) return '';
  return ` ${t('wall_coming', { Subject: when(told.next.at, now, zone), Name: number(told.next.orders) })}`;
}
