import { castCell, isNothing } from '#warehouse/cast-column.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { writtenTime } from '#warehouse/written-days.js';
import type { DateOrder } from './date-order.js';

const TEXT = { name: '', cell: raw('NULL'), type: 'VARCHAR' };
const DAY = String.raw`\d{4}-\d\d?-\d\d?`;
const NAIVE = String.raw`\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?`;
const NUMERIC_DAY = String.raw`\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)(\D.*)?`;

/** Day or month first, as the flag or the file says. */
const LOCALE_DAY = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)(\D.*)?`;
/** Of CLDR's locales those with dots begin with the year or with the day: with four digits behind, the day is first. */
const DOTTED_DAY = String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4})(\D.*)?`;
/** `Mar 4, 2026 10:32 am`, `4 March 2026`, `04-Mar-2026 10:32`. */
const WRITTEN_DAY = String.raw`(\pL{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[ -]\pL{3,9}\.?[ -]\d{4})(?:,? at|,)?( .*)?`;
const WRITTEN_FORMATS = ['%b %d %Y', '%B %d %Y', '%d %b %Y', '%d %B %Y'];
/** Of strptime: the twelve hours that go with such days. */
const LOCALE_TIMES = ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p'];
/** Two digits of a year from here on are of the last century, as POSIX reads them. */
const LAST_CENTURY = 69;

/** How the times of a file are written. */
export interface Times {
  /** `epoch`, or formats of strptime, beside ISO 8601. */
  readonly formats: readonly string[];
  /** IANA name of the zone of times that name none; undefined: nobody said. */
  readonly zone: string | undefined;
  /** A midnight means that the time of day was not kept. */
  readonly midnightIsDay: boolean;
}

/** A cell of a time as it stands, and what `inIsoOrder` makes of it. Both are columns: each is named many times. */
export interface TimeCell {
  readonly cell: Sql;
  readonly ordered: Sql;
}

/** A cell as an instant in UTC, NULL when it is none. A day without a time of day is midnight UTC, which Presend takes for a day. */
export function instantCell({ cell, ordered }: TimeCell, times: Times): Sql {
  return sql`coalesce(${readInstant(cell, times)}, ${readInstant(ordered, { ...times, formats: LOCALE_TIMES })})`;
}

function readInstant(cell: Sql, { formats, zone, midnightIsDay }: Times): Sql {
  const local = localTime(cell, formats);
  const inUtc = zone === undefined ? sql`NULL` : sql`timezone('UTC', timezone(${zone}, ${local}))`;
  const naive = midnightIsDay ? sql`CASE WHEN CAST(${local} AS TIME) = TIME '00:00:00' THEN ${local} ELSE ${inUtc} END` : inUtc;
  const epoch = formats.includes('epoch') ? [epochCell(cell)] : [];
  return sql`coalesce(${join([castCell(cell, TEXT, 'instant'), ...epoch, sql`CASE WHEN ${isIsoDay(cell)} THEN TRY_CAST(${cell} AS TIMESTAMP) END`, naive], ', ')})`;
}

/** Holds for a time that can be read, but for its zone. */
export function isNaive({ cell, ordered }: TimeCell, { formats }: Times): Sql {
  return sql`coalesce(${localTime(cell, formats)}, ${localTime(ordered, LOCALE_TIMES)}) IS NOT NULL`;
}

/** Holds for a date whose day and month nobody can tell apart. */
export function isAmbiguous(cell: Sql): Sql {
  return sql`regexp_full_match(${cell}, ${NUMERIC_DAY})`;
}

/** Holds for a day without a time of day. */
export function isDay({ cell, ordered }: TimeCell): Sql {
  return isIsoDay(sql`coalesce(${ordered}, ${cell})`);
}

function isIsoDay(cell: Sql): Sql {
  return sql`regexp_full_match(${cell}, ${DAY})`;
}

