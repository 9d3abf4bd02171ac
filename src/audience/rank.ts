import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** Later than any instant of a table, in microseconds since 1970 (the year 2255). */
const LATEST = Number.MAX_SAFE_INTEGER;

/**
 * A number by which the rows of a large table are compared without sorting them: the smaller place first, then the newer, then the earlier
 * in the file. No two rows have the same, and `rankedRow` gives the row back.
 */
export function rankOf(place: Sql, at: Sql): Sql {
  const age = sql`${LATEST} - greatest(0, least(${LATEST}, coalesce(epoch_us(${at}), 0)))`;
  return sql`(CAST(${place} AS HUGEINT) * 10000000000000000 + ${age}) * 1000000000000 + rowid`;
}

/** The rowid of the row that has a rank. */
export function rankedRow(rank: Sql): Sql {
  return sql`CAST(${rank} % 1000000000000 AS BIGINT)`;
}
