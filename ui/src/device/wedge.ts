import { focusedField, remember, type Field } from './field';
import { character, gs } from './keys';

/** Between two keys of a scan when nobody can be typing, in ms. */
const gapMs = 250;
/** Between two keys of a scan while a field has the focus, in ms … */
const fieldGapMs = 60;
/** … and on average: no fingers are that fast for so long. */
const fieldAverageMs = 35;
/** Fewer characters are no scan; in a field a person may hit two at once. */
const fewest = 2;
const fewestInField = 4;

/** What a scanner presses for GS when it is not set up to press Ctrl+]. */
const gsKey = 'F8';

/**
 * Reads a scanner that types: a keyboard to the computer, which nobody but its
 * speed tells from a person's. Scans end with Enter or Tab. What it types into
 * a field is taken out again; what a person types is left alone. Returns what
 * ends it.
 */
export function listen(page: Window, onscan: (code: string) => void): () => void {
  const reader = new Reader(page, onscan);
  const keydown = (event: KeyboardEvent) => reader.press(event);
  // Before all others: the keys of a scan are nobody's shortcuts.
  page.addEventListener('keydown', keydown, { capture: true });
  return () => page.removeEventListener('keydown', keydown, { capture: true });
}

class Reader {
  #typed = '';
  /** When the first and the newest key came, by the clock of events. */
  #first = 0;
  #newest = 0;
  /** When the newest scan ended. */
  #ended = -Infinity;
  /** What puts the fields back that were typed into. */
  #fields = new Map<Field, () => void>();

  constructor(
    private page: Window,
    private onscan: (code: string) => void,
  ) {}

  press(event: KeyboardEvent): void {
    if (event.isComposing || event.key === 'Process' || modifiers.has(event.key)) return;
    if (event.repeat) return this.#forget();
    if (event.key === 'Enter' || event.key === 'Tab') return this.#end(event);
    if (isLineFeed(event)) return this.#afterScan(event);
    const typed = event.code === gsKey ? gs : character(event);
    if (typed === undefined) return this.#forget();
    this.#take(event, typed);
  }

  #take(event: KeyboardEvent, typed: string): void {
    const field = focusedField(this.page.document);
    if (this.#typed !== '' && event.timeStamp - this.#newest > (field ? fieldGapMs : gapMs)) this.#forget();
    if (this.#typed === '') this.#first = event.timeStamp;
    else if (typed === gs || (!field && this.#typed.trim() !== '')) swallow(event);
    if (field && !this.#fields.has(field)) this.#fields.set(field, remember(field));
    this.#typed += typed;
    this.#newest = event.timeStamp;
  }

  #end(event: KeyboardEvent): void {
    const code = this.#typed;
    const fields = [...this.#fields.values()];
    const scanned = this.#isScan(event.timeStamp);
    this.#forget();
    if (!scanned) return this.#afterScan(event);
    this.#ended = event.timeStamp;
    swallow(event);
    for (const putBack of fields) putBack();
    this.onscan(code);
  }

  /** A scanner that ends with two keys, CR and LF, shall not press a button with the second. */
  #afterScan(event: KeyboardEvent): void {
    if (event.timeStamp - this.#ended <= gapMs) swallow(event);
  }

  #isScan(now: number): boolean {
    const gap = now - this.#newest;
    const { length } = this.#typed.trim();
    if (this.#fields.size === 0) return length >= fewest && gap <= gapMs;
    const average = (now - this.#first) / this.#typed.length;
    return length >= fewestInField && gap <= fieldGapMs && average <= fieldAverageMs;
  }

  #forget(): void {
    this.#typed = '';
    this.#fields.clear();
  }
}

const modifiers = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']);

/** Ctrl+J, which is how a keyboard types a line feed. */
function isLineFeed({ ctrlKey, code }: KeyboardEvent): boolean {
  return ctrlKey && code === 'KeyJ';
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
