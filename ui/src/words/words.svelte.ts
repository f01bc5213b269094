import { Speaker, type Catalogue, type Fields } from './catalogue';
import { badgeChoice, keepBadgeChoice, keepScreenChoice, names, screenChoice, type Language } from './choice';
import { languages, type Key } from './keys.gen';
import { sentence, type Phrase } from './phrase';

export { languages, names, type Fields, type Key, type Language, type Phrase };

const files = import.meta.glob<string>('./*.gen.json', { query: '?url', import: 'default', eager: true });

/** How long a file may take, and how long until it is asked for again. */
const withinMs = 10_000;
const againMs = 5_000;

let speaker = $state.raw<Speaker | null>(null);
let failed = $state.raw<Language | null>(null);
let worker = '';
let asked = 0;
const speakers = new Map<string, Speaker>();

/** The text of a screen in the present language; whoever reads it is drawn anew when that changes. */
export function t(key: Key, fields: Fields = {}): string {
  return speaker?.tell(key, fields) ?? '';
}

/** The sentence of what the server said; nothing for no phrase. */
export function say(phrase: Phrase | null | undefined): string {
  return (phrase && speaker && sentence(speaker, phrase)) ?? '';
}

/** A reason in words: of a hold, a print job, a printer, the state of an order. */
export function reason(code: string): string {
  return speaker?.word('reason_', code) ?? '';
}

/** A command as its barcode is captioned. */
export function command(code: string): string {
  return speaker?.word('command_', code) ?? '';
}

/** A kind of thing: a bin, a tote. */
export function thing(kind: string): string {
  return speaker?.word('thing_', kind) ?? '';
}

/** The present language. */
export function language(): Language {
  return (speaker?.language ?? 'en') as Language;
}

/** The language that was asked for and cannot be loaded now; it is tried again. */
export function languageFailed(): Language | null {
  return failed;
}

/**
 * Loads the language of this screen; t and say are silent until then. It
 * resolves when there is a language to speak, be it English.
 */
export async function startWords(): Promise<void> {
  await switchTo(screenChoice());
  while (speaker === null) {
    try {
      const english = await load('en');
      if (speaker === null) speak(english);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/**
 * Speaks another language and keeps it as the choice of who works here, or of
 * the screen when nobody does. When it cannot be loaded the present one stays,
 * languageFailed says so, and it is tried again.
 */
export async function setLanguage(chosen: Language): Promise<void> {
  if (worker) keepBadgeChoice(worker, chosen);
  else keepScreenChoice(chosen);
  await switchTo(chosen);
}

/**
 * Says whose badge is logged in at the station of this screen, '' for nobody:
 * the screen speaks what that badge chose here last, or its own language.
 */
export function workerIs(badge: string | undefined): void {
  if ((badge ?? '') === worker) return;
  worker = badge ?? '';
  void switchTo((worker && badgeChoice(worker)) || screenChoice());
}

async function switchTo(chosen: Language): Promise<void> {
  const turn = ++asked;
  try {
    const loaded = speakers.get(chosen) ?? (await load(chosen));
    if (turn !== asked) return; // somebody has chosen another one since
    speak(loaded);
    failed = null;
  } catch (problem) {
    console.error(problem);
    if (turn !== asked) return;
    failed = chosen;
    setTimeout(() => turn === asked && switchTo(chosen), againMs);
  }
}

async function load(chosen: Language): Promise<Speaker> {
  const answer = await fetch(files[`./${chosen}.gen.json`]!, { signal: AbortSignal.timeout(withinMs) });
  if (!answer.ok) throw new Error(`language ${chosen}: the server answered ${answer.status}`);
  return new Speaker(chosen, (await answer.json()) as Catalogue);
}

/** Speaks by a catalogue that is at hand. */
export function speak(loaded: Speaker): void {
  speakers.set(loaded.language, loaded);
  speaker = loaded;
  document.documentElement.lang = loaded.language;
}
