import { RECIPIENTS } from '#audience/tables.js';
import { columnName } from '#warehouse/match-columns.js';
import { identifier, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { ExportMap, ExportSource } from './export-map.js';
import { headerName } from './header-name.js';
import type { LoadedExport } from './load-exports.js';
import { targetTable } from './target-tables.js';
import { fieldOfCondition, fieldsOfValue } from './value-sql.js';

/** A file's columns that no field reads: those that its recipients keep, and those that nothing does. */
export function columnsOf({ map, fields, header }: LoadedExport): { readonly kept: readonly string[]; readonly notRead: readonly string[] } {
  const read = new Set([...fieldsRead(map)].map((field) => fields.get(field)));
  const left = new Set((map.leave ?? []).map(headerName));
  const others = header.filter((written) => !read.has(written));
  const keeps = map.keep !== false && map.rows.some(({ table }) => table === 'recipients');
  const kept = keeps ? others.filter((written) => !left.has(headerName(written))) : [];
  return { kept, notRead: others.filter((written) => !kept.includes(written)) };
}

function fieldsRead(map: ExportMap): ReadonlySet<string> {
  const ofRows = map.rows.flatMap(({ values, when, each, key, person }) => [...Object.values(values).flatMap(fieldsOfValue), ...(when ?? []).map(fieldOfCondition), each ?? '', key ?? '', person ?? '']);
  return new Set(['id', 'email', ...ofRows]);
}

/** Makes room for a file's own columns among the recipients', by the names that they get there: a name that Presend reads as something else gets the system's in front. */
export async function keptColumns(warehouse: Warehouse, source: ExportSource, kept: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const table = identifier(targetTable('recipients'));
  const there = await warehouse.all<{ name: string }>(sql`SELECT column_name AS name FROM (DESCRIBE ${table})`);
  const known = new Map(there.map(({ name }) => [name.toLowerCase(), name]));
  const names = new Map<string, string>();
  for (const written of kept) {
    const taken = Object.hasOwn(RECIPIENTS.columns, columnName(RECIPIENTS, written)) || written.toLowerCase() === '_key';
    const wanted = taken ? `${source}_${written}` : columnName(RECIPIENTS, written);
    const name = known.get(wanted.toLowerCase()) ?? wanted;
    if (!known.has(name.toLowerCase())) await warehouse.run(sql`ALTER TABLE ${table} ADD COLUMN ${identifier(name)} VARCHAR`);
    known.set(name.toLowerCase(), name);
    names.set(written, name);
  }
  return names;
}
