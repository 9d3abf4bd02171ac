import { nearestName } from '#config/nearest-name.js';
import { columnName } from '#warehouse/match-columns.js';
import { identifier, join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { RECIPIENTS } from './tables.js';

/** Columns of the recipients file that recipient_facts has in a normal form under the same name: as given they are `field_<name>`. */
const NORMALISED = ['email', 'country', 'region', 'language', 'recipient_class'];

/** The column of recipient_facts that holds a merge field as given; `name` as the file's header row writes it. */
export function mergeField(name: string): Sql {
  return fieldColumn(columnName(RECIPIENTS, name));
}

/** The same for a column of the table `recipients`. */
export function fieldColumn(column: string): Sql {
  const isOwn = Object.hasOwn(RECIPIENTS.columns, column) && !NORMALISED.includes(column);
  return identifier(isOwn ? column : `field_${column}`);
}

/** What a merge field prints: a column of a Parquet file may be of any type. */
export function fieldText(name: string): Sql {
  return sql`CAST(${mergeField(name)} AS VARCHAR)`;
}

/** Whether what one of some merge fields prints stands a test; false where they are none. */
export function anyField(names: readonly string[], test: (text: Sql) => Sql): Sql {
  return sql`(${join([sql`false`, ...names.map((name) => sql`coalesce(${test(fieldText(name))}, false)`)], ' OR ')})`;
}

/** Whether a column that the header row writes so is one that Presend itself reads. */
export function isOwnField(name: string): boolean {
  return Object.hasOwn(RECIPIENTS.columns, columnName(RECIPIENTS, name));
}

/** The merge field whose name is near enough to be meant by a name that none has. */
export function nearestField(name: string, names: readonly string[]): string | undefined {
  return nearestName(name, names);
}