/** A date as 2026-02-05 with the time that follows it; NULL for ISO 8601 and for what reads in two ways while nobody says which number comes first. */
export function inIsoOrder(cell: Sql, dateOrder: DateOrder | undefined): Sql {
  const numbers = (pattern: string, [day, month]: readonly [number, number]): Sql => {
    const piece = (group: number): Sql => sql`regexp_extract(${cell}, ${`^${pattern}$`}, ${raw(String(group))})`;
    const year = sql`CASE WHEN length(${piece(3)}) = 4 THEN '' WHEN ${piece(3)} >= ${String(LAST_CENTURY)} THEN '19' ELSE '20' END || ${piece(3)}`;
    return sql`WHEN regexp_full_match(${cell}, ${pattern}) THEN ${year} || '-' || lpad(${piece(month)}, 2, '0') || '-' || lpad(${piece(day)}, 2, '0') || regexp_replace(${piece(4)}, '^,? +', ' ')`;
  };
  const words = (group: number): Sql => sql`regexp_extract(${cell}, ${`^${WRITTEN_DAY}$`}, ${raw(String(group))})`;
  const ofOrder = dateOrder === undefined ? sql`` : numbers(LOCALE_DAY, dateOrder === 'day-month' ? [1, 2] : [2, 1]);
  const inWords = sql`strftime(try_strptime(regexp_replace(${words(1)}, '[,. -]+', ' ', 'g'), [${list(WRITTEN_FORMATS)}]), '%Y-%m-%d') || ${words(2)}`;
  // In other languages. A year of two digits may stand in front too, which only the other days of the file tell.
  const bareDay = sql`strftime(${writtenTime(cell, 'day', { shortYears: false })}, '%Y-%m-%d')`;
  return sql`CASE ${numbers(DOTTED_DAY, [1, 2])} ${ofOrder} WHEN regexp_full_match(${cell}, ${WRITTEN_DAY}) THEN coalesce(${inWords}, ${bareDay}) WHEN NOT contains(${cell}, ':') THEN ${bareDay} END`;
}

/** Conditions of a date such as 3/4/2026: that its first number is no month, or its second; that it is written with zeros, without, or with dots. */
export function localeDay(cell: Sql): Readonly<Record<'dayFirst' | 'monthFirst' | 'padded' | 'bare' | 'dotted', Sql>> {
  const number = (group: number): Sql => sql`TRY_CAST(regexp_extract(${cell}, ${String.raw`^(\d{1,2})[/-](\d{1,2})[/-]\d{4}(\D.*)?$`}, ${raw(String(group))}) AS INTEGER)`;
  return {
    dayFirst: sql`${number(1)} > 12 AND ${number(2)} <= 12`,
    monthFirst: sql`${number(2)} > 12 AND ${number(1)} <= 12`,
    padded: sql`regexp_matches(${cell}, ${String.raw`^(0\d[/-]\d|\d\d?[/-]0\d[/-]\d{4})`})`,
    bare: sql`regexp_matches(${cell}, ${String.raw`^(\d[/-]\d|\d\d?[/-]\d[/-]\d{4})`})`,
    dotted: sql`regexp_full_match(${cell}, ${DOTTED_DAY})`,
  };
}

function localTime(cell: Sql, formats: readonly string[]): Sql {
  const declared = formats.filter((format) => format !== 'epoch').map((format) => sql`try_strptime(${cell}, ${format})`);
  return sql`coalesce(${join([sql`CASE WHEN regexp_full_match(${cell}, ${NAIVE}) THEN TRY_CAST(${cell} AS TIMESTAMP) END`, ...declared], ', ')})`;
}

function epochCell(cell: Sql): Sql {
  return sql`CASE
    WHEN regexp_full_match(${cell}, '\\d{9,10}(\\.\\d+)?') THEN make_timestamp(CAST(round(CAST(${cell} AS DOUBLE) * 1000000) AS BIGINT))
    WHEN regexp_full_match(${cell}, '\\d{12,13}') THEN make_timestamp(CAST(${cell} AS BIGINT) * 1000) END`;
}

/** ISO 4217: currencies with three decimals. */
const OF_A_THOUSAND_PARTS = ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'];

/** Between three digits and three others: an apostrophe, a space, or one that does not break. */
const GAP = "'\u2019 \u00a0\u202f";

/**
 * A cell as a number: `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50` or `12,50`, with or without a currency's sign; below zero with a minus on
 * either side, or in brackets. `1,234` and `1.234` say neither whether they are a thousand; but beside a currency of a thousand parts the latter is 1.234.
 */
