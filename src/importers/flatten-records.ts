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

/** Makes a table of a file's records that has a column for each field: in each record the first of its places that is filled. Each object is parsed once for all of its places. */
export async function flattenRecords(warehouse: Warehouse, table: Sql, flat: Sql, places: ReadonlyMap<string, readonly Place[]>): Promise<void> {
  const paths = new Map<string, string[]>();
  for (const { column, path } of [...places.values()].flat()) if (path !== undefined && !path.includes('*')) paths.set(column, [...paths.get(column) ?? [], path]);
  const objects = [...paths].map(([column, all], index) => sql`, CASE WHEN ${isObject(cellOf(column))} THEN json_extract_string(${cellOf(column)}, [${join(all.map((path) => sql`${path}`), ', ')}]) END AS ${objectOf(index)}`);
  const cells = [...places].map(([field, all]) => sql`coalesce(${join(all.map((place) => cellAt(place, paths)), ', ')}) AS ${identifier(field)}`);
  await warehouse.run(sql`CREATE TABLE ${flat} AS SELECT ${join(cells, ', ')} FROM (SELECT *, rowid AS _row${join(objects, '')} FROM ${table}) ORDER BY _row`);
}

/** Several values of one record are separated by `;`, as lists in a cell are. */
function cellAt({ column, path }: Place, paths: ReadonlyMap<string, readonly string[]>): Sql {
  const cell = cellOf(column);
  if (path === undefined) return cell;
  if (path.includes('*')) return sql`CASE WHEN ${isObject(cell)} THEN nullif(array_to_string(json_extract_string(${cell}, ${path}), ';'), '') END`;
  const value = sql`${objectOf([...paths.keys()].indexOf(column))}[${(paths.get(column) ?? []).indexOf(path) + 1}]`;
  return sql`CASE WHEN starts_with(${value}, '[') AND json_valid(${value}) THEN nullif(array_to_string(from_json(${value}, '["VARCHAR"]'), ';'), '') ELSE ${value} END`;
}

function cellOf(column: string): Sql {
  return identifier(columnName(NO_SPEC, column));
}

function objectOf(index: number): Sql {
  return identifier(`_object_${String(index)}`);
}

function isObject(cell: Sql): Sql {
  return sql`(starts_with(${cell}, '{') AND json_valid(${cell}))`;
}
