import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da, auch an Feiertagen.</p>';
const RUSSIAN = '<p>Мы собрали ваш заказ и передали его в службу доставки. Курьер позвонит вам за час до приезда.</p>';
const BUTTON = 'style="display:inline-block;background:#06c;color:#fff;padding:12px 24px"';
const found = async (html: string, options = {}, subject = '') =>
  (await runRule(rule, await campaignOf({ html: `<html><body>${html}</body></html>`, ...(subject !== '' && { subject }) }), options)).map(({ data, severity }) => `${severity} ${String(data?.['text'])}`);
const button = (text: string) => `<table><tr><td><a href="https://shop.example" ${BUTTON}>${text}</a></td></tr></table>`;
const footer = (content: string) => `<div class="footer" style="font-size:11px">${content}</div>`;

describe('content/untranslated-phrase', () => {
  it('reports a fallback in a template tag, and the button that only Outlook shows', async () => {
    expect(await found(`<p>Hallo {{ first_name | default: "there" }}, schön, dass Sie da sind.</p>${GERMAN}`)).toEqual(['warning there']);
    expect(await found(`<p>Hallo {{ first_name | default: "Kunde" }}, schön, dass Sie da sind.</p>${GERMAN}`)).toEqual([]);
    const outlook = (text: string) => `<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="https://shop.example"><center>${text}</center></v:roundrect><![endif]-->`;
    expect(await found(`${GERMAN}${outlook('Shop now')}<!--[if !mso]><!--><a href="https://shop.example">Zum Shop</a><!--<![endif]-->`)).toEqual(['info Shop now']);
  });

  it('reports furniture in another language: blocks, lines of a footer, links in a sentence', async () => {
    expect(await found(`<p>View this email in your browser</p>${GERMAN}`)).toEqual(['warning View this email in your browser']);
    expect(await found(GERMAN + footer('Bergzeit Handels GmbH, Lindenstraße 14<br><a href="#">Unsubscribe from this list</a>'))).toEqual(['warning Unsubscribe from this list']);
    expect(await found(`${GERMAN}<p>Sie wünschen keine Post mehr? Hier geht es: <a href="#">unsubscribe</a></p>`)).toEqual(['warning unsubscribe']);
    expect(await found(`${GERMAN}<p>To unsubscribe <a href="#">click here</a></p>${footer('<a href="#">Do not reply</a>.')}`)).toEqual(['warning To unsubscribe click here', 'warning Do not reply.']);
    expect(await found(`${RUSSIAN}${footer('Klikk her | Имя | Email preferences')}`)).toEqual(['info Klikk her', 'warning Email preferences']);
  });

  it('takes no label that two languages write alike for one of the other', async () => {
    expect(await found('<p>您的訂單已經出貨，請您留意收件時間，若有任何問題歡迎與我們聯絡。</p><p>小計</p><p>數量</p>')).toEqual([]);
  });

  it('notes calls to action on buttons', async () => {
    expect(await found(GERMAN + button('Shop now'))).toEqual(['info Shop now']);
    expect(await found(GERMAN + button('Track your order →'))).toEqual(['info Track your order →']);
    expect(await found(RUSSIAN + button('Complete your purchase'))).toEqual(['info Complete your purchase']);
    expect(await found(`<p>Dear Margaret, we would love to show you round our woodland. Our wardens lead a free walk every month.</p>${button('Mehr erfahren')}`)).toEqual(['info Mehr erfahren']);
  });

  it('reports labels and greetings, whatever is filled in beside them', async () => {
    const lines = '<p>Dear {{ customer.name }},</p><p>Order number: {{ order.number }}</p><p>Kind regards</p>';
    expect(await found(GERMAN + lines)).toEqual(['info Dear {{ customer.name }},', 'warning Order number: {{ order.number }}', 'info Kind regards']);
    expect(await found(`${GERMAN}<p>Bestellnummer / Order number: 4711</p><p>Menge / Quantity</p>`)).toEqual([]);
    expect(await found(`${GERMAN}<p>Payment method: Banküberweisung<br>Estimated delivery date<br>Tracking ID</p>`)).toEqual(['warning Payment method', 'warning Estimated delivery date']);
  });

  it('reports a notice that follows a name, and no thanks inside a sentence', async () => {
    expect(await found(`${GERMAN}<p>© 2026 Bergzeit GmbH. Tous droits réservés.</p>`)).toEqual(['warning Tous droits réservés.']);
    expect(await found(`${GERMAN}<p>Thank you. Das sagen wir gern noch einmal.</p>`)).toEqual([]);
  });

  it('names all languages that say a phrase so, and none that is the mail\'s own', async () => {
    const danish = '<p>Vi har pakket din bestilling og afleveret den til fragtfirmaet, og du kan følge den hele vejen hjem til dig selv.</p><p>Ordrenummer: 4711</p>';
    expect(await found(danish)).toEqual([]);
    const [problem] = await runRule(rule, await campaignOf({ html: `<html><body>${GERMAN}<p>Ordrenummer: 4711</p></body></html>` }));
    expect(problem?.data).toMatchObject({ language: 'Danish or Norwegian' });
  });

  it('takes variants and relatives of a declared language that letter sequences do not know for its own', async () => {
    const serbian = '<p>Dobar dan, zima je na pragu i za vas smo sakupili sve što je vašoj bašti upravo sada potrebno.</p>';
    const galician = '<p>Bos días, o inverno está á porta e reunimos para vostede todo o que o seu xardín precisa agora.</p>';
    const furniture = async (language: string, html: string) => runRule(rule, await campaignOf({ html: `<html lang="${language}"><body>${html}</body></html>` }));
    expect(await furniture('sr-Latn', `${serbian}<p>Hvala na porudžbini</p>`)).toEqual([]);
    expect(await furniture('gl', `${galician}<p>Número de pedido</p>`)).toEqual([]);
    expect(await furniture('gl', `${galician}<p>Order number</p>`)).toMatchObject([{ data: { language: 'English', dominant: 'Galician' } }]);
  });

  it('reports dates that a program wrote in English', async () => {
    for (const date of ['Thursday, 3 December 2026', 'Monday 12 October', '14 March 2027', 'March 14th, 2027', 'Thu Dec 03 2026', 'Fri, Dec 4, 2026'])
      expect(await found(`${GERMAN}<p>Ihre Lieferung kommt am ${date} bei Ihnen an.</p>`), date).toEqual([`warning ${date}`]);
  });

  it('leaves dates alone that the mail\'s own language writes so, that are names, or that stand in an English mail', async () => {
    for (const date of ['3 November 2026', 'May 4', '4th of July', 'Freitag, 4. Dezember 2026', 'Thu, 3 Dec 2026'])
      expect(await found(`${GERMAN}<p>Ihre Lieferung kommt am ${date} bei Ihnen an.</p>`), date).toEqual([]);
    expect(await found('<p>Your order has been shipped and will arrive at your door on Thursday, 3 December 2026.</p>')).toEqual([]);
  });

  it('notes German calls by how they are built, in mails of other languages', async () => {
    const english = '<p>Dear Margaret, we would love to show you round our woodland. Our wardens lead a free walk every month.</p>';
    expect(await found(english + button('Jetzt kostenlos testen'))).toEqual(['info Jetzt kostenlos testen']);
    expect(await found(english + button('Zur Bestellung'))).toEqual(['info Zur Bestellung']);
    expect(await found(english + button('Jetzt Nordic') + button('Zum Löwen'))).toEqual([]);
    expect(await found(GERMAN + button('Jetzt kostenlos testen'))).toEqual([]);
  });

  it('is silent on borrowed English, names, and the words of the mail’s own language', async () => {
    for (const text of ['Shop the Look', 'Save the Date', 'Newsletter', 'Black Friday', 'Jetzt kaufen', 'Get Smart 24', 'Make-up'])
      expect(await found(GERMAN + button(text)), text).toEqual([]);
    expect(await found(`${GERMAN}<p>© 2026 Bergzeit. All rights reserved.</p>`)).toEqual([]);
  });

  it('is silent on capitals set for their looks among letters that have none', async () => {
    const japanese = '<p>いつもご愛顧いただき誠にありがとうございます。本日より秋の新作コレクションを全国の店舗で発売いたします。</p>';
    expect(await found(japanese + button('VIEW MORE'))).toEqual([]);
    expect(await found(japanese + button('View more'))).toEqual(['info View more']);
  });

  it('is silent where both languages say it, where it is marked up, and in bilingual mails', async () => {
    expect(await found(GERMAN + footer('Abmelden | Unsubscribe'))).toEqual([]);
    expect(await found(GERMAN + footer('<a href="#">Keine weiteren Briefe von uns / Unsubscribe</a>'))).toEqual([]);
    expect(await found(GERMAN + footer('<a href="#">Abmelden</a> | <a href="#">Se désabonner</a><br><a href="#">Disiscriviti</a>'))).toEqual([]);
    expect(await found(`${GERMAN}<p lang="en">Unsubscribe</p>`)).toEqual([]);
    expect(await found(`${GERMAN}<p lang="en">Our customer service is there for you every day from eight to ten.</p>${footer('Unsubscribe')}`)).toEqual([]);
  });

  it('leaves sentences to content/mixed-language, and says nothing of a mail without words', async () => {
    expect(await found(`${GERMAN}<p>To unsubscribe from all of our emails please click on the link below.</p>`)).toEqual([]);
    expect(await found(button('Shop now'))).toEqual([]);
  });

  it('allows listed languages and phrases', async () => {
    expect(await found(GERMAN + button('Shop now'), { allow: ['SHOP NOW'] })).toEqual([]);
    expect(await found(GERMAN + button('Shop now'), { languages: ['de', 'en'] })).toEqual([]);
  });
});
