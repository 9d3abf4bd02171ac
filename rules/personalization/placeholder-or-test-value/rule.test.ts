import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture, options = {}) => (await runRule(rule, await campaignOf(parts), options)).map(({ messageId, data, heuristic }) => `${messageId} ${data?.['found'] ?? ''}${heuristic ? '' : '!'}`);

describe('personalization/placeholder-or-test-value in the mail', () => {
  it.each([
    ['Dear John Doe, welcome', 'sampleName John Doe'], ['Guten Tag Erika Mustermann,', 'sampleName Erika Mustermann'], ['Hei Matti Meikäläinen!', 'sampleName Matti Meikäläinen'], ['Hi Test,', 'sampleName Hi Test'],
    ['Musterfirma, Musterstraße 1', 'sampleName Musterfirma'], ['INSERT LINK HERE', 'unfinished INSERT LINK HERE'], ['Insérer l’image ici', 'unfinished Insérer l’image ici'], ['Bonjour Prénom Nom,', 'sampleName Prénom Nom'],
  ])('reports "%s" as heuristic', async (text, expected) => expect(await report({ html: `<p>${text}</p>` })).toEqual([expected]));

  it.each([
    'Dear asdf,', 'Hallo Asdfgh,', 'Hi qwertz qwertz,', 'Hallo xxxx,', 'Hi jklö!', 'Bonjour Jean Dupont,', 'Cher Monsieur Jean Dupont,', 'Buongiorno Mario Rossi,', 'Hallo Vorname', 'Hej Förnamn!', 'Hei etunimi,', 'Cześć imię,', 'Dear test@test,', 'Hallo name@example.com,',
    'Sehr geehrter Herr Muster,', 'Hallo Testkunde 2,', 'Hi Test123,', 'Hi Lorem,', 'Dear Lorem Ipsum,', 'Hola Nombre:', 'Beste Voornaam,', 'Dear Ms Doe,', 'Hallo Frau Testperson,',
  ])('reports the stand-in that "%s" greets', async (text) => expect(await report({ html: `<p>${text}</p><p>Anna writes.</p>` })).toEqual([expect.stringMatching(/^sampleName /)]));

  it.each(['Vorname, dein Gutschein wartet', 'asdf, your seat is kept'])('reports the subject "%s"', async (subject) => {
    expect(await report({ html: '<p>x</p>', subject })).toEqual([expect.stringMatching(/^sampleName /)]);
  });

  it.each([
    'Dear Mr Dupont,', 'Hallo Tess,', 'Hi Testa,', 'Hello there,', 'Dear customer,', 'Hi AAA,', 'Jean Dupont writes about Lyon.', 'Mario Rossi, Roma', 'Write to name@example.com today.', 'Dear Ann Smith,', 'Liebe Musterschüler,', 'Hej Jo,', 'Hallo Asdis,', 'Dear Ada,', 'Hallo Xaxax, wie geht es?', 'Hi Jon Asda-Lee,', 'Dear friends of the test kitchen,', 'Hello Fghani,',
  ])('is silent on "%s"', async (text) => expect(await report({ html: `<p>${text}</p>`, subject: 'Name, date and place' })).toEqual([]));

  it.each(['[TEST] Frühling', 'Test: news', 'Copy of March news', 'Kopie von März', 'Subject line', 'test', '[BAT] Lettre de décembre', '[ENTWURF 3] Newsletter', '(Draft v2) News'])('reports the subject "%s"', async (subject) => {
    expect(await report({ html: '<p>x</p>', subject })).toEqual([`testSubject ${subject}`]);
  });

  it.each([['Nur £XX.XX bis Sonntag.', '£XX.XX'], ['Ring oss på 08-XXX XX XX.', '08-XXX XX XX'], ['Statt 999.999 € nur 5 €.', '999.999 €'], ['Solo 999.999,00 €', '999.999,00 €'], ['Tél. XX XX XX XX XX', 'XX XX XX XX XX'], ['Call (123) 456-7890.', '(123) 456-7890'], ['Rufen Sie an: 000 000 000.', '000 000 000'], ['The evening is on DD/MM/YYYY.', 'on DD/MM/YYYY']])('reports the number that "%s" lacks', async (text, found) => {
    expect(await report({ html: `<p>${text}</p>` })).toEqual([`unfinished ${found}`]);
  });

  it.each([
    ['Der Eintritt kostet XX Euro.', 'XX Euro'], ['Pris: XXX kr per person', 'XXX kr'], ['Billetten koster kr XXX.', 'kr XXX'], ['The bus leaves at TBC from the station', 'TBC'], ['Noch XX Plätze frei.', 'XX Plätze'], ['We meet on XX December.', 'XX December'], ['Save XX% today.', 'XX%'], ['Start: XX:XX Uhr', 'XX:XX'], ['It lasts ?? days.', '?? days'], ['You have XXX points.', 'XXX'], ['Wir haben XXX Brunnen gebaut.', 'XXX'], ['Ya tenemos más de XXX socias.', 'XXX'],
  ])('reports what is counted in "%s", and by nobody', async (text, found) => {
    expect(await report({ html: `<p>${text}</p>` })).toEqual([`unfinished ${found}`]);
  });

  it.each([
    ['Speaker: TBC. Admission is free.', 'TBC'], ['Venue (tbd)', 'tbd'], ['Ort: t.b.c.', 't.b.c.'], ['The room is still TBC', 'TBC'], ['TBD', 'TBD'], ['Ort: bitte ergänzen', 'bitte ergänzen'],
  ])('reports what "%s" leaves to be said', async (text, found) => {
    expect(await report({ html: `<p>${text}</p>` })).toEqual([`unfinished ${found}`]);
  });

  it.each([
    ['Visit Company Name at 12 High Street.', 'Company Name'], ['© 2026 Your Company. All rights reserved.', 'Your Company'], ['We live at 123 Main Street.', '123 Main Street'], ['Call 555-0142.', '555-0142'],
  ])('reports the sample in "%s"', async (text, found) => {
    expect(await report({ html: `<p>${text}</p>` })).toEqual([expect.stringContaining(found)]);
  });

  it.each(['The charity TBC Aid fights tuberculosis.', 'Ein Impfstoff gegen TBC.', 'TBC Bank', 'Enter your company name below.', 'Company name: Acme', 'Piazza XX Settembre', 'En el siglo XX hubo', 'Vuelve la XXX edición del festival', 'Bitte ergänzen Sie die fehlenden Angaben in Ihrem Profil.', 'The Games of the XXX Olympiad', 'XX dni kultury', 'Film XX', 'Really?? Days like this!', 'Size XX-L'])('leaves "%s" alone', async (text) => {
    expect(await report({ html: `<p>${text}</p>` })).toEqual([]);
  });

  it.each(['Ludwig XIV. und Kapitel XX', 'Model XX-4 in size XXL', '$X rose on Friday', 'Serie 2026 XX', 'Geben Sie das Datum im Format TT.MM.JJJJ ein', '4 December (DD/MM/YYYY: 04/12/2026)', '1.000.000.000 Zellen', 'Tel. 910 000 010'])('takes "%s" for no gap', async (text) => expect(await report({ html: `<p>${text}</p>` })).toEqual([]));

  it.each(['Take the test, John.', 'Herr Muster aus Graz', 'Hallo Herr Testa,', 'Todo el mes, TODO: gratis', 'Enter your code here', 'A pattern (Muster) for you', 'Lorem ipsum', 'Hi [Name],', '<code>John Doe</code>'])('is silent on "%s"', async (text) => {
    expect(await report({ html: `<p>${text}</p>`, subject: 'Test your ears: the new album' })).toEqual([]);
  });

  it('reports a name once, and none that is allowed', async () => {
    expect(await report({ html: '<p>John Doe</p><p>JOHN DOE</p>' })).toEqual(['sampleName John Doe']);
    expect(await report({ html: '<p>John Doe</p>' }, { allow: ['John Doe'] })).toEqual([]);
  });
});

