import { SCHEDULE } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable } from '#warehouse/load-table.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { EventLog } from './event-log.js';

export interface SeriesOptions {
  readonly log: EventLog;
  /** The campaign of the step before, as the events name it. */
  readonly after: string | undefined;
  /** The plan of the step before: what `presend plan` wrote. */
  readonly afterPlan: string | undefined;
  readonly now: Date;
}

const NOBODY = sql`SELECT CAST(NULL AS VARCHAR) AS recipient_id, CAST(NULL AS DOUBLE) AS sent_s WHERE false`;

/**
 * Makes `plan_series` (when each recipient got the step before, or will; the later where both are known) and `plan_planned` (mail that is
 * planned, or booked in the log). Needs `recipients`. Returns what was read of the plan.
 */
export async function makeSeries(warehouse: Warehouse, { log, after, afterPlan, now }: SeriesOptions): Promise<readonly LoadedTable[]> {
  const tables = afterPlan === undefined ? [] : [await loadTable(warehouse, SCHEDULE, afterPlan)];
  const planned = afterPlan === undefined
    ? NOBODY
    : sql`SELECT recipient_id, epoch(send_at) AS sent_s FROM schedule WHERE send_at IS NOT NULL`;
  const toRecipients = (sends: Sql): Sql => sql`SELECT recipient_id, epoch(sent) AS sent_s FROM ${sends} AS sends JOIN recipients ON hash(recipients.recipient_id) = sends.recipient`;
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_planned AS ${planned} UNION ${toRecipients(log.bookedAfter(now))}`);
  const sends = after === undefined ? NOBODY : toRecipients(await log.sendsOf(after));
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_series AS
    SELECT recipient_id, max(sent_s) AS before_s FROM (
      ${planned} UNION ALL ${sends})
    GROUP BY recipient_id`);
  return tables;
}
