import type { PickList } from '../../../data/types';
import { t, type Key } from '../../../words/words.svelte';

/** The states of a pick list as it goes through the house. */
export const states = ['released', 'taken', 'picked', 'dropped'] as const satisfies readonly PickList['state'][];

const stateKeys: Record<PickList['state'], Key> = {
  released: 'office_list_released',
  taken: 'office_list_taken',
  picked: 'office_list_picked',
  dropped: 'office_list_dropped',
};

export function stateWord(state: PickList['state']): string {
  return t(stateKeys[state]);
}

/** One order, or a cart with totes. */
export function mode(list: PickList): string {
  return list.mode === 'cart' ? t('office_cart', { Quantity: list.orders }) : t('office_single');
}
