import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (html: string, options = {}, manifest: Manifest = {}) =>
  (await runRule(rule, await campaignOf({ html, manifest: { name: 'x', ...manifest } }), options)).map(({ messageId, data, heuristic }) => `${messageId} ${String(data?.['details'] ?? data?.['detail'] ?? data?.['found'])}${heuristic ? ' (heuristic)' : ''}`);

describe('personalization/intrusive-detail', () => {
  it('counts kinds of data, not tags', async () => {
    expect(await report('<p>{{ first_name }} {{ last_name }}, {{ job_title }}, {{ company }}, {{ city }}</p>')).toEqual(['manyDetails name, job title, employer, place']);
    expect(await report('<p>{{ first_name }} {{ last_name }}, {{ street }}, {{ zip }} {{ city }}, {{ company }}</p>')).toEqual([]);
    expect(await report('<p>*|VORNAME|* *|FIRMA|* *|STRASSE|* *|FUNKTION|*</p>')).toEqual(['manyDetails name, employer, place, job title']);
  });

  it('takes the number from its option', async () => {
    expect(await report('<p>{{ first_name }} of {{ company }}</p>', { maxDetails: 1 })).toEqual(['manyDetails name, employer']);
  });

  it('reports what readers do not expect to be known', async () => {
    expect(await report('<p>You are {{ age }}, and {{ contact.last_viewed_product }} is for you and {{ spouse }}</p>')).toEqual(['sensitiveDetail age', 'sensitiveDetail behaviour', 'sensitiveDetail family']);
  });

  it.each([
    'We noticed you looked at our pricing page.', 'I saw you visited our site at 22:14.', 'Uns ist aufgefallen, dass Sie unsere Seite für Schuhe besucht haben.', 'Nous avons remarqué que vous avez consulté cette page.', 'Hemos visto que has visitado nuestra página.',
    'Zauważyliśmy, że odwiedziłeś naszą stronę.', 'Huomasimme, että katselit kenkiä.', 'Vi såg att du tittade på skor.', 'We zagen dat je deze schoenen hebt bekeken.', 'Abbiamo notato che hai guardato queste scarpe.',
  ])('reports "%s" as heuristic', async (text) => expect(await report(`<p>${text}</p>`)).toEqual([expect.stringMatching(/^observed .*\(heuristic\)$/)]));

  it.each(['We noticed you have no invoice yet.', 'Wir haben gesehen, dass Sie Mitglied sind.', 'Have a look at our pricing page.', 'Vi såg att du fyller år.', 'To set up your radio app, click this link on your phone.'])('is silent on "%s"', async (text) => {
    expect(await report(`<p>${text}</p>`)).toEqual([]);
  });

  it('leaves transactional mails and links alone', async () => {
    expect(await report('<p>{{ first_name }} {{ job_title }} {{ company }} {{ city }}</p>', {}, { kind: 'transactional' })).toEqual([]);
    expect(await report('<a href="https://x.example/?a={{ age }}&amp;c={{ city }}&amp;n={{ first_name }}&amp;o={{ company }}">Go</a>')).toEqual([]);
  });
});

const observedIn = async (text: string, manifest: Manifest = {}) => (await runRule(rule, await campaignOf({ html: `<p>${text}</p>`, manifest }))).map(({ messageId, heuristic }) => `${messageId}${heuristic ? '' : '!'}`);

