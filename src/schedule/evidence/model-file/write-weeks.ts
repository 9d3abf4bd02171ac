import { closeSync, fsyncSync, openSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { columnsOf } from '../event-log.js';
import { COLUMNS, ORDER, weekOf } from './parts.js';
import type { Part } from './parts.js';
import type { WeekFile } from './read-manifest.js';
import { digestOf } from './read-weeks.js';

/** Where they differ, bytes differ. Rows of a group are as many as DuckDB holds together by default. */
const SETTINGS = raw('FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 122880');

/** Makes the table `model_<part>`, in the order of weeks: each is sorted by itself as it is written, which costs less than one sort of all. */
export async function sortByWeek(warehouse: Warehouse, part: Part, rows: Sql): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${table(part)} AS SELECT ${weekOf(part)} AS week, ${columnsOf(COLUMNS[part])} FROM ${rows} ORDER BY week`);
}

/**
 * Writes a file a week of `model_<part>`. The warehouse must use one thread: where groups of rows end must not depend on how threads share the work, nor on what other weeks there
 * are, so each file is sorted by itself.
 */
export async function writeWeeks(warehouse: Warehouse, part: Part, folder: string): Promise<readonly WeekFile[]> {
  const weeks = await warehouse.all<{ week: string; rows: number }>(sql`SELECT CAST(week AS VARCHAR) AS week, count(*) AS rows FROM ${table(part)} GROUP BY week ORDER BY week`);
  const files: WeekFile[] = [];
  for (const { week, rows } of weeks) {
    const half = join(folder, `${week}.${part}.parquet`);
    await warehouse.run(sql`COPY (SELECT ${columnsOf(COLUMNS[part])} FROM ${table(part)} WHERE week = CAST(${week} AS DATE) ORDER BY ${ORDER[part]}) TO ${half} (${SETTINGS})`);
    const file = `${week}.${part}.${digestOf(half)}.parquet`;
    flush(half);
    await rename(half, join(folder, file));
    files.push({ week, file, rows });
  }
  await warehouse.run(sql`DROP TABLE ${table(part)}`);
  return files;
}

/** On the disk before a manifest names it. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function table(part: Part): Sql {
  return raw(`model_${part}`);
}
