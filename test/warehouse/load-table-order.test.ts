import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';

const GIFTS: TableSpec = {
  name: 'gifts',
  columns: { gift_id: 'text', type: { enum: ['single', 'regular', 'in_memory', 'event', 'legacy', 'match'] }, giftaid: 'boolean' },
  required: ['gift_id'],
};

test('rows of a large file that is read on several threads stay in the order of the file, with values and truths looked up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'load-order-'));
  const warehouse = await openWarehouse({ threads: 4 });
  try {
    for (const [name, format] of [['gifts.parquet', 'FORMAT parquet, ROW_GROUP_SIZE 20000'], ['gifts.csv', 'FORMAT csv, HEADER']] as const) {
      const file = join(folder, name);
      await warehouse.run(sql`COPY (SELECT 'g' || n AS gift_id, list_value('Single', 'in memory', 'event')[1 + n % 3] AS type, list_value('yes', 'false', 'Y')[1 + n % 3] AS giftaid FROM range(400000) AS t(n) ORDER BY n) TO ${raw(`'${file}'`)} (${raw(format)})`);
      await loadTable(warehouse, GIFTS, file);
      const [found] = await warehouse.all(sql`
        SELECT count(*) AS rows, count(*) FILTER (WHERE gift_id <> 'g' || rowid OR type <> list_value('single', 'in_memory', 'event')[1 + rowid % 3] OR giftaid <> (rowid % 3 <> 1)) AS astray FROM gifts`);
      expect(found, name).toEqual({ rows: 400_000, astray: 0 });
    }
  } finally {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  }
});
