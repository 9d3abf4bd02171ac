import type { Audience } from '#audience/audience.js';
import type { Rule } from '#rule/rule.js';
import type { SkippedRule } from './result.js';

/** The rule as skipped, where its tables are given without a column that it reads: silence would pass for a pass. */
export function lackingColumns({ id, columns = [] }: Rule, { columns: given }: Audience): SkippedRule | undefined {
  const missing = columns.filter((wanted) => !wanted.split('|').some((name) => given.has(name)));
  return missing.length === 0 ? undefined : { rule: id, needs: [], because: missing.map(asWanted).join(', and ') };
}

/** `contacts.email|contacts.domain`: the column email or domain in contacts. */
function asWanted(wanted: string): string {
  const byTable = new Map<string, string[]>();
  for (const name of wanted.split('|')) {
    const [table = '', column = ''] = name.split('.');
    byTable.set(table, [...(byTable.get(table) ?? []), column]);
  }
  return [...byTable].map(([table, names]) => `the column ${names.join(' or ')} in ${table}`).join(', or ');
}
