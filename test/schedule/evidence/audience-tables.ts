import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A table as CSV; cells are quoted as they need it. */
export function csv(rows: readonly Readonly<Record<string, string | number | boolean | undefined>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: string): string => (/[",\n;]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

/** Runs with files in a folder of their own that is removed afterwards; the argument gives a file's path. */
export async function withFiles<T>(files: Readonly<Record<string, string>>, use: (path: (name: string) => string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'presend-test-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return await use((name) => join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
