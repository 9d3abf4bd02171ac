import { withEveryColumn } from './every-column.js';
import type { ExportMap, Recognised } from './export-map.js';
import { placesOf } from './flatten-records.js';
import { headerName } from './header-name.js';
import person from './person-columns.json' with { type: 'json' };

const PERSON: Readonly<Record<string, readonly string[]>> = person;

/** Which export a file is, by its columns; its path decides only between maps that fit equally well. Otherwise what is missing. */
export function recogniseExport(maps: readonly ExportMap[], file: string, header: readonly string[]): Recognised | { readonly unknown: string } {
  const tried = maps.map((map) => ({ map, fields: fieldsOf(map, header) }));
  const fitting = tried.filter(({ map, fields }) => map.recognisedBy.every((field) => fields.has(field)) && (map.onlyByPath !== true || hasPath(map, file)));
  if (fitting.length === 0) return { unknown: nearest(tried) };
  const weight = Math.max(...fitting.map(({ map }) => map.recognisedBy.length));
  const best = fitting.filter(({ map }) => map.recognisedBy.length === weight);
  const [only, ...others] = best;
  if (only !== undefined && others.length === 0) return withEveryColumn(withEachColumn(only, header), header);
  const named = best.filter(({ map }) => hasPath(map, file));
  const [chosen] = named.length > 0 ? named : fitting.filter(({ map }) => hasPath(map, file));
  return chosen === undefined ? { unknown: `its columns are those of ${best.map(({ map }) => map.name).join(' and of ')}: give it the name it had when it was exported` } : withEveryColumn(withEachColumn(chosen, header), header);
}

/** A row map of a field that has several columns becomes one for each of them. */
function withEachColumn({ map, fields }: Recognised, header: readonly string[]): Recognised {
  const all = new Map(fields);
  const rows = map.rows.flatMap((row) => {
    const { eachColumn: field } = row;
    if (field === undefined) return [row];
    return columnsBeginning(map.columns[field] ?? [], header).map(({ column, ending }, index) => {
      const own = `${field}_${String(index)}`;
      all.set(own, column);
      const when = row.when?.map((condition) => ('true' in condition && condition.true === field ? { true: own } : condition));
      const values = Object.fromEntries(Object.entries(row.values).map(([name, value]) => [name, typeof value === 'object' && 'columnOf' in value ? { constant: ending } : value]));
      return { ...row, ...(when && { when }), values };
    });
  });
  return { map: { ...map, rows }, fields: all };
}

/** Columns whose names begin as those with `*` do, and how they end. */
function columnsBeginning(names: readonly string[], header: readonly string[]): readonly { readonly column: string; readonly ending: string }[] {
  const beginnings = names.map((name) => name.replace(/\*$/, '').toLowerCase());
  return header.flatMap((column) => {
    const beginning = beginnings.find((each) => column.toLowerCase().startsWith(each));
    return beginning === undefined ? [] : [{ column, ending: column.slice(beginning.length).trim() }];
  });
}

/** Names by which a file may have a field's column, in the order in which they are looked for. */
export function namesOf(map: ExportMap, field: string): readonly string[] {
  return [...(map.columns[field] ?? []), ...(map.people === true ? (PERSON[field] ?? []) : [])];
}

function fieldsOf(map: ExportMap, header: readonly string[]): ReadonlyMap<string, string> {
  if (map.envelopes !== undefined) return new Map([...placesOf(map, header)].map(([field, [first]]) => [field, first?.column ?? '']));
  const columns = new Map(header.map((written) => [headerName(written), written]));
  const known = new Set([...Object.keys(map.columns), ...(map.people === true ? Object.keys(PERSON) : [])]);
  return new Map([...known].flatMap((field) => {
    const found = namesOf(map, field).map((name) => columns.get(headerName(name))).find((written) => written !== undefined);
    return found === undefined ? [] : [[field, found] as const];
  }));
}

function hasPath(map: ExportMap, file: string): boolean {
  return map.path !== undefined && new RegExp(map.path, 'i').test(file.replaceAll('\\', '/'));
}

/** The export that lacks the fewest columns, and which. */
function nearest(tried: readonly Recognised[]): string {
  const lacking = tried.filter(({ map }) => map.onlyByPath !== true).map(({ map, fields }) => ({ map, missing: map.recognisedBy.filter((field) => !fields.has(field)), found: map.recognisedBy.length }));
  const [best] = lacking.sort((a, b) => a.missing.length / a.found - b.missing.length / b.found || a.missing.length - b.missing.length);
  if (best?.map.recognisedBy.join() === 'email') return 'none of its columns is called as those of addresses are: rename it "Email"';
  if (best === undefined || best.missing.length === best.map.recognisedBy.length) return 'none of its columns is known';
  return `to be ${best.map.name} it lacks ${best.missing.map((field) => namesOf(best.map, field)[0] ?? field).join(', ')}`;
}
