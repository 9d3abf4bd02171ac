import { describe, expect, it } from 'vitest';
import { lintCampaign } from '#engine/lint-campaign.js';
import { dataOf, lackingData } from '#engine/missing-data.js';
import type { Rule } from '#rule/rule.js';
import frequency from '../../rules/audience/frequency-cap-exceeded/rule.js';
import suppressed from '../../rules/audience/suppressed-recipient/rule.js';
import unengaged from '../../rules/audience/unengaged-recipient/rule.js';
import dormant from '../../rules/consent/consent-dormant/rule.js';
import openCase from '../../rules/targeting/open-case-recipient/rule.js';
import { audienceOf, SEND_AT } from '../audience/audience-of.js';
import type { AudienceText } from '../audience/audience-of.js';
import { campaignOf } from '../campaign/campaign-of.js';

async function lacking(rules: readonly Rule[], tables: AudienceText) {
  const { audience } = await audienceOf({ facts: new Set(), ...tables });
  try {
    const held = await dataOf(audience);
    return rules.map((rule) => lackingData(rule, held)?.because);
  } finally {
    await audience.warehouse.close();
  }
}

function lackingOf(...types: readonly string[]) {
  const events = types.map((type) => `żółw,${type},2026-11-30T10:00:00Z\n`).join('');
  return lacking([frequency, unengaged], { recipients: 'recipient_id\nżółw\n', events: `recipient_id,type,occurred_at\n${events}` });
}

describe('a rule is skipped', () => {
  it('where its table is given without the column that it reads, which is named', async () => {
    expect(await lacking([openCase], { recipients: 'recipient_id,Post\nr1,a@b.com\n', contacts: 'contact_id,email\nc1,a@b.com\n' }))
      .toEqual(['the column email or company or last_name in recipients, and the column open_case in contacts']);
    expect(await lacking([openCase], { recipients: 'recipient_id,EMAIL\nr1,a@b.com\n', contacts: 'contact_id,email,Open Case\nc1,a@b.com,\n' })).toEqual([undefined]);
  });

  it('unless one of several columns is there', async () => {
    expect(await lacking([suppressed], { recipients: 'recipient_id,country\nr1,ÖSTERREICH\n', suppressions: 'recipient_id\nr1\n' })).toEqual([undefined]);
    expect(await lacking([suppressed], { recipients: 'recipient_id,country\nr1,DE\n', suppressions: 'email\na@b.com\n' })).toEqual(['the column email in recipients, or the column recipient_id in suppressions']);
  });

  it('where it is about mail that was sent and the events hold none', async () => {
    expect(await lackingOf('click', 'open')).toEqual(Array(2).fill('rows of type sent or delivered in events'));
    expect(await lackingOf('SENT', 'click')).toEqual([undefined, undefined]);
    expect(await lackingOf('delivered', 'reply')).toEqual([undefined, undefined]);
  });

  it('where it is about reactions and the events hold none of anybody: opens are no reaction', async () => {
    expect(await lackingOf('sent', 'open')).toEqual([undefined, 'rows of type click or reply or conversion in events']);
    expect(await lackingOf('open')).toEqual([expect.anything(), 'rows of type sent or delivered in events, and rows of type click or reply or conversion in events']);
  });
});

it('counts such a rule as skipped, and judges by the others', async () => {
  const { audience } = await audienceOf({ recipients: 'recipient_id\nżółw\n', events: 'recipient_id,type,occurred_at\nżółw,sent,2026-12-01T08:00:00Z\n', facts: new Set(['engagement']) });
  try {
    const rules = [frequency, unengaged, dormant].map((rule) => ({ rule, severity: rule.severity, options: rule.defaultOptions }));
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
