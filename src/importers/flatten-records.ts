import { columnName } from '#warehouse/match-columns.js';
import { identifier, join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { ExportMap } from './export-map.js';
import { headerName } from './header-name.js';

const NO_SPEC: TableSpec = { name: '', columns: {}, required: [] };

/** A file's own column, and where in its JSON a cell stands; undefined: the cell is the column's. */
interface Place {
  readonly column: string;
  readonly path: string | undefined;
}

/** Fields of a map of records that a file may have: by each name as a column, within a column (`mail.destination`), or within an envelope. */
export function placesOf({ columns, envelopes = [] }: ExportMap, header: readonly string[]): ReadonlyMap<string, readonly Place[]> {
  const written = new Map(header.map((name) => [headerName(name), name]));
  const found = Object.entries(columns).map(([field, names]) => [field, names.flatMap((name) => [name, ...envelopes.map((envelope) => `${envelope}.${name}`)]).flatMap((name) => placeOf(name, written))] as const);
  return new Map(found.filter(([, places]) => places.length > 0));
}

function placeOf(name: string, written: ReadonlyMap<string, string>): readonly Place[] {
  const whole = written.get(headerName(name));
  if (whole !== undefined) return [{ column: whole, path: undefined }];
  const [first = '', ...keys] = name.split('.');
  const column = written.get(headerName(first));
  if (column === undefined || keys.length === 0) return [];
  return [{ column, path: `$${keys.map((key) => (key === '*' ? '.*' : key.endsWith('[]') ? `."${key.slice(0, -2)}"[*]` : `."${key}"`)).join('')}` }];
}

/** Makes a table of a file's records that has a column for each field: in each record the first of its places that is filled. */
export async function flattenRecords(warehouse: Warehouse, table: Sql, flat: Sql, places: ReadonlyMap<string, readonly Place[]>): Promise<void> {
  const cells = [...places].map(([field, all]) => sql`coalesce(${join(all.map(cellAt), ', ')}) AS ${identifier(field)}`);
  await warehouse.run(sql`CREATE TABLE ${flat} AS SELECT ${join(cells, ', ')} FROM ${table} ORDER BY rowid`);
}

/** Several values of one record are separated by `;`, as lists in a cell are. */
function cellAt({ column, path }: Place): Sql {
  const cell = identifier(columnName(NO_SPEC, column));
  if (path === undefined) return cell;
  const isObject = sql`starts_with(${cell}, '{') AND json_valid(${cell})`;
  if (path.includes('*')) return sql`CASE WHEN ${isObject} THEN nullif(array_to_string(json_extract_string(${cell}, ${path}), ';'), '') END`;
  const value = sql`json_extract_string(${cell}, ${path})`;
  return sql`CASE WHEN ${isObject} THEN CASE WHEN starts_with(${value}, '[') AND json_valid(${value}) THEN nullif(array_to_string(from_json(${value}, '["VARCHAR"]'), ';'), '') ELSE ${value} END END`;
}
