import { expect } from 'vitest';
import { CONSENTS, CONTACTS, EVENTS, GIFTS, RECIPIENTS, SUPPRESSIONS } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import { identifier, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

const SPECS = { recipients: RECIPIENTS, consents: CONSENTS, contacts: CONTACTS, suppressions: SUPPRESSIONS, events: EVENTS, gifts: GIFTS };
export type WrittenTable = keyof typeof SPECS;
export type WrittenRow = Record<string, unknown>;

/** The rows of a table that was written, each with the columns that it fills, read as lint and plan read them: none may be refused. */
export async function writtenRows(warehouse: Warehouse, table: WrittenTable, file: string): Promise<readonly WrittenRow[]> {
  const { rejected } = await loadTable(warehouse, SPECS[table], file);
  expect(rejected).toEqual([]);
  const rows = await warehouse.all<WrittenRow>(sql`SELECT * FROM ${identifier(table)} ORDER BY rowid`);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}
