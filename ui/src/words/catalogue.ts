/** Fill-ins of a message, named as the messages name them. */
export interface Fields {
  Expected?: string;
  Got?: string;
  SKU?: string;
  Name?: string;
  Location?: string;
  Tote?: string;
  Order?: string;
  Subject?: string;
  Reason?: string;
  Quantity?: number;
  Of?: number;
}

/**
 * A compiled text; internal/words/gen makes it. A part is text, the value of a
 * field, or a text for when the field has a value and one for when it has none.
 */
export type Text = string | Part[];
type Part = string | [field: string] | [field: string, then: Text] | [field: string, then: Text, otherwise: Text];

/** The texts of a message by plural form. */
type Forms = { other: Text } & { [form in Intl.LDMLPluralRule]?: Text };

type Messages = Record<string, Text | Forms>;

/** What a language's file holds; english stands in for what it lacks. */
export interface Catalogue {
  words: Messages;
  english?: Messages;
}

/** The messages of one language. It says what Catalogue.Say of Go says. */
export class Speaker {
  #forms: Intl.PluralRules;
  #englishForms = new Intl.PluralRules('en');

  constructor(
    readonly language: string,
    private catalogue: Catalogue,
  ) {
    this.#forms = new Intl.PluralRules(language);
  }

  /** The sentence of a message; its key in brackets when there is none. */
  tell(key: string, fields: Fields): string {
    const text = this.#find(key, fields.Quantity || fields.Of || 0);
    if (text === undefined) return `[${visible(key)}]`;
    const said = oneSpace(this.#write(text, fields));
    // Fill-ins may be empty; the spaces round them are not said.
    return said.replace(/ ([.。])$/, '$1');
  }

  /** A code of some kind in words; as it is when there are none for it. */
  word(kind: string, code: string): string {
    if (code === '') return '';
    const text = this.#find(kind + code);
    return text === undefined ? visible(code) : this.#write(text, {});
  }

  #find(key: string, count?: number): Text | undefined {
    const { words, english = {} } = this.catalogue;
    if (Object.hasOwn(words, key)) return chosen(words[key], this.#forms, count);
    if (Object.hasOwn(english, key)) return chosen(english[key], this.#englishForms, count);
    return undefined;
  }

  #write(text: Text, fields: Fields): string {
    if (typeof text === 'string') return text;
    return text.map((part) => (typeof part === 'string' ? part : this.#part(part, fields))).join('');
  }

  #part([field, then, otherwise = '']: Exclude<Part, string>, fields: Fields): string {
    const value = this.#value(field, fields);
    if (then === undefined) return String(value);
    return this.#write(value ? then : otherwise, fields);
  }

  #value(field: string, fields: Fields): string | number {
    switch (field) {
      case 'Quantity':
      case 'Of':
        return fields[field] ?? 0;
      case 'Why':
        return this.word('reason_', fields.Reason ?? '');
      case 'GotThing':
        return this.word('thing_', visible(fields.Got));
      case 'GotCommand':
        return this.word('command_', visible(fields.Got));
      case 'SubjectThing':
        return this.word('thing_', visible(fields.Subject));
      case 'ExpectedThing':
        return this.word('thing_', visible(fields.Expected));
    }
    return visible(fields[field as 'Got']);
  }
}

function chosen(message: Text | Forms | undefined, rules: Intl.PluralRules, count?: number): Text | undefined {
  if (message === undefined || typeof message === 'string' || Array.isArray(message)) return message;
  return (count !== undefined && message[rules.select(count)]) || message.other;
}

/** How many characters of a fill-in are shown: a barcode may hold thousands. */
const longest = 60;

/**
 * Text that fits into a line: what cannot be seen becomes a space, and what is
 * too long is cut where that can be seen.
 */
function visible(text = ''): string {
  const characters = [...text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, ' ')];
  if (characters.length <= longest) return characters.join('');
  return `${characters.slice(0, longest - 1).join('')}…`;
}

function oneSpace(text: string): string {
  return text.replace(/\p{White_Space}+/gu, ' ').replace(/^ | $/g, '');
}
