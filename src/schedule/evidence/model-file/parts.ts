import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { columnsOf, MESSAGE_COLUMNS, SIGNAL_COLUMNS } from '../event-log.js';

/** The two kinds of files that a model has. */
export type Part = 'messages' | 'signals';

export const COLUMNS: Readonly<Record<Part, Readonly<Record<string, Sql>>>> = { messages: MESSAGE_COLUMNS, signals: SIGNAL_COLUMNS };
/** By what a row falls into its week, and what orders rows within one: all of what tells them apart. */
const TIME: Readonly<Record<Part, Sql>> = { messages: sql`coalesce(sent, bounced)`, signals: sql`occurred_at` };
export const ORDER: Readonly<Record<Part, Sql>> = { messages: sql`recipient, message`, signals: columnsOf(SIGNAL_COLUMNS) };

/** The Monday of a row's week. */
export function weekOf(part: Part): Sql {
  return sql`CAST(date_trunc('week', ${TIME[part]}) AS DATE)`;
}
