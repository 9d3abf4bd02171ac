import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { AsksConfig } from './asks-config.js';
import { AFFINITY } from './programme-affinity.js';
import type { Bar, Rest } from './reasons.js';

/** One recipient with all that an ask depends on. Instants are ISO 8601 in UTC. */
export interface Donor extends Record<string, unknown> {
  readonly recipient_id: string;
  /** The first bar that holds. */
  readonly barred_by: string | null;
  /** The rest that ends last, whether it is over or not. */
  readonly last_rest: string | null;
  readonly rests_end: string | null;
  readonly resting: boolean;
  readonly pledge: number | null;
  /** Days between payments of the pledge, their median. */
  readonly interval_days: number | null;
  readonly currency: string | null;
  readonly median: number | null;
  readonly last: number | null;
  readonly gifts: number;
  /** Those of them in `currency`. */
  readonly gifts_in_currency: number;
  readonly lapsed: boolean;
  readonly programme: string | null;
  readonly programme_share: number | null;
  readonly programme_touches: number;
  readonly programme_gifts: number;
  readonly programme_refused: number;
}

/** All recipients in the order of their ids (code points). Needs recipient_facts with giving, programmes, stewardship and engagement. */
export async function* readDonors(warehouse: Warehouse, reasons: { readonly bars: readonly Bar[]; readonly rests: readonly Rest[] }, config: AsksConfig): AsyncGenerator<Donor> {
  for await (const rows of warehouse.stream<Donor>(statement(reasons, config))) yield* rows;
}

function statement({ bars, rests }: { readonly bars: readonly Bar[]; readonly rests: readonly Rest[] }, { lapsedMonths, lapsedGraceDays }: AsksConfig): Sql {
  const barred = bars.map(({ id, where }) => sql`WHEN ${where} THEN ${id}`);
  const ends = rests.map(({ until }, index) => sql`${until} AS ${end(index)}`);
  const named = rests.map(({ id }, index) => sql`WHEN ${end(index)} = rests_end THEN ${id}`);
  return sql`
    SELECT judged.recipient_id, barred_by, rests_end, CASE ${join(named, ' ')} END AS last_rest, coalesce(rests_end > send_at, false) AS resting,
      pledge_amount AS pledge, pledge_interval_days AS interval_days, gift_currency AS currency, gift_median AS median, last_gift_amount AS last,
      CAST(coalesce(gifts_comparable, 0) AS INTEGER) AS gifts, CAST(coalesce(gifts_in_currency, 0) AS INTEGER) AS gifts_in_currency,
      coalesce(last_gift_at + to_months(${lapsedMonths}) + to_days(${lapsedGraceDays}) < send_at, false) AS lapsed,
      liked.programme, liked.share AS programme_share, CAST(coalesce(liked.touches, 0) AS INTEGER) AS programme_touches,
      CAST(coalesce(liked.gifts, 0) AS INTEGER) AS programme_gifts, coalesce(liked.refused, 0) AS programme_refused
    FROM (
      SELECT *, greatest(${join(rests.map((_, index) => end(index)), ', ')}) AS rests_end
      FROM (SELECT *, CASE ${join(barred, ' ')} END AS barred_by, ${join(ends, ', ')} FROM recipient_facts)) AS judged
    LEFT JOIN ${AFFINITY} AS liked ON liked.recipient_id = judged.recipient_id
    ORDER BY judged.recipient_id`;
}

function end(index: number): Sql {
  return raw(`rest_${String(index)}`);
}
