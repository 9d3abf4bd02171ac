import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => (await runRule(rule, await campaignOf({ html: `<html lang="en"><body>${body}</body></html>` }), options)).map(({ messageId }) => messageId);

describe('links/link-placeholder', () => {
  it.each([
    ['', 'empty'], ['  ', 'empty'], ['#', 'hash'], ['#!', 'hash'], ['#nowhere', 'anchor'], ['javascript:void(0)', 'script'], ['http://', 'noHost'],
    ['https://example.com/x', 'exampleHost'], ['http://www.yourdomain.com', 'exampleHost'], ['http://localhost:3000/', 'privateHost'],
    ['http://192.168.1.20/shop', 'privateHost'], ['https://shop.internal/', 'privateHost'], ['https://staging.acme.com/', 'stagingHost'],
    ['https://preview-12.acme.com/', 'stagingHost'], ['LINK_HERE', 'todo'], ['https://acme.com/?utm_campaign=campaign_name', 'todo'],
    ['https://www-staging.acme.com/', 'stagingHost'], ['https://acme.uat.agency.io/', 'stagingHost'], ['https://ab12.ngrok-free.app/', 'privateHost'], ['http://[link]', 'todo'], ['LINK EINFÜGEN', 'todo'], ['about:blank', 'noHost'], ['https://acme.iohttps://acme.io', 'doubleScheme'], ['http://TODO', 'todo'], ['http://intranet/shop', 'privateHost'],
    ['https://acme.com/[slug]', 'todo'], ['https://acme.com/?utm_campaign=INSERT_CAMPAIGN', 'todo'],
    ['https://www.ihre-domain.de/', 'exampleHost'], ['degroenespaak.nl/winter', 'noScheme'],
    ['htps://acme.com/film', 'wrongScheme'], ['https:/acme.com/film', 'wrongScheme'], ['https//acme.com/film', 'wrongScheme'], ['https://www,acme.com/', 'noHost'], ['mailto:', 'noHost'], ['mailto:name@domain.com', 'exampleMail'], ['mailto:vorname.nachname@acme.de', 'exampleMail'], ['https://acme.com/produkt/XXXX', 'todo'], ['https://acme.com/?utm_source=[SOURCE]', 'todo'], ['https://acme.sharepoint.com/:w:/r/sites/x/Doc.aspx', 'document'],
    ['https://blog.acme.com/?p=1432&preview=true', 'editor'], ['https://acme.com/wp-admin/post.php?post=12&action=edit', 'editor'], ['https://us5.admin.mailchimp.com/campaigns/edit?id=99', 'editor'], ['https://docs.google.com/document/d/1aBc_dE/edit?usp=sharing', 'document'],
    ['www.acme.com', 'noScheme'], ['acme.com/sale', 'noScheme'], ['https://https://acme.com', 'doubleScheme'], ['https://acme.com/my page', 'spaces'],
    ['info@acme.com', 'noMailto'], ['http://mailto:info@acme.com', 'doubleScheme'], ['mailto:acme.com', 'noHost'], ['mailto:@acme.com', 'noHost'], ['mailto:info @acme.com', 'spaces'],
    ['https://acme.com/herbst\u200b', 'invisible'], ['https://acme.com/\u00adherbst', 'invisible'],
    ['{{url}}x', 'gluedTag'], ['{{ offer.link | default: "x" }}öffnen', 'gluedTag'], ['x*|ARCHIVE_URL|*', 'gluedTag'],
  ])('reports %j as %s', async (href, kind) => {
    expect(await found(`<a href="${href}">Weiter</a>`)).toEqual([kind]);
  });

  it.each([
    'https://www.acme.com/', 'https://müller.example/über-uns', 'mailto:info@acme.com', 'tel:+49301234', '{{ url }}', '{{ url }}?utm_source=mail', '{{ url }}/über-uns', '{{ url }}.html', '{{ base_url }}shop', '{{ url }}{{ query }}', '{{ id }}x', 'https://acme.com/?to={{ url }}', 'https://{{ host }}/x', '*|ARCHIVE|*', '%%view_email_url%%',
    'http://134744072/', 'https://preview-wines.co.uk/', 'https://test.com.au/', 'https://[2001:db8::1]/', 'https://acme.com/list?filter[color]=red', 'https://acme.com/?utm_content=yourself', 'https://equator.example/', 'https://www.uatravel.com/', 'https://latest.acme.com/', 'https://developer.acme.com/', 'https://device.test-aankoop.be/', 'https://test.de/', 'https://dev.to/post', '//cdn.acme.com/x', 'cid:part1', 'https://acme.com/a\n  ', 'https://acme.com/long\npath', 'https://acme.com/#news',
    '#top', '#TOP', '#unsubscribeLink#', '#recipient:page#', 'mailto:info%40acme.com', 'mailto:{email}', 'mailto:[mail]', 'mailto:Acme &lt;info@acme.com&gt;', 'mailto:a@acme.com,b@acme.com', 'https://acme.com/?q=a\u200bb', 'https://acme.com/@acme.news', 'https://medium.com/@acme',
    'mailto:?subject=Hej', 'https://docs.google.com/forms/d/e/1FAIpQ/viewform', 'https://acme.com/?preview=trueblue', 'https://mailchi.mp/acme/herbst', 'https://app.acme.com/login', 'http://httpd.apache.org/', 'https://mail.google.com/support/bin/answer.py?answer=6596',
  ])('leaves %j alone', async (href) => {
    expect(await found(`<a href="${href}">Weiter</a>`)).toEqual([]);
  });

  it('tells a field between hashes that nobody filled before the mail was sent', async () => {
    const eml = (received: string) => `${received}From: a@acme.com\nSubject: Grüße\nContent-Type: text/html; charset=utf-8\n\n<html lang="de"><body><a href="#unsubscribeLink#">Abmelden</a></body></html>\n`;
    const foundIn = async (message: string) => (await runRule(rule, await campaignOf({ eml: message }))).map(({ messageId }) => messageId);
    expect(await foundIn(eml(''))).toEqual([]);
    expect(await foundIn(eml('Received: from mx.acme.com by mx.web.de; Mon, 23 Nov 2026 09:00:00 +0000\n'))).toEqual(['anchor']);
  });

  it.each([
    ['https://www.votre-entreprise.fr/', 'exampleHost'], ['https://beispiel.de/herbst', 'exampleHost'], ['https://www.bedrijfsnaam.nl', 'exampleHost'], ['https://nombredetuempresa.com/', 'exampleHost'], ['mailto:info@tuodominio.it', 'exampleMail'],
    ['https://www.instagram.com/votrecompte', 'todo'], ['https://www.facebook.com/yourpage/', 'todo'], ['https://twitter.com/username', 'todo'], ['https://www.linkedin.com/company/company-name', 'todo'], ['https://www.youtube.com/@dein-kanal', 'todo'],
    ['http://www.facebook.com/', 'frontPage'], ['https://instagram.com', 'frontPage'], ['https://acme.com/?utm_source=mail&utm_campaign=NOME_DA_CAMPANHA', 'todo'], ['https://acme.com/?utm_campaign=Kampagnenname', 'todo'],
    ['mailto:etunimi.sukunimi@saimaa.fi', 'exampleMail'], ['mailto:fornavn.etternavn@fjord.no', 'exampleMail'], ['mailto:imię.nazwisko@firma.pl', 'exampleMail'], ['file:///C:/Users/Joris/beurt.html', 'privateHost'],
    ['https://norrbyn.webflow.io/garn', 'stagingHost'], ['https://deploy-12--acme.netlify.app/', 'stagingHost'], ['https://acme.myshopify.com/?preview_theme_id=12', 'editor'], ['https://acme.com/?utm_campaign={{campaign}}&utm_content=TODO', 'todo'],
    ['https://us02web.zoom.us/j/MEETING_ID', 'todo'], ['https://acme.com/<lenke-til-kampanje>', 'todo'], ['https://www.yrityksesi.fi/', 'exampleHost'],
    ['INDSÆT LINK', 'todo'], ['[URL de la boutique]', 'todo'], ['[Hier der Link]', 'todo'], ["<lien vers l'article>", 'todo'], ['https://acme.com/WSTAW_LINK', 'todo'], ['https://acme.com/PRODUCTO-URL', 'todo'], ['INSÉRER LIEN', 'todo'], ['tel:+49000000000', 'sampleNumber'], ['tel:0123456789', 'sampleNumber'], ['sms:1234567', 'sampleNumber'],
  ])('knows made-up names in any language by their words: %j', async (href, kind) => expect(await found(`<a href="${href}">Weiter</a>`)).toEqual([kind]));

  it.each([
    'https://www.facebook.com/acme', 'https://www.linkedin.com/company/brandt', 'https://www.facebook.com/sharer/sharer.php?u=x', 'https://twitter.com/?lang=fr', 'https://x.com/intent/tweet?text=Hej', 'https://acme.com/?utm_campaign=name-day-sale',
    'https://acme.com/your-account', 'https://www.domaine-leflaive.fr/', 'https://brandnewshop.com/', 'https://www.instagram.com/yourstorybooks', 'mailto:max.muster@acme.ch', 'https://mercedes-example.shop/',
    'tel:+49800123456', 'https://acme.com/links', 'https://acme.com/lien-utile', 'https://acme.com/NEUE-LINKS-RHEIN', 'https://acme.com/here-links', 'tel:+4940555000',
  ])('takes no name for made up that somebody may have: %j', async (href) => expect(await found(`<a href="${href}">Weiter</a>`)).toEqual([]));

  it('judges what stands before the sender\'s own domain, not its name', async () => {
    const kinds = async (href: string) => (await runRule(rule, await campaignOf({ html: `<a href="${href}">Agenda</a>`, manifest: { sender: { domains: ['staging-concerten.nl'] } } }))).map(({ messageId }) => messageId);
    expect(await kinds('https://www.staging-concerten.nl/agenda')).toEqual([]);
    expect(await kinds('https://uat.staging-concerten.nl/agenda')).toEqual(['stagingHost']);
    expect(await kinds('https://dev.staging-concerten.nl/agenda')).toEqual(['stagingHost']);
    expect(await kinds('https://dev.brouwser.org/artikel')).toEqual([]);
    expect(await kinds('https://test.brouwser.org/artikel')).toEqual(['stagingHost']);
  });

  it('warns of the buttons of MJML that have no link', async () => {
    const mjml = (button: string) => `<mjml><mj-body><mj-section><mj-column><mj-text>Das Fest beginnt um acht.</mj-text>${button}</mj-column></mj-section></mj-body></mjml>`;
    const kinds = async (button: string) => (await runRule(rule, await campaignOf({ mjml: mjml(button) }))).map(({ messageId, severity, data }) => [messageId, severity, data?.['text'], data?.['times']]);
    expect(await kinds('<mj-button>Plätze sichern</mj-button><mj-button href="">{{ label }}</mj-button>')).toEqual([['deadButton', 'warning', 'Plätze sichern', ' (the first of 2)']]);
    expect(await kinds('<mj-button href="{{ url }}">Plätze sichern</mj-button><mj-button href="https://acme.com/fest">Mehr</mj-button>')).toEqual([]);
  });

  it('warns of a link that is drawn as a button and has no address', async () => {
    const kinds = async (html: string) => (await runRule(rule, await campaignOf({ html }))).map(({ messageId, severity }) => [messageId, severity]);
    const style = 'style="display:inline-block;padding:12px 24px;background:#0a3d62;color:#fff"';
    expect(await kinds(`<p><a ${style}>Koupit nyní</a></p>`)).toEqual([['deadButton', 'warning']]);
    for (const html of [`<a name="top" ${style}>Nahoru</a>`, `<a :href="url" ${style}>Koupit</a>`, `<a ${style}></a>`, '<a style="color:#0a3d62">Koupit</a>', `<a {{ link_attributes }} ${style}>Koupit</a>`, `<span ${style}>Novinka</span>`]) expect(await kinds(`<p>${html}</p>`)).toEqual([]);
    for (const looks of ['background: none; padding: 0', 'background:transparent;padding:8px', 'background:#fff;padding:4px', 'background-color: #FFFFFF; padding: 4px 8px', 'background:rgba(0, 0, 0, 0);padding:4px', 'background:#0a3d62;padding:0 8px', 'background:#0a3d62;padding:8px 0', 'background:;padding:8px']) expect([looks, await kinds(`<p><a style="${looks}">© 2026 Květiny Müller</a></p>`)]).toEqual([looks, []]);
    for (const looks of ['background: #fff000; padding: 4px', 'color:#fff;background-color:rgb(10, 61, 98);padding:.5em 1em .5em', 'padding:12px;background:darkgreen url(b.png)']) expect([looks, await kinds(`<p><a style="${looks}">Koupit</a></p>`)]).toEqual([looks, [['deadButton', 'warning']]]);
  });

  it('lets the maker of a sending system link to it, and nobody else', async () => {
    const found = async (email: string) => (await runRule(rule, await campaignOf({ html: '<p><a href="https://app.klaviyo.com/dashboard">Ouvrir le tableau de bord</a></p>', manifest: { from: { name: 'Équipe', email } } }))).map(({ messageId }) => messageId);
    expect([await found('support@mail.klaviyo.com'), await found('news@acme.com')]).toEqual([[], ['editor']]);
  });

  it('accepts a jump to an anchor of the mail, percent-encoded too', async () => {
    expect(await found('<a href="#%C3%BCber">Über uns</a><a href="#old">Old</a><h2 id="über">Über uns</h2><a name="old"></a>')).toEqual([]);
  });

  it('reads the addresses of the text part, which clients turn into links, unless the HTML holds them', async () => {
    const problems = async (text: string, html = '<p>Hej</p>') => (await runRule(rule, await campaignOf({ html, text }))).map(({ messageId, location }) => [messageId, location?.part, location?.line]);
    expect(await problems('Hej!\n\nLäs mer (https://staging.acme.com/vår).')).toEqual([['stagingHost', 'text', 3]]);
    expect(await problems('Se https://staging.acme.com/', '<a href="https://staging.acme.com/">Se</a>')).toEqual([['stagingHost', 'html', 1]]);
  });

  it('reports the same target once, with the number of links', async () => {
    const problems = await runRule(rule, await campaignOf({ html: '<html><body><a href="#">A</a><a href="#">B</a><a href="#">C</a></body></html>' }));
    expect(problems.map(({ data }) => data)).toEqual([{ text: 'A', href: '#', times: ', and so do 2 more' }]);
  });

  describe('a mistyped domain', () => {
    const ofAcme = async (href: string, options = {}) => (await runRule(rule, await campaignOf({ html: `<a href="${href}">Grüße</a>`, manifest: { sender: { domains: ['acme-boote.de', 'pen.com'] } } }), options)).map(({ messageId }) => messageId);

    it.each(['mailto:info@gmial.com', 'mailto:Info@hotmial.com?subject=Hej', 'mailto:info@acme.con', 'mailto:info@acme,com', 'mailto:info@acme-botoe.de', 'mailto:info@acme', 'https://shop.müller.ocm/a', 'https://acme.commm', 'https://www.acme-boot.de/a'])('%s is reported', async (href) => {
      expect(await ofAcme(href)).toEqual(['mistyped']);
    });

    it.each(['mailto:info@gmail.com', 'mailto:info@mail.com', 'mailto:a@acme.com,b@müller.de', 'mailto:{{ email }}', 'mailto:info@{{ domain }}', 'mailto:%EMAIL%', 'https://acme-boote.at/', 'https://acme.example/', 'https://пример.рф/', 'https://shop.acme.co/', 'https://ten.com/', 'https://acme.github.io/', 'https://203.0.113.7/', 'https://www.acme-boote.de./'])('%s is not', async (href) => {
      expect(await ofAcme(href)).toEqual([]);
    });

    it('is let be when the option names it', async () => {
      expect(await ofAcme('mailto:info@acme-botoe.de', { allowHosts: ['acme-botoe.de'] })).toEqual([]);
      expect(await ofAcme('https://acme-botoe.de', { allowHosts: ['acme-botoe.de'] })).toEqual([]);
    });
  });

  it('leaves links alone that nobody sees', async () => {
    expect(await found('<div style="display:none"><a href="#">A</a></div>')).toEqual([]);
  });

  it('takes live hosts from its option', async () => {
    expect(await found('<a href="https://staging.acme.com/">A</a>', { allowHosts: ['staging.acme.com'] })).toEqual([]);
  });
});
