import type { Audience } from '#audience/audience.js';
import type { Rule } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { SkippedRule } from './result.js';

/** The types of which the given events have rows. */
export async function eventTypesOf({ warehouse }: Audience): Promise<ReadonlySet<string>> {
  const rows = await warehouse.all<{ type: string }>(sql`SELECT DISTINCT type FROM events`);
  return new Set(rows.map(({ type }) => type));
}

/** The rule as skipped, where its events are given without any of a type that it reads: silence would pass for a pass. */
export function lackingEvents({ id, events = [] }: Rule, given: ReadonlySet<string>): SkippedRule | undefined {
  const missing = events.map((wanted) => wanted.split('|')).filter((wanted) => !wanted.some((type) => given.has(type)));
  return missing.length === 0 ? undefined : { rule: id, needs: [], because: missing.map((types) => `rows of type ${types.join(' or ')} in events`).join(', and ') };
}
