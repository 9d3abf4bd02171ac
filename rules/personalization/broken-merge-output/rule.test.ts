import { describe, expect, it } from 'vitest';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture) => (await runRule(rule, await campaignOf(parts))).map(({ messageId, data, severity }) => `${messageId}: ${data?.['found'] ?? ''}${severity ? ` (${severity})` : ''}`);
const body = (html: string) => report({ html: `<div>${html}</div>` });
const first = async (text: string) => (await body(`<p>${text}</p>`))[0]?.split(':')[0];

describe('personalization/broken-merge-output', () => {
  it.each([
    'Hi ,', 'Hello  ,', 'Dear ,', 'Hallo ,', 'Liebe ,', 'Sehr geehrte ,', 'Guten Tag ,', 'Bonjour ,', 'Chère ,', 'Hola ,', 'Ciao ,', 'Olá ,', 'Beste ,', 'Hej ,', 'Kjære ,', 'Hei ,', 'Cześć ,', 'Welcome, !', 'Hello,  .',
    'Dear,', 'Sehr geehrter,', 'Prezado,', 'Estimada:', 'HI ,', '“Hi ,', 'Thanks for coming. Dear , we', 'Bonjour  !', 'Bonjour &nbsp;!', 'Hallo&nbsp;,', 'Szanowna ,', 'Liebe(r) ,', 'Sehr geehrte/r ,', 'Cher(e),', 'Estimado/a ,', 'Prezado(a),',
  ])('sees the gap in "%s"', async (greeting) => expect(await first(greeting)).toBe('emptyGreeting'));

  it.each([
    'Hi,', 'Hello!', 'Hallo,', 'Hallo!', 'Bonjour,', 'Bonjour !', 'Bonjour\u00A0!', 'Bonjour : voici', 'Salut !', 'Hola,', 'Hello Anna,', 'Dear Anna,', 'Beste,', 'Ciao!', 'Hello ,5 % more', 'Cher, live in Berlin', 'Dear me, what a day',
    'Dear Sir,', 'Liebe, Glaube, Hoffnung', 'Hi there,', 'Welcome', 'Guten Tag', 'Dzień dobry,', 'Hej!', 'Hei,', 'Willkommen zurück', 'Hello, world', 'Hola, ¿qué tal?', 'Liebe(r) Kim,', 'Liebe:r Mitglied,', 'Cher(e)s amis,',
  ])('is silent on "%s"', async (greeting) => expect(await body(`<p>${greeting}</p>`)).toEqual([]));

  it.each(['Merhaba, !', 'Sayın ,', 'Sayın,', 'Здравствуйте, !', 'Уважаемая ,', 'Kedves  !', 'Stimate ,', 'Αγαπητέ ,', 'Vážený ,', 'Шановна,', '尊敬的，', 'عزيزي ،'])('sees the gap in "%s" of another language', async (greeting) => expect(await first(greeting)).toBe('emptyGreeting'));

  it.each([
    '<p>לכבוד:</p><p>מר ישראל ישראלי</p>', '<p>Дорога , которую мы выбираем</p>', '<p>您好 ，感谢您的订阅。</p>', '<p>こんにちは 、アクメです。</p>', '<p>שלום , תודה שנרשמתם</p>', '<p>Γεια σας , σας ευχαριστούμε</p>', '<p>Bună ziua , vă mulțumim</p>', '<p>مرحبًا ، شكرًا لكم</p>', '<p>Merhaba , teşekkürler</p>',
  ])('takes a greeting that is complete, and what is none, for no gap: %s', async (html) => expect(await body(html)).toEqual([]));

  it.each(['null 様', 'undefined 고객님께', 'Vážený pane null,', 'Здравствуйте, undefined!', '尊敬的 null 先生：', '亲爱的null女士，'])('sees the literal in "%s" of another language', async (greeting) => expect(await first(greeting)).toBe('literal'));

  it('sees a form of address that stands after a name, without one', async () => {
    for (const greeting of ['様', '　様、', '님, 안녕하세요.']) expect(await first(greeting)).toBe('titleWithoutName');
    expect(await report({ text: '様\nお知らせです。' })).toEqual(['titleWithoutName: 様']);
    for (const greeting of ['様々な器をご用意しました。', 'お客様', '山田様、', '고객님, 안녕하세요.', 'Здравствуйте!', 'Merhaba,', '您好，', 'Dobrý den,', 'שלום,']) expect(await body(`<p>${greeting}</p>`)).toEqual([]);
  });

  it.each([
    '<table><tr><td>%%name%%</td><td>様</td></tr></table>', '<table><tr><td>山田太郎</td><td>様</td></tr></table>', '<div>山田太郎</div><div>様</div>', '<table><tr><td>홍길동</td><td>님</td></tr></table>', '<p>アクメ商店</p><p>様</p>',
    '<h2>殿、利息でござる</h2>', '<p>さま、ざま</p>',
  ])('finds the name before the form of address in %s', async (html) => expect(await body(html)).toEqual([]));

  it.each(['山田 太郎\n様', '{{ name }}\n様'])('finds it in the line before: %j', async (text) => expect(await report({ text })).toEqual([]));

  it.each([
    'null, Pana stół jest gotowy.', 'Su pedido anterior: NaN litros.', 'Din aftale er den Invalid Date klokken 10.', 'Du har undefined poeng igjen.', 'Masz undefined punktów.',
  ])('sees the literal in "%s"', async (text) => expect(await first(text)).toBe('literal'));

  it.each(['Your code throws an Invalid Date error.', 'Nan cooked for us.', 'Why this bug prints NaN where a number should be', 'null und nichtig'])('takes "%s" for prose', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it.each(['Dear Mr.,', 'Dear Ms ,', 'Hello Mrs.,', 'Sehr geehrter Herr,', 'Sehr geehrte Frau Dr.,', 'Guten Tag Frau ,', 'Bonjour Mme,', 'Gentile Sig.ra,', 'Geachte dhr.,', 'Liebe Frau!', 'Sehr geehrte(r) Frau/Herr ,'])(
    'sees the missing name in "%s"', async (greeting) => expect(await first(greeting)).toBe('titleWithoutName'));

  it.each([
    'Dear Mr. Smith,', 'Sehr geehrte Frau Dr. Müller,', 'Bonjour Madame,', 'Bonjour Monsieur,', 'Madame, Monsieur,', 'Sehr geehrte Damen und Herren,', 'Geachte heer, mevrouw,', 'Dear Mr./Mrs.,', 'Gentile Signora,', 'Szanowny Panie,',
    'Estimado señor,', 'Dear Ms Null,',
  ])('is silent on "%s"', async (greeting) => expect(await body(`<p>${greeting}</p>`)).toEqual([]));

  it.each([
    'Hi null,', 'Hi, null!', 'Hej, undefined,', 'Guten Tag null,', 'Dzień Dobry null,', 'Hello undefined!', 'Dear None,', 'Hallo NULL,', 'Dear Ms undefined,', 'Hi nan,', 'Hi undefined undefined,', 'Hi (null),', 'Bonjour Monsieur null,', 'Estimada señora undefined:', 'Geachte heer null,', 'Hi [object Object],', 'Total: €NaN', 'You saved undefined%', 'Order number: undefined', 'Your undefined is ready',
    'Ihre undefined ist da', 'Arrives on Invalid Date.', 'undefined', 'NaN days left', 'Sent by undefined.', 'Ref: #N/A', 'Betrag #WERT!', 'Hello, [object Object] here',
  ])('sees what a program printed in "%s"', async (text) => expect(await first(text)).toBe('literal'));

  it.each([
    'None of our products has sugar in it.', 'Null Bock auf Montag?', 'Null Euro Versandkosten', 'Allergies: None', 'Dear Ms Null,', 'Dear Mr None,', 'The value is undefined in this case.', 'Undefined behaviour in C', 'Size: N/A', 'Naan and dal',
    'How to mend the #N/A error in Excel', 'Der Termin ist null und nichtig.', 'It ended 2-nil.', 'an undefined period', 'INVALID DATE: header', 'Hi Nan, how are you?', 'Einsatz: 0 Euro', 'Netto null bis 2040', '{ a: null, b: 2 }',
    '<code>undefined</code>', 'Type `undefined` here: `null`', 'Hallo Null,',
  ])('is silent on "%s"', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it('reads literals and gaps of whole letters', async () => {
    expect(await body('<p>Caro(a) undefined,</p>')).toEqual(['literal: Caro(a) undefined']);
    expect(await body('<p>Your account manager, None None, will call.</p>')).toEqual(['literal: None None']);
    expect(await body('<p>Uw bestelling van &nbsp;, geleverd in mei.</p>')).toHaveLength(1);
    expect(await body('<p>Państwa firma undefined znajduje się w pobliżu.</p>')).toEqual(['literal: undefined']);
    expect(await body('<p>Behaviour is undefined and the compiler may do with it what it likes.</p>')).toEqual([]);
    expect(await body('<p>Votre solde de € est prêt.</p>')).toEqual(['currencyWithoutNumber: solde de € (warning)']);
    expect(await body('<p>El taller abrió sus puertas el 01/01/1970.</p>')).toEqual([]);
  });

  it.each(['Geachte heer ,', 'Geachte mevrouw , hartelijk dank', 'Estimado Sr. ,', 'Bästa herr ,', 'Szanowna Pani ,', 'Cher Monsieur ,'])(
    'warns of the gap after a title that may stand alone in "%s"', async (greeting) => expect(await body(`<p>${greeting}</p>`)).toEqual([expect.stringMatching(/^titleWithoutName: .* \(warning\)$/)]));

  it.each(['Geachte heer,', 'Geachte heer/mevrouw,', 'Geachte heer Jansen,', 'Cher Monsieur,', 'Estimada señora:', 'Bästa herr Öberg,', 'Szanowny Panie!'])(
    'takes "%s" for a whole greeting', async (greeting) => expect(await body(`<p>${greeting}</p>`)).toEqual([]));

  it.each(['You gave € in 2026.', 'You gave £ last year, thank you.', 'Sie haben € gespendet.', 'Ihr Gutschein über € liegt bei.', 'Vous avez donné € en 2026.', 'Ha donado $.', 'Przekazała € na studnię'])(
    'sees the gift without an amount in "%s"', async (text) => expect(await first(text)).toBe('currencyWithoutNumber'));

  it.each(['You gave €25 in 2026.', 'You gave € 25 in 2026.', 'You gave {{ amount | prepend: "€" }} in 2026.', 'You gave €{{ amount }} last year.', 'Sie haben 25 € gespendet.', 'Vous avez donné 25 € en 2026.', 'Prices in € and in £'])(
    'reads an amount in "%s"', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it('reads a number that is none, and a foreign word beside letters that English has not', async () => {
    expect(await first('Your order No. undefined is on its way.')).toBe('literal');
    expect(await first('Państwa stolik undefined czeka.')).toBe('literal');
    expect(await body('<p>There are no undefined terms and no null values left.</p>')).toEqual([]);
  });

  it.each(['Dzień dobry, Pani ,', 'Geachte heer/mevrouw ,', 'Buongiorno, Signora ,'])('sees the gap in "%s"', async (text) => expect(await first(text)).toBe('titleWithoutName'));

  it('reports one value once', async () => expect(await body('<p>Dear [object Object],</p>')).toEqual(['literal: Dear [object Object]']));

  it.each(['Due 0000-00-00', 'Seit 01.01.0001', 'Am 00.00.0000'])('sees no date in "%s"', async (text) => expect((await body(`<p>${text}</p>`))[0]).toMatch(/^dateZero: .*\d$/));

  it.each(['Your trial ends on January 1, 1970', 'Ihr Vertrag endet am 1. Januar 1970', 'Expira el 1 de enero de 1970', 'Fällig: 01.01.1970', 'Renews 1970-01-01', 'Due 01/01/1900', 'le 1er janvier 1970'])(
    'warns of day zero in "%s"', async (text) => expect((await body(`<p>${text}</p>`))[0]).toMatch(/^dateZero: .* \(warning\)$/));

  it.each(['Mitglied seit 01.01.1970', 'You have been a member since January 1, 1970.', 'Abonnée depuis le 1er janvier 1970', 'Socio desde el 1 de enero de 1970'])('warns of day zero as an account’s first day: "%s"', async (text) =>
    expect(await first(text)).toBe('dateZero'));

  it.each(['Unser Mitglied Eva, geboren am 01.01.1970', 'Geburtsdatum: 01.01.1970', 'Founded on 1 January 1970 in Leeds', 'Unix time counts from 1970-01-01', 'Seit dem 1. Januar 1970 gilt', '11.01.1970', 'Version 1.1.1970.2', '2026-01-01'])(
    'is silent on "%s"', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it.each(['We deliver to Berlin, , Germany', 'Friends in , we need you', 'Thanks for ’s gift', 'Your home, !', 'Straße,, Ort', 'Ihr Termin am Montag um Uhr', 'Grüße aus .', 'It should arrive on .', 'Gracias por su .', 'Leveres den .', 'Merci d’attendre jusqu’à .', 'Your order # of November has left.', 'Ihre Rechnung Nr. vom 3. Mai', 'Votre commande n° du 3 mai', 'Faktura nr . ', 'Votre séance du est confirmée.', 'Ihr Termin am wurde verlegt.', 'Il tuo appuntamento del è confermato.'])('warns of the gap in "%s"', async (text) =>
    expect((await body(`<p>${text}</p>`))[0]).toMatch(/^gap: .* \(warning\)$/));

  it.each(['’s avonds open', 'Om 9 uur ’s morgens', ',,Guten Morgen" sagte er', 'Wait, ... what', 'And then … .', 'two weeks went by . . . . nothing', 'Log in, sign up', 'We are # 1 in Leeds', 'order number one', 'Ihre Rechnung Nr. 12 vom 3. Mai', 'Order # | Item', 'Sent by <img src="x.png" alt="Acme" width="20" height="20"> .', 'Call us or write to <x-link href="mailto:a@x.example" text="a@x.example"></x-link>.', 'Welcome to {% site_name %}.', 'a, b, c'])(
    'is silent on "%s"', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it.each(['A gift of € a month', 'Total: $', 'Spende von EUR im Monat', 'Montant : €', 'Only £ per week', 'Pour seulement € par mois', 'Kun kr per måned', 'Betrag: €', 'Your gift of € in March helped.', 'Thanks for your donation of $ on 3 May.', 'Votre don de € en mars', 'Votre don de € en mai', 'Ihre Spende von € vom Mai hilft.', 'Din gåva på kr hjälper.', 'Do zapłaty: zł do dnia 30 listopada', 'Att betala: kr', 'Zu zahlen: € bis 3. Mai', 'Darowizna w wysokości zł pomaga.', 'Su pedido de € está listo'])('warns of the currency without an amount in "%s"', async (text) =>
    expect((await body(`<p>${text}</p>`))[0]).toMatch(/^currencyWithoutNumber: .* \(warning\)$/));

  it.each(['Total: $12', 'Nu kun kr. 49,- om måneden', 'Pris: kr. 500', 'I alt kr. {{ total }}', 'En gave af kr. 200 rækker', 'only € 5', '5 € a month', 'Prices in €.', 'Total: {{ total }} €', 'A gift of {{ amount }} a month', 'A gift of €{{ amount }} a month', 'Pay in EUR, USD', 'for $$$', 'Donations of € and $ are welcome', 'A gift of € 50 in March', 'gifts of {{ amount }} € in March', 'Don de 50 € en mars', 'An order of EUR amounts', 'Spende von € oder CHF', 'einmal rund um die Uhr', 'Betrag: € 1.200,00'])(
    'is silent on "%s"', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it('reads subject, preheader, alternative texts and the text part', async () => {
    const found = await report({ subject: 'Hi , your order', preheader: 'Arrives Invalid Date', html: '<p>x</p><img src="https://x.example/a.png" alt="Hello null," width="200" height="100">', text: 'Good\n\nHallo ,\nwelcome' });
    expect(found).toEqual(['emptyGreeting: Hi ,', 'literal: Invalid Date', 'literal: Hello null', 'emptyGreeting: Hallo ,']);
  });

  it('names the line of the text part', async () => {
    const [problem] = await runRule(rule, await campaignOf({ text: 'Good\n\nHallo ,\nwelcome' }));
    expect(problem?.location).toMatchObject({ part: 'text', file: 'body.txt', line: 3 });
  });

  it('warns of addresses that hold what a program printed', async () => {
    expect(await body('<a href="https://x.example/orders/undefined">Order</a><img src="https://x.example/u?id=NaN" width="200" height="90" alt="x">')).toEqual([
      'literalInAddress: https://x.example/orders/undefined (warning)', 'literalInAddress: https://x.example/u?id=NaN (warning)',
    ]);
    expect(await body('<a href="https://x.example/nullsummenspiel">a</a><a href="https://x.example/undefined-behaviour">b</a>')).toEqual([]);
  });

  it.each(['We are open from 8 AM EST until 8 PM EST.', 'Join us at 8 am est', 'Die Au ist gesperrt.'])('takes no verb of another language for a gap: %s', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([]));

  it('is silent on a template: a tag is not a gap', async () => {
    expect(await body("<p>Hi {{ name }},</p><p>Dear Mr. *|LNAME|*,</p><p>Hello{% if name %} {{ name }}{% endif %},</p><p>{{ amount | default: 'null' }}</p><p>in {{ city }}, and</p>")).toEqual([]);
    expect(await report({ subject: 'Hi{% if x %} {{ x }}{% endif %}, news', html: '<p>x</p>' })).toEqual([]);
  });

  it('reports the same words once', async () => {
    expect(await body('<p>Hi ,</p><p>Hi ,</p>')).toHaveLength(1);
  });
});

describe('personalization/broken-merge-output where a name is missing without a comma', () => {
  it.each(['Hej !', 'Hallo !', 'Hei !'])('warns of the gap in "%s", in languages that set no space there', async (text) => expect(await body(`<p>${text}</p>`)).toEqual([`emptyGreeting: ${text} (warning)`]));
  it('warns of a subject that begins with a comma', async () => {
    expect(await report({ html: '<p>x</p>', subject: ', your table is ready' })).toEqual(['emptyGreeting: , your (warning)']);
    expect(await report({ html: '<p>x</p>', subject: '{{ first_name }}, your table is ready' })).toEqual([]);
  });
  it.each(['Gilt für Herr undefined.', 'Sig. null, il tavolo è pronto.'])('sees the literal after a title in "%s"', async (text) => expect(await first(text)).toBe('literal'));
  it.each(['La Sua quota è di € all’anno.', 'Din avgift på kr betalas i maj.', 'Ihr Mitgliedsbeitrag von € im Jahr'])('sees the fee without an amount in "%s"', async (text) => expect(await first(text)).toBe('currencyWithoutNumber'));
});
