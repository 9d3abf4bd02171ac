import { expect, it } from 'vitest';
import { lintCampaign } from '#engine/lint-campaign.js';
import { eventTypesOf, lackingEvents } from '#engine/missing-events.js';
import dormant from '../../rules/consent/consent-dormant/rule.js';
import frequency from '../../rules/audience/frequency-cap-exceeded/rule.js';
import unengaged from '../../rules/audience/unengaged-recipient/rule.js';
import { audienceOf, SEND_AT } from '../audience/audience-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

const RULES = [frequency, unengaged, dormant];

async function lacking(...types: readonly string[]) {
  const events = types.map((type) => `żółw,${type},2026-11-30T10:00:00Z\n`).join('');
  const { audience } = await audienceOf({ recipients: 'recipient_id\nżółw\n', events: `recipient_id,type,occurred_at\n${events}`, facts: new Set() });
  try {
    const given = await eventTypesOf(audience);
    return RULES.map((rule) => lackingEvents(rule, given)?.because);
  } finally {
    await audience.warehouse.close();
  }
}

it('skips rules about mail that was sent where the events hold none, and names the rows', async () => {
  expect(await lacking('click', 'open')).toEqual(Array(3).fill('rows of type sent or delivered in events'));
  expect(await lacking('SENT', 'click')).toEqual([undefined, undefined, undefined]);
  expect(await lacking('delivered', 'reply')).toEqual([undefined, undefined, undefined]);
});

it('skips what is about reactions where the events hold none of anybody: opens are no reaction', async () => {
  expect(await lacking('sent', 'open')).toEqual([undefined, 'rows of type click or reply or conversion in events', undefined]);
  expect(await lacking('open')).toEqual([expect.anything(), 'rows of type sent or delivered in events, and rows of type click or reply or conversion in events', expect.anything()]);
});

it('counts such a rule as skipped, and judges by the others', async () => {
  const { audience } = await audienceOf({ recipients: 'recipient_id\nżółw\n', events: 'recipient_id,type,occurred_at\nżółw,sent,2026-12-01T08:00:00Z\n', facts: new Set(['engagement']) });
  try {
    const rules = RULES.map((rule) => ({ rule, severity: rule.severity, options: rule.defaultOptions }));
    const result = await lintCampaign({ campaign: await campaignOf({ manifest: { kind: 'marketing' } }), audience, rules, context: { now: SEND_AT, sendAt: SEND_AT }, privacy: { hashKey: 'k', showRecipients: true } });
    expect(result.findings.map(({ rule, messageId }) => [rule, messageId])).toEqual([[frequency.id, 'day']]);
    expect(result.skipped).toEqual([
      { rule: unengaged.id, needs: [], because: 'rows of type click or reply or conversion in events' },
      { rule: dormant.id, needs: ['consents'] },
    ]);
  } finally {
    await audience.warehouse.close();
  }
});
