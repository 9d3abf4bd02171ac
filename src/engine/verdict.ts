import type { Manifest } from '#campaign/manifest.js';
import type { Finding, Severity } from '#rule/finding.js';
import type { AudienceInput, Input } from '#rule/rule.js';
import type { SkippedRule, Verdict } from './result.js';

/** Tables without which a campaign of this kind cannot be judged. A lone body file declares nothing and needs nothing. */
function neededInputs(manifest: Manifest): ReadonlySet<Input> {
  const needed = new Set<AudienceInput>();
  if (manifest.kind === undefined || manifest.kind === 'transactional') return needed;
  needed.add('recipients').add('consents');
  if (manifest.audienceType === 'prospecting') needed.add('contacts');
  if (manifest.kind === 'fundraising') needed.add('gifts');
  return needed;
}

/** The verdict over a campaign; `severityOf` gives a skipped rule's severity in this run. */
export function verdictOf(
  findings: readonly Finding[],
  skipped: readonly SkippedRule[],
  severityOf: (rule: string) => Severity | undefined,
  manifest: Manifest,
): Verdict {
  if (findings.some((finding) => finding.severity === 'error')) return 'hold';
  const needed = neededInputs(manifest);
  const lacking = skipped.some((skip) => severityOf(skip.rule) === 'error' && skip.needs.some((input) => needed.has(input)));
  if (lacking) return 'incomplete';
  return findings.some((finding) => finding.severity === 'warning') ? 'review' : 'send';
}
