import type { Totals } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { Audience } from './audience.js';

/** Answers aggregates; a query gives one row. What is asked again is answered from memory. */
export function totalsOf({ warehouse, facts }: Audience): Totals {
  const answered = new Map<string, Awaited<ReturnType<Totals>>>();
  return async (query) => {
    const key = JSON.stringify(query);
    const row = answered.get(key) ?? (await warehouse.all<Awaited<ReturnType<Totals>>>(sql`WITH recipient_facts AS NOT MATERIALIZED (${facts(query)}) SELECT * FROM (${query})`))[0];
    if (row === undefined) throw new Error('totals are one row of aggregates; the query gave none');
    answered.set(key, row);
    return row;
  };
}
