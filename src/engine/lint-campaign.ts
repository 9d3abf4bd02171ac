import type { Audience } from '#audience/audience.js';
import { deliveryHistoryOf } from '#audience/delivery-history.js';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import type { Campaign } from '#campaign/campaign.js';
import type { EnabledRule } from '#config/select-rules.js';
import type { RuleCrash } from '#errors.js';
import type { Finding, Severity } from '#rule/finding.js';
import type { Input, Rule, RuleContext } from '#rule/rule.js';
import { disableFor, inlineDisablesOf } from './inline-disables.js';
import { unknownAmong, type KnownFaults } from './known-faults.js';
import type { AllowedFindings, CampaignResult, MendedFindings, Rejected, SkippedRule } from './result.js';
import { dataOf, lackingData } from './missing-data.js';
import { runAudienceRules, type Privacy } from './run-audience-rules.js';
import { runMessageRules } from './run-message-rules.js';
import { compareFindings } from './to-finding.js';
import { lackingTables, verdictOf } from './verdict.js';

export interface LintInput {
  readonly campaign: Campaign;
  readonly audience?: Audience | undefined;
  readonly rejected?: readonly Rejected[];
  /** What `--fix` did before. */
  readonly mended?: readonly MendedFindings[];
  readonly rules: readonly EnabledRule[];
  /** Rule id to reason: `--allow rule --reason "..."`. */
  readonly allow?: Readonly<Record<string, string>>;
  readonly known?: KnownFaults;
  readonly context: RuleContext;
  readonly privacy: Privacy;
}

/** Campaign x Audience x Rule[] -> result: select by inputs, run, waive, sort, judge. */
export async function lintCampaign({ campaign, audience, mended, rejected = [], rules, allow = {}, known, context: run, privacy }: LintInput): Promise<CampaignResult> {
  const deliveries = audience && deliveryHistoryOf(audience);
  const context: RuleContext = audience ? { ...run, mergeFields: mergeFieldsOf(audience), totals: totalsOf(audience), ...(deliveries && { deliveries }) } : run;
  const given = new Set<Input>([...campaign.given, ...(audience?.given ?? []), ...(context.network ? ['network' as const] : []), ...(context.sendAtGiven === true ? ['schedule' as const] : []), ...(context.askSpamAssassin ? ['spamd' as const] : [])]);
  const lacking = await skippedOf(rules.map(({ rule }) => rule), given, audience);
  const runnable = rules.filter(({ rule }) => !lacking.some((skip) => skip.rule === rule.id));

  const message = await runMessageRules(campaign, runnable, context);
  const samples = audience && (await (await import('./render-samples.js')).lintSamples(campaign, audience, runnable, message.findings, context, privacy));
  const people = audience && (await runAudienceRules(campaign, audience, runnable, context, privacy, new Set(Object.keys(allow))));
  const runs = [message, samples, people].filter((run) => run !== undefined);
  const unchecked = runs.flatMap((run) => run.unchecked);
  const skipped = [...lacking, ...unchecked];
  const crashes = eachRuleOnce(runs.flatMap((run) => run.crashes));
  const { kept, allowed } = waive(runs.flatMap((run) => run.findings), campaign, allow, known);
  const findings = kept.sort(compareFindings);
  const silent = runnable.length - new Set([...findings, ...crashes, ...unchecked].map(({ rule }) => rule)).size;
  const severityOf = (id: string) => rules.find(({ rule }) => rule.id === id)?.severity;
  const tables = lackingTables(skipped, severityOf, campaign.manifest);
  const verdict = verdictOf(findings, tables);
  return {
    campaign: campaign.path,
    verdict,
    ...(verdict === 'incomplete' && { lacking: tables }),
    counts: { ...countBySeverity(findings), passed: silent, skipped: skipped.length },
    findings,
    skipped,
    allowed,
    ...(mended && { mended }),
    rejected,
    crashes: crashes.map((error) => ({ rule: error.rule, error })),
    ...(people && { recipients: people.recipients }),
    ...(people?.plan && { plan: people.plan }),
    sources: campaign.sources,
  };
}

/** The rules that cannot run: an input, a column or the rows that they read are not there. */
async function skippedOf(rules: readonly Rule[], given: ReadonlySet<Input>, audience: Audience | undefined): Promise<readonly SkippedRule[]> {
  const held = audience && (await dataOf(audience));
  return rules.map((rule) => lackingInputs(rule, given) ?? (held && lackingData(rule, held))).filter((skip) => skip !== undefined);
}

function lackingInputs({ id, needs }: Rule, given: ReadonlySet<Input>): SkippedRule | undefined {
  const missing = needs.filter((input) => !given.has(input));
  return missing.length === 0 ? undefined : { rule: id, needs: missing };
}

/** A rule that crashes on the template crashes on what recipients see of it. */
function eachRuleOnce(crashes: readonly RuleCrash[]): readonly RuleCrash[] {
  return crashes.filter(({ rule }, index) => crashes.findIndex((crash) => crash.rule === rule) === index);
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Takes out what `--allow` or an inline comment waives, or a baseline knows; each waiver is reported with its reason and its count. */
function waive(findings: readonly Finding[], campaign: Campaign, allow: Readonly<Record<string, string>>, known: KnownFaults | undefined) {
  const disables = inlineDisablesOf(campaign);
  const reasonFor = (finding: Finding) => allow[finding.rule] ?? disableFor(finding, disables)?.reason;
  const unknown = known && unknownAmong(findings.filter((finding) => reasonFor(finding) === undefined), campaign.path, known);
  const kept: Finding[] = [];
  const waived = new Map<string, AllowedFindings>();
  for (const finding of findings) {
    const reason = reasonFor(finding) ?? (known && !unknown?.has(finding) ? `known by ${known.file}` : undefined);
    if (reason === undefined) {
      kept.push(unknown?.get(finding) ?? finding);
      continue;
    }
    const key = `${finding.rule}\n${reason}`;
    waived.set(key, { rule: finding.rule, reason, findings: (waived.get(key)?.findings ?? 0) + 1 });
  }
  return { kept, allowed: [...waived.values()] };
}
