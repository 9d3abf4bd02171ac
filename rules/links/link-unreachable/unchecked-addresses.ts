import { clipped } from '#rule/format-message.js';
import type { Answered } from './addresses.js';

/** Reasons named up to this many, the most frequent first; the rest is counted. */
const MOST_NAMED = 4;

/** What was not asked or gave no clear answer, and why; undefined when all was clear. `left` were beyond the limit. */
export function uncheckedAddresses(answered: readonly Answered[], left: number): string | undefined {
  const unclear = answered.filter(({ visit }) => visit.outcome === 'unclear');
  const withheld = answered.filter(({ visit }) => visit.outcome === 'withheld');
  const clauses = [
    ...(withheld.length > 0 ? [`${counted(withheld.length)} never requested: ${reasons(withheld)}`] : []),
    ...(unclear.length > 0 ? [`${counted(unclear.length)} that could not be checked: ${reasons(unclear)}`] : []),
    ...(left > 0 ? [`${counted(left)} beyond the limit of \`maxAddresses\``] : []),
  ];
  return clauses.length === 0 ? undefined : `a look by hand at ${clauses.join('; ')}`;
}

function reasons(answered: readonly Answered[]): string {
  const sorted = [...groupByReason(answered)].sort(([, a], [, b]) => b.length - a.length);
  const named = sorted.slice(0, MOST_NAMED).map(([reason, [first, ...others]]) => `${shortened(first?.url ?? '')}${others.length > 0 ? ` and ${others.length} more` : ''} (${reason})`);
  const rest = sorted.slice(MOST_NAMED).reduce((sum, [, group]) => sum + group.length, 0);
  return [...named, ...(rest > 0 ? [`${rest} for other reasons`] : [])].join(', ');
}

function groupByReason(answered: readonly Answered[]): ReadonlyMap<string, readonly Answered[]> {
  const groups = new Map<string, Answered[]>();
  for (const address of answered) groups.set(address.visit.reason, [...(groups.get(address.visit.reason) ?? []), address]);
  return groups;
}

/** What follows the path may be personal, and belongs into no report. */
function shortened(url: string): string {
  return clipped(url.replace(/[?#].*$/s, ''), 60);
}

function counted(count: number): string {
  return count === 1 ? '1 address' : `${count} addresses`;
}