describe('personalization/intrusive-detail in sentences that recite what was seen', () => {
  it.each([
    'I noticed you were checking out our pricing page.', 'We can see that you clicked the link twice.', 'Mir ist aufgefallen, dass du unsere Preise angesehen hast.', "J'ai vu que vous avez consulté notre page de tarifs.", 'He visto que has visitado nuestra página.',
    'Ho notato che hai visitato il nostro sito.', 'Ik zag dat je onze website hebt bezocht.', 'Percebi que você visitou nosso site.', 'Jag såg att du besökte vår sida.', 'Jeg så, at du besøgte vores side.', 'Jeg så at du besøkte siden vår.', 'Huomasin, että kävit sivuillamme.', 'Zauważyłem, że odwiedziłeś naszą stronę.',
    'Our analytics show that you came back to the website on Sunday.', 'Uns fiel auf, dass Sie zum dritten Mal auf unserer Preisseite waren.',
  ])('reports the noticing in "%s"', async (text) => expect(await observedIn(text)).toEqual(['observed']));

  it.each([
    'Our page on olives must be interesting: you had it open for eleven minutes.', 'Sie hatten unsere Seite elf Minuten lang offen.',
    'You opened our last three emails.', 'Last night at 22:14 you spent 14 minutes on our pricing page.', 'You clicked the link in my mail on your iPhone.', 'Am Dienstag um 22.14 Uhr haben Sie unsere Preisseite zum dritten Mal besucht.', 'Du hast unsere letzten fünf E-Mails geöffnet.',
    'Vous avez passé 12 minutes sur notre site hier soir.', 'Has abierto nuestro correo cuatro veces.', 'Te pasaste 14 minutos mirando zapatos anoche.', 'Ihr letzter Besuch auf unserer Seite war am Dienstag um 22:14 Uhr.', 'Hai aperto la nostra newsletter tre volte.', 'Je hebt gisteren onze website twee keer bezocht.', 'Você abriu nosso e-mail três vezes ontem.', 'Du öppnade vårt mejl tre gånger i går.',
    'Du åbnede vores nyhedsbrev tre gange i går.', 'Du åpnet e-posten vår tre ganger i går.', 'Avasit viestimme kolme kertaa eilen.', 'Wczoraj trzy razy otworzyłeś naszą wiadomość.',
  ])('reports the count or the time in "%s"', async (text) => expect(await observedIn(text)).toEqual(['observed']));

  it.each(['I saw on your LinkedIn profile that you have just moved.', 'Wir haben auf Ihrem Instagram-Profil gesehen, dass Sie gern wandern. Ich habe gesehen, dass Sie auf Facebook viel reisen.', 'We can see you live in Graz.', 'You looked at the blue trainers at 11:42 pm, from your phone in Leeds.', 'I was looking at your Instagram and loved the pictures of your dog.', 'You bought these shoes on Tuesday at 23:48.', 'Sie haben die Schuhe am Dienstag um 23:48 Uhr gekauft.', "J'ai vu sur LinkedIn que vous venez de changer de poste."])(
    'reports profile, place or hour in "%s"', async (text) => expect(await observedIn(text)).toEqual(['observed']));

  it.each([
    'I noticed that you have not paid yet.', 'We can see that you need help.', 'Ich habe gesehen, dass Sie am Montag fehlten.', "J'ai vu que vous aviez raison.", 'Ho visto che piove.', 'Huomasin, että laskusi on maksamatta.', 'We noticed you left something in your cart.', 'You left two items in your cart.', 'Du hast noch drei Artikel im Warenkorb.',
    'We noticed you opened a new office in Graz.', 'I saw you are looking for a new colleague.', 'We noticed you have not visited our website in a while.', 'Uns ist aufgefallen, dass Sie unsere letzten drei E-Mails nicht geöffnet haben.', 'You are receiving this because you visited our website on Tuesday.', 'If you visited our website three times, you know it.',
    'Sie erhalten diese E-Mail, weil Sie am 12. Mai unsere Website besucht haben.', 'You have visited the museum three times this year: thank you.', 'Visit our website 24 hours a day.', 'You can read it on our page in three minutes.', 'Follow us on Instagram, as you did on Facebook.', 'Besuchen Sie uns am Dienstag um 18 Uhr auf unserer Website.', 'We are live at 22:14 on our page.',
    'La página se abrió tres veces el martes.', 'The website is open 24 hours; you had a question open for two weeks.', 'Die Anmeldung auf unserer Seite ist seit zwei Wochen offen.',
    'We see you as part of our team, and your visit to our farm on Sunday made us glad.', 'In the last three emails you have read about our work in Kenya.', 'Vous avez rendez-vous mardi à 10h30 sur notre site.', 'You booked a table at 19:30 on our website.',
  ])('is silent on "%s"', async (text) => expect(await observedIn(text)).toEqual([]));

  it.each([
    'We noticed a new sign-in from Berlin at 22:41. We saw that you visited the account page on your iPhone.', 'Wir haben eine neue Anmeldung aus Berlin um 22:41 Uhr bemerkt. Wir haben gesehen, dass Sie die Seite auf einem iPhone geöffnet haben.', 'Order number 4711. You ordered these shoes on Tuesday at 23:48.', 'Rechnung 12: Sie haben am 3. Mai um 10:20 Uhr bestellt.',
  ])('takes a security notice or a receipt for what it is: "%s"', async (text) => expect(await observedIn(text)).toEqual([]));

  it('is not silenced by a link to log in', async () => {
    expect(await observedIn('You opened our last three emails.</p><p>Log in | Reset your settings | Login')).toEqual(['observed']);
    expect(await observedIn('We noticed that you logged in on our website three times.')).toEqual([]);
  });

  it('quotes the sentence, shortened, and names its place', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: '<p>Grüß Gott.</p>\n<p>Hallo. Sie haben unsere letzten fünf E-Mails geöffnet. Danke.</p>' }));
    expect(problem).toMatchObject({ data: { found: 'Sie haben unsere letzten fünf E-Mails geöffnet.' }, location: { line: 2, column: 11 } });
    const [long] = await runRule(rule, await campaignOf({ html: `<p>We noticed that you looked at ${'the very long list '.repeat(10)}again.</p>` }));
    expect(String(long?.data?.['found']).length).toBeLessThanOrEqual(122);
  });
});

