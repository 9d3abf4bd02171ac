import { castEnum } from '#warehouse/cast-column.js';
import { identifier, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { LIFECYCLE } from './tables.js';

/** Columns in which a CRM without a lifecycle says what somebody is to the firm. */
const STATUS_COLUMN = /^(?:life[ _-]?cycle[ _-]?(?:stage|state|status)|(?:customer|client|contact|account|relationship|kunden)?[ _-]?(?:status|stage|type|typ)|statut|estado|stato)$/i;

export function isStatusColumn(column: string): boolean {
  return STATUS_COLUMN.test(column);
}

/** Fills the lifecycle of contacts that have none from a column such as `status`, where it holds a word for one: `churned`, `Ex-Kunde`. */
export async function readLifecycle(warehouse: Warehouse, columns: readonly string[]): Promise<void> {
  for (const column of columns.filter(isStatusColumn)) {
    const spoken = castEnum(sql`trim(${identifier(column)})`, LIFECYCLE);
    await warehouse.run(sql`UPDATE contacts SET lifecycle = ${spoken} WHERE lifecycle IS NULL AND list_contains(${LIFECYCLE.enum}, ${spoken})`);
  }
}
