import { nearestName } from '#config/nearest-name.js';
import { InputError } from '#errors.js';
import { firstTwice } from './first-twice.js';
import type { SourceColumn } from './read-source.js';
import { join, sql } from './sql.js';
import type { ColumnType, TableSpec } from './table-spec.js';

/** Names that a table's own columns cannot have. */
const RESERVED = ['rowid', '_problem'];

/** A column of a file and the table's column that it fills. */
export interface MatchedColumn {
  readonly source: SourceColumn;
  /** The spec's name, or the file's own for a column that the spec does not name. */
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * Finds the spec's columns in a file: case, white space, hyphens and underscores do not matter (`withdrawnAt`, `E-Mail`).
 * @throws InputError when a required column is missing
 */
export function matchColumns(spec: TableSpec, file: string, columns: readonly SourceColumn[]): readonly MatchedColumn[] {
  const exact = new Set(columns.map(({ name }) => plainName(name)));
  const written = new Set(columns.map(({ name }) => joined(plainName(name))));
  const aliases = Object.entries(spec.aliases ?? {});
  const matched = columns.map((source): MatchedColumn => {
    const found = columnName(spec, source.name);
    // Beside `first_name`, a column `firstname` is another one; of two aliases the one that the spec names first is the column.
    const names = [joined(found), ...aliases.filter(([, column]) => column === found).map(([alias]) => alias)];
    const isAnother = found !== plainName(source.name) && Object.hasOwn(spec.columns, found) && (exact.has(found) || names.find((each) => written.has(each)) !== joined(plainName(source.name)));
    const name = isAnother ? source.name.trim() : found;
    return { source: isAnother ? source : withAliases(spec, found, source, columns), name, type: (Object.hasOwn(spec.columns, name) ? spec.columns[name] : undefined) ?? 'text' };
  });
  const seen = new Set(matched.map(({ name }) => name));
  if (columns.length === 0) throw new InputError(file, 'is empty', `Give a file with a header row that has ${wanted(spec)}.`);
  for (const name of spec.required) if (!seen.has(name)) throw missing(spec, file, name, columns);
  if (spec.requireOneOf?.every((name) => !seen.has(name)) === true) throw missing(spec, file, spec.requireOneOf.join(' or '), columns);
  const twice = firstTwice(matched.map(({ name }) => name));
  if (twice !== undefined) throw new InputError(file, `has two columns "${twice}"`, 'Rename or remove one of them.');
  return matched;
}

/** The table's name for a column as a header row writes it: the spec's, else the file's own. */
export function columnName(spec: TableSpec, written: string): string {
  const name = plainName(written);
  if (Object.hasOwn(spec.columns, name)) return name;
  const known = Object.keys(spec.columns).find((column) => joined(column) === joined(name)) ?? spec.aliases?.[joined(name)];
  if (known !== undefined) return known;
  return RESERVED.includes(name) ? `${written.trim()}_` : written.trim();
}

/** Of several columns that say one thing (`bounce_type` beside `smtp_code`), in each row the first that says something. */
function withAliases({ aliases = {} }: TableSpec, name: string, source: SourceColumn, columns: readonly SourceColumn[]): SourceColumn {
  const names = [joined(name), ...Object.entries(aliases).filter(([, column]) => column === name).map(([alias]) => alias)];
  if (names.length === 1) return source;
  const same = names.flatMap((each) => columns.filter((column) => joined(plainName(column.name)) === each && !column.type.endsWith('[]')));
  if (same.length < 2) return source;
  const cells = same.map(({ cell }) => sql`nullif(trim(CAST(${cell} AS VARCHAR)), '')`);
  return { name: source.name, cell: sql`coalesce(${join(cells, ', ')})`, type: 'VARCHAR' };
}

function plainName(written: string): string {
  return written.trim().toLowerCase().replace(/[\s-]+/g, '_');
}

function joined(name: string): string {
  return name.replaceAll('_', '');
}

function wanted(spec: TableSpec): string {
  return [...spec.required, ...(spec.requireOneOf === undefined ? [] : [spec.requireOneOf.join(' or ')])].join(', ');
}

function missing(spec: TableSpec, file: string, name: string, columns: readonly SourceColumn[]): InputError {
  const seen = columns.map((column) => column.name);
  const nearest = nearestName(name, seen);
  const remedy = nearest === undefined ? `The table ${spec.name} needs ${wanted(spec)}${spec.importable === true ? ': rename the column that is meant, or let `presend import` make the table' : ''}.` : `Rename "${nearest}", if that is it.`;
  const shown = seen.slice(0, 20).map((column) => (column.length > 40 ? `${column.slice(0, 40)}...` : column));
  return new InputError(file, `has no column ${name}; it has ${shown.join(', ')}${seen.length > 20 ? ', ...' : ''}`, remedy);
}
