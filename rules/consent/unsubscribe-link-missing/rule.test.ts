import { describe, expect, it } from 'vitest';
import type { CampaignKind } from '#campaign/manifest.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { svgSaying } from '../../../test/image-text/pictures.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const LINK = '<p><a href="https://x.example/r/8a7">Unsubscribe</a></p>';
const report = async (parts: CampaignFixture, options = {}) => (await runRule(rule, await campaignOf(parts), options)).map(({ messageId, severity }) => `${messageId}${severity ? ` (${severity})` : ''}`);
const mailing = (html: string, text?: string, kind: CampaignKind = 'marketing') => report({ html, manifest: { kind }, ...(text !== undefined && { text }) });
const eml = (html: string, headers = '') => ({ eml: `From: a@x.example\r\nTo: b@y.example\r\nSubject: Hello\r\n${headers}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n` });

describe('consent/unsubscribe-link-missing', () => {
  it.each(['marketing', 'newsletter', 'fundraising'] as const)('reports a %s mail without a way out', async (kind) => {
    expect(await mailing('<p>Our new shoes are here.</p>', undefined, kind)).toEqual(['missing']);
  });

  it.each([
    'Yeni telefon almak istemiyorsanız eskisini onaralım.', 'Nu mai vrei facturi mari?', 'Nechcete dostávat slevy každý týden?', 'Не хотите ли получать скидки каждую неделю?', 'Bankunk nem kér több adatot.', '스트레스를 더 이상 받고 싶지 않다면', '易碎品如有破损可拒收，', 'לא לקבל יותר חשבונות גבוהים!',
  ])('takes what a reader does not want, but for mails, for no way out: %s', async (text) => expect(await mailing(`<p>${text} <a href="https://x.example/a">x</a></p>`)).toEqual(['missing']));

  it.each([
    LINK, '<p><a href="https://x.example/r/1">Abmelden</a></p>', '<p><a href="https://x.example/r/1">Se désabonner</a></p>', '<p><a href="*|UNSUB|*">here</a></p>', '<p>{% unsubscribe %}</p>',
    '<p><a href="mailto:leave@x.example?subject=unsubscribe">Unsubscribe</a></p>', '<p>Wypisz się <a href="https://x.example/r/1">tutaj</a></p>', '<p><a href="https://x.example/r/1">配信停止</a></p>',
  ])('is silent on %s', async (html) => expect(await mailing(`<p>News.</p>${html}`)).toEqual([]));

  it.each([
    'La tua prenotazione è confermata: il tuo posto alla visita di sabato è prenotato.', 'Plassen din på strikkekurset er reservert.', 'Foi pedida uma nova palavra-passe para a sua conta.', 'Vi har mottatt bestillingen din.', 'Вашата поръчка е изпратена.', 'Your boarding pass is attached.',
  ])('knows mail of service that declares nothing: %s', async (text) => expect(await report({ html: `<p>${text}</p>` })).toEqual([]));

  it('cannot judge a mail whose included MJML was not read, and says so', async () => {
    const mjml = (more: string) => `<mjml><mj-body><mj-section><mj-column><mj-text>Our new shoes are here.</mj-text>${more}</mj-column></mj-section></mj-body></mjml>`;
    const included = await campaignOf({ mjml: mjml('<mj-include path="./footer.mjml" />'), manifest: { kind: 'marketing' } });
    expect(await runRule(rule, included)).toEqual([]);
    expect(await rule.unchecked?.(included, rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) })).toBe('what <mj-include> puts in is not part of the campaign');
    expect(await report({ mjml: mjml(''), manifest: { kind: 'marketing' } })).toEqual(['missing']);
  });

  it.each([
    ['a layout around it', '{% extends "layouts/gruß.html" %}{% block inhalt %}<p>Our new shoes are here.</p>{% endblock %}', '{% extends "layouts/gruß.html" %}'],
    ['what ends it', '{{> header}}<p>Our new shoes are here.</p>{{> ende }}', '{{> header}}'],
    ["FreeMarker's footer", '<#include "kopf.ftl"><p>Unsere neuen Schuhe sind da.</p><#include "fuss.ftl" parse="true">', '<#include "kopf.ftl">'],
    ['a footer', '<html><body><p>Our new shoes are here.</p>{% include "partials/footer.html" %}</body></html>', '{% include "partials/footer.html" %}'],
    ['a footer of Go', '<html><body><p>Our new shoes are here.</p>{{ template "footer" . }}</body></html>', '{{ template "footer" . }}'],
  ])('cannot judge a template without %s, and says so', async (_, html, tag) => {
    const template = await campaignOf({ html, manifest: { kind: 'marketing' } });
    expect(await runRule(rule, template)).toEqual([]);
    expect(await rule.unchecked?.(template, rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) })).toBe(`what ${tag} puts in is not part of the campaign`);
  });

  it('judges a whole mail that takes in a button or a banner, and one that begins elsewhere', async () => {
    expect(await report({ html: '<html><body><p>Our new shoes are here.</p>{% include "partials/button.html" %}</body></html>', manifest: { kind: 'marketing' } })).toEqual(['missing']);
    expect(await report({ html: '{{> header}}<p>Our new shoes are here.</p><p>Müller &amp; Co</p></body></html>', manifest: { kind: 'marketing' } })).toEqual(['missing']);
  });

  it('reports what readers cannot see, and where', async () => {
    expect(await mailing(`<p>News.</p><div style="display:none">${LINK}</div>`)).toEqual(['hidden']);
    expect(await mailing('<p>News.</p><p style="color:#fff;background-color:#fff"><a style="color:#fff" href="https://x.example/unsubscribe">Unsubscribe</a></p>')).toEqual(['hidden']);
    expect(await mailing(`<p>News.</p><!--[if mso]>${LINK}<![endif]-->`)).toEqual(['outlookOnly']);
    const [problem] = await runRule(rule, await campaignOf({ html: `<p>News.</p>\n<div style="display:none">${LINK}</div>`, manifest: { kind: 'marketing' } }));
    expect(problem?.location).toMatchObject({ part: 'html', line: 2 });
  });

  it('warns when a picture is the only link', async () => {
    const picture = '<p><a href="https://x.example/r/1"><img src="https://x.example/foot.png" width="600" height="80" alt="Désinscription"></a></p>';
    expect(await mailing(`<p>News.</p>${picture}`)).toEqual(['pictureOnly (warning)']);
    expect(await mailing(`<p>News.</p>${picture}${LINK}`)).toEqual([]);
    expect(await mailing(`<p>News.</p><p><a href="https://x.example/r/1"><img src="https://x.example/i.png" width="20" height="20" alt="">Unsubscribe</a></p>`)).toEqual([]);
  });

  it('is silent when one of two links can be seen', async () => {
    expect(await mailing(`<p>News.</p><div style="display:none">${LINK}</div>${LINK}`)).toEqual([]);
  });

  it('warns when Gmail cuts the mail before the link', async () => {
    const long = `<p>${'Neuigkeiten über Schuhe. '.repeat(5000)}</p>`;
    expect(await mailing(long + LINK)).toEqual(['clipped (warning)']);
    expect(await mailing(LINK + long + LINK)).toEqual([]);
  });

  it('takes the limit from clipBytes', async () => {
    expect(await report({ html: `<p>News.</p>${LINK}`, manifest: { kind: 'marketing' } }, { clipBytes: 10 })).toEqual(['clipped (warning)']);
    expect(await report({ html: `<p>${'Schuhe. '.repeat(20_000)}</p>${LINK}`, manifest: { kind: 'marketing' } }, { clipBytes: 1_000_000 })).toEqual([]);
  });

  it('warns when a page of settings or a reply is all there is', async () => {
    expect(await mailing('<p>News.</p><p><a href="https://x.example/p">Manage your preferences</a></p>')).toEqual(['preferencesOnly (warning)']);
    expect(await mailing('<p>News.</p><p>Reply with UNSUBSCRIBE to leave the list.</p>')).toEqual(['replyOnly (warning)']);
  });

  it('names the part that only links to settings', async () => {
    const campaign = await campaignOf({ html: `<p>News.</p>${LINK}`, text: 'News.\n\nManage your preferences: https://x.example/p', manifest: { kind: 'marketing' } });
    expect((await runRule(rule, campaign)).map(({ messageId, data }) => [messageId, data])).toEqual([['preferencesOnly', { part: 'plain-text part' }]]);
  });

  it('asks the text part for a way out of its own', async () => {
    expect(await mailing(`<p>News.</p>${LINK}`, 'News.')).toEqual(['missingInText (warning)']);
    expect(await mailing(`<p>News.</p>${LINK}`, 'News.\n\nUnsubscribe: https://x.example/r/8a7')).toEqual([]);
    expect(await mailing(`<p>News.</p>${LINK}`, 'News.\n\nAvregistrera dig: {% unsubscribe_url %}')).toEqual([]);
    expect(await mailing('<p>News.</p>', 'News.')).toEqual(['missing', 'missingInText (warning)']);
    expect(await mailing(`<p>News.</p>${LINK}`, '  \n')).toEqual([]);
  });

  it('judges a mail of text alone', async () => {
    expect(await report({ text: 'News of shoes.', manifest: { kind: 'newsletter' } })).toEqual(['missing']);
    expect(await report({ text: 'News of shoes.\nAfmelden: https://x.example/afmelden/3', manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('asks nothing of a transactional mail', async () => {
    expect(await mailing('<p>Your new shoes are on their way.</p>', 'On their way.', 'transactional')).toEqual([]);
  });

  it('only warns when nothing says what kind of mail it is', async () => {
    expect(await report({ html: '<p>Our new shoes are here.</p>' })).toEqual(['missing (warning)']);
    expect(await report({ html: '<p>Our new shoes are here.</p>', manifest: { language: 'en' } })).toEqual(['missing (warning)']);
    expect(await report(eml('<p>Our new shoes are here.</p>'))).toEqual(['missing (warning)']);
  });

  it('warns when only the header offers a way out', async () => {
    expect(await report(eml('<p>Our new shoes are here.</p>', 'List-Unsubscribe: <https://x.example/u>\r\n'))).toEqual(['headerOnly (warning)']);
  });

  it.each([
    'Reset your password', 'Your order #1234 has shipped', 'Setzen Sie Ihr Passwort zurück: Passwort zurücksetzen', 'Ihre Rechnung Nr. 7', 'Confirmation de commande', 'Restablecer tu contraseña', 'Conferma dell\'ordine', 'Je bestelling is verzonden',
    'Confirmação do pedido', 'Orderbekräftelse', 'Ordrebekræftelse', 'Ordrebekreftelse', 'Tilausvahvistus', 'Potwierdzenie zamówienia',
  ])('takes an undeclared mail that says "%s" for transactional', async (text) => expect(await report({ html: `<h1>${text}</h1><p>Anna</p>` })).toEqual([]));

  it.each([
    'Благодарим Ви за поръчката №7. Вашите данни за вход са в профила.', 'Děkujeme, Vaše objednávka č. 7 byla přijata.', 'Hvala, vaša narudžba br. 7 je zaprimljena.', 'Köszönjük, a rendelésed megérkezett.',
    'Takk for at du har laga deg ein kundekonto hjå oss.', 'Her er innloggingsinformasjonen din til kundekonto 7.', 'Uw wachtwoord is gewijzigd.', 'Ditt gästkonto har blivit ett kundkonto.', 'Asiakastilisi on luotu.', 'Datele de autentificare pentru contul de client',
  ])('and one that says "%s"', async (text) => expect(await report({ html: `<p>${text}</p>` })).toEqual([]));

  it('takes a discount in an order for a line of it, and a discount for the next order for an offer', async () => {
    expect(await report({ html: '<h1>Conferma ordine</h1><table><tr><td>Prezzo unitario</td><td>Buono sconto</td><td>Totale pagato</td></tr></table>' })).toEqual([]);
    expect(await report({ html: '<h1>Il tuo ordine</h1><p>Un buono sconto per il prossimo acquisto!</p>' })).toEqual(['missing (warning)']);
    expect(await report({ html: '<p>Objednávky nad 500 Kč se slevou 20 %!</p>' })).toEqual(['missing (warning)']);
  });

  it('does not take it for transactional when it sells as well', async () => {
    expect(await report({ html: '<p>Your order #12 has shipped.</p><p>Take 20% off your next order.</p>' })).toEqual(['missing (warning)']);
  });

  it('does not take a declared campaign\'s word for it', async () => {
    expect(await mailing('<p>Your order #12 has shipped.</p>')).toEqual(['missing']);
  });

  it('is silent on a letter between people and on an empty fragment', async () => {
    expect(await report(eml('<p>Yes, Tuesday is fine.</p>', 'In-Reply-To: <1@y.example>\r\n'))).toEqual([]);
    expect(await report({ eml: 'From: a@x.example\r\nTo: b@y.example\r\nSubject: Lunch\r\n\r\nTuesday?\r\n' })).toEqual([]);
    expect(await report({ html: '<table><tr><td></td></tr></table>' })).toEqual([]);
  });

  it('reports text mail that carries the marks of a list', async () => {
    expect(await report({ eml: 'From: a@x.example\r\nTo: b@y.example\r\nSubject: Shoes\r\nPrecedence: bulk\r\n\r\nNew shoes.\r\n' })).toEqual(['missing (warning)']);
  });
});

describe('consent/unsubscribe-link-missing, words inside a picture', () => {
  const FOOTER = svgSaying(['Acme Ltd, Leeds', 'Click here to unsubscribe']);

  it('are no way out: it says where they stand', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: `<p>Our new shoes are here.</p>${FOOTER}`, manifest: { kind: 'newsletter' } }));
    expect(problem).toMatchObject({ messageId: 'wordsInPicture', data: { image: '(embedded)', text: 'Click here to unsubscribe' }, location: { line: 1 } });
    expect(problem?.severity).toBeUndefined();
    expect(await mailing(`<p>Die Schuhe sind da.</p>${svgSaying(['Hier können Sie sich vom Newsletter abmelden'])}`)).toEqual(['wordsInPicture']);
  });

  it('are worth a warning where the header offers one, as before', async () => {
    expect(await report(eml(`<p>Our new shoes are here.</p>${FOOTER}`, 'List-Unsubscribe: <https://x.example/u>\r\n'))).toEqual(['wordsInPicture (warning)']);
  });

  it('are not looked for where live text has a link, and other words are none', async () => {
    expect(await mailing(LINK + FOOTER)).toEqual([]);
    expect(await mailing(`<p>Our new shoes are here.</p>${svgSaying(['All shoes at half price'])}`)).toEqual(['missing']);
  });
});
