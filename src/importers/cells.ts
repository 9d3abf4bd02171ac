import { castCell } from '#warehouse/cast-column.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { DateOrder } from './date-order.js';

const TRUE = ['true', 'yes', '1', 'y', 't', 'x', 'ja', 'oui', 'si', 'sí', 'sì', 'sim'];
const TEXT = { name: '', cell: raw('NULL'), type: 'VARCHAR' };
const DAY = String.raw`\d{4}-\d\d?-\d\d?`;
const NAIVE = String.raw`\d{4}-\d\d?-\d\d?[T ]\d\d?:\d\d(:\d\d(\.\d+)?)?`;
const NUMERIC_DAY = String.raw`\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)(\D.*)?`;

const LOCALE_DAY = String.raw`(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(\D.*)?`;
/** Of strptime: the twelve hours that go with such days. */
const LOCALE_TIMES = ['%Y-%m-%d %I:%M %p', '%Y-%m-%d %I:%M:%S %p'];

/** How the times of a file are written. */
export interface Times {
  /** `epoch`, or formats of strptime, beside ISO 8601. */
  readonly formats: readonly string[];
  /** Of dates that are neither ISO 8601 nor in a format of the export; undefined: nobody said. */
  readonly dateOrder?: DateOrder;
  /** IANA name of the zone of times that name none; undefined: nobody said. */
  readonly zone: string | undefined;
  /** A midnight means that the time of day was not kept. */
  readonly midnightIsDay: boolean;
}

/** A cell as an instant in UTC, NULL when it is none. A day without a time of day is midnight UTC, which Presend takes for a day. */
export function instantCell(cell: Sql, { dateOrder, ...times }: Times): Sql {
  if (dateOrder === undefined) return readInstant(cell, times);
  return sql`coalesce(${readInstant(cell, times)}, ${readInstant(isoOrder(cell, dateOrder), { ...times, formats: LOCALE_TIMES })})`;
}

function readInstant(cell: Sql, { formats, zone, midnightIsDay }: Times): Sql {
  const local = localTime(cell, formats);
  const inUtc = zone === undefined ? sql`NULL` : sql`timezone('UTC', timezone(${zone}, ${local}))`;
  const naive = midnightIsDay ? sql`CASE WHEN CAST(${local} AS TIME) = TIME '00:00:00' THEN ${local} ELSE ${inUtc} END` : inUtc;
  const epoch = formats.includes('epoch') ? [epochCell(cell)] : [];
  return sql`coalesce(${join([castCell(cell, TEXT, 'instant'), ...epoch, sql`CASE WHEN ${isDay(cell, {})} THEN TRY_CAST(${cell} AS TIMESTAMP) END`, naive], ', ')})`;
}

/** Holds for a time that can be read, but for its zone. */
export function isNaive(cell: Sql, { formats, dateOrder }: Times): Sql {
  const reordered = dateOrder === undefined ? sql`NULL` : localTime(isoOrder(cell, dateOrder), LOCALE_TIMES);
  return sql`coalesce(${localTime(cell, formats)}, ${reordered}) IS NOT NULL`;
}

/** Holds for a date whose day and month nobody can tell apart. */
export function isAmbiguous(cell: Sql): Sql {
  return sql`regexp_full_match(${cell}, ${NUMERIC_DAY})`;
}

/** Holds for a day without a time of day. */
export function isDay(cell: Sql, { dateOrder }: Pick<Times, 'dateOrder'>): Sql {
  const written = dateOrder === undefined ? cell : sql`coalesce(${isoOrder(cell, dateOrder)}, ${cell})`;
  return sql`regexp_full_match(${written}, ${DAY})`;
}

/** A date as 2026-02-05 with the time that follows it; NULL when it is none of the kind. */
function isoOrder(cell: Sql, dateOrder: DateOrder): Sql {
  const [day, month] = dateOrder === 'day-month' ? [1, 2] : [2, 1];
  const piece = (group: number): Sql => sql`regexp_extract(${cell}, ${`^${LOCALE_DAY}$`}, ${raw(String(group))})`;
  const time = sql`regexp_replace(${piece(4)}, '^,? +', ' ')`;
  return sql`CASE WHEN regexp_full_match(${cell}, ${LOCALE_DAY}) THEN ${piece(3)} || '-' || lpad(${piece(month)}, 2, '0') || '-' || lpad(${piece(day)}, 2, '0') || ${time} END`;
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

/** A cell as a number: `1234.5`, `1,234.50`, `1.234,50` or `12,50`, with or without a currency's sign. `1,234` says neither. */
export function amountCell(cell: Sql): Sql {
  const bare = sql`regexp_replace(${cell}, '^[^0-9-]{0,5}|[^0-9]{0,5}$', '', 'g')`;
  return sql`TRY_CAST(CASE
    WHEN regexp_full_match(${bare}, '-?\\d+(\\.\\d+)?') THEN ${bare}
    WHEN regexp_full_match(${bare}, '-?\\d{1,3}(,\\d{3})+\\.\\d+') THEN replace(${bare}, ',', '')
    WHEN regexp_full_match(${bare}, '-?\\d{1,3}(\\.\\d{3})+,\\d+') THEN replace(replace(${bare}, '.', ''), ',', '.')
    WHEN regexp_full_match(${bare}, '-?\\d+,\\d\\d?') THEN replace(${bare}, ',', '.') END AS DOUBLE)`;
}

/** Holds where a cell says yes. */
export function isTrue(cell: Sql): Sql {
  return sql`coalesce(lower(${cell}) IN (${list(TRUE)}), false)`;
}

/** Values behind IN. */
export function list(values: readonly string[]): Sql {
  return join(values.map((value) => sql`${value}`), ', ');
}
