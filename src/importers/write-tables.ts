import { join as joinPath } from 'node:path';
import { isTime, writeCell } from '#warehouse/cast-column.js';
import { identifier, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { ColumnType } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { formulaSafe } from '#warehouse/formula-safe.js';
import { writeTable } from '#warehouse/write-table.js';
import type { ExportSource } from './export-map.js';
import type { WrittenTable } from './import-result.js';
import { TARGETS, WRITTEN, targetTable } from './target-tables.js';
import type { TableName } from './target-tables.js';
import { mendZones } from './mend-zones.js';

/** What a campaign's manifest calls the table. */
const MANIFEST = { recipients: 'audience', consents: 'consents', contacts: 'contacts', suppressions: 'suppressions', events: 'events', gifts: 'gifts' } as const satisfies Record<(typeof WRITTEN)[number], string>;

/** Files that name no system: its merge tags are guessed. */
const NO_SYSTEM: readonly ExportSource[] = ['list', 'events'];

/** Writes every table that has rows. */
export async function writeTables(warehouse: Warehouse, { source, output, format = 'csv' }: { readonly source: ExportSource; readonly output: string; readonly format?: 'csv' | 'parquet' }): Promise<{ readonly tables: readonly WrittenTable[]; readonly manifest: Readonly<Record<string, string | readonly string[]>>; readonly withoutConsent: number }> {
  await mendZones(warehouse);
  await keepMachineOpens(warehouse);
  await holdBackSuppressed(warehouse);
  const tables: (WrittenTable & { readonly table: (typeof WRITTEN)[number] })[] = [];
  for (const table of WRITTEN) {
    const repeated = await dropRepeated(warehouse, table);
    const rows = await count(warehouse, sql`FROM ${identifier(targetTable(table))}`);
    if (rows === 0) continue;
    const file = joinPath(output, `${table}.${format}`);
    await writeTable(warehouse, await selection(warehouse, table, format), file);
    tables.push({ table, file, rows, repeated });
  }
  const named = tables.map(({ table }) => [MANIFEST[table], `${table}.${format}`] as const);
  return {
    tables, withoutConsent: await count(warehouse, sql`FROM import_recipients WHERE recipient_id NOT IN (SELECT recipient_id FROM import_consents)`),
    manifest: { ...(!NO_SYSTEM.includes(source) && { esp: source }), ...Object.fromEntries(named.map(([name, file]) => [name, name === 'suppressions' ? [file] : file])) },
  };
}

async function count(warehouse: Warehouse, from: Sql): Promise<number> {
  const [found] = await warehouse.all<{ rows: number }>(sql`SELECT count(*) AS rows ${from}`);
  return found?.rows ?? 0;
}

/** The exporting system mails nobody whom it suppresses altogether, whichever file says so. */
async function holdBackSuppressed(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    DELETE FROM import_recipients WHERE lower(email) IN (SELECT lower(email) FROM import_suppressions WHERE email IS NOT NULL AND scope IS NULL)
      OR recipient_id IN (SELECT recipient_id FROM import_suppressions WHERE recipient_id IS NOT NULL AND scope IS NULL)`);
}

/** Some systems mark every event of a machine: of what else one did, the user agent speaks. */
async function keepMachineOpens(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`UPDATE import_events SET machine_open = NULL WHERE type <> 'open'`);
}

/** One row a recipient; of other tables one row a key, and one of rows that are equal throughout. The first stays. */
async function dropRepeated(warehouse: Warehouse, table: TableName): Promise<number> {
  const name = identifier(targetTable(table));
  const before = await count(warehouse, sql`FROM ${name}`);
  const columns = Object.keys(TARGETS[table].columns);
  const same = table === 'recipients' ? sql`recipient_id` : table === 'contacts' ? sql`contact_id` : sql`coalesce(_key, md5(concat_ws('|', ${join(columns.map((column) => sql`coalesce(CAST(${identifier(column)} AS VARCHAR), '')`), ', ')})))`;
  const keyless = table === 'gifts' ? sql`AND _key IS NOT NULL` : sql``;
  await warehouse.run(sql`DELETE FROM ${name} WHERE rowid IN (SELECT id FROM (SELECT rowid AS id, _key, row_number() OVER (PARTITION BY ${same} ORDER BY rowid) AS place FROM ${name}) WHERE place > 1 ${keyless})`);
  return before - (await count(warehouse, sql`FROM ${name}`));
}

/** The columns that some row fills, and those that the table must have. */
async function selection(warehouse: Warehouse, table: TableName, format: 'csv' | 'parquet'): Promise<Sql> {
  const name = identifier(targetTable(table));
  const spec = TARGETS[table];
  const columnTypes: Readonly<Record<string, ColumnType>> = spec.columns;
  const described = await warehouse.all<{ name: string }>(sql`SELECT column_name AS name FROM (DESCRIBE ${name}) WHERE column_name <> '_key'`);
  const [filled = {}] = await warehouse.all<Record<string, number>>(sql`SELECT ${join(described.map((column) => sql`count(${identifier(column.name)}) AS ${identifier(column.name)}`), ', ')} FROM ${name}`);
  const columns = described.map((column) => column.name).filter((column) => (filled[column] ?? 0) > 0 || spec.required.includes(column));
  const typeOf = (column: string): ColumnType => columnTypes[column] ?? 'text';
  return sql`SELECT ${join(columns.map((column) => sql`${cellOf(identifier(column), typeOf(column), format)} AS ${identifier(column)}`), ', ')} FROM ${name} ORDER BY rowid`;
}

function cellOf(column: Sql, type: ColumnType, format: 'csv' | 'parquet'): Sql {
  if (format === 'parquet') return isTime(type) ? sql`timezone('UTC', ${column})` : column;
  if (type === 'number' || type === 'boolean') return column;
  const text = writeCell(column, type);
  return isTime(type) ? text : raw(formulaSafe(text).pieces.join(''));
}