describe('personalization/intrusive-detail by the parts of a sentence', () => {
  const says = async (text: string) => (await runRule(rule, await campaignOf({ html: `<p>${text}</p>`, manifest: { kind: 'marketing' } }))).map(({ messageId }) => messageId);

  it.each([
    'Our statistics clearly show that you clicked on the oak chairs.', 'Unsere Auswertung verrät uns, dass Sie unseren Katalog heruntergeladen haben.', 'Nos statistiques indiquent que vous avez consulté la page des tables.', 'Järjestelmämme näyttää, että avasit uutiskirjeen kahdesti.',
    'Z naszych statystyk wynika, że kliknęła Pani w link do krzeseł.', 'Onze cijfers laten zien dat u onze nieuwsbrief hebt geopend.',
  ])('knows who tells the sender in "%s"', async (text) => expect(await says(text)).toEqual(['observed']));

  it.each(['That bench you were eyeing at 11:40 pm?', 'Je hebt gisteravond onze catalogus gedownload.', 'Du var inne på prissidan klockan 23 i går kväll.', 'Ontem à noite descarregou duas vezes o nosso catálogo.'])('sees act and hour in "%s"', async (text) => expect(await says(text)).toEqual(['observed']));

  it.each([
    'As you live in Seville and have two children, your kids will like it.', 'Wir wissen, dass Sie verheiratet sind.', 'Puisque vous habitez Lyon et que vos enfants sont petits, voici une idée.', 'Sappiamo che hai compiuto quarant’anni.', 'Vi vet att du bor i Malmö.', 'Tiedämme, että sinulla on kaksi lasta.',
  ])('takes a reader\'s life for no news to him: "%s"', async (text) => expect(await says(text)).toEqual(['observed']));

  it.each([
    'Do you live in Linz? Your children are welcome.', 'Ihre Kinder sind willkommen, und Ihr Hund auch.', 'Bring your husband, your wife or your dog.', 'Vos enfants ont deux ans ou plus ? Ils peuvent venir.', 'Our statistics show that two in three chairs are mended.', 'Nuestros datos muestran que el bosque crece.', 'We added a page with prices, which you can read at 10 pm as well.',
  ])('leaves "%s" alone', async (text) => expect(await says(text)).toEqual([]));
});
