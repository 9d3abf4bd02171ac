import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { openWorld, type World, type Zone } from '../../../test/network/loopback-world.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const signature = (domain: string) => `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=x;\n h=From:To:Subject; bh=Abc=; b=Abc=`;
const results = (text: string) => `Authentication-Results: mx.b.example;\n ${text}`;
const message = (headers: readonly string[], { from = 'news@acme.co.uk', manifest = { kind: 'marketing' } }: { from?: string; manifest?: Manifest } = {}) =>
  campaignOf({ eml: `From: =?utf-8?q?J=C3=BCrgen?= <${from}>\nSubject: a\n${headers.map((header) => `${header}\n`).join('')}\nHallo\n`, manifest });
const found = async (...input: Parameters<typeof message>) => runRule(rule, await message(...input));
const ids = async (...input: Parameters<typeof message>) => (await found(...input)).map(({ messageId }) => messageId);

describe('headers/auth-not-aligned', () => {
  it('reports signature and return path that both belong to somebody else', async () => {
    const [problem] = await found([signature('esp-mail.net'), 'Return-Path: <b@bounce.esp.net>']);
    expect(problem).toMatchObject({ messageId: 'notAligned', data: { domain: 'acme.co.uk', others: 'DKIM signs as esp-mail.net and bounces go to bounce.esp.net' }, location: { header: 'From' } });
    expect(problem?.severity).toBeUndefined();
    expect(await ids([signature('other.co.uk')])).toEqual(['notAligned']);
  });

  it('takes either for enough, and subdomains too', async () => {
    expect(await ids([signature('esp-mail.net'), signature('em.acme.co.uk'), 'Return-Path: <b@esp.net>'])).toEqual([]);
    expect(await ids([signature('esp-mail.net'), 'Return-Path: <b@bounce.acme.co.uk>'])).toEqual([]);
    expect(await ids([signature('acme.co.uk')], { from: 'news@em.acme.co.uk' })).toEqual([]);
  });

  it.each([
    ['dkimUncovered', 'h=To:Subject; bh=A=; b=A=', undefined], ['dkimUncovered', 'h=from:to; bh=A=; b=A=', 'warning'], ['dkimIncomplete', 'h=From:Subject; b=A=', 'warning'], ['dkimLength', 'h=From:Subject; l=120; bh=A=; b=A=', 'warning'],
    ['dkimExpired', 't=1795075200; x=1795075100; h=From:Subject; bh=A=; b=A=', 'warning'],
  ])('reads a signature for itself: %s of "%s"', async (messageId, tags, severity) => {
    expect((await found([`DKIM-Signature: v=1; a=rsa-sha256; d=acme.co.uk; s=x; ${tags}`])).map((problem) => [problem.messageId, problem.severity])).toEqual([[messageId, severity]]);
  });

  it('knows signatures that are as they should be, and those made with SHA-1', async () => {
    const signed = (algorithm: string) => `DKIM-Signature: v=1; a=${algorithm}; d=acme.co.uk; s=x; t=1; x=4102444800;\n h = From : from : Subject ; bh=A=; b=A=`;
    expect(await ids([signed('ed25519-sha256')])).toEqual([]);
    expect(await ids([signed('rsa-sha1')])).toEqual(['dkimHash']);
    expect(await ids(['Date: Fri, 20 Nov 2026 09:00:00 +0100', 'Received: from a by b; Fri, 20 Nov 2026 09:00:00 +0100', 'DKIM-Signature: v=1; a=rsa-sha256; d=acme.co.uk; s=x; x=1795680000; h=From:Subject; bh=A=; b=A='])).toEqual([]);
  });

  it('believes what the receiving server says', async () => {
    expect(await ids([results('spf=pass smtp.mailfrom=esp.net; dkim=pass header.d=acme.co.uk; dmarc=pass (p=none) header.from=acme.co.uk'), signature('esp.net')])).toEqual([]);
    expect(await found([results('spf=softfail (not ours: spf=pass) smtp.mailfrom=esp.net; dkim=fail header.d=esp.net; dkim=none; dmarc=fail header.from=acme.co.uk')])).toMatchObject([
      { messageId: 'dmarcFailed', data: { domain: 'acme.co.uk' } }, { messageId: 'spfFailed', severity: 'warning', data: { result: 'softfail' } }, { messageId: 'dkimFailed', severity: 'warning' },
    ]);
    expect(await found([results('spf=fail smtp.mailfrom=acme.co.uk; dkim=pass header.d=acme.co.uk; dmarc=pass header.from=acme.co.uk')])).toMatchObject([{ messageId: 'spfFailed', severity: 'info' }]);
    expect(await ids([results('dkim=fail header.d=a.example; dkim=pass header.d=acme.co.uk; spf=pass')])).toEqual([]);
  });

  it('takes "dmarc=none", and a guess, for a record that is missing', async () => {
    for (const result of ['none', 'bestguesspass']) expect(await found([results(`spf=pass smtp.mailfrom=acme.co.uk; dkim=pass header.d=acme.co.uk; dmarc=${result} action=none header.from=acme.co.uk`), signature('acme.co.uk')])).toMatchObject([{ messageId: 'dmarcMissing', severity: 'warning', data: { name: '_dmarc.acme.co.uk' } }]);
  });

  it('learns from the receiving server who signed, where a copy has no signature', async () => {
    expect(await ids([results('dkim=pass header.i=@mailgun.org header.s=pic; spf=pass smtp.mailfrom=b@mailgun.org; dmarc=unknown header.from=acme.co.uk')])).toEqual(['notAligned']);
    expect(await ids([results('dkim=pass header.i=@esp.net; dkim=pass header.d=em.acme.co.uk; spf=pass smtp.mailfrom=esp.net')])).toEqual([]);
    expect(await ids([results('dkim=pass header.d=esp.net; dkim=fail header.d=acme.co.uk; spf=pass smtp.mailfrom=esp.net'), signature('acme.co.uk'), signature('esp.net')])).toEqual(['notAligned']);
    expect(await ids([results('dkim=pass header.i=@esp.net; spf=pass smtp.mailfrom="b@bounce.acme.co.uk"')])).toEqual([]);
  });

  it('reports free mail in a mailing, and lets private letters pass', async () => {
    expect(await ids([signature('esp.net')], { from: 'jo@gmail.com' })).toEqual(['freeMail']);
    expect(await ids([signature('gmail.com')], { from: 'jo@gmail.com', manifest: {} })).toEqual([]);
  });

  it('only warns where no manifest says that it is a mailing', async () => {
    expect(await found([signature('esp.net')], { manifest: {} })).toMatchObject([{ messageId: 'notAligned', severity: 'warning' }]);
  });

  it('says that it could not look at a message that was neither signed nor received', async () => {
    const context = { now: NOW, sendAt: NOW };
    const campaign = await message([]);
    expect(await runRule(rule, campaign)).toEqual([]);
    expect(await rule.unchecked?.(campaign, {}, context)).toContain('neither been signed nor received');
    expect(await rule.unchecked?.(await message([signature('acme.co.uk')]), {}, context)).toBeUndefined();
  });
});