describe('personalization/placeholder-or-test-value among the recipients', () => {
  const recipients = 'recipient_id,First Name,last_name,city\nr1,Anna,Test,\nr2,asdf,Huber,\nr3, VORNAME ,Lý,\nr4,,,\nr5,Tess,Mustermann-Huber,Test\nr6,Aa,Berg,\nr7,zzz,Öz,\nr8,Ann,asdf,';

  it('counts runs of keys, and test values less surely', async () => {
    const findings = await runAudienceRule(rule, { recipients }, { html: '<p>x</p>' });
    expect(shortly(findings)).toEqual(['keyboardValue: r2 r7 r8', 'testValue: r1 r3']);
  });

  it('leaves out what is allowed, and other fields', async () => {
    expect(shortly(await runAudienceRule(rule, { recipients }, { html: '<p>x</p>' }, { allow: ['Test'] }))).toEqual(['keyboardValue: r2 r7 r8', 'testValue: r3']);
    expect(shortly(await runAudienceRule(rule, { recipients: 'recipient_id,company\nr1,Musterfirma GmbH\nr2,Muster AG\nr3,Your Company Ltd.\nr4,Testo SE & Co. KGaA\nr5,Demo-Firma' }, { html: '<p>x</p>' }))).toEqual(['testValue: r1 r3 r5']);
    expect(await runAudienceRule(rule, { recipients: 'recipient_id,city\nr1,Test' }, { html: '<p>x</p>' })).toEqual([]);
  });
});

