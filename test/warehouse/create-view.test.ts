import { afterEach, beforeEach, expect, it } from 'vitest';
import { createView } from '#warehouse/create-view.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => { warehouse = await openWarehouse({ threads: 1 }); });
afterEach(() => warehouse.close());

it.each([`'; DROP TABLE people; --`, `it''s`, `\\'`, `a\0b`, `$1 $$ "x" /* */`, 'Grüße\n', ''])('keeps the text %j as it is, and runs none of it', async (text) => {
  await warehouse.run(sql`CREATE TABLE people AS SELECT 1 AS n`);
  await createView(warehouse, 'seen', sql`SELECT n, ${text} AS said, ${[text, 'b']} AS list FROM people`);
  expect(await warehouse.all(sql`SELECT * FROM seen`)).toEqual([{ n: 1, said: text, list: [text, 'b'] }]);
});

it('keeps numbers, truth, instants, nothing and empty lists', async () => {
  await createView(warehouse, 'seen', sql`SELECT ${7} AS whole, ${0.5} AS half, ${true} AS yes, ${null} AS none, ${new Date('2026-12-01T09:00:00.250Z')} AS moment, ${[]} AS empty`);
  const [row] = await warehouse.all(sql`SELECT * REPLACE (CAST(half AS DOUBLE) AS half), typeof(moment) AS type, typeof(empty) AS list FROM seen`);
  expect(row).toEqual({ whole: 7, half: 0.5, yes: true, none: null, moment: '2026-12-01T09:00:00.250Z', empty: [], type: 'TIMESTAMP', list: 'VARCHAR[]' });
});
