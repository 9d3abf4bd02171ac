import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const TABLES = {
  recipients: 'recipient_id,timezone\nfriday,Europe/Berlin\nmorning,Europe/Berlin\nevening,Europe/Berlin\nlate,Europe/Berlin\nheld,Europe/Berlin',
  schedule: 'recipient_id,send_at\nfriday,2026-12-04T08:00:00Z\nmorning,2026-12-06T08:00:00Z\nevening,2026-12-06T21:00:00Z\nlate,2026-12-07T08:00:00Z\nheld,',
};
const found = async (subject: string, manifest = {}, options = {}, language = 'en') => (
  shortly(await runAudienceRule(rule, TABLES, { subject, html: `<html lang="${language}"><body></body></html>`, manifest: { language, ...manifest } }, options)));
const END = { offerEndsAt: '2026-12-06T23:59:59+01:00' };

describe('timing/deadline-too-close', () => {
  it('counts who has less than a day to the end, and not who comes after it', async () => {
    expect(await found('20 % off', END)).toEqual(['many: evening morning']);
    expect(await found('20 % off until Sunday, 6 December')).toEqual(['many: evening morning']);
    expect(await found('20 % Rabatt bis Sonntag, 6. Dezember', {}, {}, 'de')).toEqual(['many: evening morning']);
  });

  it('lets a last call come late, but not at the last moment', async () => {
    expect(await found('Last call: ends tonight', END)).toEqual(['many: evening']);
    expect(await found('Endet heute', {}, {}, 'de')).toEqual(['many: evening']);
    expect(await found('Ends today at 11:00')).toEqual(['many: friday late morning']);
    expect(await found('Ends tonight at midnight PT')).toEqual([]);
  });

  it('takes both limits from its options', async () => {
    expect(await found('20 % off', END, { hours: 10 })).toEqual(['many: evening']);
    expect(await found('Ends tonight', END, { lastCallHours: 1 })).toEqual([]);
  });

  it('is silent without a deadline', async () => {
    expect(await found('Order today')).toEqual([]);
  });

  it('compares one instant where there are no recipients', async () => {
    const campaign = await campaignOf({ html: '<p>Hello</p>', manifest: END });
    const at = async (sendAt: string) => (await runRule(rule, campaign, {}, { sendAt: new Date(sendAt), sendAtGiven: true })).map(({ messageId }) => messageId);
    expect(await at('2026-12-06T08:00:00Z')).toEqual(['one']);
    expect(await at('2026-12-04T08:00:00Z')).toEqual([]);
    expect(await at('2026-12-07T08:00:00Z')).toEqual([]);
  });
});
