import { join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';

/** Languages whose months are read: those in which a spreadsheet or a mail program writes them. */
const LOCALES = ['en', 'de', 'de-AT', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'sl', 'et', 'lv', 'lt', 'el', 'bg', 'ru', 'uk', 'tr', 'ca'];
const STYLES = [{ month: 'long' }, { month: 'short' }, { day: 'numeric', month: 'long', year: 'numeric' }, { day: 'numeric', month: 'short', year: 'numeric' }] as const;
const MONTHS = 12;

/** Months by their names as `keyOf` writes them. Without those that are another month in another language: a Croat's listopad is October, a Czech's November. */
const MONTH_OF = monthsByName();

/** A word for a month, or a weekday before it. */
const WORD = String.raw`[^\d\s,.;:/()+-]+`;
/** `4 Mar 2026`, `04-MAR-2026`, `Mi., 4. März 2026`, `4 de março de 2026`, `1er mars 2026`, `4 марта 2026 г.`, `4. ožujka 2026.`; a month without a day. */
const DAY_FIRST = String.raw`(?:(?:${WORD}\.?,? )?(\d{1,2})(?:\.|º|ª|er|st|nd|rd|th)?(?: |-| de | d['’]))?(${WORD})\.?(?: |-| de | del )(\d{4})(?:\.| ?[гр]\.)?`;
/** `March 4, 2026`, `Wed Mar 04 2026` */
const MONTH_FIRST = String.raw`(?:${WORD}\.?,? )?(${WORD})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})`;
/** `2026. március 4.` */
const YEAR_FIRST = String.raw`(\d{4})\.? (${WORD})\.? (\d{1,2})\.?`;
/** `2026. 03. 04.`, `2026年3月4日`, `2026년 3월 4일` */
const IN_NUMBERS = String.raw`(\d{4})(?:年|년|\.) ?(\d{1,2})(?:月|월|\.) ?(\d{1,2})(?:日|일|\.)?`;
const FORMS = [
  { form: DAY_FIRST, parts: ['day', 'month', 'year'] },
  { form: MONTH_FIRST, parts: ['month', 'day', 'year'] },
  { form: YEAR_FIRST, parts: ['year', 'month', 'day'] },
  { form: IN_NUMBERS, parts: ['year', 'month', 'day'] },
] as const;
/** Cheap, so that other cells cost no more: a year, and something that no ISO day has. */
const MAYBE = String.raw`.*[^\d\sTZ:/+-].*\d{4}.*|\d{4}[^\d-].*`;
/** What follows a day where it is an instant: RFC 5322, and what JavaScript prints. */
const DAY_AND_TIME = String.raw`^(.*?)(?: (\d\d:\d\d(?::\d\d)?) ?((?:GMT|UTC|UT|Z)?(?:[+-]\d\d:?\d\d)?)(?: \(.*\))?)?$`;
/** A day so written with a time and without a zone: nobody can know the instant. */
export const NAIVE_WRITTEN = String.raw`(${DAY_FIRST}|${MONTH_FIRST})(,? \S{1,3})?,? \d\d?:\d\d(:\d\d)?( ?[AaPp]\.?[Mm]\.?)?`;

/**
 * A cell with its month in words, or with signs for year, month and day, in UTC: an instant with its zone (`Wed, 4 Mar 2026 10:00:00 +0100`), and, where
 * that is enough, a day or a month as its first instant; NULL for every other cell.
 */
export function writtenTime(cell: Sql, least: 'instant' | 'day' | 'month'): Sql {
  const forms = FORMS.map(({ form, parts }) => sql`CAST(regexp_extract(cut.day, ${constant(`^${form}$`)}, [${raw(parts.map((part) => `'${part}'`).join(', '))}]) AS STRUCT("year" VARCHAR, "month" VARCHAR, "day" VARCHAR))`);
  const day = sql`list_transform(list_filter([${join(forms, ', ')}], lambda parts: parts.year <> ''), lambda parts: ${firstInstant(least)})[1]`;
  const zone = sql`coalesce(nullif(regexp_replace(cut.zone, '^(GMT|UTC|UT|Z)', ''), ''), '+00')`;
  const instant = sql`make_timestamp(epoch_us(TRY_CAST(strftime(${day}, '%Y-%m-%dT') || cut.time || CASE WHEN length(cut.time) = 5 THEN ':00' ELSE '' END || ${zone} AS TIMESTAMPTZ)))`;
  const bare = least === 'instant' ? sql`` : sql`WHEN cut.time = '' THEN ${day}`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${MAYBE}) THEN list_transform([regexp_extract(${cell}, ${constant(DAY_AND_TIME)}, ['day', 'time', 'zone'])], lambda cut: CASE ${bare} WHEN cut.zone <> '' THEN ${instant} END)[1] END`;
}

function firstInstant(least: 'instant' | 'day' | 'month'): Sql {
  const months = raw(`[${[...MONTH_OF.values()].join(', ')}]`);
  const month = sql`coalesce(TRY_CAST(parts.month AS INTEGER), ${months}[list_position(${[...MONTH_OF.keys()]}, replace(lower(strip_accents(parts.month)), '\u0131', 'i'))])`;
  const day = least === 'month' ? sql`coalesce(nullif(parts.day, ''), '1')` : sql`nullif(parts.day, '')`;
  return sql`TRY_CAST(parts.year || '-' || lpad(CAST(${month} AS VARCHAR), 2, '0') || '-' || lpad(${day}, 2, '0') AS TIMESTAMP)`;
}

/** A pattern with named groups must not be bound. */
function constant(pattern: string): Sql {
  return raw(`'${pattern.replaceAll("'", "''")}'`);
}

function monthsByName(): ReadonlyMap<string, number> {
  const found = new Map<string, Set<number>>();
  for (let month = 1; month <= MONTHS; month += 1) {
    for (const name of LOCALES.flatMap((locale) => namesOf(locale, month))) found.set(name, (found.get(name) ?? new Set()).add(month));
  }
  return new Map([...found].flatMap(([name, [month, ...others]]) => (month === undefined || others.length > 0 ? [] : [[name, month] as const])));
}

function namesOf(locale: string, month: number): readonly string[] {
  return STYLES.flatMap((style) => new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).formatToParts(Date.UTC(2026, month - 1, 4)))
    .filter(({ type }) => type === 'month').map(({ value }) => keyOf(value)).filter((name) => /^[^\d\s.]+$/.test(name));
}

/** As DuckDB's lower, strip_accents and the replacement of the dotless i write it. */
function keyOf(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/\.$/, '').replaceAll('\u0131', 'i');
}
