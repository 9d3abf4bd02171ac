import { castCell, cellProblems, isNothing, isUnread, readCell } from './cast-column.js';
import type { ProblemCase } from './cast-column.js';
import type { MatchedColumn } from './match-columns.js';
import type { ReadSource } from './read-source.js';
import { writeProblem } from './row-problem.js';
import type { ProblemKind } from './row-problem.js';
import { identifier, join, raw, sql } from './sql.js';
import type { Sql } from './sql.js';
import type { TableSpec } from './table-spec.js';

/**
 * A file's rows as its table has them, with what is wrong with each in `_problem`. Cells are read, cast, then judged, in three
 * nested selects, so that no expression is worked out twice.
 */
export function judgedRows(spec: TableSpec, read: ReadSource, matched: readonly MatchedColumn[]): Sql {
  const named = matched.map(({ source, name, type }, index) => ({ source, name, type, cell: raw(`c${String(index)}`), value: raw(`v${String(index)}`) }));
  const cells = named.map(({ source, type, cell }) => sql`${readCell(source, type)} AS ${cell}`);
  const values = named.map(({ source, type, cell, value }) => sql`${castCell(cell, source, type)} AS ${value}`);
  return sql`
    SELECT ${join(named.map(({ name, value }) => sql`${value} AS ${identifier(name)}`), ', ')}, ${judged(spec, read, named)} AS _problem
    FROM (SELECT *, ${join(values, ', ')} FROM (SELECT *, ${join(cells, ', ')} FROM ${read.from}))`;
}

type NamedColumn = MatchedColumn & { readonly cell: Sql; readonly value: Sql };

/** The first thing that is wrong with a row, and last every cell that it may stay without. Few rows have a value that is lacking or cannot be read: only those are looked at closely. */
function judged(spec: TableSpec, read: ReadSource, named: readonly NamedColumn[]): Sql {
  const [lines, nothing, stays] = [lineProblems(read), noneOf(spec, named), staying(spec, named)];
  const columns = named.map((column) => ({ ...column, found: columnProblems(spec, column, named, stays) })).filter(({ found }) => found.length > 0);
  const ofKinds = (...kinds: readonly ProblemKind[]) => columns.flatMap(({ name, cell, found }) => found.filter(({ kind }) => kinds.includes(kind)).map(({ kind, when }) => ({ kind, when, column: name, value: cell })));
  const suspectLines = [read.isBlank, read.isNotJson, read.isHeader?.begins].filter((test) => test !== undefined);
  const isSuspect = [...suspectLines, ...columns.map(({ name, cell, value }) => (isFilled(spec, name) ? sql`${value} IS NULL` : isUnread(cell, value))), ...nothing.map(({ when }) => when)];
  const problem = ({ kind, when }: ProblemCase, column = '', value = sql`NULL`) => sql`WHEN ${when} THEN ${writeProblem(kind, [{ column, value }], read.row)}`;
  const kept = ofKinds('kept');
  const problems = [
    ...lines.map((found) => problem(found)),
    ...[...ofKinds('naive', 'ambiguous'), ...ofKinds('empty', 'unread', 'invalid')].map((found) => problem(found, found.column, found.value)),
    ...nothing.map((found) => problem(found)),
    ...(kept.length > 0 ? [sql`WHEN ${join(kept.map(({ when }) => when), ' OR ')} THEN ${writeProblem('kept', kept, sql`NULL`)}`] : []),
  ];
  return problems.length === 0 ? sql`NULL` : sql`CASE WHEN ${join(isSuspect, ' OR ')} THEN CASE ${join(problems, ' ')} END END`;
}

function columnProblems(spec: TableSpec, { name, cell, value, source, type }: NamedColumn, named: readonly NamedColumn[], stays: Sql): readonly ProblemCase[] {
  const isBeside = besideWhatNeedsNone(spec, name, named);
  const empty: ProblemCase = { kind: 'empty', when: sql`${value} IS NULL AND ${isNothing(cell)} AND NOT ${isBeside}` };
  const unreadable = cellProblems(cell, value, source, type).flatMap((found): readonly ProblemCase[] => {
    if (found.kind !== 'invalid') return [found];
    if (isFilled(spec, name)) return [{ kind: 'invalid', when: sql`${found.when} AND NOT ${isBeside}` }, { kind: 'kept', when: found.when }];
    // Such a word says that the row is none of its table's: who is subscribed stands on no list.
    if (typeof type === 'object' && type.otherwise?.except !== undefined) return [found];
    if (saysSomething(spec, name)) return [{ ...found, kind: 'kept' }];
    const isAllThereIs = spec.requireOneOf?.includes(name) ? noneOf(spec, named).map(({ when }) => sql` OR ${when}`) : [];
    return [{ kind: 'invalid', when: sql`${found.when} AND (NOT (${stays})${join(isAllThereIs, '')})` }, { kind: 'kept', when: found.when }];
  });
  return [...(isFilled(spec, name) ? [empty] : []), ...unreadable];
}

/** Whether a row stays whatever cell of it nobody can read. */
function staying(spec: TableSpec, named: readonly NamedColumn[]): Sql {
  const value = (name: string): Sql => named.find((column) => column.name === name)?.value ?? sql`NULL`;
  const unread = named.filter(({ name }) => saysSomething(spec, name)).map((column) => isUnread(column.cell, column.value));
  return join([spec.stays?.(value) ?? sql`false`, ...unread], ' OR ');
}

function saysSomething({ unreadable = {} }: TableSpec, name: string): boolean {
  return Object.hasOwn(unreadable, name);
}

function isFilled(spec: TableSpec, name: string): boolean {
  return spec.required.includes(name) && spec.mayBeEmpty?.includes(name) !== true;
}

/** A cell may lack its value beside one that needs none: what somebody who cancels has paid, when somebody unsubscribed. */
function besideWhatNeedsNone({ emptyBeside }: TableSpec, name: string, named: readonly { readonly name: string; readonly value: Sql }[]): Sql {
  const beside = emptyBeside?.columns.includes(name) ? named.find((column) => column.name === emptyBeside.column)?.value : undefined;
  return beside === undefined || emptyBeside === undefined ? sql`false` : sql`list_contains(${emptyBeside.values}, coalesce(CAST(${beside} AS VARCHAR), ''))`;
}

function lineProblems({ isBlank, isNotJson, isHeader }: ReadSource): readonly ProblemCase[] {
  const cases: ProblemCase[] = [];
  if (isBlank !== undefined) cases.push({ kind: 'blank', when: isBlank });
  if (isNotJson !== undefined) cases.push({ kind: 'not-json', when: isNotJson });
  if (isHeader !== undefined) cases.push({ kind: 'header', when: isHeader.same }, { kind: 'reordered', when: isHeader.reordered });
  return cases;
}

function noneOf(spec: TableSpec, named: readonly NamedColumn[]): readonly ProblemCase[] {
  const empty = named.filter(({ name }) => spec.requireOneOf?.includes(name)).map(({ value }) => sql`${value} IS NULL`);
  return empty.length === 0 ? [] : [{ kind: 'none-of', when: sql`(${join(empty, ' AND ')})` }];
}
