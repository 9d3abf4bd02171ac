import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable } from '#warehouse/load-table.js';
import { sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** What of the output of `presend asks` a plan needs. */
const ASKS: TableSpec = {
  name: 'asks',
  columns: { recipient_id: 'safeText', eligible: 'boolean', reason: 'text', ask_not_before: 'instant' },
  required: ['recipient_id', 'eligible'],
  key: 'recipient_id',
};

/**
 * Makes `plan_asks`: `barred_by`, why somebody must not be asked whenever it be (not eligible, and no rest to wait for), and `not_before_s`, when
 * the last rest ends. Empty without a file of asks. Returns what was read.
 */
export async function makeAskRests(warehouse: Warehouse, file: string | undefined): Promise<readonly LoadedTable[]> {
  if (file === undefined) {
    await warehouse.run(sql`CREATE OR REPLACE TABLE plan_asks (recipient_id VARCHAR, barred_by VARCHAR, rest_reason VARCHAR, not_before_s DOUBLE)`);
    return [];
  }
  const loaded = await loadTable(warehouse, ASKS, file);
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_asks AS
    SELECT recipient_id, CASE WHEN NOT eligible AND ask_not_before IS NULL THEN coalesce(reason, 'not_eligible') END AS barred_by,
      coalesce(reason, 'rest') AS rest_reason, epoch(ask_not_before) AS not_before_s
    FROM asks`);
  return [loaded];
}
