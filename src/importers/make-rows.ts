import { castCell, isTime } from '#warehouse/cast-column.js';
import { identifier, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { ColumnType, TableSpec } from '#warehouse/table-spec.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { amountCell, inIsoOrder, instantCell, isAmbiguous, isDay, isNaive } from './cells.js';
import type { Times } from './cells.js';
import type { DateOrder } from './date-order.js';
import type { RowMap, Value } from './export-map.js';
import { columnOf } from './load-exports.js';
import type { LoadedExport } from './load-exports.js';
import { TARGETS, targetTable } from './target-tables.js';
import { cellBehind, conditionSql, valueSql } from './value-sql.js';
import type { ValueSource } from './value-sql.js';

/** Why a row or a cell did not come through. `naive` and `ambiguous` stop the import: whoever guesses, guesses wrong for somebody. */
export type FaultKind = 'naive' | 'ambiguous' | 'empty' | 'invalid' | 'no-counterpart' | 'day-only' | 'unsent-campaign';

export interface Fault {
  readonly kind: FaultKind;
  /** Of the table. */
  readonly column: string;
  /** The field, where the value is one field. */
  readonly field: string;
  readonly value: string | null;
  /** Whether the row could not be written for it. */
  readonly fatal: boolean;
  /** How many, and the place in the file's table of the first. */
  readonly rows: number;
  readonly first: number;
}

export interface RowContext {
  readonly zone: string | undefined;
  readonly dateOrder: DateOrder | undefined;
  /** Of gifts whose file names none. */
  readonly currency: string | undefined;
  readonly campaign: ValueSource['campaign'];
  /** Columns of the file that recipients keep, and their names there. */
  readonly kept: ReadonlyMap<string, string>;
}

/** A column of a table on its way: the text it is read from, and what becomes of it. */
interface Made {
  readonly name: string;
  readonly type: ColumnType;
  readonly value: Value;
  readonly text: Sql;
  readonly cell: Sql;
  /** Of a time, `inIsoOrder`. */
  readonly ordered: Sql;
  readonly result: Sql;
}

const MADE = raw('import_made');
const FAULT = 'STRUCT(kind VARCHAR, "column" VARCHAR, value VARCHAR)';

/**
 * Adds the rows that a file gives to a table by one of its row maps. Cells are read, cast, then judged, in nested selects, so that no
 * expression is worked out twice.
 * @returns what did not come through, most frequent first; with a naive or ambiguous time among it nothing was added
 */
export async function makeRows(warehouse: Warehouse, exported: LoadedExport, row: RowMap, context: RowContext): Promise<readonly Fault[]> {
  const spec = TARGETS[row.table];
  const source = valueSource(exported, row, context);
  const times: Times = { formats: exported.map.times ?? [], zone: exported.map.zone === 'UTC' ? 'UTC' : context.zone, midnightIsDay: row.table === 'gifts' };
  const columns = Object.entries(withCurrency(row, context)).map(([name, value], index): Made => ({
    name, value, type: spec.columns[name] ?? 'text', text: raw(`t${String(index)}`), cell: raw(`c${String(index)}`), ordered: raw(`o${String(index)}`), result: raw(`v${String(index)}`),
  }));
  const kept = row.table === 'recipients' ? [...context.kept] : [];
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE ${MADE} AS
    SELECT *, ${faultOf(spec, columns, times, true)} AS fault, ${faultOf(spec, columns, times, false)} AS lost FROM (
      SELECT *, ${join(columns.map((column) => sql`${cast(column, columns, times)} AS ${column.result}`), ', ')}
      FROM (SELECT *, ${join([raw('NULL'), ...columns.filter(({ type }) => isTime(type)).map(({ text, ordered }) => sql`${inIsoOrder(text, context.dateOrder)} AS ${ordered}`)], ', ')} FROM (
        SELECT line, person, _key, ${join([...columns.flatMap(({ value, text, cell }) => [sql`${valueSql(value, source)} AS ${text}`, sql`${cellBehind(value, source)} AS ${cell}`]), ...kept.map(([, name]) => identifier(`k_${name}`))], ', ')}
        FROM ${personed(exported, row, kept)} WHERE ${join([sql`true`, ...(row.when ?? []).map((condition) => conditionSql(condition, source))], ' AND ')})))`);
  const faults = await readFaults(warehouse, exported, columns);
  if (!faults.some(({ kind }) => kind === 'naive' || kind === 'ambiguous')) await insertMade(warehouse, row, spec, columns, kept);
  await warehouse.run(sql`INSERT INTO import_used SELECT DISTINCT ${row.table}, line FROM ${MADE}`);
  return faults;
}

/** Fields stand as `f_<field>`; one with several items is one of them. */
function valueSource({ fields, map }: LoadedExport, row: RowMap, { campaign }: RowContext): ValueSource {
  const nothing = map.nothing ?? [];
  return {
    campaign,
    has: (field) => fields.has(field),
    cell: (field) => {
      if (!fields.has(field)) return sql`CAST(NULL AS VARCHAR)`;
      const cell = identifier(`f_${field}`);
      return nothing.length === 0 || field === row.each ? cell : sql`CASE WHEN lower(${cell}) NOT IN (${join(nothing.map((text) => sql`${text}`), ', ')}) THEN ${cell} END`;
    },
  };
}

/** The rows of a file with their person: the id, else the id of the address, else the address. */
function personed({ fields, table }: LoadedExport, { each, key, person = 'email' }: RowMap, kept: readonly (readonly [string, string])[]): Sql {
  const cells = [...fields].map(([field, written]) => {
    const cell = columnOf(written);
    return sql`${field === each ? sql`trim(unnest(regexp_split_to_array(${cell}, '[;,\n]')))` : cell} AS ${identifier(`f_${field}`)}`;
  });
  const [id, email] = ['id', person].map((field) => (fields.has(field) ? identifier(`f_${field}`) : sql`CAST(NULL AS VARCHAR)`)) as [Sql, Sql];
  return sql`(
    SELECT own.*, coalesce(${id}, people.id, lower(${email})) AS person, ${key !== undefined && fields.has(key) ? identifier(`f_${key}`) : sql`CAST(NULL AS VARCHAR)`} AS _key
    FROM (SELECT rowid AS line, ${join([...cells, ...kept.map(([written, name]) => sql`${columnOf(written)} AS ${identifier(`k_${name}`)}`)], ', ')} FROM ${table}) AS own
    LEFT JOIN import_people AS people ON people.address = lower(${email}))`;
}

function withCurrency({ table, values }: RowMap, { currency }: RowContext): Readonly<Record<string, Value>> {
  if (table !== 'gifts' || currency === undefined) return values;
  return { ...values, currency: { first: [values['currency'] ?? { constant: currency }, { constant: currency }] } };
}

function cast({ text, type, ordered }: Made, columns: readonly Made[], times: Times): Sql {
  if (isTime(type)) return instantCell({ cell: sql`CASE WHEN NOT ${isNoDay(text)} THEN ${text} END`, ordered }, times);
  if (type === 'number') return amountCell(text, columns.find(({ name }) => name === 'currency')?.text);
  return castCell(text, { name: '', cell: text, type: 'VARCHAR' }, type);
}

/** What databases write for no day. */
function isNoDay(text: Sql): Sql {
  return sql`starts_with(${text}, '0000-00-00')`;
}

/** The first thing that is wrong with a row: for which it cannot be written (`fatal`), or only loses a cell. */
function faultOf(spec: TableSpec, columns: readonly Made[], times: Times, fatal: boolean): Sql {
  const needed = new Set(spec.required);
  const cases = columns.filter(({ name }) => needed.has(name) === fatal).flatMap((column) => columnFaults(spec, column, fatal));
  const person = fatal && needed.has('recipient_id') ? [faultCase(sql`person IS NULL`, 'empty', 'recipient_id', sql`NULL`)] : [];
  const guesses = fatal ? columns.filter(({ type }) => isTime(type)).flatMap(({ name, text, ordered, result }) => [
    faultCase(sql`${result} IS NULL AND ${isNaive({ cell: text, ordered }, times)} AND NOT ${isNoDay(text)}`, 'naive', name, text),
    faultCase(sql`${result} IS NULL AND ${isAmbiguous(text)}`, 'ambiguous', name, text),
  ]) : [];
  const all = [...guesses, ...person, ...cases];
  return all.length === 0 ? sql`CAST(NULL AS ${raw(FAULT)})` : sql`CAST(CASE ${join(all, ' ')} END AS ${raw(FAULT)})`;
}

function columnFaults(spec: TableSpec, { name, type, value, text, cell, ordered, result }: Made, fatal: boolean): readonly Sql[] {
  const isEvent = spec.name === 'events' && type === 'instant';
  const unsent = typeof value === 'object' && 'fileCampaign' in value;
  return [
    ...(isEvent ? [faultCase(isDay({ cell: text, ordered }), 'day-only', name, text)] : []),
    faultCase(sql`${text} IS NULL AND ${cell} IS NOT NULL`, 'no-counterpart', name, cell),
    ...(fatal ? [faultCase(sql`${cell} IS NULL`, unsent ? 'unsent-campaign' : 'empty', name, sql`NULL`)] : []),
    ...(['text', 'label', 'list', 'words'].some((each) => each === type) ? [] : [faultCase(sql`${result} IS NULL AND ${text} IS NOT NULL AND NOT ${isNoDay(text)}`, 'invalid', name, text)]),
    ...(fatal ? [faultCase(sql`${result} IS NULL`, 'empty', name, sql`NULL`)] : []),
  ];
}

function faultCase(when: Sql, kind: FaultKind, column: string, value: Sql): Sql {
  return sql`WHEN ${when} THEN struct_pack(kind := ${kind}, "column" := ${column}, value := left(CAST(${value} AS VARCHAR), 60))`;
}

/** Equal faults as one, up to a hundred kinds of them; times that would have to be guessed come first. */
async function readFaults(warehouse: Warehouse, { fields }: LoadedExport, columns: readonly Made[]): Promise<readonly Fault[]> {
  const rows = await warehouse.all<{ kind: FaultKind; column: string; value: string | null; fatal: boolean; rows: number; first: number }>(sql`
    SELECT fault.kind AS kind, fault."column" AS "column", arg_min(fault.value, line) AS value, fatal, count(*) AS rows, min(line) AS first
    FROM (SELECT line, fault, true AS fatal FROM ${MADE} WHERE fault IS NOT NULL UNION ALL SELECT line, lost, false FROM ${MADE} WHERE fault IS NULL AND lost IS NOT NULL)
    GROUP BY fault.kind, fault."column", fatal, CASE WHEN fault.kind = 'no-counterpart' THEN lower(fault.value) END
    ORDER BY fault.kind IN ('naive', 'ambiguous') DESC, rows DESC, first LIMIT 100`);
  return rows.map((row) => {
    const value = columns.find(({ name }) => name === row.column)?.value;
    const field = typeof value === 'string' ? value : typeof value === 'object' && 'field' in value ? value.field : '';
    return { ...row, field: fields.get(field) ?? row.column };
  });
}

/** A suppression names the person only where there is no address: the address holds whatever the ids. */
async function insertMade(warehouse: Warehouse, { table }: RowMap, spec: TableSpec, columns: readonly Made[], kept: readonly (readonly [string, string])[]): Promise<void> {
  const email = columns.find(({ name }) => name === 'email')?.result ?? sql`NULL`;
  const person = Object.hasOwn(spec.columns, 'recipient_id') ? [{ name: 'recipient_id', value: table === 'suppressions' ? sql`CASE WHEN ${email} IS NULL THEN person END` : sql`person` }] : [];
  const all = [
    ...person, ...columns.map(({ name, result }) => ({ name, value: result })),
    ...kept.map(([, name]) => ({ name, value: identifier(`k_${name}`) })), { name: '_key', value: raw('_key') },
  ];
  await warehouse.run(sql`
    INSERT INTO ${identifier(targetTable(table))} (${join(all.map(({ name }) => identifier(name)), ', ')})
    SELECT ${join(all.map(({ value }) => value), ', ')} FROM ${MADE} WHERE fault IS NULL ORDER BY line`);
}
