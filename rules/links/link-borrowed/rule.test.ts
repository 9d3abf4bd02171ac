import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { formatMessage } from '#rule/format-message.js';
import rule from './rule.js';

const KEY = '8f2a9c41b7e05d63a1b2';
const SAFE = 'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.m%C3%BCller-boote.de%2Fherbst%3Fa%3D1%26b%3D2&data=05%7C02%7Canna.schmidt%40klinik.de%7C4f&reserved=0';

function page(...hrefs: readonly string[]): string {
  return `<html lang="de"><body><p>Guten Tag {{ name }},</p>${hrefs.map((href) => `<p><a href="${href.replaceAll('&', '&amp;')}">Zum Angebot für Sie</a></p>`).join('')}</body></html>`;
}

async function found(html: string, options?: { allowHosts: readonly string[] }): Promise<readonly string[]> {
  const problems = await runRule(rule, await campaignOf({ html, manifest: { sender: { domains: ['acme.com'] } } }), options);
  return problems.map(({ messageId, severity }) => `${messageId}${severity === undefined ? '' : ` ${severity}`}`);
}

async function said(html: string): Promise<readonly string[]> {
  return (await runRule(rule, await campaignOf({ html }))).map(({ messageId, data }) => formatMessage(rule.messages[messageId], data ?? {}));
}

function eml(href: string, head = '', greeting = 'Guten Tag Anna,'): string {
  return `From: Acme <news@acme.com>\r\n${head}To: anna@klinik.de\r\nSubject: Herbst\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html lang="de"><body><p>${greeting}</p><a href="${href.replaceAll('&', '&amp;')}">Ansehen</a></body></html>`;
}

describe('redirects that were copied along', () => {
  it.each([
    [SAFE, 'https://www.müller-boote.de/herbst'],
    ['https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/atp-safelinks.html?url=https%3A%2F%2Facme.com%2Fa&locale=de', 'https://acme.com/a'],
    ['https://urldefense.com/v3/__https://acme.com/a__;!!Nv3xtKNH!x$', 'https://acme.com/a'],
    ['https://urldefense.proofpoint.com/v2/url?u=https-3A__acme.com_a-5Fb&d=DwM&c=x', 'https://acme.com/a_b'],
    ['https://protect-us.mimecast.com/s/AbC?domain=acme.com', 'https://acme.com'],
    ['https://linkprotect.cudasvc.com/url?a=https%3a%2f%2facme.com%2fa&c=E,1,x', 'https://acme.com/a'],
    ['https://secure-web.cisco.com/1abc-D/https%3A%2F%2Facme.com%2Fa', 'https://acme.com/a'],
    ['https://protect.checkpoint.com/v2/___https://acme.com/a___.YXA', 'https://acme.com/a'],
    ['https://eu-central-1.protection.sophos.com?d=acme.com&u=aHR0cHM6Ly9hY21lLmNvbS9h&i=x', 'https://acme.com/a'],
    ['https://clicktime.symantec.com/3x?u=https%3A%2F%2Facme.com%2Fa', 'https://acme.com/a'],
    ['https://imsva91-ctp.trendmicro.com/wis/clicktime/v1/query?url=https%3a%2f%2facme.com%2fa&umid=1', 'https://acme.com/a'],
    ['https://deref-gmx.net/mail/client/x/dereferrer/?redirectUrl=https%3A%2F%2Facme.com%2Fa', 'https://acme.com/a'],
    ['https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Facme.com%2Fa&usg=x', 'https://acme.com/a'],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2Fa&h=AT3', 'https://acme.com/a'],
    ['https://slack-redir.net/link?url=https%3A%2F%2Facme.com%2Fa', 'https://acme.com/a'],
    ['https://duckduckgo.com/l/?uddg=https%3A%2F%2Facme.com%2Fa', 'https://acme.com/a'],
    ['https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hY21lLmNvbS9h&ntb=1', 'https://acme.com/a'],
  ])('%s is a warning that says where it leads', async (href, target) => {
    expect(await found(page(href))).toEqual(['redirect warning']);
    expect(decodeURI((await said(page(href)))[0] ?? '')).toContain(`which leads to ${target}`);
  });

  it.each(['https://webcache.googleusercontent.com/search?q=cache:acme.com', 'https://acme-com.translate.goog/a?_x_tr_sl=de'])('%s says nothing of the end', async (href) => {
    expect(await found(page(href))).toEqual(['redirect warning']);
    expect((await said(page(href)))[0]).not.toContain('leads to');
  });

  it('says that SafeLinks name the author, and does not print his address', async () => {
    const [message] = await said(page(SAFE, SAFE));
    expect(message).toContain('mail address of whoever copied it, and so do 1 more.');
    expect(message).not.toContain('anna');
  });

  it('looks through a redirect inside another, and into the text part', async () => {
    const nested = `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent('https://urldefense.com/v3/__https://acme.com/a__;!!x$')}&data=04`;
    expect((await said(page(nested)))[0]).toContain('leads to https://acme.com/a.');
    expect(await runRule(rule, await campaignOf({ text: `Mehr: ${nested}` }))).toMatchObject([{ messageId: 'redirect', data: { text: 'nam02.safelinks.protection.outlook.com' } }]);
  });

  it('leaves a mail alone that was received through a filter, but not one with a single such link', async () => {
    const run = async (source: string) => (await runRule(rule, await campaignOf({ eml: source }))).length;
    expect(await run(eml(SAFE, 'Received: from a by b; Fri, 20 Nov 2026 09:00:00 +0000\r\n'))).toBe(0);
    expect(await run(eml(SAFE))).toBe(1);
  });

  it('lets a search, a map and a shared post be', async () => {
    expect(await found(page('https://www.google.com/search?q=acme', 'https://www.google.com/maps?q=Linz', 'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Facme.com', 'https://web.archive.org/web/2020/https://acme.com/', 'https://translate.google.com/translate?u=acme.com'))).toEqual([]);
  });

  it('is mended in HTML, MJML and Outlook\'s markup, and nothing else is touched', async () => {
    const written = SAFE.replaceAll('&', '&amp;');
    const mended = 'https://www.müller-boote.de/herbst?a=1&amp;b=2';
    const html = `<p title="${written}"><a class=x  href = ' ${written} '>Zum Boot</a><!--[if mso]><v:roundrect href="${written}">x</v:roundrect><![endif]--></p>`;
    const expected = `<p title="${written}"><a class=x  href = ' ${mended} '>Zum Boot</a><!--[if mso]><v:roundrect href="${mended}">x</v:roundrect><![endif]--></p>`;
    expect(await mendedBy(rule, { html })).toBe(expected);
    const mjml = (href: string) => `<mjml><mj-body><mj-section><mj-column><mj-button href="${href}">Zum Boot</mj-button></mj-column></mj-section></mj-body></mjml>`;
    expect(await mendedBy(rule, { mjml: mjml(written) })).toBe(mjml(mended));
  });

  it.each([
    'https://protect-us.mimecast.com/s/AbC?domain=acme.com', 'https://urldefense.com/v3/__https://acme.com/a*b__;Iw!!x$',
    'https://www.google.com/url?q=https%3A%2F%2Facme.com%2F{{ id }}', 'https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F%3Fmc_eid%3D1a2b3c4d5e',
  ])('%s is left as it is written', async (href) => {
    expect(await found(page(href))).toHaveLength(1);
    expect(await mendedBy(rule, { html: page(href) })).toBe(page(href));
  });

  it('cannot be made to write markup', async () => {
    const html = page(`https://slack-redir.net/link?url=${encodeURIComponent('https://acme.com/?a="><b>')}`);
    expect(await mendedBy(rule, { html })).toContain('href="https://acme.com/?a=%22%3E%3Cb%3E"');
  });
});

