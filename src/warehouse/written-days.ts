import { dayWords, monthNames } from './month-names.js';
import type { MonthNames } from './month-names.js';
import { raw, sql } from './sql.js';
import type { Sql } from './sql.js';

/** A word for a month. */
const MONTH = String.raw`[^\d\s,.;:/()+-]+`;
/** A weekday before or behind a date: `quarta-feira, `. */
const DAY_WORD = String.raw`[^\d\s,.;:/()+]+`;
const BEFORE = String.raw`(?:(${DAY_WORD})\.?,? (?:den )?)?`;
const BEHIND = String.raw`(?:,? ?(${DAY_WORD})\.?)?`;
/** `4 Mar 2026`, `04-MAR-2026`, `Mi., 4. März 2026`, `4 de março de 2026`, `1er mars 2026`, `4th of March, 2026`, `4 марта 2026 г.`, `4. ožujka 2026.`; a month without a day. */
const DAY_FIRST = String.raw`(?:${BEFORE}(\d{1,2})(?:(?:\.|º|ª|er|st|nd|rd|th)?(?: de | of | d['’]|[ /-])|\.))?(${MONTH})(?:\.?(?: de | del |, |[ /-])|\.)(\d{4})(?:\.| ?[гр]\.)?${BEHIND}`;
/** `March 4, 2026`, `Wed Mar 04 2026` */
const MONTH_FIRST = String.raw`${BEFORE}(${MONTH})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?:,? |-)(\d{4})${BEHIND}`;
/** `2026. március 4., szerda`, `2026 m. kovo 4 d.`, `2026-Mar-04` */
const YEAR_FIRST = String.raw`${BEFORE}(\d{4})\.?(?: m\.)?[ -](${MONTH})\.?[ -](\d{1,2})(?:\.| d\.)?${BEHIND}`;
/** `2026. gada 4. marts` */
const YEAR_AND_DAY_FIRST = String.raw`${BEFORE}(\d{4})\. gada (\d{1,2})\. (${MONTH})\.?${BEHIND}`;
/** `2026. 03. 04.`, `2026年3月4日`, `2026년 3월 4일` */
const IN_NUMBERS = String.raw`${BEFORE}(\d{4})(?:年|년|\.) ?(\d{1,2})(?:月|월|\.) ?(\d{1,2})(?:日|일|\.)?${BEHIND}`;
/**
 * `04-MAR-26` (Oracle's DD-MON-RR), `4-Mar-26`, `04. Mrz 26` (Excel), `Wed, 04-Mar-26` (RFC 850). In a file that writes the year in front, `26-Mar-04` is another day: which it is,
 * its other days tell (`shortYearsTell`).
 */
const SHORT_YEAR = String.raw`${BEFORE}(\d{1,2})(?:\.?[ /-]|\.)(${MONTH})(?:\.?[ /-]|\.)(\d{2})${BEHIND}`;
/** One or the other, whatever follows it. */
const SHORT_DAY = String.raw`${BEFORE}(\d{1,2})(?:\.?[ /-]|\.)(${MONTH})(?:\.?[ /-]|\.)(\d{1,2})(?:\D.*)?`;
const LONG_YEAR_FIRST = String.raw`${BEFORE}\d{4}(?:\.?[ /-]|\.)${MONTH}(?:\.?[ /-]|\.)\d{1,2}(?:\D.*)?`;
/** Each with the order of its groups: before, year, month, day, behind. */
const FORMS = [[SHORT_YEAR, '14325'], [DAY_FIRST, '14325'], [MONTH_FIRST, '14235'], [YEAR_AND_DAY_FIRST, '12435'], [YEAR_FIRST, '12345'], [IN_NUMBERS, '12345']] as const;
/** What stands between them when they are found: in no cell. */
const BETWEEN = '\u001f';
/** Cheap, so that other cells cost no more: a year, and something that no ISO day has; a short year behind a word. */
const MAYBE = String.raw`.*[^\d\sTZ:/+-].*[ ./-]\d\d( .*)?|.*[^\d\sTZ:/+-].*\d{4}.*|\d{4}[^\d-].*|\d{4}-\pL.*`;
/** What follows a day where it is an instant: RFC 5322, and what JavaScript prints. */
const DAY_AND_TIME = String.raw`^(.*?)(?: (\d\d:\d\d(?::\d\d)?) ?((?:GMT|UTC|UT|Z)?(?:[+-]\d\d:?\d\d)?)(?: \(.*\))?)?$`;

/** How a file writes its days. */
export interface WrittenAs {
  readonly months?: MonthNames;
  /** Whether a year of two digits behind a month in words is one. */
  readonly shortYears?: boolean;
}

/**
 * A cell with its month in words, or with signs for year, month and day, in UTC: an instant with its zone (`Wed, 4 Mar 2026 10:00:00 +0100`), and, where
 * that is enough, a day or a month as its first instant; NULL for every other cell.
 */
