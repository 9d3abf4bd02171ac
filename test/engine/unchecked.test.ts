import { describe, expect, it } from 'vitest';
import { lintCampaign } from '#engine/lint-campaign.js';
import { defineRule } from '#rule/rule.js';
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

  it('passes when it saw all', async () => {
    expect(await lint('<p>No image</p>')).toMatchObject({ skipped: [], counts: { passed: 1, skipped: 0 } });
  });
});