describe('keys of one recipient', () => {
  it.each([
    'https://acme.us5.list-manage.com/unsubscribe?u=3f&id=9c&e=1a2b3c4d5e&c=77', 'https://r.news.acme.com/mk/un/v2/aB3xK9mQ2pL7vT4z', 'https://manage.kmail-lists.com/subscriptions/unsubscribe?a=AbC&c=01HABCDEF9&k=x',
    'https://acme.activehosted.com/proc.php?nl=1&c=2&m=3&s=8f2a9c41b7e05d63&act=unsub', 'https://acme.createsend1.com/t/j-u-abcdef-l-r/', 'https://u77.ct.sendgrid.net/wf/unsubscribe?upn=x9', 'https://mandrillapp.com/track/unsub.php?u=1',
    'https://go.acme.com/UnsubscribePage.html?mkt_unsubscribe=1&mkt_tok=NDE1LUZ', `https://acme.com/newsletter/abmelden/${KEY}`, `https://acme.com/unsubscribe?t=${KEY}`, 'https://acme.com/uitschrijven?email=jan%40klant.nl',
    SAFE.replace(/url=[^&]+/, `url=${encodeURIComponent('https://acme.us5.list-manage.com/unsubscribe?u=3f&id=9c&e=1a2b3c4d5e')}`),
  ])('%s takes one person off the list', async (href) => expect(await found(page(href))).toEqual(['leaves']));

  it('takes a counted click under the word unsubscribe for the way out', async () => {
    expect(await found('<p>{{ name }} <a href="https://u1.ct.sendgrid.net/ls/click?upn=u001.x">Abmelden</a></p>')).toEqual(['leaves']);
  });

  it.each([
    'https://acme.us5.list-manage.com/track/click?u=3f&id=9c&e=1a2b3c4d5e', 'https://u1.ct.sendgrid.net/ls/click?upn=u001.x', 'https://acme.com/a?mc_cid=3f&mc_eid=1a2b3c4d5e', 'https://acme.com/a?_hsenc=p2ANqtz-8x&_hsmi=7', 'https://acme.com/a?vero_id=7701',
    'https://email.acme.com/c/eJwVzDEOwyAMQNHTlA0ZG8gwMNQeVe5hbEOjSFAZt-vtkT', 'https://click.news.acme.com/?qs=8f2a9c41b7e05d63a1b28f2a9c41b7e05d63a1b2', 'https://acme.com/{{ id }}?mkt_tok=NDE1LUZ',
  ])('%s was another mail\'s', async (href) => expect(await found(page(href))).toEqual(['key warning']));

  it('tells once what a sending system added to links to many hosts', async () => {
    const links = Array.from({ length: 14 }, (_, index) => `<p><a href="https://partner${index}.net/news?_hsenc=p2ANqtz-8x&_hsmi=7">Story ${index}</a></p>`).join('');
    expect(await runRule(rule, await campaignOf({ html: links }))).toMatchObject([{ messageId: 'key', data: { times: ', and so do 13 more' }, evidence: { links: 14, parameter: '_hsenc' } }]);
  });

  it.each(['https://shop.example.net/?email=anna.schmidt%40klinik.de', 'https://shop.example.net/?a=1&E-Mail=anna@gmail.com'])('%s shows a person\'s address', async (href) => {
    expect(await found(page(href))).toEqual(['address']);
  });

  it.each([
    'https://acme.us5.list-manage.com/unsubscribe?u=3f8a9c41b7e05d63a1b28f2a9&id=9c41b7e05d', 'https://acme.us5.list-manage.com/unsubscribe?u=3f&id=9c&e=*|UNIQID|*', 'https://acme.us5.list-manage.com/unsubscribe?u=3f&id=9c&e=[UNIQID]', 'https://acme.com/a?mc_eid=%5BUNIQID%5D',
    'https://acme.com/unsubscribe?t={{ token }}', `https://acme.com/unsubscribe?list_id=${KEY}&e={{ email }}`, 'https://acme.com/?mkt_tok={{lead.token}}', 'https://shop.net/?email=info@partner.de', 'https://shop.net/?email=chef.anna@shop.net', 'https://shop.net/?email=anna.berg@acme.com',
    'https://shop.net/?email=max.mustermann@firma.de', 'https://acme.com/unsubscribe', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'https://docs.google.com/forms/d/e/1FAIpQLSf-8x9/viewform', 'https://acme.com/a?mc_cid=3f8a9c41b7&utm_id=9', 'https://calendar.google.com/calendar?cid=8f2a9c41b7e05d63',
  ])('%s may be everybody\'s', async (href) => expect(await found(page(href))).toEqual([]));

  it('finds nothing in a finished mail, whose recipient has keys of his own, but in one with merge tags', async () => {
    const href = 'https://acme.us5.list-manage.com/unsubscribe?u=3f&id=9c&e=1a2b3c4d5e';
    const kinds = async (source: string) => (await runRule(rule, await campaignOf({ eml: source }))).map(({ messageId }) => messageId);
    expect(await kinds(eml(href))).toEqual([]);
    expect(await kinds(eml(href, '', 'Guten Tag {{ name }},'))).toEqual(['leaves']);
    expect(await kinds(eml(href, 'Received: from a by b; Fri, 20 Nov 2026 09:00:00 +0000\r\n', 'Guten Tag {{ name }},'))).toEqual([]);
  });
});

