import { identifier, join, raw, sql, withLookups } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { FactStage } from './fact-stage.js';

/** A SELECT of all recipients with the facts that a piece of SQL names, and perhaps some more, and with columns that are worked out of them. */
export type NarrowFacts = (asked: Sql, derived?: readonly DerivedColumn[]) => Sql;

/** All facts there are, and their SQL types. */
export type FactTypes = ReadonlyMap<string, string>;

export interface DerivedColumn {
  readonly name: Sql;
  /** Over the facts, without a sub-select. */
  readonly value: Sql;
}

/** Derived columns that are worked out side by side: of more the chunks of all that they read do not stay in the processor's cache. */
const ABREAST = 6;

interface Layer {
  readonly stage: FactStage;
  /** Every word of its SQL: what it may read of the stages before. */
  readonly words: ReadonlySet<string>;
  readonly adds: readonly string[];
}

/** Leaves out the stages of which nobody names a column: DuckDB drops columns that nobody reads by itself, but not the joins that bring them. Recipients have a `recipient_number`. */
export async function narrowFacts(warehouse: Warehouse, recipients: Sql, stages: readonly FactStage[]): Promise<{ readonly facts: NarrowFacts; readonly types: FactTypes }> {
  const layers: Layer[] = [];
  let known = await typesOf(warehouse, recipients);
  for (const stage of stages) {
    const words = wordsOf(stage(sql`x`));
    const read = new Map([...known].filter(([name]) => name === 'recipient_number' || words.has(name.toLowerCase())));
    const made = await typesOf(warehouse, stage(rowOf(read)));
    layers.push({ stage, words, adds: [...made.keys()].filter((name) => !known.has(name)) });
    known = new Map([...[...known].filter(([name]) => !read.has(name) || made.has(name)), ...made]);
  }
  const types = new Map([...known].filter(([name]) => !name.startsWith('_')));
  const facts: NarrowFacts = (asked, derived = []) => {
    const words = new Set([asked, ...derived.map(({ value }) => value)].flatMap((each) => [...wordsOf(each)]));
    const kept = layers.toReversed().filter(({ adds, words: read }) => {
      if (!adds.some((column) => words.has(column.toLowerCase()))) return false;
      read.forEach((word) => words.add(word));
      return true;
    });
    return withoutHelpers(withDerived(recipients, kept.toReversed(), derived));
  };
  return { facts, types };
}

/**
 * Adds each derived column as soon as all that it reads is there: what nobody else reads need not go through the joins behind, and DuckDB prepares what stands above
 * a join, and compiles its regexes, once more for that join (to go on with what it spilled).
 */
function withDerived(recipients: Sql, layers: readonly Layer[], derived: readonly DerivedColumn[]): Sql {
  const placed = derived.map((column) => {
    const words = wordsOf(column.value);
    return { column, place: layers.findLastIndex(({ adds }) => adds.some((name) => words.has(name.toLowerCase()))) };
  });
  const added = (facts: Sql, at: number): Sql => inTurn(facts, placed.flatMap(({ column, place }) => (place === at ? [column] : [])));
  return layers.reduce((facts, { stage }, index) => added(stage(facts), index), added(recipients, -1));
}

function inTurn(facts: Sql, derived: readonly DerivedColumn[]): Sql {
  if (derived.length === 0) return facts;
  const first = derived.slice(0, ABREAST).map(({ name, value }) => sql`${value} AS ${name}`);
  return inTurn(sql`SELECT *, ${join(first, ', ')} FROM (${facts})`, derived.slice(ABREAST));
}

/** Columns that begin with `_` serve later stages only. */
export function withoutHelpers(facts: Sql): Sql {
  return sql`SELECT COLUMNS(name -> NOT starts_with(name, '_')) FROM (${facts})`;
}

/** The facts have plain names; the columns of a file, which may be called anything, are of the recipients themselves. */
function wordsOf(piece: Sql): ReadonlySet<string> {
  return new Set(withLookups(piece).pieces.join(' ').toLowerCase().match(/[a-z_][a-z0-9_]*/g));
}

async function typesOf(warehouse: Warehouse, facts: Sql): Promise<FactTypes> {
  const columns = await warehouse.all<{ name: string; type: string }>(sql`SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${facts})`);
  return new Map(columns.map(({ name, type }) => [name, type]));
}

/** Stands for the stages before, with what a stage reads of them: to describe it upon them all would take the longer the more there are. */
function rowOf(columns: FactTypes): Sql {
  return sql`SELECT ${join([...columns].map(([name, type]) => sql`CAST(NULL AS ${raw(type)}) AS ${identifier(name)}`), ', ')}`;
}
