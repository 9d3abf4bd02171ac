import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (href: string, options = {}) =>
  (await runRule(rule, await campaignOf({ html: `<html lang="en"><body><a href="${href}">Go</a></body></html>`, manifest: { sender: { domains: ['acme.com'] } } }), options)).map(({ messageId }) => messageId);

describe('links/link-suspicious-host', () => {
  it('takes a mail address that the link shows for one whose mailto: was forgotten', async () => {
    const html = (text: string) => `<a href="http://info@müller.example">${text}</a>`;
    expect(await runRule(rule, await campaignOf({ html: html('Write to INFO@müller.example') }))).toMatchObject([{ messageId: 'mailAddress', severity: 'warning' }]);
    expect(await runRule(rule, await campaignOf({ html: html('info@bank.example') }))).toMatchObject([{ messageId: 'userinfo' }]);
  });

  it.each([
    ['http://203.0.113.7/x', 'ipAddress'], ['http://[2001:db8::1]/', 'ipAddress'], ['http://3405803783/', 'ipAddress'], ['http://0xcb.0.0161.7/', 'ipAddress'], ['https://acme.com@evil.net/', 'userinfo'],
    ['https://acmе.com/', 'mixedScript'], ['https://xn--cme-5cd.com/', 'mixedScript'], ['https://сосо.com/', 'lookalike'], ['data:text/html,hello', 'scheme'],
    ['https://www.acme.com.login.net/', 'buriedBrand'], ['https://acme.com-login.net/', 'buriedBrand'], ['https://acme.com:8443/', 'port'], ['https://login%2eevil.net/', 'disguised'], ['https://%61cme-login.net/', 'disguised'], ['https://𝘄𝗮𝗸𝗲.𝘂𝗸/', 'disguised'],
  ])('reports %s as %s', async (href, kind) => {
    expect(await found(href)).toEqual([kind]);
  });

  it.each(['https://m%C3%BCller.de/', 'https://%7B%7Bhost%7D%7D/x', 'https://%5BURL%5D/x'])('takes %s for no host in disguise', async (href) => {
    expect(await found(href)).toEqual([]);
  });

  it('leaves to links/link-placeholder what lies on the author’s disk or network, and listmonk’s mark on a tracked link', async () => {
    expect(await found('file:///C:/mail/offer.html')).toEqual([]);
    expect(await found('http://192.168.1.20/offer')).toEqual([]);
    expect(await found('https://acme.com/offer@TrackLink')).toEqual([]);
    expect(await found('https://acme.com@TrackLink')).toEqual([]);
  });

  it.each(['https://paypal.com.konto-sikkerhed.info/login', 'https://www.dhl.de.paket.top/', 'https://secure-paypal.net/', 'https://sparkasse-sicherheit.com/', 'https://postnord.se.leverans.org/x', 'https://www.paypal.com-konto.info/x'])('reports a borrowed name: %s', async (href) => expect(await found(href)).toEqual(['borrowedBrand']));

  it.each(['https://www.amazon.co.uk/x', 'https://pay.google.com/', 'https://paypal.me/acme', 'https://dhl.eu.acme.com/', 'https://apple-festival.co.uk/', 'https://www.upsidedown.com/', 'https://support.apple.com/'])('takes the name of a host of its own, or another name, for none: %s', async (href) => expect(await found(href)).toEqual([]));

  it.each(['https://shop.net/login?returnUrl=https%3A%2F%2Fevil.org%2Fx', 'https://vk.com/away.php?to=https%3A%2F%2Fgewinn.top'])('reports the open redirect %s', async (href) => {
    expect(await found(href)).toEqual(['openRedirect']);
  });

  it('leaves to links/link-borrowed what is copied along with a link', async () => {
    expect(await found('https://www.google.com/url?q=https://gewinn.top/&amp;sa=D')).toEqual([]);
  });

  it.each([
    'https://vk.com/away.php?to=https://www.acme.com/', 'https://click.acme.com/?goto=https://partner.org', 'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.org', 'https://track.esp.net/c?url=https%3A%2F%2Fpartner.org',
    'https://shop.net/cart?next=https://shop.net/pay',
  ])('takes %s for no open redirect', async (href) => {
    expect(await found(href)).toEqual([]);
  });

  it.each(['https://müller.de/', 'https://пример.рф/', 'https://москва.com/', 'https://日本語.jp/', 'https://acme.com:443/', 'https://news.acme.com/', 'https://{{host}}:8080/', 'mailto:a@b.com', 'tel:123', 'https://www.acme.com/path@x'])('leaves %s alone', async (href) => {
    expect(await found(href)).toEqual([]);
  });

  it('takes hosts from its option', async () => {
    expect(await found('http://10.0.0.5/intranet', { allowHosts: ['10.0.0.5'] })).toEqual([]);
  });
});
