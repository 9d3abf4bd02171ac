import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const HOSTS = ['cdn.acme.example', 'größe.example'];
const campaign = (body: string, logoHosts?: readonly string[]) => campaignOf({ html: `<html lang="de"><body>${body}<p>Grüße</p></body></html>`, manifest: { name: 'x', brand: logoHosts ? { logoHosts } : {} } });
const kinds = async (body: string) => (await runRule(rule, await campaign(body, HOSTS))).map(({ messageId }) => messageId);
const unchecked = async (body: string, hosts?: readonly string[]) => rule.unchecked?.(await campaign(body, hosts), rule.defaultOptions, { now: NOW, sendAt: NOW });
const img = (src: string, size = 120) => `<img src="${src}" width="${size}" height="${size}" alt="">`;

describe('brand/logo-missing', () => {
  it('reports a mail whose pictures come from elsewhere, with the hosts', async () => {
    expect(await runRule(rule, await campaign(img('https://staging.example/logo.png'), HOSTS))).toMatchObject([{ messageId: 'missing', evidence: { hosts: ['staging.example'], expected: HOSTS } }]);
    expect(await kinds(img('https://cdn.acme.example.evil.example/logo.png'))).toEqual(['missing']);
  });

  it('reports a mail without pictures', async () => {
    expect(await kinds('')).toEqual(['noPictures']);
  });

  it.each(['https://cdn.acme.example/logo.png', 'https://IMG.CDN.ACME.EXAMPLE/logo.png', '//cdn.acme.example/logo.png', 'https://größe.example/logo.png'])('is content with %s', async (src) => {
    expect(await kinds(img('https://other.example/a.jpg') + img(src))).toEqual([]);
  });

  it('does not take a tracking pixel or a hidden picture for the logo', async () => {
    expect(await kinds(`${img('https://other.example/a.jpg')}${img('https://cdn.acme.example/open.gif', 1)}<div style="display:none">${img('https://cdn.acme.example/logo.png')}</div>`)).toEqual(['missing']);
  });

  it.each(['cid:logo', 'logo.png', 'data:image/png;base64,AAAA', '{{ logo_url }}'])('cannot tell where %s comes from, and says so', async (src) => {
    expect(await kinds(img(src))).toEqual([]);
    expect(await unchecked(img(src), HOSTS)).toContain('addresses');
    expect(await unchecked(img(src) + img('https://cdn.acme.example/logo.png'), HOSTS)).toBeUndefined();
  });

  it('says that it cannot check without hosts', async () => {
    expect(await unchecked(img('https://other.example/a.jpg'))).toContain('brand.logoHosts');
  });
});
