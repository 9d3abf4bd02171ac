import { beforeAll, describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

async function run(addresses: readonly string[], options = {}, manifest: Manifest = {}) {
  return runAudienceRule(rule, { recipients: `recipient_id,email\n${addresses.map((address, index) => `r${String(index + 1)},"${address.replaceAll('"', '""')}"`).join('\n')}\n`, manifest: { kind: 'marketing', ...manifest } }, {}, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

const BROKEN = ['ann', 'ann@', '@acme.com', 'ann@acme', 'ann@@acme.com', 'ann smith@acme.com', '.ann@acme.com', 'ann.@acme.com', 'a..b@acme.com', 'ann@acme..com', 'ann@-acme.com', 'ann@acme.con',
  'ann@192.0.2.1', 'ann@acme.com.', 'ann@ac_me.com', 'ann@gmаil.com', `${'a'.repeat(65)}@acme.com`, `ann@${'a'.repeat(64)}.com`, '\u0430nna.smith@acme.com', 'ann\u200B@acme.com', 'ann,bob@acme.com', 'Ann <ann@acme.com>'];
const FINE = ['ann@acme.com', 'Ann.Smith+news@Mail.Acme.co.uk', "o'brien@acme.ie", 'jürgen@müller.de', 'ann@xn--mller-kva.de', '用户@例子.中国', 'иван@завод.рф', 'иван.smith@acme.com', 'ann@acme.photography', 'a@b.io', '"ann smith"@acme.com',
  'x@acme.github.io', ' ann@acme.com ', 'ann_smith-1@acme.museum', 'ann@privaterelay.appleid.com', 'ann@mail.com', 'ann@ymail.com', 'ann@gmx.de'];

describe('audience/invalid-or-test-address', () => {
  describe('of many addresses in one list', () => {
    let findings: Awaited<ReturnType<typeof run>>;
    beforeAll(async () => { findings = await run([...BROKEN, ...FINE]); });
    const about = (place: number) => findings.filter(({ recipients }) => recipients.includes(`r${String(place + 1)}`)).map(({ messageId, severity }) => `${messageId} ${severity}`);

    it.each(BROKEN.map((address, index) => [address, index] as const))('cannot send to %s', (_, index) => expect(about(index)).toEqual(['malformed error']));

    it.each(FINE.map((address, index) => [address, index] as const))('lets %s be', (_, index) => expect(about(BROKEN.length + index)).toEqual([]));
  });

  it('finds slips of the hand at large providers, as a warning', async () => {
    const [finding] = await run(['a@gmial.com', 'b@gmai.com', 'c@hotnail.com', 'd@yahooo.com', 'e@outlok.com', 'f@gmail.co', 'g@gmail.com']);
    expect(finding).toMatchObject({ messageId: 'typo', severity: 'warning', recipients: ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'] });
    expect(finding?.evidence['email_domain']).toMatchObject({ 'gmial.com': 1 });
  });

  it('finds test rows by their domain and by their name', async () => {
    expect(await found(['a@example.com', 'test@acme.com', 'Test123@acme.com', 'noreply@bank.com', 'asdf@asdf.com', 'max.mustermann@web.de', 'qa+7@acme.com', 'ann@acme.com', 'testa@rossi.it', 'contest@acme.com', 'johndoerr@acme.com', 'b@acme.com', 'n.a@acme.com']))
      .toEqual(['reserved: r1', 'test: r2 r3 r4 r5 r6 r7']);
  });

  it('says once that a list is a sample, rather than hold all of it', async () => {
    const findings = await run(['ann@acme.example', 'bob@bank.example', 'li@hafen.example', 'eve@acme.com', 'broken@acme']);
    expect(findings.map(({ messageId, severity, recipients }) => [messageId, severity, ...recipients])).toEqual([['malformed', 'error', 'r5']]);
  });

  it('mentions a sample list as a whole', async () => {
    const totals = (count: number, of: number) => ({ totals: () => Promise.resolve({ count, of }) });
    const campaign = await campaignOf({ html: '<p>Hello</p>' });
    expect(await runRule(rule, campaign, {}, totals(3, 5))).toMatchObject([{ messageId: 'sample', severity: 'info', data: { count: 3, of: 5 } }]);
    expect(await runRule(rule, campaign, {}, totals(2, 5))).toEqual([]);
  });

  it('names rows without an address, but not where the list has none at all', async () => {
    expect(await found(['ann@acme.com', ''])).toEqual(['missing: r2']);
    expect(await runAudienceRule(rule, { recipients: 'recipient_id,first_name\nr1,Ann\n' })).toEqual([]);
  });

  it('mentions colleagues in a campaign for strangers', async () => {
    const manifest: Manifest = { audienceType: 'prospecting', from: { email: 'news@acme.com' }, sender: { domains: ['acme.de'] } };
    expect(await run(['ann@acme.com', 'bob@ACME.de', 'eve@bank.com'], {}, manifest)).toMatchObject([{ messageId: 'own', severity: 'info', recipients: ['r1', 'r2'] }]);
    expect(await run(['ann@acme.com'], {}, { ...manifest, audienceType: 'customers' })).toEqual([]);
  });

  it('lets addresses and domains of its option be', async () => {
    expect(await found(['test@acme.com', 'seed-1@seeds.test', 'a@example.com', 'b@x.com', 'c@x.com', 'd@x.com'], { allow: ['test@acme.com', 'seeds.test'] })).toEqual(['reserved: r3']);
  });
});
