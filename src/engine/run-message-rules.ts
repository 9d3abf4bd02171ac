import type { Campaign } from '#campaign/campaign.js';
import type { EnabledRule } from '#config/select-rules.js';
import { RuleCrash, UserError } from '#errors.js';
import type { Finding, Problem } from '#rule/finding.js';
import { isAudienceRule, type RuleContext } from '#rule/rule.js';
import type { SkippedRule } from './result.js';
import { toFinding } from './to-finding.js';

/** What a group of rules came to; a crash does not stop the others. */
export interface RuleRun {
  readonly findings: readonly Finding[];
  readonly crashes: readonly RuleCrash[];
  /** Rules that could not look at all of it. */
  readonly unchecked: readonly SkippedRule[];
}

/** Runs the message rules among `enabled`, one after the other: they share facts that are computed once. */
export async function runMessageRules(campaign: Campaign, enabled: readonly EnabledRule[], context: RuleContext): Promise<RuleRun> {
  const findings: Finding[] = [];
  const crashes: RuleCrash[] = [];
  const unchecked: SkippedRule[] = [];
  for (const entry of enabled) {
    const { rule, options } = entry;
    if (isAudienceRule(rule)) continue;
    try {
      const problems = rule.check(campaign, options, context) as Iterable<Problem> | AsyncIterable<Problem>;
      // Waiting for each problem of a rule that has them at hand would cost more than most rules.
      if (Symbol.iterator in problems) for (const problem of problems) findings.push(toFinding(entry, problem));
      else for await (const problem of problems) findings.push(toFinding(entry, problem));
      if (rule.unchecked) unchecked.push(...(await uncheckedBy(entry, campaign, context)));
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      crashes.push(new RuleCrash(rule.id, cause));
    }
  }
  return { findings, crashes, unchecked };
}

/** The rule as skipped, if there is something that it could not look at. */
export async function uncheckedBy({ rule, options }: EnabledRule, campaign: Campaign, context: RuleContext): Promise<readonly SkippedRule[]> {
  const because = await rule.unchecked?.(campaign, options, context);
  return because === undefined ? [] : [{ rule: rule.id, needs: [], because }];
}
