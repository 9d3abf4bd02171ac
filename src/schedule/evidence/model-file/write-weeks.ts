import { closeSync, fsyncSync, openSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { columnsOf, mergedSignals } from '../event-log.js';
import { COLUMNS, ORDER, weekOf } from './parts.js';
import type { Part } from './parts.js';
import type { WeekFile } from './read-manifest.js';
import { checkFiles, digestOf, withFiles } from './read-weeks.js';

/** Where they differ, bytes differ. Rows of a group are as many as DuckDB holds together by default. */
const SETTINGS = raw('FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 122880');

export interface WeeksOptions {
  /** The model's folder, and the one within it for files that are being written. */
  readonly model: string;
  readonly half: string;
  /** The part's files of which no row is in `model_<part>` yet. */
  readonly standing: readonly WeekFile[];
}

/** Makes the table `model_<part>`, in the order of weeks: each is sorted by itself as it is written, which costs less than one sort of all. */
export async function sortByWeek(warehouse: Warehouse, part: Part, rows: Sql): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${table(part)} AS SELECT ${weekOf(part)} AS week, ${columnsOf(COLUMNS[part])} FROM ${rows} ORDER BY week`);
}

/**
 * Writes a file a week of `model_<part>`, with what stands in the week's file; returns them with those of all other weeks. The warehouse must use one thread: where groups of rows end must not depend
 * on how threads share the work, nor on what other weeks there are, so each file is sorted by itself.
 */
export async function writeWeeks(warehouse: Warehouse, part: Part, { model, half, standing }: WeeksOptions): Promise<readonly WeekFile[]> {
  const weeks = await warehouse.all<{ week: string }>(sql`SELECT DISTINCT CAST(week AS VARCHAR) AS week FROM ${table(part)} ORDER BY week`);
  const files: WeekFile[] = [];
  for (const { week } of weeks) {
    const old = standing.filter((file) => file.week === week);
    checkFiles(model, old);
    const path = join(half, `${week}.${part}.parquet`);
    const rows = sql`(SELECT ${columnsOf(COLUMNS[part])} FROM ${table(part)} WHERE week = CAST(${week} AS DATE))`;
    const [written] = await warehouse.all<{ Count: number }>(sql`COPY (FROM ${old.length === 0 ? rows : JOINED[part](withFiles(rows, part, model, old))} ORDER BY ${ORDER[part]}) TO ${path} (${SETTINGS})`);
    const file = `${week}.${part}.${digestOf(path)}.parquet`;
    flush(path);
    await rename(path, join(half, file));
    files.push({ week, file, rows: written?.Count ?? 0 });
  }
  await warehouse.run(sql`DROP TABLE ${table(part)}`);
  return [...standing.filter(({ week }) => files.every((file) => file.week !== week)), ...files].sort((a, b) => (a.week < b.week ? -1 : 1));
}

/** Messages that stand in a file of their own are none of the new ones. */
const JOINED: Readonly<Record<Part, (rows: Sql) => Sql>> = { messages: (rows) => rows, signals: mergedSignals };

/** On the disk before a manifest names it. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

function table(part: Part): Sql {
  return raw(`model_${part}`);
}
