import { DAY_WORDS, MONTH_NAMES } from './month-names.js';
import type { MonthNames } from './month-names.js';
import { join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';

/** A word for a month. */
const MONTH = String.raw`[^\d\s,.;:/()+-]+`;
/** A weekday before or behind a date: `quarta-feira, `. */
const DAY_WORD = String.raw`[^\d\s,.;:/()+]+`;
const BEFORE = String.raw`(?:(${DAY_WORD})\.?,? (?:den )?)?`;
const BEHIND = String.raw`(?:,? ?(${DAY_WORD})\.?)?`;
/** `4 Mar 2026`, `04-MAR-2026`, `Mi., 4. März 2026`, `4 de março de 2026`, `1er mars 2026`, `4th of March, 2026`, `4 марта 2026 г.`, `4. ožujka 2026.`; a month without a day. */
const DAY_FIRST = String.raw`(?:${BEFORE}(\d{1,2})(?:(?:\.|º|ª|er|st|nd|rd|th)?(?: |-|/| de | of | d['’])|\.))?(${MONTH})(?:\.?(?: |-|/|, | de | del )|\.)(\d{4})(?:\.| ?[гр]\.)?${BEHIND}`;
/** `March 4, 2026`, `Wed Mar 04 2026` */
const MONTH_FIRST = String.raw`${BEFORE}(${MONTH})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\d{4})${BEHIND}`;
/** `2026. március 4., szerda`, `2026 m. kovo 4 d.`, `2026-Mar-04` */
const YEAR_FIRST = String.raw`${BEFORE}(\d{4})\.?(?: m\.)?[ -](${MONTH})\.?[ -](\d{1,2})(?:\.| d\.)?${BEHIND}`;
/** `2026. gada 4. marts` */
const YEAR_AND_DAY_FIRST = String.raw`${BEFORE}(\d{4})\. gada (\d{1,2})\. (${MONTH})\.?${BEHIND}`;
/** `2026. 03. 04.`, `2026年3月4日`, `2026년 3월 4일` */
const IN_NUMBERS = String.raw`${BEFORE}(\d{4})(?:年|년|\.) ?(\d{1,2})(?:月|월|\.) ?(\d{1,2})(?:日|일|\.)?${BEHIND}`;
const FORMS = [
  { form: DAY_FIRST, parts: ['before', 'day', 'month', 'year', 'behind'] },
  { form: MONTH_FIRST, parts: ['before', 'month', 'day', 'year', 'behind'] },
  { form: YEAR_FIRST, parts: ['before', 'year', 'month', 'day', 'behind'] },
  { form: YEAR_AND_DAY_FIRST, parts: ['before', 'year', 'day', 'month', 'behind'] },
  { form: IN_NUMBERS, parts: ['before', 'year', 'month', 'day', 'behind'] },
] as const;
/** Cheap, so that other cells cost no more: a year, and something that no ISO day has. */
const MAYBE = String.raw`.*[^\d\sTZ:/+-].*\d{4}.*|\d{4}[^\d-].*|\d{4}-\pL.*`;
/** What follows a day where it is an instant: RFC 5322, and what JavaScript prints. */
const DAY_AND_TIME = String.raw`^(.*?)(?: (\d\d:\d\d(?::\d\d)?) ?((?:GMT|UTC|UT|Z)?(?:[+-]\d\d:?\d\d)?)(?: \(.*\))?)?$`;
/** A time of day without a zone: `10:00:00.000`, `10.00`, `10:00 AM`; before it ` `, `T`, `, ` or a short word (`kl`, `à`, `um`). */
export const NAIVE_TIME = String.raw`,?(?:[T ]| \S{1,3} )\d\d?[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?(?: ?[AaPp]\.?[Mm]\.?)?`;
/** A day so written with a time and without a zone: nobody can know the instant. */
export const NAIVE_WRITTEN = String.raw`(?:${FORMS.map(({ form }) => form).join('|')})${NAIVE_TIME}`;

/**
 * A cell with its month in words, or with signs for year, month and day, in UTC: an instant with its zone (`Wed, 4 Mar 2026 10:00:00 +0100`), and, where
 * that is enough, a day or a month as its first instant; NULL for every other cell.
 */
export function writtenTime(cell: Sql, least: 'instant' | 'day' | 'month', months: MonthNames = MONTH_NAMES): Sql {
  const forms = FORMS.map(({ form, parts }) => sql`CAST(regexp_extract(cut.day, ${constant(`^${form}$`)}, [${raw(parts.map((part) => `'${part}'`).join(', '))}]) AS STRUCT("year" VARCHAR, "month" VARCHAR, "day" VARCHAR, "before" VARCHAR, "behind" VARCHAR))`);
  const isDate = sql`parts.year <> '' AND ${isDayWord(sql`parts.before`)} AND ${isDayWord(sql`parts.behind`)}`;
  const day = sql`list_transform(list_filter([${join(forms, ', ')}], lambda parts: ${isDate}), lambda parts: ${firstInstant(least, months)})[1]`;
  const zone = sql`coalesce(nullif(regexp_replace(cut.zone, '^(GMT|UTC|UT|Z)', ''), ''), '+00')`;
  const instant = sql`make_timestamp(epoch_us(TRY_CAST(strftime(${day}, '%Y-%m-%dT') || cut.time || CASE WHEN length(cut.time) = 5 THEN ':00' ELSE '' END || ${zone} AS TIMESTAMPTZ)))`;
  const bare = least === 'instant' ? sql`` : sql`WHEN cut.time = '' THEN ${day}`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${MAYBE}) THEN list_transform([regexp_extract(${cell}, ${constant(DAY_AND_TIME)}, ['day', 'time', 'zone'])], lambda cut: CASE ${bare} WHEN cut.zone <> '' THEN ${instant} END)[1] END`;
}

/** A text as `keyOf` writes a word. */
export function wordKey(text: Sql): Sql {
  return sql`replace(lower(strip_accents(${text})), '\u0131', 'i')`;
}

function isDayWord(word: Sql): Sql {
  return sql`(${word} = '' OR list_contains(${DAY_WORDS}, ${wordKey(word)}))`;
}

function firstInstant(least: 'instant' | 'day' | 'month', names: MonthNames): Sql {
  const months = raw(`[${[...names.values()].join(', ')}]`);
  const month = sql`coalesce(TRY_CAST(parts.month AS INTEGER), ${months}[list_position(${[...names.keys()]}, ${wordKey(sql`parts.month`)})])`;
  const day = least === 'month' ? sql`coalesce(nullif(parts.day, ''), '1')` : sql`nullif(parts.day, '')`;
  return sql`TRY_CAST(parts.year || '-' || lpad(CAST(${month} AS VARCHAR), 2, '0') || '-' || lpad(${day}, 2, '0') AS TIMESTAMP)`;
}

/** A pattern with named groups must not be bound. */
function constant(pattern: string): Sql {
  return raw(`'${pattern.replaceAll("'", "''")}'`);
}
