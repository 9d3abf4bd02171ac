import { columnName } from '#warehouse/match-columns.js';
import { loadTable } from '#warehouse/load-table.js';
import { openSource } from '#warehouse/open-source.js';
import type { Source } from '#warehouse/open-source.js';
import type { Rejected } from '#warehouse/rejected.js';
import { identifier } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { ExportMap, Recognised } from './export-map.js';
import { flattenRecords, placesOf } from './flatten-records.js';
import { recogniseExport } from './recognise-export.js';

/** A file in a table of its own, every cell as text. */
export interface LoadedExport extends Recognised {
  readonly source: Source;
  readonly table: Sql;
  readonly rows: number;
  readonly rejected: Rejected | undefined;
  readonly header: readonly string[];
}

export interface LoadedExports {
  readonly known: readonly LoadedExport[];
  readonly unknown: readonly { readonly file: string; readonly reason: string }[];
}

/** The name under which a column of a file stands in its table. */
export function columnOf(written: string): Sql {
  return identifier(columnName(NO_SPEC, written));
}

const NO_SPEC: TableSpec = { name: '', columns: {}, required: [] };

/** Loads the files that are exports of a system, each whole, and says of the others what they lack. */
export async function loadExports(warehouse: Warehouse, maps: readonly ExportMap[], files: readonly string[]): Promise<LoadedExports> {
  const known: LoadedExport[] = [];
  const unknown: { file: string; reason: string }[] = [];
  for (const [index, file] of files.entries()) {
    const name = `export_${String(index)}`;
    const source = openSource(file);
    const isEmpty = source.format === 'csv' && source.header.length === 0;
    const early = source.format === 'csv' ? recogniseExport(maps, file, source.header) : undefined;
    if (isEmpty || (early !== undefined && 'unknown' in early)) {
      unknown.push({ file, reason: isEmpty || early === undefined || !('unknown' in early) ? 'it is empty' : early.unknown });
      continue;
    }
    const loaded = await loadTable(warehouse, { ...NO_SPEC, name }, file);
    const recognised = early ?? recogniseExport(maps, file, loaded.header);
    if ('unknown' in recognised) unknown.push({ file, reason: recognised.unknown });
    else known.push(await flattened(warehouse, name, { ...recognised, source, table: identifier(name), rows: loaded.rows, rejected: loaded.rejected[0], header: loaded.header }));
  }
  return { known, unknown };
}

/** Records that lie in each other become a table with a column for each field, and the columns of which none is read stay named. */
async function flattened(warehouse: Warehouse, name: string, loaded: LoadedExport): Promise<LoadedExport> {
  const { map, header, table } = loaded;
  if (map.envelopes === undefined) return loaded;
  const places = placesOf(map, header);
  const flat = identifier(`${name}_flat`);
  await flattenRecords(warehouse, table, flat, places);
  const read = new Set([...places.values()].flat().map(({ column }) => column));
  const fields = new Map([...places.keys()].map((field) => [field, field]));
  return { ...loaded, fields, table: flat, header: [...fields.keys(), ...header.filter((column) => !read.has(column))] };
}
