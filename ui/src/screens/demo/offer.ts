import type { DemoCode, Station } from '../../data/types';
import { command, t, thing } from '../../words/words.svelte';

/** What a code is, in words: things are called by their names. */
export function captionOf({ kind, code, caption }: DemoCode): string {
  switch (kind) {
    case 'command':
      return command(caption);
    case 'place':
      // The third character of an own code is its kind; D is a dock.
      return t(code.startsWith('TLD') ? 'demo_hand_over_at' : 'demo_put_down_at', { Subject: caption });
    case 'label':
      return caption ? t('demo_label_of', { Order: caption }) : t('demo_label_of_other');
    case 'parcel':
      return t('demo_parcel_of', { Order: caption });
    case 'badge':
      return `${thing('badge')}: ${caption}`;
    default:
      return caption;
  }
}

/** All of a station that decides which codes make sense there. */
export function situationOf({ id, seq, takeover, next, packing, unknown_job }: Station): string {
  return JSON.stringify([id, seq, takeover, next?.code, packing?.job?.id, packing?.job?.state, unknown_job]);
}

/** Says whether what can be scanned there depends on what others bring. */
export function waitsForOthers({ next }: Station): boolean {
  return ['next_tote_or_order', 'next_empty_tote', 'next_load', 'next_label'].includes(next?.code ?? '');
}
