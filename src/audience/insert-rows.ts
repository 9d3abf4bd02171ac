import { join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

type Cells = readonly (string | null)[];

/** Rows that go to the warehouse in one statement. */
const BATCH = 20_000;

/** Puts what a function makes of each row of a stream into a table of text columns; never more than a batch is held. */
export async function insertRows<Row>(warehouse: Warehouse, table: Sql, chunks: AsyncIterable<readonly Row[]>, toCells: (row: Row) => Cells): Promise<void> {
  let batch: Cells[] = [];
  for await (const rows of chunks) {
    batch.push(...rows.map(toCells));
    if (batch.length < BATCH) continue;
    await insertBatch(warehouse, table, batch);
    batch = [];
  }
  await insertBatch(warehouse, table, batch);
}

/** One JSON text for all rows, which is bound many times faster than lists; empty text becomes NULL. */
export async function insertBatch(warehouse: Warehouse, table: Sql, rows: readonly Cells[]): Promise<void> {
  const cells = (rows[0] ?? []).map((_, index) => sql`nullif(cells[${index + 1}], '')`);
  if (cells.length === 0) return;
  await warehouse.run(sql`INSERT INTO ${table} SELECT ${join(cells, ', ')} FROM (SELECT unnest(from_json(${JSON.stringify(rows)}, '[["VARCHAR"]]')) AS cells)`);
}
