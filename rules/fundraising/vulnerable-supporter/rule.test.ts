import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,vulnerable,age_band,status\nr1,true,,\nr2,,16-17,donor\nr3,false,adult,regular_donor\nr4,,,Sårbar\nr5,,unknown,\nr6,,,not vulnerable\nr7,,,do-not-ask\nr8,,80+,\nr9,,under 18,\nr10,,,gesetzliche Betreuung\n';

async function found(manifest: Manifest) {
  return shortly(await runAudienceRule(rule, { recipients: RECIPIENTS, manifest }));
}

describe('fundraising/vulnerable-supporter', () => {
  it('keeps appeals from people who are marked, and from minors', async () => {
    expect(await found({ kind: 'fundraising' })).toEqual(['vulnerable: r1 r10 r4 r7', 'minor: r2 r9']);
    expect(await found({ kind: 'newsletter', ask: { type: 'regular' } })).toEqual(['vulnerable: r1 r10 r4 r7', 'minor: r2 r9']);
  });

  it('lets news, reports and receipts through', async () => {
    for (const manifest of [{ kind: 'newsletter' }, { kind: 'transactional' }, { kind: 'fundraising', ask: { type: 'report' } }] as const) expect(await found(manifest)).toEqual([]);
  });

  it.each([
    [{ kind: 'fundraising' }, ['recipient_id', 'email', 'date_of_death'], true], [{ kind: 'fundraising' }, ['recipient_id', 'Age Band'], false], [{ kind: 'fundraising' }, ['recipient_id', 'STATUS'], false], [{ kind: 'newsletter' }, ['recipient_id', 'email'], false],
  ] as const)('says of %j to a list of %j whether it could not look: %s', async (manifest, names, isSkipped) => {
    const said = await rule.unchecked?.(await campaignOf({ html: '<p>Hello</p>', manifest }), {}, { now: NOW, sendAt: NOW, mergeFields: { names, fillRates: () => Promise.resolve(new Map()) } });
    expect(said?.includes('column vulnerable') ?? false).toBe(isSkipped);
  });

  it('infers nothing from how or what somebody gives', async () => {
    const gifts = 'recipient_id,occurred_at,amount,currency\nr1,2026-11-01T00:00:00Z,9000,EUR\nr1,2026-11-02T00:00:00Z,9000,EUR\n';
    expect(await runAudienceRule(rule, { recipients: 'recipient_id,age_band\nr1,adult\n', gifts, manifest: { kind: 'fundraising' } })).toEqual([]);
  });
});
