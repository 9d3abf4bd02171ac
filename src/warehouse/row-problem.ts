import { join, sql } from './sql.js';
import type { Sql } from './sql.js';

/**
 * Why a row cannot be read. `naive` (no zone), `ambiguous` (03/04/2026) and `reordered` (a second header row, in another order) stop the run: whoever guesses, guesses wrong for somebody.
 * `blank` lines are no rows, those with an `unread` word are left out without a fault (`leftOutAs`), and `kept` ones stay (`keepUnread`).
 */
export type ProblemKind = 'blank' | 'unread' | 'not-json' | 'header' | 'reordered' | 'empty' | 'none-of' | 'naive' | 'ambiguous' | 'invalid' | 'kept' | 'repeated';

/**
 * What is wrong with a row, in its column `_problem` while its file is loaded: a JSON text `{kind, cells: [{column, value}], row}`. A struct would take the
 * room of all its parts where there is none, and of a list DuckDB updates no row in its place.
 */
export interface RowProblem {
  readonly kind: ProblemKind;
  /** The first of its cells that is wrong; '' where it is no cell's fault. */
  readonly column: string;
  readonly value: string | null;
  /** For whoever has to mend it. */
  readonly row: string | null;
}

/** Characters of a cell. */
const LONGEST_CELL = 60;
const LONGEST_ROW = 10_000;

export interface FaultyCell {
  readonly column: string;
  readonly value: Sql;
  /** Absent for one that is faulty in any case. */
  readonly when?: Sql;
}

export function writeProblem(kind: ProblemKind, cells: readonly FaultyCell[], row: Sql): Sql {
  const each = cells.map(({ column, value, when = sql`true` }) => sql`CASE WHEN ${when} THEN struct_pack("column" := ${column}, value := left(CAST(${value} AS VARCHAR), ${LONGEST_CELL})) END`);
  return sql`CAST(to_json(struct_pack(kind := ${kind}, cells := list_filter([${join(each, ', ')}], lambda cell: cell IS NOT NULL), "row" := left(${row}, ${LONGEST_ROW}))) AS VARCHAR)`;
}

export const PROBLEM_KIND = sql`json_extract_string(_problem, '$.kind')`;
/** Its faulty cells: a list of structs of `column` and `value`. */
export const FAULTY_CELLS = sql`from_json(_problem, '{"cells": [{"column": "VARCHAR", "value": "VARCHAR"}]}').cells`;
/** A struct as `RowProblem`. */
export const PROBLEM = sql`struct_pack(kind := ${PROBLEM_KIND}, "column" := (${FAULTY_CELLS})[1]."column", value := (${FAULTY_CELLS})[1].value, "row" := json_extract_string(_problem, '$.row'))`;
