import { applyEdits } from '#fix/rewrite.js';
import type { MessageRule } from '#rule/rule.js';
import { campaignOf, type CampaignFixture } from '../campaign/campaign-of.js';
import { runRule } from './run-rule.js';

/** The body file after the fixes of all of a rule's problems were made. */
export async function mendedBy(rule: MessageRule, fixture: CampaignFixture): Promise<string> {
  const campaign = await campaignOf(fixture);
  const edits = (await runRule(rule, campaign)).flatMap(({ fix }) => fix?.edits ?? []);
  const file = fixture.mjml === undefined ? 'body.html' : 'body.mjml';
  if (edits.some((edit) => edit.file !== file)) throw new Error('a fix names another file than the body');
  return applyEdits(campaign.sources.get(file) ?? '', edits);
}
