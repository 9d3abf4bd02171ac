import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const signature = (domain: string) => `DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=x;\n h=From:To; b=Abc=`;
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

  it('believes what the receiving server says', async () => {
    expect(await ids([results('spf=pass smtp.mailfrom=esp.net; dkim=pass header.d=acme.co.uk; dmarc=pass (p=none) header.from=acme.co.uk'), signature('esp.net')])).toEqual([]);
    expect(await found([results('spf=softfail (not ours: spf=pass) smtp.mailfrom=esp.net; dkim=fail header.d=esp.net; dkim=none; dmarc=fail header.from=acme.co.uk')])).toMatchObject([
      { messageId: 'dmarcFailed', data: { domain: 'acme.co.uk' } }, { messageId: 'spfFailed', severity: 'warning', data: { result: 'softfail' } }, { messageId: 'dkimFailed', severity: 'warning' },
    ]);
    expect(await ids([results('dkim=fail header.d=a.example; dkim=pass header.d=acme.co.uk; spf=pass')])).toEqual([]);
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
