import type { LintResult } from '#engine/result.js';

/** Ids of all rules that reported, were skipped or crashed, sorted. */
export function ruleIdsOf(result: LintResult): string[] {
  const ids = result.campaigns.flatMap(({ findings, skipped, crashes }) => [...findings, ...skipped, ...crashes].map(({ rule }) => rule));
  return [...new Set(ids)].sort();
}
