import { identifier, join, sql } from '#warehouse/sql.js';
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

/** Lists are bound a column at a time; empty text becomes NULL. */
export async function insertBatch(warehouse: Warehouse, table: Sql, rows: readonly Cells[]): Promise<void> {
  const width = rows[0]?.length ?? 0;
  if (width === 0) return;
  const columns = Array.from({ length: width }, (_, index) => identifier(`c${String(index)}`));
  const lists = columns.map((column, index) => sql`unnest(${rows.map((row) => row[index] ?? '')}) AS ${column}`);
  const cells = columns.map((column) => sql`nullif(${column}, '')`);
  await warehouse.run(sql`INSERT INTO ${table} SELECT ${join(cells, ', ')} FROM (SELECT ${join(lists, ', ')})`);
}