describe('what opens an account', () => {
  it.each([
    [`https://acme.com/konto?access_token=${KEY}`, 'secret'], [`https://acme.com/#id_token=${KEY}`, 'secret'], [`https://acme.com/passwort-zurücksetzen/${KEY}`, 'secret'], [`https://acme.com/reset?token=${KEY}`, 'secret'],
    ['https://acme.com/x?a=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.s5Xq8Yk2Lm', 'secret'], [`https://acme.com/shop;jsessionid=${KEY}.node1?a=1`, 'session warning'], [`https://acme.com/?PHPSESSID=${KEY}`, 'session warning'],
    ['https://acme.com/(S(lit3py55t21z5v55vlm25s55))/a.aspx', 'session warning'], [`https://acme.com/?sid=${KEY}`, 'session warning'], ['https://acme.com/?fbclid=IwAR3xyz9', 'clickId info'],
  ])('%s is %s', async (href, kind) => expect(await found(page(href))).toEqual([kind]));

  it.each(['https://acme.com/?sid=412', 'https://acme.com/reset?token={{ token }}', 'https://acme.com/login?next=/herbst', 'https://us02web.zoom.us/j/812?pwd=aB3xK9mQ2pL7vT4zX8', 'https://chat.whatsapp.com/AbC123xyz456DEF789ghi', 'https://acme.com/?session_id=herbst-2026'])('%s is nobody\'s account', async (href) => {
    expect(await found(page(href))).toEqual([]);
  });

  it('prints no key', async () => {
    const campaign = await campaignOf({ html: page(`https://acme.com/reset?token=${KEY}`), text: `https://acme.com/login?token=${KEY}x` });
    const problems = await runRule(rule, campaign);
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain(KEY);
  });

  it('tells a session in a finished mail too', async () => {
    expect(await runRule(rule, await campaignOf({ eml: eml(`https://acme.com/shop;jsessionid=${KEY}`) }))).toMatchObject([{ messageId: 'session' }]);
  });
});

it('takes hosts from its option', async () => {
  expect(await found(page(SAFE), { allowHosts: ['eur01.safelinks.protection.outlook.com'] })).toEqual([]);
});
