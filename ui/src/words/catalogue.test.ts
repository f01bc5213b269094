import { describe, expect, it } from 'vitest';
// What the server says of phrases; a Go test writes the file.
import wire from '../../../fixtures/wire/words.json';
import { Speaker, type Catalogue } from './catalogue';
import { languages } from './keys.gen';
import { sentence, type Phrase } from './phrase';

const catalogues = import.meta.glob<Catalogue>('./*.gen.json', { import: 'default', eager: true });

/** FNV-1a of sentences, a line each. */
function digest(sentences: string[]): string {
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(sentences.map((sentence) => `${sentence}\n`).join(''))) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}

describe.each(languages)('in %s', (language) => {
  const speaker = new Speaker(language, catalogues[`./${language}.gen.json`]!);
  const said: Record<string, string[]> = wire.said[language];
  const sayAll = (code: string, phrases: object[]) => phrases.map((fields) => sentence(speaker, { ...fields, code } as Phrase));

  it('every sentence is that of the server', () => {
    for (const [code, [full, others]] of Object.entries(said)) {
      expect(sayAll(code, [wire.full])).toEqual([full]);
      const sentences = sayAll(code, wire.phrases);
      expect(digest(sentences), [code, ...sentences].join('\n')).toBe(others);
    }
  });

  it('codes are put in words as the server does', () => {
    const words = wire.codes.flatMap((code) => [speaker.word('reason_', code), speaker.word('command_', code)]);
    expect(words).toEqual(wire.words[language]);
  });

  it('plural forms are chosen as the server does', () => {
    const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
    const plural = new Speaker(language, { words: { n: forms } });
    expect(wire.plural[language].map((_, n) => plural.tell('n', { Quantity: n }))).toEqual(wire.plural[language]);
  });
});
