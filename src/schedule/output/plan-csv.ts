import { PLAN_COLUMNS } from '../plan-result.js';
import type { PlannedRecipient } from '../plan-result.js';

/** The header row of a plan. */
export const PLAN_CSV_HEADER = `${PLAN_COLUMNS.join(',')}\n`;

/** Rows of a plan as CSV (RFC 4180), without the header. Text that a spreadsheet would take for a formula gets an apostrophe (OWASP). */
export function planCsv(rows: readonly PlannedRecipient[]): string {
  return rows.map((row) => `${PLAN_COLUMNS.map((column) => cell(row[column])).join(',')}\n`).join('');
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
