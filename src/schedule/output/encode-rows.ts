import { csvRow } from './csv-rows.js';
import type { Cell } from './csv-rows.js';

/** How rows become text, without what stands around all of them. */
export type RowEncoding = { readonly kind: 'csv'; readonly columns: readonly string[] } | { readonly kind: 'json' | 'jsonLines' };

/** Rows that become text one by one: a row need not outlive the next. */
export interface RowText {
  add(row: object): void;
  text(): string;
}

export function rowText(encoding: RowEncoding): RowText {
  const rows: string[] = [];
  return {
    add: (row) => { rows.push(encoding.kind === 'csv' ? csvRow(encoding.columns, row as Readonly<Record<string, Cell>>) : JSON.stringify(row)); },
    text: () => (encoding.kind === 'jsonLines' ? rows.map((row) => `${row}\n`).join('') : rows.join(encoding.kind === 'json' ? ',\n' : '')),
  };
}
