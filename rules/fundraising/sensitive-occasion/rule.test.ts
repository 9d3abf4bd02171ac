import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { occasionsOf } from './occasions-of.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,occasion_opt_outs,bereaved_at\nr1,mothers_day,\nr2,Muttertag;valentines,\nr3,fathers_day,\nr4,,2026-01-01T00:00:00Z\nr5,,\n';

async function found(manifest: Manifest, { options = {}, recipients = RECIPIENTS, html = '<p>Hi</p>', gifts }: { options?: object; recipients?: string; html?: string; gifts?: string } = {}) {
  const findings = await runAudienceRule(rule, { recipients, manifest, ...(gifts !== undefined && { gifts }) }, { html: `<html><body>${html}</body></html>` }, options);
  expect(findings.map(({ messageId, severity }) => `${messageId} ${severity}`)).toEqual(findings.map(({ messageId }) => `${messageId} ${{ optedOut: 'error', mourning: 'warning', notAsked: 'info' }[messageId] ?? ''}`));
  return shortly(findings);
}

describe('fundraising/sensitive-occasion', () => {
  it('finds who opted out of it, under whatever name, and who mourns', async () => {
    expect(await found({ kind: 'marketing', subject: "A gift for Mother's Day" })).toEqual(['optedOut: r1 r2', 'mourning: r4']);
    expect(await found({ kind: 'fundraising', topic: 'mothers_day' })).toEqual(['optedOut: r1 r2', 'mourning: r4']);
  });

  it('takes a gift in memory for mourning', async () => {
    const gifts = 'recipient_id,occurred_at,amount,currency,type\nr5,2026-05-01T00:00:00Z,50,EUR,in_memory\n';
    expect(await found({ subject: 'Zum Vatertag' }, { gifts })).toEqual(['optedOut: r3', 'mourning: r4 r5']);
    expect(await found({ subject: 'Zum Vatertag' }, { gifts, options: { mourningMonths: 2 } })).toEqual(['optedOut: r3']);
  });

  it('mentions a list in which nobody was ever asked', async () => {
    expect(await found({ subject: 'Fête des mères' }, { recipients: 'recipient_id\nr1\n' })).toEqual(['notAsked: r1']);
  });

  it.each([
    ['Mothering Sunday is near', 'mothers_day'], ['Muttertagsgrüße', 'mothers_day'], ['Festa del papà', 'fathers_day'], ['Día del Padre', 'fathers_day'], ['Valentijnsactie', 'valentines'], ['Dia dos Namorados', 'valentines'],
    ['Jul med familien', 'family_christmas'], ['Dzień Matki', 'mothers_day'], ['Äitienpäivän lahja', 'mothers_day'], ['Leave a gift in your will', 'legacy'], ['Syöpätutkimus', 'cancer'], ['Mors dag', 'mothers_day'],
  ])('reads "%s"', async (subject, occasion) => {
    expect(occasionsOf(await campaignOf({ html: '<p>Hi</p>', subject }))).toContain(occasion);
  });

  it('takes no mail for one about an occasion that it mentions once, or that only sounds like it', async () => {
    for (const html of ["<p>Back in May, on Mother's Day, we opened the well.</p>", '<p>It will be done.</p><p>They will thank you.</p>', '<p>A Merry Christmas!</p><p>Christmas opening hours</p>']) {
      expect(occasionsOf(await campaignOf({ html: `<html><body>${html}</body></html>`, subject: 'Six new wells' }))).toEqual([]);
    }
  });

  it('lets receipts through', async () => {
    expect(await found({ kind: 'transactional', subject: "Your Mother's Day order" })).toEqual([]);
  });
});