export function amountCell(cell: Sql, currency: Sql = sql`NULL`): Sql {
  const bare = sql`CASE WHEN regexp_full_match(${cell}, '[^\\pL0-9]*\\.\\d\\d?[^0-9]*') THEN '0.' || regexp_extract(${cell}, '\\d+') ELSE regexp_replace(${cell}, '^[^0-9]{0,6}|[^0-9]{0,6}$', '', 'g') END`;
  const below = sql`regexp_matches(${cell}, '\\(.*\\d.*\\)|^[^0-9]*[-\u2212]|\\d ?[-\u2212][^0-9]*$')`;
  return sql`CASE WHEN ${below} THEN -1 ELSE 1 END * TRY_CAST(CASE
    WHEN regexp_full_match(${bare}, '\\d+(\\.\\d\\d?)?|\\d+\\.\\d{4,}|(0|\\d{4,})\\.\\d{3}') THEN ${bare}
    WHEN upper(trim(${currency})) IN (${list(OF_A_THOUSAND_PARTS)}) AND regexp_full_match(${bare}, '\\d+\\.\\d{3}') THEN ${bare}
    WHEN regexp_full_match(${bare}, '\\d{1,3}(,\\d{3})+\\.\\d+|\\d{1,3}(,\\d{3}){2,}') THEN replace(${bare}, ',', '')
    WHEN regexp_full_match(${bare}, '\\d{1,3}(\\.\\d{3})+,\\d+|\\d{1,3}(\\.\\d{3}){2,}') THEN replace(replace(${bare}, '.', ''), ',', '.')
    WHEN regexp_full_match(${bare}, ${`\\d{1,3}([${GAP}]\\d{3})+([.,]\\d+)?`}) THEN replace(translate(${bare}, ${GAP}, ''), ',', '.')
    WHEN regexp_full_match(${bare}, '\\d+,\\d\\d?') THEN replace(${bare}, ',', '.') END AS DOUBLE)`;
}

/** Holds where a cell says yes, or since when: by a date, or seconds or milliseconds since 1970. */
export function isTrue(cell: Sql): Sql {
  return sql`coalesce(${castCell(cell, TEXT, 'boolean')}, regexp_matches(${cell}, '\\b(19|20)\\d\\d\\b|^[1-9]\\d{8,9}(\\d{3})?$'), false)`;
}

/** Holds where a cell says something that is neither nothing nor a plain no. */
export function mayBeTrue(cell: Sql): Sql {
  return sql`(${cell} IS NOT NULL AND NOT ${isNothing(cell)} AND coalesce(${castCell(cell, TEXT, 'boolean')}, true))`;
}

/** No day (`0000-00-00`, `00/00/0000`), and what denies the column's own notion: `not unsubscribed`, `Keine Sperre`, `Soft bounce`; not `Keine E-Mails`, which is what it asks about. */
const DENIES = String.raw`[0\s./:tz+-]*|keine?|nicht|not?|non|none|niet|geen|ingen|inte|ikke|nessuno?|ningun[ao]?|aucune?|allowed|erlaubt|gestattet|valid|ok|deliverable|soft([ -]?bounced?)?|(not|never|no|non|nicht|keine?|niet|geen|inte|ikke) (yet )?(set|known|applicable|unsubscribed|opted[ -]out|suppressed|blocked|blocklisted|bounced?|complained|complaints?|deceased|dead|abgemeldet|gesetzt|gesperrt|sperre|zutreffend|verstorben|uitgeschreven|afgemeld|overleden|disiscritt[oa])`;

/** The same of a cell whose column asks yes or no, so that what it denies is no mark. */
export function isMarked(cell: Sql): Sql {
  return sql`(${mayBeTrue(cell)} AND NOT regexp_full_match(lower(trim(${cell})), ${DENIES}))`;
}

/** Holds for a yes or a no, and nothing else. */
export function isPlainAnswer(cell: Sql): Sql {
  return sql`(${castCell(cell, TEXT, 'boolean')} IS NOT NULL)`;
}

/** Values behind IN. */
function list(values: readonly string[]): Sql {
  return join(values.map((value) => sql`${value}`), ', ');
}
