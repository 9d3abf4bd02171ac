import type { Manifest } from '#campaign/manifest.js';
import type { Finding, Severity } from '#rule/finding.js';
import type { AudienceInput } from '#rule/rule.js';
import type { SkippedRule, Verdict } from './result.js';

/** Tables without which a campaign of this kind cannot be judged. A lone body file declares nothing and needs nothing. */
function neededInputs(manifest: Manifest): readonly AudienceInput[] {
  if (manifest.kind === undefined || manifest.kind === 'transactional') return [];
  return [
    'recipients', 'consents',
    ...(manifest.audienceType === 'prospecting' ? ['contacts'] as const : []),
    ...(manifest.kind === 'fundraising' ? ['gifts'] as const : []),
  ];
}

/** The tables that this kind of campaign needs and that rules lacked which could have found an error; `severityOf` gives a skipped rule's severity in this run. */
export function lackingTables(skipped: readonly SkippedRule[], severityOf: (rule: string) => Severity | undefined, manifest: Manifest): readonly AudienceInput[] {
  const lacked = new Set(skipped.filter(({ rule }) => severityOf(rule) === 'error').flatMap(({ needs }) => needs));
  return neededInputs(manifest).filter((input) => lacked.has(input));
}

/** The verdict over a campaign. */
export function verdictOf(findings: readonly Finding[], lacking: readonly AudienceInput[]): Verdict {
  if (findings.some(({ severity }) => severity === 'error')) return 'hold';
  if (lacking.length > 0) return 'incomplete';
  return findings.some(({ severity }) => severity === 'warning') ? 'review' : 'send';
}
