import { raw, sql } from './sql.js';
import type { Sql } from './sql.js';

/** How a cell begins that a spreadsheet would take for a formula (OWASP, CSV injection), and an apostrophe, so that what is put in front can be taken away again. */
const BEGINNING = String.raw`[=+@\t\r\n'＝＋－＠-]`;
const FORMULA = new RegExp(`^${BEGINNING}`);
/** Literals, for what is copied to a file has no bound parameters. */
const BEGINS = raw(`'^${BEGINNING.replaceAll("'", "''")}'`);
const IS_SAFE = raw(`'^''${BEGINNING.replaceAll("'", "''")}'`);

/**
 * A cell that a spreadsheet does not take for a formula: one that begins like one gets an apostrophe, and so does one that begins with an
 * apostrophe. Whoever takes one apostrophe away from every cell that begins with one has the cells as they were.
 */
export function formulaSafe(cell: Sql): Sql {
  return sql`CASE WHEN regexp_matches(${cell}, ${BEGINS}) THEN '''' || ${cell} ELSE ${cell} END`;
}

/** The same of a text. */
export function formulaSafeText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What `formulaSafe` was given. */
export function asWritten(cell: Sql): Sql {
  return sql`CASE WHEN regexp_matches(${cell}, ${IS_SAFE}) THEN substr(${cell}, 2) ELSE ${cell} END`;
}
