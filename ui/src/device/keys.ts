/** What a key types on the layout that scanners are set to, without and with Shift. */
const typed: Record<string, string> = {
  Digit1: '1!',
  Digit2: '2@',
  Digit3: '3#',
  Digit4: '4$',
  Digit5: '5%',
  Digit6: '6^',
  Digit7: '7&',
  Digit8: '8*',
  Digit9: '9(',
  Digit0: '0)',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  IntlBackslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Backquote: '`~',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Space: '  ',
  NumpadDecimal: '..',
  NumpadAdd: '++',
  NumpadSubtract: '--',
  NumpadMultiply: '**',
  NumpadDivide: '//',
};

/** The parts of a key event that say what was meant. */
export type Press = Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** What separates the elements of a GS1 code. */
export const gs = '\x1d';

/**
 * The character that a wedge meant by a key; undefined when it means none. The
 * place of the key counts and not what the computer's layout makes of it: a
 * scanner that types "A" presses the key that a Ukrainian layout calls "Ф".
 */
export function character(press: Press): string | undefined {
  const { code, key, shiftKey } = press;
  if (press.ctrlKey && !press.altKey && !press.metaKey && code === 'BracketRight') return gs;
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  const digit = /^Numpad([0-9])$/.exec(code)?.[1];
  if (digit) return digit;
  if (Object.hasOwn(typed, code)) return typed[code]?.[shiftKey ? 1 : 0];
  // The scanner that is part of a handheld types without keys.
  if (code === '') return [...key].length === 1 ? key : undefined;
  return undefined;
}
