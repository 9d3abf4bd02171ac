import { InputError } from '#errors.js';
import type { SourceColumn } from './read-source.js';
import type { ColumnType, TableSpec } from './table-spec.js';

/** A column of a file and the table's column that it fills. */
export interface MatchedColumn {
  readonly source: SourceColumn;
  /** The spec's name, or the file's own for a column that the spec does not name. */
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * Finds the spec's columns in a file: case, white space and hyphens do not matter.
 * @throws InputError when a required column is missing
 */
export function matchColumns(spec: TableSpec, file: string, columns: readonly SourceColumn[]): readonly MatchedColumn[] {
  const matched = columns.map((source): MatchedColumn => {
    const name = normalName(source.name);
    const type = Object.hasOwn(spec.columns, name) ? spec.columns[name] : undefined;
    return type === undefined ? { source, name: source.name.trim(), type: 'text' } : { source, name, type };
  });
  const seen = new Set(matched.map(({ name }) => name));
  if (columns.length === 0) throw new InputError(file, 'is empty', `Give a file with a header row that has ${wanted(spec)}.`);
  for (const name of spec.required) if (!seen.has(name)) throw missing(spec, file, name, columns);
  if (spec.requireOneOf?.every((name) => !seen.has(name)) === true) throw missing(spec, file, spec.requireOneOf.join(' or '), columns);
  const twice = matched.find(({ name }, index) => matched.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) !== index);
  if (twice !== undefined) throw new InputError(file, `has two columns "${twice.name}"`, 'Rename or remove one of them.');
  return matched;
}

function normalName(written: string): string {
  return written.trim().toLowerCase().replace(/[\s-]+/g, '_');
}

function wanted(spec: TableSpec): string {
  return [...spec.required, ...(spec.requireOneOf === undefined ? [] : [spec.requireOneOf.join(' or ')])].join(', ');
}

function missing(spec: TableSpec, file: string, name: string, columns: readonly SourceColumn[]): InputError {
  const seen = columns.map((column) => column.name);
  const nearest = seen.map((other) => ({ other, distance: editDistance(normalName(other), name) })).sort((a, b) => a.distance - b.distance)[0];
  const isNear = nearest !== undefined && nearest.distance <= Math.max(2, name.length / 3);
  const remedy = isNear ? `Rename "${nearest.other}", if that is it.` : `The table ${spec.name} needs ${wanted(spec)}.`;
  return new InputError(file, `has no column ${name}; it has ${seen.slice(0, 20).join(', ')}${seen.length > 20 ? ', ...' : ''}`, remedy);
}

/** Levenshtein distance of two short names. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
