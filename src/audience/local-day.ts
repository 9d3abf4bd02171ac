import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/**
 * The day of an instant (TIMESTAMP in UTC) on the recipient's clock, in UTC where his zone is not known. Midnight in UTC is a day without a time of day, and
 * that day anywhere. Dear: to be asked where the day in UTC does not decide by itself.
 */
export function localDay(instant: Sql): Sql {
  return sql`CAST(CASE WHEN date_trunc('day', ${instant}) = ${instant} THEN ${instant} ELSE timezone(clock_zone, timezone('UTC', ${instant})) END AS DATE)`;
}
