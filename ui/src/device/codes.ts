/** The kinds of own codes: the third character of each. */
export const kinds = { badge: 'B', tote: 'T', cart: 'K', location: 'L', command: 'C', quantity: 'Q', station: 'S', dock: 'D', attempt: 'P' } as const;

export type Kind = keyof typeof kinds;

/** What a worker can say by a barcode, or by the key that stands for it. */
export type Command =
  | 'NEXT'
  | 'DONE'
  | 'UNDO'
  | 'SKIP'
  | 'SHORT'
  | 'SHORTNONE'
  | 'SHORTFEW'
  | 'SHORTDAMAGED'
  | 'SHORTWRONG'
  | 'REMOVE'
  | 'MANUAL'
  | 'ACK'
  | 'REPRINT'
  | 'PRINTED'
  | 'VOID'
  | 'JAM'
  | 'PARK'
  | 'HELP'
  | 'LOGOUT';

/** The code of a command, as its barcode says it. */
export function command(said: Command): string {
  return own('command', said);
}

/** The code that says how many the next item counts, 1 to 999. */
export function quantity(units: number): string {
  return own('quantity', String(units).padStart(2, '0'));
}

/** An own code: TL, its kind, its body and two check characters. */
export function own(kind: Kind, body: string): string {
  const text = `TL${kinds[kind]}${body}`;
  return text + checkCharacters(text);
}

/** What a read is: an own code, one that was misread, or something else. */
export function read(text: string): { kind: Kind; body: string } | 'misread' | 'foreign' {
  const kind = (Object.keys(kinds) as Kind[]).find((name) => text.startsWith(`TL${kinds[name]}`));
  if (!kind) return 'foreign';
  const body = text.slice(3, -2);
  if (!/^[0-9A-X]{1,24}$/.test(body) || own(kind, body) !== text) return 'misread';
  return { kind, body };
}

/**
 * The two digits of ISO/IEC 7064 MOD 97-10: letters count as 10 to 35, and the
 * number with its check digits is 1 modulo 97.
 */
function checkCharacters(text: string): string {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - ((remainder * 100) % 97)).padStart(2, '0');
}