describe('headers/auth-not-aligned, from what the mail itself tells', () => {
  it('judges alignment where the receiving server says nothing of DMARC, strictly where it names the mode', async () => {
    expect(await ids([results('dkim=pass header.d=esp.net'), signature('esp.net')])).toEqual(['notAligned']);
    expect(await ids([results('dkim=pass (adkim=s) header.d=em.acme.co.uk'), signature('em.acme.co.uk')])).toEqual(['notAligned']);
    expect(await ids([results('dkim=pass header.d=em.acme.co.uk'), signature('em.acme.co.uk')])).toEqual([]);
  });

  it('reads From of the manifest, and says what it lacks without a message', async () => {
    const manifest = { kind: 'marketing', from: { email: 'news@gmail.com' } } as const;
    expect(await runRule(rule, await campaignOf({ html: '<p>a</p>', manifest }))).toMatchObject([{ messageId: 'freeMail', location: { part: 'from' } }]);
    const own = await campaignOf({ html: '<p>a</p>', manifest: { kind: 'marketing', from: { email: 'news@acme.co.uk' } } });
    expect(await rule.unchecked?.(own, {}, { now: NOW, sendAt: NOW })).toMatch(/\.eml.*--network/);
  });
});

describe('headers/auth-not-aligned, with the network', () => {
  let world: World | undefined;
  afterEach(async () => {
    await world?.close();
    world = undefined;
  });
  const txt = (...records: string[]): Zone => ({ txt: records });
  const SOUND = { '_dmarc.acme.co.uk': txt('v=DMARC1; p=none'), 'acme.co.uk': txt('v=spf1 include:esp.net ~all', 'site-verification=1'), 'esp.net': txt('v=spf1 ip4:192.0.2.0/24 -all') };
  async function asked(zones: Readonly<Record<string, Zone>>, campaign = message([])) {
    world = await openWorld({ zones, secondsPerRequest: 2 });
    const context = { now: NOW, sendAt: NOW, network: world.network.forCampaign() };
    return { problems: await runRule(rule, await campaign, {}, context), unchecked: await rule.unchecked?.(await campaign, {}, context) };
  }
  const idsOf = async (...input: Parameters<typeof asked>) => (await asked(...input)).problems.map(({ messageId }) => messageId);

  it('finds nothing wrong with sound records, and asks for no message', async () => {
    expect(await asked(SOUND)).toEqual({ problems: [], unchecked: undefined });
    expect(await asked(SOUND, campaignOf({ html: '<p>a</p>', manifest: { kind: 'marketing', from: { email: 'news@acme.co.uk' } } }))).toEqual({ problems: [], unchecked: undefined });
  });

  it('reports missing records, after it looked at the organisation too', async () => {
    const { problems } = await asked({}, message([], { from: 'news@em.acme.co.uk' }));
    expect(problems).toMatchObject([{ messageId: 'dmarcMissing', data: { name: '_dmarc.acme.co.uk' } }, { messageId: 'spfMissing', severity: 'warning', data: { domain: 'em.acme.co.uk' } }]);
    expect(problems[0]?.severity).toBeUndefined();
    expect(await idsOf({ ...SOUND, 'em.acme.co.uk': txt('v=spf1 -all') }, message([], { from: 'news@em.acme.co.uk' }))).toEqual([]);
  });

  it.each([
    [['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'there are 2 of them'],
    [['v=DMARC1; sp=none'], 'it has no policy p='],
    [['v=DMARC1; p=reject; sp=monitor'], 'its policy "monitor"'],
    [['v=dmarc1; p=none'], 'it does not begin with "v=DMARC1;"'],
    [['v=DMARC1 p=none'], 'it does not begin with "v=DMARC1;"'],
    [['v=DMARC1; p=quarantäne'], 'its policy "quarant'],
  ])('reports the DMARC records %j', async (records, reason) => {
    const { problems } = await asked({ ...SOUND, '_dmarc.acme.co.uk': txt(...records) });
    expect(problems).toMatchObject([{ messageId: 'dmarcInvalid', data: { reason: expect.stringContaining(reason) as string } }]);
  });

  it.each([
    [['v=spf1 -all', 'v=spf1 ~all'], 'spfInvalid', 'acme.co.uk has 2 SPF records, and only one is allowed'],
    [['v=spf1 include:nowhere.example -all'], 'spfInvalid', 'it includes nowhere.example, which has no SPF record'],
    [['v=spf1 ipv4:192.0.2.1 -all'], 'spfInvalid', 'acme.co.uk says "ipv4:192.0.2.1", which SPF does not know'],
    [['v=spf1 +all'], 'spfOpen', '"+all" lets servers all over the internet send in its name'],
    [['v=spf1 ip4:0.0.0.0/1 -all'], 'spfOpen', '"ip4:0.0.0.0/1" lets servers all over the internet send in its name'],
    [['v=spf1 ip4:192.0.2.300 -all'], 'spfInvalid', 'acme.co.uk says "ip4:192.0.2.300", which SPF does not know'],
    [['v=spf1 ip6:2001:db8::/129 -all'], 'spfInvalid', 'acme.co.uk says "ip6:2001:db8::/129", which SPF does not know'],
    [['v=spf1 include:esp.net,b.net -all'], 'spfInvalid', 'acme.co.uk says "include:esp.net,b.net", which SPF does not know'],
    [['v=spf1 -all include:esp.net'], 'spfInvalid', '"include:esp.net" stands after "-all" in the record of acme.co.uk, where no receiver reads it'],
    [['v=spf1 redirect=esp.net redirect=esp.net'], 'spfInvalid', 'acme.co.uk has more than one redirect='],
    [['v=spf1 include:acme.co.uk -all'], 'spfInvalid', 'acme.co.uk includes acme.co.uk again, which leads in a circle'],
    [[`v=spf1 ${Array.from({ length: 11 }, (_, index) => `a:h${index}.example`).join(' ')} -all`], 'spfInvalid', 'it takes 11 DNS queries to read, and receivers stop after 10'],
  ])('reports the SPF records %j', async (records, messageId, detail) => {
    expect((await asked({ ...SOUND, 'acme.co.uk': txt(...records) })).problems).toMatchObject([{ messageId, severity: 'warning', data: { detail } }]);
  });

  it.each([
    'v=spf1 a/24//64 mx/28 ptr ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 include:ESP.net. exists:%{i}._spf.acme.co.uk -all', 'v=spf1 redirect=esp.net',
    'v=spf1 include:esp.net ra=postmaster exp=why.acme.co.uk ?all redirect=nowhere.example', `v=spf1 ${Array.from({ length: 10 }, (_, index) => `a:h${index}.example`).join(' ')} ~all`,
  ])('takes %s for sound', async (record) => expect(await idsOf({ ...SOUND, 'acme.co.uk': txt(record) })).toEqual([]));

  it('counts what is included twice twice, and does not lose itself in records that include each other', async () => {
    const twice = { 'acme.co.uk': txt('v=spf1 include:a.example include:b.example -all'), 'a.example': txt('v=spf1 a mx a:c.example mx:c.example -all'), 'b.example': txt('v=spf1 include:a.example -all') };
    expect((await asked({ ...SOUND, ...twice })).problems).toMatchObject([{ messageId: 'spfInvalid', data: { detail: 'it takes 11 DNS queries to read, and receivers stop after 10' } }]);
    const circle = { 'acme.co.uk': txt('v=spf1 include:esp.net -all'), 'esp.net': txt('v=spf1 include:acme.co.uk redirect=esp.net') };
    expect((await asked({ ...SOUND, ...circle })).problems.map(({ data }) => data?.['detail'])).toEqual(['esp.net includes acme.co.uk again, which leads in a circle', 'esp.net includes esp.net again, which leads in a circle']);
  });

  it('sees through includes and redirects to a record that lets everybody send', async () => {
    expect(await idsOf({ ...SOUND, 'esp.net': txt('v=spf1 +all') })).toEqual(['spfOpen']);
    expect(await idsOf({ ...SOUND, 'acme.co.uk': txt('v=spf1 redirect=esp.net'), 'esp.net': txt('v=spf1 all') })).toEqual(['spfOpen']);
    expect(await idsOf({ ...SOUND, 'acme.co.uk': txt('v=spf1 ?include:esp.net -all'), 'esp.net': txt('v=spf1 +all') })).toEqual([]);
  });

  it('warns where an address for reports makes up for a policy that is missing', async () => {
    expect((await asked({ ...SOUND, '_dmarc.acme.co.uk': txt('v=DMARC1; rua=mailto:a@b.example') })).problems).toMatchObject([{ messageId: 'dmarcAsNone', severity: 'warning', data: { reason: 'it has no policy p=' } }]);
  });

  it('reads the SPF record of the return path where the message has one', async () => {
    expect((await asked(SOUND, message(['Return-Path: <b@bounce.acme.co.uk>']))).problems).toMatchObject([{ messageId: 'spfMissing', data: { domain: 'bounce.acme.co.uk' } }]);
  });

  it('holds to strict alignment where the record asks for it', async () => {
    const key = { 'x._domainkey.em.acme.co.uk': txt('v=DKIM1; p=') };
    const signed = () => message([signature('em.acme.co.uk')]);
    expect(await idsOf({ ...SOUND, ...key, '_dmarc.acme.co.uk': txt('v=DMARC1; p=reject; adkim=s; aspf=s') }, signed())).toEqual(['notAligned']);
    expect(await idsOf({ ...SOUND, ...key }, signed())).not.toContain('notAligned');
  });

  it('says so when DNS does not answer, rather than that records are missing', async () => {
    expect(await asked({ ...SOUND, '_dmarc.acme.co.uk': { fails: true } })).toEqual({ problems: [], unchecked: 'a second try at the DNS records of acme.co.uk (DNS servers failed)' });
  });

  describe('verifies signatures', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const TEXT = 'From: =?utf-8?q?J=C3=BCrgen?= <news@acme.co.uk>\r\nTo: a@b.example\r\nSubject: Gr\u00fc\u00dfe\r\n\r\nHallo J\u00fcrgen\r\n';
    const keyRecord = (key: typeof publicKey) => `v=DKIM1; k=rsa; p=${key.export({ type: 'spki', format: 'der' }).toString('base64')}`;
    const signedBy = async (key = privateKey) => {
      const data = { signingDomain: 'acme.co.uk', selector: 's1', privateKey: String(key.export({ type: 'pkcs8', format: 'pem' })), algorithm: 'rsa-sha256' };
      const { signatures } = await dkimSign(TEXT, { ...data, signatureData: [data] });
      return `${signatures}${TEXT}`;
    };
    const judged = async (eml: string, key: string | undefined) =>
      (await asked({ ...SOUND, ...(key !== undefined && { 's1._domainkey.acme.co.uk': txt(key) }) }, campaignOf({ eml, manifest: { kind: 'marketing' } }))).problems.map(({ messageId, data }) => [messageId, data?.['name'], data?.['reason']]);

    it('and finds nothing wrong with one that is right, line ends of the file aside', async () => {
      const eml = await signedBy();
      expect(await judged(eml, keyRecord(publicKey))).toEqual([]);
      expect(await judged(eml.replaceAll('\r\n', '\n'), keyRecord(publicKey))).toEqual([]);
    });

    it('and reports a key that is not published, another key, and a text that was changed', async () => {
      const eml = await signedBy();
      expect(await judged(eml, undefined)).toEqual([['dkimKeyMissing', 's1._domainkey.acme.co.uk', 'no key']]);
      expect(await judged(eml, keyRecord(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey))).toMatchObject([['dkimBroken', 's1._domainkey.acme.co.uk', 'bad signature']]);
      expect(await judged(eml.replace('Hallo', 'Hello'), keyRecord(publicKey))).toMatchObject([['dkimBroken', 's1._domainkey.acme.co.uk', 'body hash did not verify']]);
    });

    it('and reports a key that is too short', async () => {
      const weak = generateKeyPairSync('rsa', { modulusLength: 768 });
      expect((await judged(await signedBy(weak.privateKey), keyRecord(weak.publicKey))).map(([messageId]) => messageId)).toEqual(['dkimWeakKey']);
    });
  });
});
