import { csvRows } from './csv-rows.js';
import type { Cell } from './csv-rows.js';

/** How rows become text, without what stands around all of them. */
export type RowEncoding = { readonly kind: 'csv'; readonly columns: readonly string[] } | { readonly kind: 'json' | 'jsonLines' };

export function encodeRows(encoding: RowEncoding, rows: readonly object[]): string {
  if (encoding.kind === 'csv') return csvRows(encoding.columns, rows as readonly Readonly<Record<string, Cell>>[]);
  if (encoding.kind === 'json') return rows.map((row) => JSON.stringify(row)).join(',\n');
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
