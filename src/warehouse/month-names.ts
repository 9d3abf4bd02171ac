/** Languages whose months and weekdays are read: those in which a spreadsheet or a mail program writes them. */
const LOCALES = ['en', 'de', 'de-AT', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'et', 'lv', 'lt', 'el', 'bg', 'ru', 'uk', 'tr', 'ca'];
/** Those of which the weekdays are known too: with months in numbers, or named as one of the others does. */
const WEEKDAYS_ONLY = ['ja', 'ko', 'zh', 'gl', 'is', 'sr', 'sr-Latn', 'mk', 'id', 'lb', 'af'];
const STYLES = [{ month: 'long' }, { month: 'short' }, { day: 'numeric', month: 'long', year: 'numeric' }, { day: 'numeric', month: 'short', year: 'numeric' }] as const;
const MONTHS = 12;

/** What a month's name, as `keyOf` writes it, stands for: 1 to 12. */
export type MonthNames = ReadonlyMap<string, number>;

const OF_LOCALES = LOCALES.map((locale) => ({ language: new Intl.Locale(locale).language, names: namesOf(locale) }));

/** All that are one month in every language. Without a Croat's listopad, October, which is a Pole's and a Czech's November. */
export const MONTH_NAMES: MonthNames = agreed(OF_LOCALES.map(({ names }) => names));
/** Those that are another month in another language: `listopada`, `lipanj` shortened (`lip`), `srp`. */
const DIVIDED_NAMES: readonly string[] = [...new Set(OF_LOCALES.flatMap(({ names }) => [...names.keys()]))].filter((name) => !MONTH_NAMES.has(name));

/** A text that holds one, as `keyOf` writes it. */
export const DIVIDED_NAME = `(?:^|[^\\p{L}])(${DIVIDED_NAMES.join('|')})(?:[^\\p{L}]|$)`;

/** Words that may stand before a day or behind a date: weekdays in full and short, and a few articles (`den 4. marts`, `le 4 mars`). */
export const DAY_WORDS: readonly string[] = [...new Set([
  ...[...LOCALES, ...WEEKDAYS_ONLY].flatMap((locale) => (['long', 'short'] as const).flatMap((weekday) => [0, 1, 2, 3, 4, 5, 6].map((day) => keyOf(new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2026, 2, 1 + day)))))),
  'den', 'le', 'el', 'il', 'am',
])];

/** The months as they are in those languages which know every name among some words; undefined where these do not agree, or no name tells one from another. */
export function monthsIn(words: readonly string[]): MonthNames | undefined {
  const telling = words.filter((word) => MONTH_NAMES.has(word));
  if (telling.length === 0) return undefined;
  const divided = words.filter((word) => DIVIDED_NAMES.includes(word));
  const names = agreed(OF_LOCALES.map(({ names: known }) => known).filter((known) => [...telling, ...divided].every((word) => known.has(word))));
  return divided.every((word) => names.has(word)) ? names : undefined;
}

/** Why nobody can tell the month of a time: `with a month that is October in Croatian and November in Polish`; undefined where that is not the reason. */
export function dividedMonth(cell: string): string | undefined {
  const name = keyOf(cell).match(new RegExp(DIVIDED_NAME, 'u'))?.[1];
  if (name === undefined) return undefined;
  const known = OF_LOCALES.flatMap(({ language, names }) => (names.has(name) ? [{ language, month: names.get(name) ?? 0 }] : []));
  const readings = [...new Set(known.map(({ month }) => month))].sort((a, b) => a - b).map((month) => {
    const languages = known.filter((each) => each.month === month).map(({ language }) => LANGUAGE.of(language) ?? language);
    return `${MONTH.format(Date.UTC(2026, month - 1))} in ${AND.format(languages)}`;
  });
  return `with a month that is ${AND.format(readings)}`;
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
  const months = Array.from({ length: MONTHS }, (_, index) => index + 1);
  return new Map(months.flatMap((month) => STYLES.flatMap((style) => new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).formatToParts(Date.UTC(2026, month - 1, 4)))
    .filter(({ type }) => type === 'month').map(({ value }) => keyOf(value)).filter((name) => /^[^\d\s.]+$/.test(name)).map((name) => [name, month] as const)));
}

const MONTH = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const LANGUAGE = new Intl.DisplayNames('en', { type: 'language' });
const AND = new Intl.ListFormat('en-GB');
