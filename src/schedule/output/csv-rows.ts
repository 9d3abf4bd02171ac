/** A cell's value; NULL is an empty cell. */
export type Cell = string | number | null;

/** Rows as CSV (RFC 4180), without the header. Text that a spreadsheet would take for a formula gets an apostrophe (OWASP). */
export function csvRows<Column extends string>(columns: readonly Column[], rows: readonly Readonly<Record<Column, Cell>>[]): string {
  return rows.map((row) => `${columns.map((column) => written(row[column])).join(',')}\n`).join('');
}

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
