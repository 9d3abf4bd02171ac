/** A cell's value; NULL is an empty cell. */
export type Cell = string | number | null;

/** Rows as CSV (RFC 4180), without the header. Text that a spreadsheet would take for a formula gets an apostrophe (OWASP). */
export function csvRows<Column extends string>(columns: readonly Column[], rows: readonly Readonly<Record<Column, Cell>>[]): string {
  let text = '';
  for (const row of rows) {
    let line = '';
    for (let column = 0; column < columns.length; column++) line += (column === 0 ? '' : ',') + written(row[columns[column]!]);
    text += `${line}\n`;
  }
  return text;
}

/** What is written otherwise than it is; one look at the cells of most rows. */
const SPECIAL = /^[=+@\t\r-]|[",\r\n]/;

function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (!SPECIAL.test(value)) return value;
  const safe = /^[=+@\t\r-]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
