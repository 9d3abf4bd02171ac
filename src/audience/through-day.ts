import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** The last instant that a time may mean: a day without a time of day is kept as its first instant, and may be any time until its end. */
export function throughDay(time: Sql): Sql {
  return sql`(${time} + CASE WHEN date_trunc('day', ${time}) = ${time} THEN INTERVAL '86399 seconds' ELSE INTERVAL '0 seconds' END)`;
}

/** When an opt-out counts from of which nobody knows the day: no consent is later. */
export const NEVER_OUTLIVED = sql`TIMESTAMP '9999-01-01'`;