it.each([
  'FINAL v3 - November newsletter', 'newsletter_nov_v2', 'PRUEBA - Noticias', 'PROVA: notizie', 'Draft 2: News', 'Newsletter Entwurf v4',
])('takes the subject "%s" for what a file or a trial is called', async (subject) => expect(await report({ html: '<p>x</p>', subject })).toEqual([`testSubject ${subject}`]));

it.each(['The final version of our programme', 'Prova: il nuovo gusto', 'Prueba el pan', 'iOS 3 is final', 'TESTED: ten chairs', 'Why spam_level_char changed'])('takes the subject "%s" for one', async (subject) => expect(await report({ html: '<p>x</p>', subject })).toEqual([]));

it.each([['Spotkanie dnia __.__.2026 r.', '__.__.2026'], ['o godz. __:__', '__:__'], ['Write to yourname@yourdomain.com', 'yourname@yourdomain.com'], ['Mail: navn@firma.dk', 'navn@firma.dk'], ['Tel. 12 34 56 78', '12 34 56 78'], ['Price: $TBD per seat', 'TBD'], ['Mit dem Code DEINCODE sparen', 'DEINCODE'], ['Use CODEHERE at the checkout', 'CODEHERE'], ['Gutschein: XXXX-XXXX-XXXX', 'XXXX-XXXX-XXXX']])('reports the blank in "%s"', async (text, found) => {
  expect(await report({ html: `<p>${text}</p>` })).toEqual([`unfinished ${found}`]);
});

it.each(['Card XXXX-XXXX-XXXX-4242', 'USE YOUR CODE HERE', 'Code: SUNNYCODE', 'QRCODE-HERE-2', 'Name: ____________________', 'Write to marta@firma-huber.at', 'Order 12345678', 'Tel. 01 23 11 56 78', 'Steps 1 2 3 4', 'info@company-of-wood.com', 'The header said dave@company.com, or spam@yourdomain.com'])('leaves "%s" as it is', async (text) => expect(await report({ html: `<p>${text}</p>` })).toEqual([]));

describe('the sender\'s name', () => {
  const bySender = (name: string) => report({ html: '<p>x</p>', manifest: { from: { name, email: 'post@acme.example' } } });

  it.each(['Your Company Name', 'Ihre Firma', 'Votre entreprise', 'Nombre de la empresa', '[Your Name]', 'Absender', 'Expéditeur', 'Lähettäjä', 'Company Name'])('is still a sample\'s: %s', async (name) => {
    expect((await bySender(name)).some((found) => found.startsWith('sampleSender'))).toBe(true);
  });

  it.each(['Acme Company', 'Firma Huber', 'Your Local Library', 'Mein Name ist Mensch e.V.', 'Sender Freies Berlin', 'Nome Engineering', 'Anna von Acme'])('is one: %s', async (name) => {
    expect(await bySender(name)).toEqual([]);
  });
});
