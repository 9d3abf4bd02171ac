import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (text: string, href: string, options = {}, manifest = {}) =>
  (await runRule(rule, await campaignOf({ html: `<html lang="en"><body><p>See <a href="${href}">${text}</a></p></body></html>`, manifest }), options)).map(({ messageId }) => messageId);

describe('links/link-text-mismatch', () => {
  it.each([
    ['https://www.acme.com/login', 'https://acme-login.ru/'], ['www.acme.com', 'http://203.0.113.7/'], ['acme.co.uk', 'https://evil.co.uk/'],
    ['müller.de', 'https://mueller-shop.biz/'], ['acme.github.io', 'https://other.github.io/'],
  ])('reports %s leading to %s', async (text, href) => {
    expect(await found(text, href)).toEqual(['domain']);
  });

  it('reports a mail address that writes to another domain, and no other part of a mailto: link', async () => {
    expect(await found('hej@acme.dk', 'mailto:gevinst@evil.top')).toEqual(['mailbox']);
    expect(await found('hej@acme.dk', 'mailto:post@news.acme.dk?subject=evil@evil.top')).toEqual([]);
    expect(await found('Skriv til os', 'mailto:gevinst@evil.top')).toEqual([]);
    expect(await found('hej@acme.dk', 'mailto:{{ contact }}')).toEqual([]);
  });

  it('reports another number behind a telephone number, in whatever form it is written', async () => {
    expect(await found('358 40 999 8887', 'tel:+358401112223')).toEqual(['phone']);
    expect(await found('Tel. 030 / 123 45 67', 'tel:+49301234560')).toEqual(['phone']);
    expect(await found('030 / 123 45 67', 'tel:+49-30-1234567')).toEqual([]);
    expect(await found('040 / 300 50-0', 'tel:+494030050')).toEqual([]);
    expect(await found('Call us', 'tel:+49301234567')).toEqual([]);
    expect(await found('040 300 50 12', 'tel:+49-40-3005012%2C%2C498100%23')).toEqual([]);
    expect(await found('01 44 52 (ext. 3)', 'tel:{{ number }}')).toEqual([]);
  });

  it('reads an address among other words where it is the sender’s own, or says www.', async () => {
    const own = { sender: { domains: ['norrbynsull.se'] } };
    expect(await found('Besök norrbynsull.se', 'https://ullbutiken.com/', {}, own)).toEqual(['domain']);
    expect(await found('Besök www.acme.com', 'https://evil.top/')).toEqual(['domain']);
    expect(await found('Besök norrbynsull.se', 'https://shop.norrbynsull.se/', {}, own)).toEqual([]);
    expect(await found('The U.S. team met Node.js', 'https://evil.top/', {}, own)).toEqual([]);
    expect(await found('hej@norrbynsull.se', 'https://evil.top/', {}, own)).toEqual([]);
  });

  it('reports https in the text and http in the target', async () => {
    expect(await found('https://acme.com', 'http://www.acme.com/')).toEqual(['insecure']);
  });

  it('leaves alone what one company owns, and a name that is registered without its accents', async () => {
    expect(await found('pic.twitter.com/a1B2c3', 'https://t.co/a1B2c3')).toEqual([]);
    expect(await found('www.youtube.com/watch?v=1', 'https://youtu.be/1')).toEqual([]);
    expect(await found('Čajovna.cz', 'https://www.cajovna.cz/clanek')).toEqual([]);
    expect(await found('cajovna.cz', 'https://čajovna.cz/clanek')).toEqual(['domain']);
    expect(await found('www.youtube.com', 'https://t.co/1')).toEqual(['domain']);
  });

  it('knows the tracker through which nearly all links of a mail lead, each to another place', async () => {
    const mail = async (host: string, places: number) => {
      const links = Array.from({ length: places }, (_, index) => `<p><a href="https://${host}/c/${index}">Article ${index}</a></p>`).join('');
      return (await runRule(rule, await campaignOf({ html: `${links}<p>Ad: <a href="https://${host}/c/ad">WoolSocks.com</a>, <a href="https://${host}/c/map">mapshop.com</a></p>` }))).map(({ messageId }) => messageId);
    };
    expect(await mail('click.hourly-mail.com', 12)).toEqual([]);
    expect(await mail('click.hourly-mail.com', 3)).toEqual(['domain', 'domain']);
    expect(await mail('bank-login.com', 12)).toEqual(['domain', 'domain']);
  });

  it.each([
    ['www.acme.com', 'https://shop.acme.com/x'], ['Acme.com', 'https://acme.com'], ['readme.md', 'https://github.com/x/readme.md'], ['Node.js', 'https://nodejs.org/'],
    ['info@acme.com', 'mailto:info@acme.com'], ['our shop', 'https://other.com'], ['acme.com', '{{ url }}'], ['www.acme.com', 'https://acme.us1.list-manage.com/track?u=1'],
    ['www.acme.com', 'https://click.tracker.net/?to=https%3A%2F%2Fwww.acme.com%2F'], ['müller.de', 'https://www.xn--mller-kva.de/'], ['xn--mller-kva.de', 'https://MÜLLER.de/'], ['ute@müller.de', 'mailto:ute@xn--mller-kva.de'], ['e.g. this', 'https://other.com'], ['1.2.3', 'https://other.com'], ['Inc.', 'https://other.com'],
  ])('leaves %s leading to %s alone', async (text, href) => {
    expect(await found(text, href)).toEqual([]);
  });

  it('knows the sender\'s own domains', async () => {
    expect(await found('www.acme.com', 'https://click.acme-mail.net/x', {}, { from: { email: 'news@acme-mail.net' } })).toEqual([]);
    expect(await found('www.acme.com', 'https://click.acme-mail.net/x', {}, { sender: { domains: ['acme-mail.net'] } })).toEqual([]);
    expect(await found('www.acme.com', 'https://click.xn--mller-kva.de/x', {}, { from: { email: 'news@müller.de' } })).toEqual([]);
  });

  it('takes the host of List-Unsubscribe for the system that sends the mail', async () => {
    const mail = async (unsubscribe: string) => runRule(rule, await campaignOf({ eml: `From: Jürgen <news@acme.example>\nList-Unsubscribe: <mailto:l@amx.example>, <${unsubscribe}>\nContent-Type: text/html; charset=utf-8\n\n<p><a href="https://amx.org/r/1">www.acme.com</a></p>\n` }));
    expect(await mail('https://amx.org/u/1')).toEqual([]);
    expect(await mail('https://acme.example/u/1')).toMatchObject([{ messageId: 'domain', data: { host: 'amx.org' } }]);
  });

  it('takes further trackers from its option', async () => {
    expect(await found('www.acme.com', 'https://t.tracker.net/x', { trackingDomains: ['tracker.net'] })).toEqual([]);
  });
});
