import { isTime } from '#warehouse/cast-column.js';
import { join, sql } from '#warehouse/sql.js';
import type { ColumnType } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { localeDay } from './cells.js';
import type { DateOrder } from './date-order.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';
import { TARGETS } from './target-tables.js';
import { fieldsOfValue } from './value-sql.js';

/**
 * Which number of a file's dates such as 3/4/2026 comes first, where others in it (3/14/2026) exist in one order only; undefined when none does, or
 * when some do in each. So it is too where a column writes its dates in two ways, with zeros and without, or with dots as well: a spreadsheet that
 * reads one order in a file of the other turns round those that it can, writes them in its own way, and leaves the rest.
 */
export async function provenOrder(warehouse: Warehouse, { map, fields, table }: LoadedExport): Promise<DateOrder | undefined> {
  const columns = [...new Set(map.rows.flatMap((row) => {
    const types: Readonly<Record<string, ColumnType>> = TARGETS[row.table].columns;
    return Object.entries(row.values).flatMap(([name, value]) => (isTime(types[name] ?? 'text') ? fieldsOfValue(value).flatMap((field) => fields.get(field) ?? []) : []));
  }))];
  if (columns.length === 0) return undefined;
  const tests = columns.map((column) => {
    const { dayFirst, monthFirst, padded, bare, dotted } = localeDay(columnOf(column));
    const any = (condition: typeof dayFirst) => sql`coalesce(bool_or(${condition}), false)`;
    return sql`SELECT ${any(dayFirst)} AS day_first, ${any(monthFirst)} AS month_first, ${any(padded)}::INT + ${any(bare)}::INT + ${any(dotted)}::INT > 1 AS two_ways FROM ${table}`;
  });
  const [found] = await warehouse.all<{ day_first: boolean; month_first: boolean; two_ways: boolean }>(sql`
    SELECT bool_or(day_first) AS day_first, bool_or(month_first) AS month_first, bool_or(two_ways) AS two_ways FROM (${join(tests, ' UNION ALL ')})`);
  if (found === undefined || found.two_ways || found.day_first === found.month_first) return undefined;
  return found.day_first ? 'day-month' : 'month-day';
}
