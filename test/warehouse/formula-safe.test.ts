import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEDULE } from '#audience/tables.js';
import { csvRow } from '#schedule/output/csv-rows.js';
import { formulaSafe } from '#warehouse/formula-safe.js';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';

const IDS = ['+49 30 1234', '-2', '@zoë', '=HYPERLINK("x")', "'+1", "''", "'s-Gravenhage", '＝1', '＠x', 'r1', 'ø+1', "o'neill", '@a,"b"'];

it('ids that begin like formulas are in the files we write with an apostrophe, and are themselves again once such a file is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'formula-'));
  const warehouse = await openWarehouse();
  try {
    const file = join(folder, 'schedule.csv');
    const columns = ['recipient_id', 'send_at'];
    writeFileSync(file, csvRow(columns, { recipient_id: 'recipient_id', send_at: 'send_at' }) + IDS.map((id) => csvRow(columns, { recipient_id: id, send_at: '2026-12-01T18:00:00Z' })).join(''));
    await loadTable(warehouse, SCHEDULE, file);
    expect((await warehouse.all<{ recipient_id: string }>(sql`SELECT recipient_id FROM schedule ORDER BY rowid`)).map(({ recipient_id: id }) => id)).toEqual(IDS);
    // DuckDB and JavaScript write the same.
    const [row] = await warehouse.all<{ safe: string[] }>(sql`SELECT list_transform(${IDS}, lambda id: ${formulaSafe(sql`id`)}) AS safe`);
    const written = IDS.map((id) => csvRow(['id'], { id }).slice(0, -1).replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'));
    expect(row?.safe).toEqual(written);
    expect(written.filter((cell) => /^[=+@\t\r＝＋－＠-]/.test(cell))).toEqual([]);
  } finally {
    await warehouse.close();
    rmSync(folder, { recursive: true });
  }
});
