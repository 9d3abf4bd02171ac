/** All message rules over one HTML body in memory. */
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import type { EnabledRule } from '#config/select-rules.js';
import { runMessageRules } from '#engine/run-message-rules.js';
import { rules } from '#rules/index.js';
import { isAudienceRule } from '#rule/rule.js';

/** The clock stands still. */
const NOW = new Date('2026-11-20T09:00:00Z');

export const messageRules = rules.filter((rule) => !isAudienceRule(rule)).map((rule): EnabledRule => ({ rule, severity: rule.severity, options: rule.defaultOptions as EnabledRule['options'] }));

/** The number of findings. */
export async function lintBody(html: string): Promise<number> {
  const campaign = await campaignFromSource({ path: 'mail.html', body: { kind: 'html', name: 'mail.html', bytes: Buffer.from(html) } });
  const runnable = messageRules.filter(({ rule }) => rule.needs.every((input) => (campaign.given as ReadonlySet<string>).has(input)));
  const { findings, crashes } = await runMessageRules(campaign, runnable, { now: NOW, sendAt: NOW });
  if (crashes[0]) throw crashes[0];
  return findings.length;
}
