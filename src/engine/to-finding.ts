import type { EnabledRule } from '#config/select-rules.js';
import { SEVERITIES, type Finding, type Problem, type Severity } from '#rule/finding.js';
import { clipped, formatMessage } from '#rule/format-message.js';

/** Problem -> Finding: wording, and the severity of this run. A weaker hit lowers it; a word list alone never goes above warning. */
export function toFinding({ rule, severity }: EnabledRule, problem: Problem, recipients?: Finding['recipients']): Finding {
  const message = (rule.messages as Record<string, string>)[problem.messageId];
  const suggestion = (rule.suggestions as Record<string, string>)[problem.messageId];
  if (message === undefined || suggestion === undefined) throw new Error(`no wording for message id ${problem.messageId}`);
  const heuristic = problem.heuristic ?? false;
  return {
    rule: rule.id,
    severity: weakest(severity, problem.severity ?? 'error', heuristic ? 'warning' : 'error'),
    messageId: problem.messageId,
    message: formatMessage(message, problem.data),
    heuristic,
    ...(problem.location && { location: problem.location }),
    ...(problem.evidence && { evidence: boundedEvidence(problem.evidence) }),
    ...(recipients && { recipients }),
    suggestion: formatMessage(suggestion, problem.data),
    ...(problem.fix && { fix: problem.fix }),
    ...(problem.places && { places: problem.places }),
    help: `rules/${rule.id}/README.md`,
  };
}

/** Characters of one text in the evidence: more than any address or sentence of a real mail has. */
const LONGEST_EVIDENCE = 2000;

function boundedEvidence(evidence: NonNullable<Problem['evidence']>): NonNullable<Problem['evidence']> {
  return Object.fromEntries(Object.entries(evidence).map(([name, seen]) => [name, typeof seen === 'string' ? clipped(seen, LONGEST_EVIDENCE) : seen]));
}

/** The least severe of them. */
export function weakest(...severities: readonly Severity[]): Severity {
  return SEVERITIES[Math.max(...severities.map((severity) => SEVERITIES.indexOf(severity)))] ?? 'info';
}

/** Sorts behind every path. */
const LAST = '\uffff';

/** Most severe first, then by file (what has no file comes last), line, column, rule, message id. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compare(a.location?.file ?? LAST, b.location?.file ?? LAST) ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
    compare(a.rule, b.rule) ||
    compare(a.messageId, b.messageId) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
