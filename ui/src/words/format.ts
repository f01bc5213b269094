import { language, type Language } from './words.svelte';

// Numbers, moments and measures in the present language. English is written as
// in Europe, with the day before the month and 24 hours.

const locales: Partial<Record<Language, string>> = { en: 'en-GB' };

function locale(): string {
  return locales[language()] ?? language();
}

const made = new Map<string, unknown>();

/** Intl objects are dear to make and asked for on every drawing. */
function kept<T>(key: unknown[], make: () => T): T {
  const name = JSON.stringify(key);
  if (!made.has(name)) made.set(name, make());
  return made.get(name) as T;
}

function numberIn(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const tag = locale();
  return kept([tag, options], () => new Intl.NumberFormat(tag, options));
}

function moment(options: Intl.DateTimeFormatOptions, at: string | number, zone?: string): string {
  const tag = locale();
  const all: Intl.DateTimeFormatOptions = { hourCycle: 'h23', ...options };
  return kept([tag, all, zone], () => dateFormat(tag, all, zone)).format(new Date(at));
}

/** An old browser does not know every zone by its present name; its own stands in. */
function dateFormat(tag: string, options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
  try {
    if (zone) return new Intl.DateTimeFormat(tag, { ...options, timeZone: zone });
  } catch (problem) {
    console.warn(problem);
  }
  return new Intl.DateTimeFormat(tag, options);
}

/** A number with its groups; with exactly the decimals that are asked for. */
export function number(n: number, decimals = 0): string {
  return numberIn({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(n);
}

/** A share of 1 in percent. */
export function percent(share: number): string {
  return numberIn({ style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** The hour and minute of a moment; zone is an IANA name, the browser's if absent. */
export function time(at: string | number, zone?: string): string {
  return moment({ hour: '2-digit', minute: '2-digit' }, at, zone);
}

/** The hour, minute and second of a moment. */
export function second(at: string | number, zone?: string): string {
  return moment({ hour: '2-digit', minute: '2-digit', second: '2-digit' }, at, zone);
}

/** The day of a moment. */
export function day(at: string | number, zone?: string): string {
  return moment({ weekday: 'short', day: 'numeric', month: 'short' }, at, zone);
}

/** A moment to the second, as the office reads it. */
export function moments(at: string | number, zone?: string): string {
  return moment({ dateStyle: 'medium', timeStyle: 'medium' }, at, zone);
}

/** A moment as a person says it: the hour today, with the day otherwise. */
export function when(at: string | number, now: number, zone?: string): string {
  const hour = time(at, zone);
  return day(at, zone) === day(now, zone) ? hour : `${day(at, zone)} ${hour}`;
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'gram' | 'kilogram';

/** Where a browser's own words are longer than the symbols that people write. */
const symbols: Partial<Record<Language, Partial<Record<Unit, string>>>> = {
  en: { second: 's', minute: 'min', hour: 'h', day: 'd' },
  ro: { second: 's', minute: 'min', hour: 'h' },
  nb: { second: 's' },
};

function measure(n: number, unit: Unit, decimals = 0): string {
  const symbol = symbols[language()]?.[unit];
  if (symbol) return `${number(n, decimals)} ${symbol}`;
  return numberIn({ style: 'unit', unit, unitDisplay: 'short', minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(n);
}

/** An age as a person says it: 12 s, 5 min, 3 h, 2 d. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return measure(seconds, 'second');
  if (seconds < 3600) return measure(Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return measure(Math.floor(seconds / 3600), 'hour');
  return measure(Math.floor(seconds / 86_400), 'day');
}

/** A duration to the next smaller unit: 45 s, 4 min 10 s, 2 h 5 min, 3 d 4 h. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [minutes, hours, days] = [Math.floor(seconds / 60), Math.floor(seconds / 3600), Math.floor(seconds / 86_400)];
  if (minutes === 0) return measure(seconds, 'second');
  if (hours === 0) return both(measure(minutes, 'minute'), seconds % 60, 'second');
  if (days === 0) return both(measure(hours, 'hour'), minutes % 60, 'minute');
  return both(measure(days, 'day'), hours % 24, 'hour');
}

function both(first: string, n: number, unit: Unit): string {
  return n === 0 ? first : `${first} ${measure(n, unit)}`;
}

/** A weight in grams as a person says it: 850 g, 2.4 kg, 14 kg. */
export function weight(grams: number): string {
  if (Math.abs(grams) < 1000) return measure(grams, 'gram');
  return measure(grams / 1000, 'kilogram', Math.abs(grams) < 10_000 ? 1 : 0);
}

/** An amount in minor units of its currency; how many there are to one is the currency's. */
export function money(minor: number, currency: string): string {
  const format = numberIn({ style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
