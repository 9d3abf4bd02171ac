import type { Audience } from '#audience/audience.js';
import type { Campaign } from '#campaign/campaign.js';
import type { EnabledRule } from '#config/select-rules.js';
import { RuleCrash, UserError } from '#errors.js';
import type { Finding } from '#rule/finding.js';
import { isAudienceRule, type AudienceCase, type RuleContext } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { CampaignResult, SkippedRule } from './result.js';
import { uncheckedBy } from './run-message-rules.js';
import type { RuleRun } from './run-message-rules.js';
import { scanAudience, type AudiencePredicate, type ScanPlan } from './scan-audience.js';
import { toFinding, weakest } from './to-finding.js';

export interface Privacy {
  /** Keys the hashes of recipient ids, so that a report cannot be joined with another list. */
  readonly hashKey: string;
  readonly showRecipients: boolean;
  /** Tell how the audience was scanned. */
  readonly explainSql?: boolean;
}

/** Who the schedule says gets nothing. */
const HELD_BY_PLAN: AudiencePredicate = { rule: 'schedule', messageId: 'held', where: sql`held_by_plan`, severity: 'error', evidence: [] };

export interface AudienceRun extends RuleRun {
  readonly recipients: NonNullable<CampaignResult['recipients']>;
  readonly plan?: ScanPlan;
}

/**
 * Asks every audience rule for its predicates and answers them all in one scan. A rule in `waived` is counted but holds nobody. Whom the
 * schedule holds is counted as held by it, and is in no finding: he does not get the mail.
 */
export async function runAudienceRules(
  campaign: Campaign,
  audience: Audience,
  enabled: readonly EnabledRule[],
  context: RuleContext,
  privacy: Privacy,
  waived: ReadonlySet<string>,
): Promise<AudienceRun> {
  const crashes: RuleCrash[] = [];
  const unchecked: SkippedRule[] = [];
  const asked: { entry: EnabledRule; each: AudienceCase }[] = [];
  for (const entry of enabled) {
    try {
      asked.push(...(await casesOf(entry, campaign, context)).map((each) => ({ entry, each })));
      if (isAudienceRule(entry.rule)) unchecked.push(...(await uncheckedBy(entry, campaign, context)));
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      crashes.push(new RuleCrash(entry.rule.id, cause));
    }
  }
  const predicates = asked.map(({ entry, each }) => predicateOf(entry, each, waived));
  const isPlanned = audience.given.has('schedule');
  const asPlanned = isPlanned ? [...predicates.map((each) => ({ ...each, where: sql`NOT held_by_plan AND (${each.where})` })), HELD_BY_PLAN] : predicates;
  const scan = await scanAudience({ audience, predicates: asPlanned, hashKey: privacy.hashKey, showRecipients: privacy.showRecipients, explain: privacy.explainSql ?? false });
  const heldByPlan = isPlanned ? (scan.hits.at(-1)?.count ?? 0) : 0;
  const of = scan.total - heldByPlan;
  const findings: Finding[] = [];
  scan.hits.forEach((hit, index) => {
    const { entry, each } = asked[index] ?? {};
    if (!entry || !each || hit.count === 0) return;
    const data = { ...each.data, count: hit.count, of, percent: (100 * hit.count) / of };
    const problem = { messageId: each.messageId, data, evidence: hit.evidence, location: each.location ?? { part: 'audience' as const }, ...(each.severity && { severity: each.severity }), ...(each.heuristic && { heuristic: true }) };
    findings.push(toFinding(entry, problem, { count: hit.count, of, sample: hit.sample }));
  });
  const heldBy = findings.reduce<Record<string, number>>((held, { rule, severity, recipients }) => (
    severity === 'error' && !waived.has(rule) ? { ...held, [rule]: (held[rule] ?? 0) + (recipients?.count ?? 0) } : held), heldByPlan > 0 ? { schedule: heldByPlan } : {});
  return { findings, crashes: [...crashes, ...scan.crashes], unchecked, recipients: { total: scan.total, hold: scan.hold, send: scan.send, heldBy }, ...(scan.plan && { plan: scan.plan }) };
}

async function casesOf({ rule, options }: EnabledRule, campaign: Campaign, context: RuleContext): Promise<readonly AudienceCase[]> {
  const cases = isAudienceRule(rule) ? rule.cases(campaign, options, context) : (rule.audienceCases?.(campaign, options, context) ?? []);
  return (await cases) as readonly AudienceCase[];
}

function predicateOf({ rule, severity }: EnabledRule, { messageId, where, severity: own, heuristic, apart, evidence }: AudienceCase, waived: ReadonlySet<string>): AudiencePredicate {
  const effective = waived.has(rule.id) ? 'info' : weakest(severity, own ?? 'error', heuristic === true ? 'warning' : 'error');
  return { rule: rule.id, messageId, where, severity: effective, ...(apart && { apart }), evidence: evidence ?? [] };
}
