import { existsSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { identifier, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

let warehouse: Warehouse;
beforeEach(async () => { warehouse = await openWarehouse({ threads: 2 }); });
afterEach(() => warehouse.close());

test('binds text that looks like SQL as text', async () => {
  const hostile = `'; DROP TABLE recipients; --`;
  await warehouse.run(sql`CREATE TABLE recipients AS SELECT ${hostile} AS name`);
  expect(await warehouse.all(sql`SELECT name FROM recipients WHERE name = ${hostile}`)).toEqual([{ name: hostile }]);
});

test('quotes an identifier that holds quotes', async () => {
  const column = identifier('say "hi"; --');
  expect(await warehouse.all(sql`SELECT 1 AS ${column}`)).toEqual([{ 'say "hi"; --': 1 }]);
});

test('binds numbers, booleans, null, dates and lists', async () => {
  const [row] = await warehouse.all(sql`SELECT ${7} AS whole, ${0.5} AS half, ${true} AS yes, ${null} AS none,
    ${new Date('2026-12-01T09:00:00Z')} AS instant, list_contains(${['de', 'fr']}, 'fr') AS listed`);
  expect(row).toEqual({ whole: 7, half: 0.5, yes: true, none: null, instant: '2026-12-01T09:00:00.000Z', listed: true });
});

test('tells values apart that are written alike', async () => {
  const [row] = await warehouse.all(sql`SELECT [typeof(${1}), typeof(${'1'}), typeof(${true}), typeof(${'true'}), typeof(${['1']}), typeof(${'["1"]'}), typeof(${1})] AS types,
    coalesce(${null}, 2) + coalesce(${null}, 3) AS sum, coalesce(${null}, 'text') AS text`);
  expect(row).toEqual({ types: ['BIGINT', 'VARCHAR', 'BOOLEAN', 'VARCHAR', 'VARCHAR[]', 'VARCHAR', 'BIGINT'], sum: 5, text: 'text' });
});

test('gives a bound Date the value that the same instant has in SQL', async () => {
  const [row] = await warehouse.all(sql`SELECT ${new Date('2026-12-01T09:00:00Z')} = TIMESTAMP '2026-12-01 09:00:00' AS same`);
  expect(row).toEqual({ same: true });
});

test('gives counts and sums as numbers, and text where a number would lose digits', async () => {
  const [row] = await warehouse.all(sql`SELECT count(*) AS n, sum(x) AS total, 9007199254740993::BIGINT AS large, 1.25::DECIMAL(9, 2) AS price
    FROM range(10) AS t(x)`);
  expect(row).toEqual({ n: 10, total: 45, large: '9007199254740993', price: 1.25 });
});

test('streams a large result in order, a chunk at a time', async () => {
  let expected = 0;
  let chunks = 0;
  for await (const rows of warehouse.stream<{ x: number }>(sql`SELECT x FROM range(100000) AS t(x) ORDER BY x`)) {
    chunks++;
    for (const { x } of rows) expect(x).toBe(expected++);
  }
  expect(expected).toBe(100_000);
  expect(chunks).toBeGreaterThan(10);
});

test('lets statements run while a stream is open', async () => {
  await warehouse.run(sql`CREATE TABLE doubled (x BIGINT)`);
  for await (const rows of warehouse.stream<{ x: number }>(sql`SELECT x FROM range(10000) AS t(x)`))
    await warehouse.run(sql`INSERT INTO doubled SELECT 2 * CAST(unnest(${rows.map(({ x }) => String(x))}) AS BIGINT)`);
  expect(await warehouse.all(sql`SELECT count(*) AS n, max(x) AS largest FROM doubled`)).toEqual([{ n: 10_000, largest: 19_998 }]);
});

test('runs statements side by side', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => warehouse.all<{ x: number }>(sql`SELECT ${index} + count(*) AS x FROM range(1000)`)));
  expect(answers.map(([row]) => row?.x)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1000));
});

test('says how to mend it when memory runs out', async () => {
  const small = await openWarehouse({ memoryLimit: '8MiB', threads: 1 });
  await expect(small.all(sql`SELECT list(i) AS numbers FROM range(10000000) AS t(i)`)).rejects.toThrow(/^--memory: the tables need more memory .* Give more, such as --memory 4GiB\.$/);
  await small.close();
});

test('never fetches an extension', async () => {
  await expect(warehouse.all(sql`SELECT * FROM read_csv('https://example.org/a.csv')`)).rejects.toThrow();
  expect(await warehouse.all(sql`SELECT current_setting('autoinstall_known_extensions') AS fetches`)).toEqual([{ fetches: false }]);
});

test('keeps its data in a folder that only the user can read, and removes it on close', async () => {
  const mine = openFolders().filter((folder) => folder.includes(`-${String(process.pid)}-`));
  for (const folder of mine) expect(statSync(folder).mode & 0o777).toBe(0o700);
  const other = await openWarehouse();
  const [added] = openFolders().filter((folder) => folder.includes(`-${String(process.pid)}-`) && !mine.includes(folder));
  expect(added).toBeDefined();
  await other.close();
  expect(existsSync(added ?? '')).toBe(false);
});

test.each(['SIGINT', 'SIGTERM'] as const)('removes its folder at %s, and the process ends as the signal would end it', async (signal) => {
  const { child, folder } = await startChild();
  child.kill(signal);
  const [, endedBy] = (await once(child, 'exit')) as [number | null, string];
  expect(endedBy).toBe(signal);
  expect(existsSync(folder)).toBe(false);
});

test('removes what a killed process left behind when the next one opens', async () => {
  const { child, folder } = await startChild();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(folder)).toBe(true);
  await (await openWarehouse()).close();
  expect(existsSync(folder)).toBe(false);
});

test('tells how far a long statement is, in percent', async () => {
  const seen: number[] = [];
  const warehouse = await openWarehouse({ onProgress: (percent) => seen.push(percent) });
  try {
    await warehouse.run(sql`CREATE TABLE many AS SELECT i FROM range(1000000) AS t(i)`);
    for (let times = 1; seen.length === 0 && times < 1e6; times *= 4) await warehouse.run(sql`CREATE OR REPLACE TABLE sums AS SELECT sum(hash(i, j)) AS s FROM many, range(${times}) AS u(j)`);
    expect(seen.every((percent) => Number.isInteger(percent) && percent >= 0 && percent <= 100)).toBe(true);
    expect(seen.length).toBeGreaterThan(0);
  } finally {
    await warehouse.close();
  }
});

function openFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('presend-')).map((name) => join(tmpdir(), name));
}

async function startChild(): Promise<{ child: ReturnType<typeof spawn>; folder: string }> {
  const program = `import { openWarehouse } from '#warehouse/open-warehouse.js';
    import { sql } from '#warehouse/sql.js';
    const warehouse = await openWarehouse();
    const [row] = await warehouse.all(sql\`SELECT current_setting('temp_directory') AS spill\`);
    process.stdout.write(row.spill);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=presend-source', '--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [spill] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, folder: join(spill.toString(), '..') };
}
