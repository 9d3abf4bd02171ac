import type { Audience } from '#audience/audience.js';
import type { Rule } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { SkippedRule } from './result.js';

/** What the audience's tables hold, as rules name it in `columns` and `events`. */
export interface HeldData {
  readonly columns: ReadonlySet<string>;
  readonly eventTypes: ReadonlySet<string>;
}

export async function dataOf({ columns, warehouse }: Audience): Promise<HeldData> {
  const rows = await warehouse.all<{ type: string }>(sql`SELECT DISTINCT type FROM events`);
  return { columns, eventTypes: new Set(rows.map(({ type }) => type)) };
}

/** The rule as skipped, where its tables are given without a column or any event of a type that it reads: silence would pass for a pass. */
export function lackingData({ id, columns = [], events = [] }: Rule, held: HeldData): SkippedRule | undefined {
  const missing = [...lacking(columns, held.columns).map(columnsNamed), ...lacking(events, held.eventTypes).map((types) => `rows of type ${types.join(' or ')} in events`)];
  return missing.length === 0 ? undefined : { rule: id, needs: [], because: missing.join(', and ') };
}

/** Of `contacts.email|contacts.domain` one will do. */
function lacking(wanted: readonly string[], held: ReadonlySet<string>): readonly (readonly string[])[] {
  return wanted.map((names) => names.split('|')).filter((names) => !names.some((name) => held.has(name)));
}

/** The column email or domain in contacts. */
function columnsNamed(names: readonly string[]): string {
  const byTable = new Map<string, string[]>();
  for (const name of names) {
    const [table = '', column = ''] = name.split('.');
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  return [...byTable].map(([table, columns]) => `the column ${columns.join(' or ')} in ${table}`).join(', or ');
}
