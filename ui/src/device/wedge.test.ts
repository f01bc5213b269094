import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listen } from './wedge';

/** What a Ukrainian layout makes of the keys of a scanner. */
const ukrainian: Record<string, string> = { KeyT: 'е', KeyL: 'д', KeyB: 'и', KeyC: 'с', KeyA: 'ф', KeyN: 'т' };

let scans: string[];
let stop: () => void;
let at: number;

beforeEach(() => {
  scans = [];
  at = 1_000;
  stop = listen(window, (code) => scans.push(code));
});

afterEach(() => {
  stop();
  document.body.replaceChildren();
});

interface Stroke extends KeyboardEventInit {
  code: string;
}

/** Presses a key so many ms after the one before, and types it where it goes. */
function press(stroke: Stroke, gapMs: number): KeyboardEvent {
  at += gapMs;
  const event = new KeyboardEvent('keydown', { key: '', bubbles: true, cancelable: true, ...stroke });
  Object.defineProperty(event, 'timeStamp', { value: at });
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(event);
  if (!event.defaultPrevented && target instanceof HTMLInputElement && event.key.length === 1) target.setRangeText(event.key, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
  return event;
}

function stroke(character: string, layout: 'us' | 'uk' = 'us'): Stroke {
  if (/[0-9]/.test(character)) return { code: `Digit${character}`, key: character };
  const code = `Key${character.toUpperCase()}`;
  const key = (layout === 'uk' && ukrainian[code]) || character;
  return { code, key, shiftKey: /[A-Z]/.test(character) };
}

const enter = { code: 'Enter', key: 'Enter' };

function scan(text: string, gapMs: number, end: Stroke = enter, layout: 'us' | 'uk' = 'us'): KeyboardEvent {
  [...text].forEach((character, i) => press(stroke(character, layout), i === 0 ? 2_000 : gapMs));
  return press(end, gapMs);
}

describe('with no field focused', () => {
  it.each([
    ['Enter', enter],
    ['Tab', { code: 'Tab', key: 'Tab' }],
    ['the Enter of the digits', { code: 'NumpadEnter', key: 'Enter' }],
  ])('%s ends a scan', (_, end) => {
    const event = scan('TLBANNA173', 12, end);
    expect(scans).toEqual(['TLBANNA173']);
    expect(event.defaultPrevented).toBe(true);
  });

  it('a Ukrainian layout bends nothing', () => {
    scan('TLBANNA173', 12, enter, 'uk');
    expect(scans).toEqual(['TLBANNA173']);
  });

  it('small letters stay small', () => {
    scan('abc12', 12);
    expect(scans).toEqual(['abc12']);
  });

  it.each([
    [250, ['TLT000170']],
    [251, []],
  ])('gaps of %i ms', (gapMs, want) => {
    scan('TLT000170', gapMs);
    expect(scans).toEqual(want);
  });

  it('two scans in a burst are two', () => {
    scan('TLT000170', 5);
    for (const character of 'TLT000267') press(stroke(character), 5);
    press(enter, 5);
    expect(scans).toEqual(['TLT000170', 'TLT000267']);
  });

  it('a pause begins anew', () => {
    press(stroke('X'), 10);
    scan('4006381333931', 10);
    expect(scans).toEqual(['4006381333931']);
  });

  it('the keys of a scan are nobody else’s', () => {
    const heard: string[] = [];
    const hear = (event: KeyboardEvent) => void heard.push(event.code);
    document.addEventListener('keydown', hear);
    scan('A12', 10);
    document.removeEventListener('keydown', hear);
    expect(heard).toEqual(['KeyA']);
  });

  it('the second of two keys that end a scan presses nothing', () => {
    scan('TLT000170', 10);
    expect(press(enter, 10).defaultPrevented).toBe(true);
    expect(press({ code: 'KeyJ', key: 'j', ctrlKey: true }, 10).defaultPrevented).toBe(true);
    expect(press(enter, 300).defaultPrevented).toBe(false);
    expect(scans).toEqual(['TLT000170']);
  });

  it('one character is none, nor is none', () => {
    press(enter, 10);
    scan('1', 10);
    scan('', 10);
    expect(scans).toEqual([]);
  });

  it('a key held down is a person', () => {
    for (let i = 0; i < 5; i++) press({ ...stroke('A'), repeat: i > 0 }, 30);
    press(enter, 30);
    expect(scans).toEqual([]);
  });
});

describe('characters', () => {
  it.each<[string, Stroke[]]>([
    ['A-12/03', [stroke('A'), { code: 'Minus', key: '-' }, stroke('1'), stroke('2'), { code: 'Slash', key: '.' }, stroke('0'), stroke('3')]],
    ['!@_:', [{ code: 'Digit1', key: '!', shiftKey: true }, { code: 'Digit2', key: '"', shiftKey: true }, { code: 'Minus', key: '_', shiftKey: true }, { code: 'Semicolon', key: 'Ж', shiftKey: true }]],
    ['4006', ['4', '0', '0', '6'].map((digit) => ({ code: `Numpad${digit}`, key: digit }))],
    ['01\x1d21', [stroke('0'), stroke('1'), { code: 'BracketRight', key: ']', ctrlKey: true }, stroke('2'), stroke('1')]],
    ['01\x1d21', [stroke('0'), stroke('1'), { code: 'F8', key: 'F8' }, stroke('2'), stroke('1')]],
    ['AB', [{ code: 'ShiftLeft', key: 'Shift' }, stroke('A'), { code: 'ShiftLeft', key: 'Shift' }, stroke('B')]],
    ['X1', [{ code: '', key: 'X' }, { code: '', key: '1' }]],
  ])('%j', (want, strokes) => {
    for (const one of strokes) press(one, 8);
    press(enter, 8);
    expect(scans).toEqual([want]);
  });

  it('a shortcut is no scan', () => {
    for (const one of [stroke('A'), { ...stroke('C'), ctrlKey: true }]) press(one, 8);
    press(enter, 8);
    expect(scans).toEqual([]);
  });
});

describe('with a field focused', () => {
  let field: HTMLInputElement;
  let inputs: string[];

  beforeEach(() => {
    field = document.createElement('input');
    document.body.append(field);
    field.value = 'as it was';
    field.focus();
    field.setSelectionRange(3, 5, 'backward');
    inputs = [];
    field.addEventListener('input', () => inputs.push(field.value));
  });

  it('a scan is taken out again, selection and all', () => {
    const event = scan('TLBANNA173', 10);
    expect(scans).toEqual(['TLBANNA173']);
    expect(event.defaultPrevented).toBe(true);
    expect(field.value).toBe('as it was');
    expect([field.selectionStart, field.selectionEnd, field.selectionDirection]).toEqual([3, 5, 'backward']);
    expect(inputs).toEqual(['as it was']);
    expect(document.activeElement).toBe(field);
  });

  it.each([
    ['slowly', 'TLBANNA173', 120],
    ['as fast as a person can', 'TLBANNA173', 36],
    ['hardly anything', 'ab', 5],
  ])('a person types %s', (_, text, gapMs) => {
    const event = scan(text, gapMs);
    expect(scans).toEqual([]);
    expect(event.defaultPrevented).toBe(false);
    expect(field.value).toBe(`as ${text} was`);
  });

  it('one slow key among fast ones is a person', () => {
    for (const character of 'TLBANN') press(stroke(character), 5);
    press(stroke('A'), 61);
    press(stroke('1'), 5);
    press(enter, 5);
    expect(scans).toEqual([]);
  });

  it('an input method composes in peace', () => {
    for (const character of 'nihao') press({ ...stroke(character), isComposing: true, key: 'Process' }, 10);
    const event = press({ ...enter, isComposing: true }, 10);
    expect(scans).toEqual([]);
    expect(event.defaultPrevented).toBe(false);
  });

  it('a choice stays as it was chosen', () => {
    const choice = document.createElement('select');
    choice.innerHTML = '<option>keep</option><option>Trolley</option>';
    document.body.append(choice);
    choice.focus();
    press(stroke('T'), 500);
    choice.value = 'Trolley';
    for (const character of 'LBANNA173') press(stroke(character), 8);
    press(enter, 8);
    expect(scans).toEqual(['TLBANNA173']);
    expect(choice.value).toBe('keep');
  });
});
