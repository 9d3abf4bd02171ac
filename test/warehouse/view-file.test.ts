import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadTable } from '#warehouse/load-table.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const PEOPLE: TableSpec = {
  name: 'people',
  columns: {
    recipient_id: 'text', email: 'text', company: 'label', class: { enum: ['natural', 'unknown'], synonyms: { natural: ['privat'] }, otherwise: { value: 'unknown' } },
    kind: { enum: ['single', 'in_memory'] }, since: 'day', occurred_at: 'instant', amount: 'number', giftaid: 'boolean', digest: 'sha256', tags: 'list', channels: 'words', vat_id: 'label',
  },
  required: ['recipient_id'],
  key: 'recipient_id',
};
const DIGEST = 'ab'.repeat(32);
const CLEAN = `'r' || n AS recipient_id, 'ann' || n || '@acme.com' AS email, 'Acme' AS company, 'natural' AS class, 'single' AS kind, '2026-03-01T08:00:00Z' AS since, '2026-03-01T08:00:00Z' AS occurred_at,
  '12.5' AS amount, 'true' AS giftaid, '${DIGEST}' AS digest, 'a;b' AS tags, 'x, y' AS channels, 'plum' AS favourite`;

let warehouse: Warehouse;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'view-file-'));
  warehouse = await openWarehouse({ threads: 4 });
});
afterEach(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

/** What stands in the table, and what was loaded, of a file in place and of the same file copied. */
async function bothWays(select: string) {
  const file = join(folder, 'people.parquet');
  await warehouse.run(raw(`COPY (${select}) TO '${file}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`));
  const copied = await loaded(file, false);
  await warehouse.run(sql`DROP TABLE people`);
  return { copied, inPlace: await loaded(file, true) };
}

async function loaded(file: string, inPlace: boolean) {
  const table = await loadTable(warehouse, PEOPLE, file, { inPlace: () => inPlace });
  const rows = await warehouse.all(raw('SELECT rowid, * FROM people ORDER BY rowid'));
  const [kind] = await warehouse.all<{ table_type: string }>(raw(`SELECT table_type FROM information_schema.tables WHERE table_name = 'people'`));
  return { isView: kind?.table_type === 'VIEW', content: { table, rows: rows.map(({ 'rowid:1': _, ...row }) => row) } };
}

describe('a Parquet file that is read where it is', () => {
  test('holds what a copy of it would, in the order of its rows', async () => {
    const { copied, inPlace } = await bothWays(`SELECT ${CLEAN} FROM range(20000) AS t(n)`);
    expect([copied.isView, inPlace.isView]).toEqual([false, true]);
    expect(inPlace.content).toEqual(copied.content);
    expect(inPlace.content.rows[15_000]).toMatchObject({ rowid: 15_000, recipient_id: 'r15000', since: '2026-03-01T08:00:00.000Z', amount: 12.5, giftaid: true, tags: ['a', 'b'], vat_id: null, favourite: 'plum' });
  });

  test.each([
    ['white space and empty cells', `SELECT * REPLACE (' ann@acme.com ' AS email, '' AS company, chr(160) || 'plum' AS favourite)`],
    ['texts that keep a spreadsheet from making a number of them', `SELECT * REPLACE ('="0012"' AS email, ' ="0013" ' AS company)`],
    ['words for nothing', `SELECT * REPLACE ('n/a' AS company, 'unbekannt' AS since, '-' AS amount, 'NULL' AS tags, '?' AS digest)`],
    ['other words for a value', `SELECT * REPLACE ('privat' AS class, 'In Memory' AS kind, 'ja' AS giftaid)`],
    ['days, offsets and other numbers', `SELECT * REPLACE ('2026-03-01' AS since, '2026-03-01T10:00+02:00' AS occurred_at, '1.234,50' AS amount)`],
    ['instants of another length, and midnight as 24 o\'clock', `SELECT * REPLACE ('2026-03-01T24:00:00Z' AS since, '2026-03-01T08:00:00.250Z' AS occurred_at)`],
    ['digests behind a name', `SELECT * REPLACE ('sha256:${DIGEST.toUpperCase()}' AS digest)`],
    ['values with types', `SELECT * REPLACE (TIMESTAMPTZ '2026-03-01 10:00:00+02' AS occurred_at, 7 AS amount, true AS giftaid, ['a'] AS tags, NULL::INTEGER AS company)`],
  ])('is translated as a copy is: %s', async (_, odd) => {
    const { inPlace, copied } = await bothWays(odd.includes('INTEGER') ? `${odd} FROM (SELECT ${CLEAN} FROM range(10) AS t(n))` : `SELECT ${CLEAN} FROM range(10) AS t(n) UNION ALL ${odd} FROM (SELECT ${CLEAN} FROM range(10, 12) AS t(n))`);
    expect(inPlace.isView).toBe(true);
    expect(inPlace.content).toEqual(copied.content);
  });

  test.each([
    ['a row without its id', `SELECT * REPLACE (NULL AS recipient_id)`],
    ['a value that cannot be read', `SELECT * REPLACE ('maybe' AS giftaid)`],
    ['a word that is to be counted', `SELECT * REPLACE ('cyborg' AS class)`],
    ['a second row of a key', `SELECT * REPLACE ('r3' AS recipient_id)`],
  ])('is copied after all for %s', async (_, odd) => {
    const { inPlace, copied } = await bothWays(`SELECT ${CLEAN} FROM range(10) AS t(n) UNION ALL ${odd} FROM (SELECT ${CLEAN} FROM range(10, 11) AS t(n))`);
    expect(inPlace.isView).toBe(false);
    expect(inPlace.content).toEqual(copied.content);
    expect(inPlace.content.table.rejected.length + inPlace.content.table.unreadWords.length).toBe(1);
  });
});