export function writtenTime(cell: Sql, least: 'instant' | 'day' | 'month', { months = monthNames(), shortYears = true }: WrittenAs = {}): Sql {
  // A chain of replacements is bound several times as fast as structs of what is found.
  const found = FORMS.filter(([form]) => shortYears || form !== SHORT_YEAR).reduce((text, [form, order]) => sql`regexp_replace(${text}, ${`^(?:${form})$`}, ${Array.from(order, (group) => `\\${group}`).join(BETWEEN)})`, sql`cut.day`);
  const day = sql`list_transform([string_split(${found}, ${BETWEEN})], lambda parts: CASE WHEN len(parts) = 5 AND ${isDayWord(sql`parts[1]`)} AND ${isDayWord(sql`parts[5]`)} THEN ${firstInstant(least, months)} END)[1]`;
  const zone = sql`coalesce(nullif(regexp_replace(cut.zone, '^(GMT|UTC|UT|Z)', ''), ''), '+00')`;
  const instant = sql`make_timestamp(epoch_us(TRY_CAST(strftime(cut.day, '%Y-%m-%dT') || cut.time || CASE WHEN length(cut.time) = 5 THEN ':00' ELSE '' END || ${zone} AS TIMESTAMPTZ)))`;
  const bare = least === 'instant' ? sql`` : sql`WHEN cut.time = '' THEN cut.day`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${MAYBE}) THEN list_transform(list_transform([regexp_extract(${cell}, ${raw(`'${DAY_AND_TIME}'`)}, ['day', 'time', 'zone'])], lambda cut: {'day': ${day}, 'time': cut.time, 'zone': cut.zone}), lambda cut: CASE ${bare} WHEN cut.zone <> '' THEN ${instant} END)[1] END`;
}

/** Whether a cell may be a day with a short year, in front or behind. */
export function isShortDay(cell: Sql): Sql {
  return sql`regexp_full_match(${cell}, ${SHORT_DAY})`;
}

/**
 * What a cell tells of where its file has the year: `behind` and `inFront`, true where it can be no day the other way round. A day that is still to come is none: that somebody consented, or
 * gave, in a year to come is less likely than that it was read the wrong way round.
 */
export function shortYearsTell(cell: Sql, months: MonthNames = monthNames()): Readonly<Record<'behind' | 'inFront', Sql>> {
  const cut = sql`list_transform([string_split(regexp_replace(${cell}, ${`^(?:${SHORT_DAY})$`}, ${['\\2', '\\3', '\\4'].join(BETWEEN)}), ${BETWEEN})], lambda cut: [cut[1], coalesce(${namedMonth(sql`cut[2]`, months)}, '01'), cut[3]])[1]`;
  const isPast = (short: Sql, year: Sql, day: Sql) => sql`coalesce(length(${short}) = 2 AND TRY_CAST(${year} || '-' || parts[2] || '-' || lpad(${day}, 2, '0') AS TIMESTAMP) <= ${new Date()} + INTERVAL 1 DAY, false)`;
  const [first, last] = [sql`parts[1]`, sql`parts[3]`];
  const dayFirst = isPast(last, fullYear(last), first);
  const yearFirst = isPast(first, sql`(CASE WHEN ${first} < '32' THEN '20' ELSE '19' END || ${first})`, last);
  const asked = (test: Sql) => sql`(${isShortDay(cell)} AND list_transform([${cut}], lambda parts: ${test})[1])`;
  return { behind: asked(sql`${dayFirst} AND NOT ${yearFirst}`), inFront: sql`(${asked(sql`${yearFirst} AND NOT ${dayFirst}`)} OR regexp_full_match(${cell}, ${LONG_YEAR_FIRST}))` };
}

/** A text as `keyOf` writes a word. */
export function wordKey(text: Sql): Sql {
  return sql`replace(lower(strip_accents(${text})), '\u0131', 'i')`;
}

/** Words are looked up in one long text: a list of hundreds takes longer to bind than a small table to read. */
function isDayWord(word: Sql): Sql {
  return sql`(${word} = '' OR contains(${`|${dayWords().join('|')}|`}, '|' || ${wordKey(word)} || '|'))`;
}

function firstInstant(least: 'instant' | 'day' | 'month', names: MonthNames): Sql {
  const day = least === 'month' ? sql`coalesce(nullif(parts[4], ''), '1')` : sql`nullif(parts[4], '')`;
  const year = sql`CASE WHEN length(parts[2]) = 4 THEN parts[2] ELSE ${fullYear(sql`parts[2]`)} END`;
  return sql`TRY_CAST(${year} || '-' || lpad(CASE WHEN regexp_full_match(parts[3], '\\d+') THEN parts[3] ELSE ${namedMonth(sql`parts[3]`, names)} END, 2, '0') || '-' || lpad(${day}, 2, '0') AS TIMESTAMP)`;
}

/** Up to 29 all systems take a short year for one of this century, from 69 on of the last; between, Oracle, Excel and POSIX do not agree. */
function fullYear(short: Sql): Sql {
  return sql`CASE WHEN ${short} < '30' THEN '20' || ${short} WHEN ${short} > '68' THEN '19' || ${short} END`;
}

function namedMonth(word: Sql, names: MonthNames): Sql {
  const numbers = [...names].map(([name, month]) => `|${name}=${String(month).padStart(2, '0')}`).join('');
  return sql`list_transform(['|' || ${wordKey(word)} || '='], lambda name: substr(${numbers}, nullif(strpos(${numbers}, name), 0) + length(name), 2))[1]`;
}
