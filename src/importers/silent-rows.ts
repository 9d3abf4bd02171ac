import { join, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { ImportedFile } from './import-result.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';

const EXAMPLES = 5;

/** Rows of a file that are not in `import_used` (of a file of donations: not for a gift), told by the fields that decide whether a row is made. */
export async function silentRows(warehouse: Warehouse, { map, fields, table, rows }: LoadedExport): Promise<ImportedFile['silent']> {
  const gifts = map.rows.filter((row) => row.table === 'gifts');
  const used = gifts.length === 0 ? sql`import_used` : sql`(FROM import_used WHERE target = 'gifts')`;
  const [found] = await warehouse.all<{ rows: number }>(sql`SELECT count(DISTINCT line) AS rows FROM ${used}`);
  const silent = rows - (found?.rows ?? 0);
  const deciding = new Set((gifts.length === 0 ? map.rows : gifts).flatMap(({ when }) => (when ?? []).flatMap((each) => ('field' in each ? [each.field] : 'true' in each ? [each.true] : 'notTrue' in each ? [each.notTrue] : []))));
  const columns = [...deciding].flatMap((field) => fields.get(field) ?? []);
  if (silent === 0 || columns.length === 0) return { rows: silent, examples: [] };
  const cells = columns.map((column, index) => sql`left(${columnOf(column)}, 40) AS ${columnOf(String(index))}`);
  const examples = await warehouse.all<Record<string, string | null> & { count: number }>(sql`
    SELECT ${join(cells, ', ')}, count(*) AS count FROM ${table} WHERE rowid NOT IN (SELECT line FROM ${used}) GROUP BY ALL ORDER BY count DESC, ${join(columns.map((_, index) => columnOf(String(index))), ', ')} LIMIT ${EXAMPLES}`);
  return { rows: silent, examples: examples.map((row) => columns.flatMap((column, index) => (row[String(index)] == null ? [] : [`${column} "${String(row[String(index)])}"`])).join(', ')).filter((text) => text !== '') };
}
