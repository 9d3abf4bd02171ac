import { describe, expect, it } from 'vitest';
import { EXPORT_MAPS } from '#importers/export-maps.js';
import { SOURCES } from '#importers/export-map.js';
import type { ExportMap, RowMap, Value } from '#importers/export-map.js';
import { headerName } from '#importers/header-name.js';
import { namesOf } from '#importers/recognise-export.js';
import { TARGETS } from '#importers/target-tables.js';
import { fieldOfCondition, fieldsOfValue } from '#importers/value-sql.js';
import type { ColumnType } from '#warehouse/table-spec.js';

const named = EXPORT_MAPS.map((map) => [`${map.source}: ${map.name}`, map] as const);

/** Everything that a value may write, where that is known. */
function written(value: Value): readonly string[] {
  if (typeof value === 'string') return [];
  if ('constant' in value) return [value.constant];
  if ('map' in value) return Object.values(value.map);
  return 'first' in value ? value.first.flatMap(written) : [];
}

function rowFields({ values, when, each, key }: RowMap): readonly string[] {
  return [...Object.values(values).flatMap(fieldsOfValue), ...(when ?? []).map(fieldOfCondition), ...[each, key].filter((field) => field !== undefined)];
}

const known = (map: ExportMap, field: string): boolean => namesOf(map, field).length > 0;

describe('the maps of exports', () => {
  it('know every system, and call each export by one name', () => {
    expect(new Set(EXPORT_MAPS.map(({ source }) => source))).toEqual(new Set(SOURCES));
    expect(new Set(named.map(([name]) => name)).size).toBe(EXPORT_MAPS.length);
  });

  it.each(named)('%s says where it is known from, and when that was read', (_, map) => {
    expect(map.lookedUp).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(map.evidence).toMatch(/\.$/);
    for (const url of map.documentation) expect(URL.canParse(url), url).toBe(true);
  });

  it.each(named)('%s reads fields that it names', (_, map) => {
    for (const field of [...map.recognisedBy, ...map.rows.flatMap(rowFields)]) expect(known(map, field), field).toBe(true);
  });

  it.each(named)('%s fills columns of the tables, with values that they take', (_, map) => {
    for (const { table, values } of map.rows) {
      const columns: Readonly<Record<string, ColumnType>> = TARGETS[table].columns;
      for (const [column, value] of Object.entries(values)) {
        const type = columns[column];
        expect(type, `${table}.${column}`).toBeDefined();
        if (typeof type === 'object') for (const text of written(value)) expect(type.enum).toContain(text);
      }
    }
  });

  it.each(named)('%s looks for each word once, as cells are compared', (_, map) => {
    const lists = map.rows.flatMap(({ values, when }) => [
      ...Object.values(values).flatMap((value) => (typeof value === 'object' && 'map' in value ? [Object.keys(value.map)] : [])),
      ...(when ?? []).flatMap((condition) => ('in' in condition ? [condition.in] : 'notIn' in condition ? [condition.notIn] : [])),
    ]);
    for (const words of lists) expect(new Set(words.map(headerName)).size, words.join(', ')).toBe(words.length);
  });
});
