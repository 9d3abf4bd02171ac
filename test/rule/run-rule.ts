import type { Campaign } from '#campaign/campaign.js';
import type { Problem } from '#rule/finding.js';
import type { MessageRule, RuleContext } from '#rule/rule.js';

/** What a test's clock shows unless it says otherwise. */
export const NOW = new Date('2026-11-20T09:00:00Z');

/** Runs one message rule over one campaign, with its default options filled in, and collects what it reports. */
export async function runRule<MessageId extends string, Options extends object>(
  rule: MessageRule<MessageId, Options>,
  campaign: Campaign,
  options: Partial<Options> = {},
  context: Partial<RuleContext> = {},
): Promise<Problem<MessageId>[]> {
  const problems: Problem<MessageId>[] = [];
  const full = { now: NOW, sendAt: context.now ?? NOW, ...context };
  for await (const problem of rule.check(campaign, { ...rule.defaultOptions, ...options }, full)) problems.push(problem);
  return problems;
}
