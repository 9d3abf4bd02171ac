import type { Loss } from './import-result.js';
import type { Fault } from './make-rows.js';
import { TARGETS } from './target-tables.js';
import type { TableName } from './target-tables.js';

/** What did not come through, in words. Addresses are not shown. */
export function lossOf(table: TableName, { kind, column, field, value, rows }: Fault): Loss {
  return { table, rows, reason: reasonOf(table, kind, column, field, value?.includes('@') === true ? '(an address)' : `"${value ?? ''}"`) };
}

function reasonOf(table: TableName, kind: Fault['kind'], column: string, field: string, shown: string): string {
  if (kind === 'no-counterpart') return `${field} ${shown} has no counterpart in ${table}.${column}`;
  if (kind === 'day-only') return `${field} ${shown} is a day without a time of day`;
  if (kind === 'unsent-campaign') return 'no campaign overview among the files says when it was sent';
  if (kind === 'empty') return column === 'recipient_id' ? 'names nobody: neither id nor address' : `${field} is empty`;
  return `${field} ${shown} is no ${noun(table, column)}`;
}

function noun(table: TableName, column: string): string {
  const type: unknown = (TARGETS[table].columns as Readonly<Record<string, unknown>>)[column];
  if (type === 'number') return 'number that reads only one way';
  if (type === 'boolean') return 'yes or no';
  return type === 'instant' || type === 'day' || type === 'month' ? 'time' : `known ${column}`;
}
