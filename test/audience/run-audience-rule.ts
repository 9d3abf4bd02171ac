import { afterAll, beforeAll } from 'vitest';
import type { Audience } from '#audience/audience.js';
import { deliveryHistoryOf } from '#audience/delivery-history.js';
import { mergeFieldsOf } from '#audience/merge-fields.js';
import { totalsOf } from '#audience/totals.js';
import type { Campaign } from '#campaign/campaign.js';
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

/** Tables, and the clock of the run: `sendAt` when absent. */
export type RuleTables = AudienceText & { readonly now?: Date };

type AnyAudienceRule<MessageId extends string, Options extends object> = AudienceRule<MessageId, Options> | MessageRule<MessageId, Options>;

/** Runs one audience rule, or the audience part of a message rule, over tables and a campaign, through the real warehouse and the real scan; cases that hit nobody are left out. Of the optional facts only those that the rule asks for are there. */
export async function runAudienceRule<MessageId extends string, Options extends object>(
  rule: AnyAudienceRule<MessageId, Options>,
  { now, ...tables }: RuleTables,
  fixture: CampaignFixture = {},
  options: Partial<Options> = {},
): Promise<AudienceFinding[]> {
  const campaign = await campaignOf({ ...fixture, manifest: { ...tables.manifest, ...fixture.manifest } });
  const { audience } = await audienceOf({ facts: new Set(rule.facts), ...tables, manifest: campaign.manifest });
  try {
    return await judge(rule, audience, campaign, { ...rule.defaultOptions, ...options }, { ...tables, now });
  } finally {
    await audience.warehouse.close();
  }
}

/** The same over tables that are loaded once for all tests around the call: their facts are those of their own manifest, whatever a campaign says besides. */
export function onOneAudience<MessageId extends string, Options extends object>(
  rule: AnyAudienceRule<MessageId, Options>,
  tables: AudienceText,
): (fixture: CampaignFixture, options?: Partial<Options>) => Promise<AudienceFinding[]> {
  let audience: Audience;
  beforeAll(async () => {
    ({ audience } = await audienceOf({ facts: new Set(rule.facts), ...tables }));
  });
  afterAll(() => audience.warehouse.close());
  return async (fixture, options = {}) => judge(rule, audience, await campaignOf({ ...fixture, manifest: { ...tables.manifest, ...fixture.manifest } }), { ...rule.defaultOptions, ...options }, tables);
}

async function judge<MessageId extends string, Options extends object>(
  rule: AnyAudienceRule<MessageId, Options>,
  audience: Audience,
  campaign: Campaign,
  options: Options,
  { sendAt = SEND_AT, now = sendAt }: { readonly sendAt?: Date; readonly now?: Date | undefined },
): Promise<AudienceFinding[]> {
  const deliveries = deliveryHistoryOf(audience);
  const context = { ...(deliveries && { deliveries }), now, sendAt, mergeFields: mergeFieldsOf(audience), totals: totalsOf(audience) };
  const cases = 'cases' in rule ? await rule.cases(campaign, options, context) : (await rule.audienceCases?.(campaign, options, context) ?? []);
  const predicates = cases.map(({ messageId, where, severity = rule.severity, apart = false, evidence = [] }) => ({ rule: rule.id, messageId, where, severity, apart, evidence }));
  const { hits, crashes } = await scanAudience({ audience, predicates, hashKey: 'key', showRecipients: true, sampleSize: 100 });
  if (crashes[0] !== undefined) throw crashes[0];
  return hits.flatMap(({ messageId, count, sample, evidence }, index) =>
    count === 0 ? [] : [{ messageId, severity: predicates[index]?.severity ?? rule.severity, recipients: sample.toSorted(), evidence }]);
}

/** `messageId: r1 r2`, one a finding. */
export function shortly(findings: readonly AudienceFinding[]): string[] {
  return findings.map(({ messageId, recipients }) => `${messageId}: ${recipients.join(' ')}`);
}
