import { describe, expect, it } from 'vitest';
import { lintCampaign } from '#engine/lint-campaign.js';
import { defineRule } from '#rule/rule.js';
import dormant from '../../rules/consent/consent-dormant/rule.js';
import { audienceOf, SEND_AT } from '../audience/audience-of.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { NOW } from '../rule/run-rule.js';

const shortSighted = defineRule({
  id: 'content/short-sighted',
  severity: 'error',
  summary: 'Sees the first image only',
  needs: ['html'],
  messages: { seen: 'Saw {{src}}.' },
  suggestions: { seen: 'Look away.' },
  defaultOptions: {},
  optionsSchema: {},
  *check({ images }) {
    const [first] = images;
    if (first) yield { messageId: 'seen', data: { src: first.src }, location: first.location };
  },
  unchecked: ({ images }) => Promise.resolve(images.length > 1 ? 'better eyes' : undefined),
});

async function lint(html: string) {
  const campaign = await campaignOf({ html });
  return lintCampaign({ campaign, rules: [{ rule: shortSighted, severity: 'error', options: {} }], context: { now: NOW, sendAt: NOW }, privacy: { hashKey: 'k', showRecipients: false } });
}

describe('a rule that could not look at everything', () => {
  it('is skipped with its reason, and what it found is reported', async () => {
    const { findings, skipped, counts, verdict } = await lint('<img src="a.png"><img src="b.png">');
    expect(findings.map(({ message }) => message)).toEqual(['Saw a.png.']);
    expect(skipped).toEqual([{ rule: 'content/short-sighted', needs: [], because: 'better eyes' }]);
    expect(counts).toMatchObject({ error: 1, passed: 0, skipped: 1 });
    expect(verdict).toBe('hold');
  });

  it('is skipped with what it found in the audience all the same', async () => {
    const { audience } = await audienceOf({
      recipients: 'recipient_id,country\nżółw,DE\n', facts: new Set(dormant.facts),
      consents: 'recipient_id,basis,status,given_at,relationship_type,relationship_ended_at\nżółw,express,active,2026-01-01,membership,2026-11-01\n',
    });
    const rules = [{ rule: dormant, severity: dormant.severity, options: dormant.defaultOptions }];
    const { findings, skipped, counts } = await lintCampaign({ campaign: await campaignOf({ manifest: {} }), audience, rules, context: { now: SEND_AT, sendAt: SEND_AT }, privacy: { hashKey: 'k', showRecipients: false } }).finally(() => audience.warehouse.close());
    expect(findings.map(({ messageId }) => messageId)).toEqual(['relationEnded']);
    expect(skipped).toEqual([{ rule: dormant.id, needs: [], because: 'rows of type sent or delivered in events' }]);
    expect(counts).toMatchObject({ warning: 1, passed: 0, skipped: 1 });
  });

  it('passes when it saw all', async () => {
    expect(await lint('<p>No image</p>')).toMatchObject({ skipped: [], counts: { passed: 1, skipped: 0 } });
  });
});
