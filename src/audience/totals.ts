import type { Totals } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { Audience } from './audience.js';

/** Answers aggregates; a query gives one row. */
export function totalsOf({ warehouse, facts }: Audience): Totals {
  return async (query) => {
    const [row] = await warehouse.all<Record<string, number | string | null>>(sql`WITH recipient_facts AS NOT MATERIALIZED (${facts(query)}) SELECT * FROM (${query})`);
    if (row === undefined) throw new Error('totals are one row of aggregates; the query gave none');
    return row;
  };
}
