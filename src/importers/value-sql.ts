import { castEnum } from '#warehouse/cast-column.js';
import { join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { ColumnType } from '#warehouse/table-spec.js';
import { isTrue, isMarked } from './cells.js';
import type { Condition, Value } from './export-map.js';
import { headerName } from './header-name.js';
import { TARGETS } from './target-tables.js';
import type { TableName } from './target-tables.js';

/** What a value is worked out from. */
export interface ValueSource {
  /** The cell of a field, as text; NULL where the file has no such column. */
  readonly cell: (field: string) => Sql;
  /** Whether the file has the column. */
  readonly has: (field: string) => boolean;
  readonly campaign: { readonly id: string; readonly sentAt: string | null };
}

/** A value as text, or NULL. */
export function valueSql(value: Value, source: ValueSource): Sql {
  const { cell, campaign } = source;
  if (typeof value === 'string') return cell(value);
  if ('constant' in value) return onlyIf(value.ifFilled ?? [], sql`CAST(${value.constant} AS VARCHAR)`, source);
  if ('map' in value) return sql`${Object.values(value.map)}[list_position(${Object.keys(value.map).map(headerName)}, ${wordIn(cell(value.field))})]`;
  if ('upTo' in value) return value.upTo.reduce((text, mark) => sql`split_part(${text}, ${mark}, 1)`, cell(value.field));
  if ('ifFilled' in value) return onlyIf(value.ifFilled, sql`CASE WHEN ${cell(value.field)} IS DISTINCT FROM ${cell(value.ifNot)} THEN ${cell(value.field)} END`, source);
  if ('template' in value) return templateSql(value.template, source);
  if ('first' in value) return sql`coalesce(${join(value.first.map((each) => valueSql(each, source)), ', ')})`;
  if ('true' in value) return sql`CASE WHEN ${cell(value.true)} IS NOT NULL THEN CASE WHEN ${isTrue(cell(value.true))} THEN 'true' ELSE 'false' END END`;
  if ('maybe' in value) return sql`CASE WHEN ${cell(value.maybe)} IS NOT NULL THEN CASE WHEN ${isMarked(cell(value.maybe))} THEN 'true' ELSE 'false' END END`;
  if ('columnOf' in value) throw new TypeError(`${value.columnOf} stands for several columns: its row map needs eachColumn`);
  if ('in' in value) return sql`CASE WHEN ${isOneOf(cell(value.field), value.in)} THEN 'true' END`;
  return value.fileCampaign === 'id' ? sql`CAST(${campaign.id} AS VARCHAR)` : sql`CAST(${campaign.sentAt} AS VARCHAR)`;
}

/** The cell that a value is read from, for whoever is told that it has no counterpart. */
export function cellBehind(value: Value, source: ValueSource): Sql {
  return typeof value === 'object' && 'map' in value ? source.cell(value.field) : valueSql(value, source);
}

/** Holds where a row is to be made. */
export function conditionSql(condition: Condition, { cell, has }: ValueSource): Sql {
  if ('filled' in condition && condition.beside !== undefined && !(has(condition.filled) && has(condition.beside))) return sql`true`;
  if ('filled' in condition) return sql`${cell(condition.filled)} IS NOT NULL`;
  if ('empty' in condition) return sql`${cell(condition.empty)} IS NULL`;
  if ('true' in condition) return isTrue(cell(condition.true));
  if ('notTrue' in condition) return sql`NOT ${isTrue(cell(condition.notTrue))}`;
  if ('maybe' in condition) return mayBeOptOut(cell(condition.maybe));
  if ('notMaybe' in condition) return sql`NOT ${mayBeOptOut(cell(condition.notMaybe))}`;
  if ('reads' in condition) return readsAs(cell(condition.field), condition.reads);
  if ('readsNot' in condition) return sql`NOT ${readsAs(cell(condition.field), condition.readsNot)}`;
  return 'in' in condition ? isOneOf(cell(condition.field), condition.in) : sql`NOT ${isOneOf(cell(condition.field), condition.notIn)}`;
}

/** Holds for a cell of a column of opt-outs that does not say that there is none. */
function mayBeOptOut(cell: Sql): Sql {
  return sql`(${isTrue(cell)} OR (${isMarked(cell)} AND NOT ${readsAs(cell, 'consents.status:active')}))`;
}

/** A cell as the names of columns are compared (`headerName`): `PledgePayment`, "pledge payment" and "Pledge-Payment" are one word. */
function wordIn(cell: Sql): Sql {
  return sql`regexp_replace(strip_accents(lower(${cell})), '[^\\pL\\pN]+', '', 'g')`;
}

function isOneOf(cell: Sql, words: readonly string[]): Sql {
  return sql`coalesce(list_contains(${words.map(headerName)}, ${wordIn(cell)}), false)`;
}

/** Holds where a cell is a word for a value of `table.column`, or for the one of `table.column:value`. */
export function readsAs(cell: Sql, where: string): Sql {
  const [, table = '', column = '', wanted] = /^(\w+)\.(\w+)(?::(\w+))?$/.exec(where) ?? [];
  const type: ColumnType | undefined = (TARGETS[table as TableName].columns)[column];
  if (typeof type !== 'object') throw new TypeError(`${where} takes no words`);
  const value = castEnum(cell, { enum: type.enum, ...(type.synonyms && { synonyms: type.synonyms }) });
  return wanted === undefined ? sql`(${value} IS NOT NULL)` : sql`coalesce(${value} = ${wanted}, false)`;
}

/** Fields that a value reads. */
export function fieldsOfValue(value: Value): readonly string[] {
  if (typeof value === 'string') return [value];
  if ('constant' in value) return value.ifFilled ?? [];
  if ('template' in value) return [...value.template.matchAll(/\{(\w+)\}/g)].map(([, field]) => field ?? '');
  if ('first' in value) return value.first.flatMap(fieldsOfValue);
  if ('true' in value) return [value.true];
  if ('maybe' in value) return [value.maybe];
  if ('fileCampaign' in value || 'columnOf' in value) return [];
  return 'ifFilled' in value ? [value.field, value.ifNot, ...value.ifFilled] : [value.field];
}

/** The field that a condition reads. */
export function fieldOfCondition(condition: Condition): string {
  if ('filled' in condition) return condition.filled;
  if ('empty' in condition) return condition.empty;
  if ('true' in condition) return condition.true;
  if ('notTrue' in condition) return condition.notTrue;
  if ('maybe' in condition) return condition.maybe;
  return 'notMaybe' in condition ? condition.notMaybe : condition.field;
}

function onlyIf(filled: readonly string[], value: Sql, { cell }: ValueSource): Sql {
  if (filled.length === 0) return value;
  return sql`CASE WHEN ${join(filled.map((field) => sql`${cell(field)} IS NOT NULL`), ' AND ')} THEN ${value} END`;
}

function templateSql(template: string, { cell }: ValueSource): Sql {
  const pieces = template.split(/(\{\w+\})/).filter((piece) => piece !== '');
  return join(pieces.map((piece) => (piece.startsWith('{') ? cell(piece.slice(1, -1)) : sql`CAST(${piece} AS VARCHAR)`)), ' || ');
}
