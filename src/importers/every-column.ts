import type { Condition, ExportMap, Recognised, RowMap, Value } from './export-map.js';
import { headerName } from './header-name.js';
import { fieldOfCondition } from './value-sql.js';

/** Of a field of which each column counts (`every`), each has its own rows of suppressions, and a row of any other table is made where the conditions hold of all of them. */
export function withEveryColumn({ map, fields }: Recognised, header: readonly string[]): Recognised {
  const all = new Map(fields);
  let rows = map.rows;
  for (const field of map.every ?? []) {
    const own = [field, ...columnsOf(map, field, header).filter((column) => column !== fields.get(field)).map((column, index) => {
      all.set(`${field}_${String(index)}`, column);
      return `${field}_${String(index)}`;
    })];
    if (own.length > 1) rows = rows.flatMap((row) => (row.table === 'suppressions' && row.when?.some((condition) => asksFor(condition, field)) === true ? own.map((each) => ofField(row, field, each)) : [ofAll(row, field, own)]));
  }
  return { map: { ...map, rows }, fields: all };
}

function columnsOf(map: ExportMap, field: string, header: readonly string[]): readonly string[] {
  const names = new Set((map.columns[field] ?? []).map(headerName));
  return header.filter((column) => names.has(headerName(column)));
}

/** Whether a condition wants the field to say something. */
function asksFor(condition: Condition, field: string): boolean {
  return fieldOfCondition(condition) === field && ['true', 'maybe', 'filled', 'in', 'reads'].some((asked) => asked in condition);
}

function ofField(row: RowMap, field: string, own: string): RowMap {
  const values = Object.fromEntries(Object.entries(row.values).map(([name, value]): [string, Value] => [name, value === field ? own : value]));
  return { ...row, values, ...(row.when && { when: row.when.map((condition) => renamed(condition, field, own)) }) };
}

function ofAll(row: RowMap, field: string, own: readonly string[]): RowMap {
  return { ...row, ...(row.when && { when: row.when.flatMap((condition) => (fieldOfCondition(condition) === field ? own.map((each) => renamed(condition, field, each)) : [condition])) }) };
}

function renamed(condition: Condition, field: string, own: string): Condition {
  return Object.fromEntries(Object.entries(condition).map(([key, value]) => [key, value === field ? own : value])) as unknown as Condition;
}
