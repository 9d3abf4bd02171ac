import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** A programme's name by which two systems mean the same: "Brunnen Kitui", "brunnen_kitui" and "brunnen-kitui" are one. */
export function programmeName(written: string): string {
  return written.trim().toLowerCase().replaceAll(/[ _]/g, '-');
}

/** The same of a column or expression. */
export function programmeNameOf(written: Sql): Sql {
  return sql`replace(replace(lower(trim(${written})), ' ', '-'), '_', '-')`;
}
