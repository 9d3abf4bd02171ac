import { deliveryHistoryOf } from '#audience/delivery-history.js';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import { scanAudience } from '#engine/scan-audience.js';
import type { Severity } from '#rule/finding.js';
import type { AudienceRule, MessageRule } from '#rule/rule.js';
import { campaignOf } from '../campaign/campaign-of.js';
import type { CampaignFixture } from '../campaign/campaign-of.js';
import { audienceOf, SEND_AT } from './audience-of.js';
import type { AudienceText } from './audience-of.js';

/** What a rule found in an audience: a message id, and the recipients it is about, by id. */
export interface AudienceFinding {
  readonly messageId: string;
  readonly severity: Severity;
  readonly recipients: readonly string[];
  readonly evidence: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Runs one audience rule, or the audience part of a message rule, over tables and a campaign, through the real warehouse and the real scan; cases that hit nobody are left out. Of the optional facts only those that the rule asks for are there. */
export async function runAudienceRule<MessageId extends string, Options extends object>(
  rule: AudienceRule<MessageId, Options> | MessageRule<MessageId, Options>,
  tables: AudienceText,
  fixture: CampaignFixture = {},
  options: Partial<Options> = {},
): Promise<AudienceFinding[]> {
  const campaign = await campaignOf({ ...fixture, manifest: { ...tables.manifest, ...fixture.manifest } });
  const { audience } = await audienceOf({ facts: new Set(rule.facts), ...tables, manifest: campaign.manifest });
  try {
    const deliveries = deliveryHistoryOf(audience);
    const context = { ...(deliveries && { deliveries }), now: tables.now ?? tables.sendAt ?? SEND_AT, sendAt: tables.sendAt ?? SEND_AT, mergeFields: mergeFieldsOf(audience), totals: totalsOf(audience) };
    const full = { ...rule.defaultOptions, ...options };
    const cases = 'cases' in rule ? await rule.cases(campaign, full, context) : (await rule.audienceCases?.(campaign, full, context) ?? []);
    const predicates = cases.map(({ messageId, where, severity = rule.severity, apart = false, evidence = [] }) => ({ rule: rule.id, messageId, where, severity, apart, evidence }));
    const { hits, crashes } = await scanAudience({ audience, predicates, hashKey: 'key', showRecipients: true, sampleSize: 100 });
    if (crashes[0] !== undefined) throw crashes[0];
    return hits.flatMap(({ messageId, count, sample, evidence }, index) =>
      count === 0 ? [] : [{ messageId, severity: predicates[index]?.severity ?? rule.severity, recipients: sample.toSorted(), evidence }]);
  } finally {
    await audience.warehouse.close();
  }
}

/** `messageId: r1 r2`, one a finding. */
export function shortly(findings: readonly AudienceFinding[]): string[] {
  return findings.map(({ messageId, recipients }) => `${messageId}: ${recipients.join(' ')}`);
}
