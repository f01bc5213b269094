import { t } from '../../../words/words.svelte';

/** A place that is no bin, in words. */
export function placeWord(place: string): string {
  const [kind = '', name = ''] = place.split(/:(.*)/s);
  switch (kind) {
    case 'hand':
      return t('office_in_hand', { Subject: name });
    case 'tote':
      return t('office_in_tote', { Tote: name });
    case 'parcel':
      return t('office_in_parcel', { Subject: name });
  }
  return place;
}
