import { languages } from './keys.gen';

export type Language = (typeof languages)[number];

/** Each language as its own speakers call it. */
export const names: Record<Language, string> = {
  en: 'English',
  uk: 'Українська',
  ru: 'Русский',
  ro: 'Română',
  nb: 'Norsk',
  'zh-CN': '简体中文',
};

/** Languages whose speakers read one of ours that has another name. */
const readAs = new Map<string, Language>([
  ['zh', 'zh-CN'],
  ['no', 'nb'],
  ['nn', 'nb'],
  ['mo', 'ro'],
]);

/** Our language for a tag such as uk-UA; undefined when there is none. */
export function languageOf(tag: string): Language | undefined {
  const base = tag.split('-')[0]!.toLowerCase();
  return languages.find((ours) => ours === tag || ours === base) ?? readAs.get(base);
}

const screenKey = 'tallyman.language';
const badgesKey = 'tallyman.language.badges';

/** What was chosen on this screen, or what the browser prefers. */
export function screenChoice(): Language {
  const kept = languageOf(read(screenKey) ?? '');
  if (kept) return kept;
  for (const tag of navigator.languages) {
    const found = languageOf(tag);
    if (found) return found;
  }
  return 'en';
}

export function keepScreenChoice(language: Language): void {
  write(screenKey, language);
}

/** What a badge chose last on this screen. */
export function badgeChoice(badge: string): Language | undefined {
  return languageOf(badges().get(badge) ?? '');
}

export function keepBadgeChoice(badge: string, language: Language): void {
  write(badgesKey, JSON.stringify(Object.fromEntries(badges().set(badge, language))));
}

function badges(): Map<string, string> {
  try {
    const kept: unknown = JSON.parse(read(badgesKey) ?? '{}');
    const pairs = Object.entries(kept ?? {}).filter((pair) => typeof pair[1] === 'string');
    return new Map(pairs as [string, string][]);
  } catch {
    return new Map();
  }
}

// A browser may refuse storage; then a choice lasts as long as the page.

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch (problem) {
    console.warn('the language is not kept', problem);
  }
}
