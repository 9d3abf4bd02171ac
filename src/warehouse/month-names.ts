import { once } from '#once.js';

/** Languages whose months and weekdays are read: those in which a spreadsheet or a mail program writes them. */
const LOCALES = ['en', 'de', 'de-AT', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'et', 'lv', 'lt', 'el', 'bg', 'ru', 'uk', 'tr', 'ca'];
/** Those of which the weekdays are known too: with months in numbers, or named as one of the others does. */
const WEEKDAYS_ONLY = ['ja', 'ko', 'zh', 'gl', 'is', 'sr', 'sr-Latn', 'mk', 'id', 'lb', 'af'];
const STYLES = [{ month: 'long' }, { month: 'short' }, { day: 'numeric', month: 'long', year: 'numeric' }, { day: 'numeric', month: 'short', year: 'numeric' }] as const;
const WEEKDAY_STYLES = [{ weekday: 'long' }, { weekday: 'short' }] as const;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
/** The first of March 2026 is a Sunday. */
const SUNDAY_TO_SATURDAY = Array.from({ length: 7 }, (_, index) => Date.UTC(2026, 2, 1 + index));

/** What Excel and Windows write in German where CLDR has "März". */
const MRZ = ['mrz', 3] as const;

/** What a month's name, as `keyOf` writes it, stands for: 1 to 12. */
export type MonthNames = ReadonlyMap<string, number>;

// All of these are made when first asked for: a table with times of its own (Parquet) needs no names, and two hundred formatters take 20 ms.
const ofLocales = once(() => LOCALES.map((locale) => ({ language: new Intl.Locale(locale).language, names: namesOf(locale) })));

/** All that are one month in every language. Without a Croat's listopad, October, which is a Pole's and a Czech's November. */
export const monthNames = once((): MonthNames => agreed(ofLocales().map(({ names }) => names)));
/** Those that are another month in another language: `listopada`, `lipanj` shortened (`lip`), `srp`. */
const dividedNames = once((): readonly string[] => [...new Set(ofLocales().flatMap(({ names }) => [...names.keys()]))].filter((name) => !monthNames().has(name)));

/** The pattern of a text, as `keyOf` writes it, that holds one. */
export const dividedName = once(() => `(?:^|[^\\p{L}])(${dividedNames().join('|')})(?:[^\\p{L}]|$)`);

/** Words that may stand before a day or behind a date: weekdays in full and short, and a few articles (`den 4. marts`, `le 4 mars`). */
export const dayWords = once((): readonly string[] => [...new Set([...[...LOCALES, ...WEEKDAYS_ONLY].flatMap(weekdaysOf), 'den', 'le', 'el', 'il', 'am'])]);

/** The months as they are in those languages which know every name among some words; undefined where these do not agree, or no name tells one from another. */
export function monthsIn(words: readonly string[]): MonthNames | undefined {
  const telling = words.filter((word) => monthNames().has(word));
  if (telling.length === 0) return undefined;
  const divided = words.filter((word) => dividedNames().includes(word));
  const names = agreed(ofLocales().map(({ names: known }) => known).filter((known) => [...telling, ...divided].every((word) => known.has(word))));
  return divided.every((word) => names.has(word)) ? names : undefined;
}

/** Why nobody can tell the month of a time: `with a month that is October in Croatian and November in Polish`; undefined where that is not the reason. */
export function dividedMonth(cell: string): string | undefined {
  const name = keyOf(cell).match(new RegExp(dividedName(), 'u'))?.[1];
  if (name === undefined) return undefined;
  const known = ofLocales().flatMap(({ language, names }) => (names.has(name) ? [{ language, month: names.get(name) ?? 0 }] : []));
  const readings = [...new Set(known.map(({ month }) => month))].sort((a, b) => a - b).map((month) => {
    const languages = known.filter((each) => each.month === month).map(({ language }) => languageNames().of(language) ?? language);
    return `${monthInEnglish().format(Date.UTC(2026, month - 1))} in ${and().format(languages)}`;
  });
  return `with a month that is ${and().format(readings)}`;
}

/** As DuckDB's lower, strip_accents and the replacement of the dotless i write it, without a dot behind. */
export function keyOf(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').replace(/\.$/, '').replaceAll('\u0131', 'i');
}

function agreed(all: readonly MonthNames[]): MonthNames {
  const found = new Map<string, Set<number>>();
  for (const names of all) for (const [name, month] of names) found.set(name, (found.get(name) ?? new Set()).add(month));
  return new Map([...found].flatMap(([name, [month, ...others]]) => (month === undefined || others.length > 0 ? [] : [[name, month] as const])));
}

function namesOf(locale: string): MonthNames {
  const styles = STYLES.map((style) => new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }));
  return new Map(MONTHS.flatMap((month) => styles.flatMap((style) => style.formatToParts(Date.UTC(2026, month - 1, 4)))
    .filter(({ type }) => type === 'month').map(({ value }) => keyOf(value)).filter((name) => /^[^\d\s.]+$/.test(name)).map((name) => [name, month] as const)).concat(locale === 'de' ? [MRZ] : []));
}

function weekdaysOf(locale: string): readonly string[] {
  return WEEKDAY_STYLES.flatMap((style) => {
    const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    return SUNDAY_TO_SATURDAY.map((day) => keyOf(format.format(day)));
  });
}

const monthInEnglish = once(() => new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }));
const languageNames = once(() => new Intl.DisplayNames('en', { type: 'language' }));
const and = once(() => new Intl.ListFormat('en-GB'));
