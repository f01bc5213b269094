import type { components } from '../api.gen';
import type { Fields, Speaker } from './catalogue';

/** What the server says: a code and what its message is filled in with. */
export type Phrase = components['schemas']['Phrase'];

/** The sentence of a phrase; nothing for the one without a code. */
export function sentence(speaker: Speaker, phrase: Phrase): string {
  return phrase.code === '' ? '' : speaker.tell(phrase.code, fieldsOf(phrase));
}

/** The messages name fields as Go does. */
function fieldsOf(phrase: Phrase): Fields {
  const named = Object.entries(phrase).map(([name, value]) => [name === 'sku' ? 'SKU' : name.charAt(0).toUpperCase() + name.slice(1), value]);
  return Object.fromEntries(named) as Fields;
}
