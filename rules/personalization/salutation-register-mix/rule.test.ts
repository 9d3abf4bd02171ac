import { describe, expect, it } from 'vitest';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture, options = {}) => (await runRule(rule, await campaignOf(parts), options)).map(({ data, heuristic }) => `${String(data?.['formalWord'])}/${String(data?.['informalWord'])}${heuristic ? '' : '!'}`);
const mail = (...paragraphs: string[]) => ({ html: `<html><body>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</body></html>` });
const DE = 'Wir freuen uns auf das neue Jahr mit vielen schönen Veranstaltungen in unserem Haus und in der ganzen Stadt.';

describe('personalization/salutation-register-mix', () => {
  it.each([
    [[DE, 'Heute können Sie sparen, und wir helfen Ihnen.', 'Sichere dir deinen Platz und komm vorbei.'], 'Sie/Sichere dir'],
    [['Bonjour Anna, nous avons le plaisir de vous présenter notre nouvelle collection de printemps et vos avantages.', 'Tu peux encore profiter de la livraison, et toi seule décides.'], 'vous/Tu'],
    [['Le recordamos que usted puede consultar el programa completo de la temporada en nuestra página, como usted prefiera.', 'Reserva ya tu plaza y trae a tus amigos a la fiesta de verano.'], 'Le recordamos/tu'],
    [['Gentile Signora Rossi, siamo lieti che Lei abbia scelto il nostro albergo per la prossima vacanza al mare.', 'Prenota adesso la tua camera e porta con te i tuoi amici nella nostra città.'], 'Gentile/Prenota'],
    [['Geachte mevrouw De Vries, wij danken u voor uw bestelling en sturen de factuur zo snel mogelijk naar uw adres.', 'Bekijk je bestelling en kies wat jij het mooist vindt in onze winkel.'], 'Geachte/Bekijk je'],
    [['Szanowni Państwo, dziękujemy za zakupy w naszym sklepie i zapraszamy Państwa na spotkanie w przyszłym tygodniu.', 'Sprawdź, co przygotowaliśmy dla ciebie, i odbierz twój prezent jeszcze dzisiaj.'], 'Szanowni/Sprawdź'],
    [['Si prefiere recogerlas en persona, la almazara abre todas las mañanas; escríbanos antes y le preparamos las cajas.', 'Si tienes dudas, escríbenos y te ayudamos con la reserva.'], 'Si prefiere/Si tienes'],
    [['Le ricordiamo che il corso comincia a gennaio e che Lei può ancora prenotare il posto per tutte le serate.', 'Se hai domande scrivici, ti rispondiamo subito.'], 'Le ricordiamo/Se hai'],
    [['Zapraszamy Państwa do naszego warsztatu w pierwszą sobotę grudnia, kiedy pokazujemy, jak powstają krzesła z dębu.', 'Jeśli masz pytania o stół, napisz do nas, a pomożemy.'], 'Państwa/Jeśli masz'],
    [['O senhor pode escrever-nos quando quiser, e a nossa oficina responde em dois dias úteis a todas as perguntas sobre móveis.', 'Se tens dúvidas sobre a tua mesa, diz-nos.'], 'O senhor/Se tens'],
    [['Toivotamme Teidät tervetulleeksi verstaallemme joulukuun ensimmäisenä lauantaina, kun esittelemme uudet tuolit ja pöydät.', 'Jos sinulla on kysyttävää, kirjoita meille.'], 'Teidät/sinulla'],
    [['Værkstedet er åbent den første lørdag i december, og vi viser Dem gerne, hvordan Deres bord bliver til.', 'Har du spørgsmål om dit bord, så skriv til os.'], 'Dem/du'],
  ])('reports %j', async (paragraphs, expected) => expect(await report(mail(...paragraphs))).toEqual([expected]));

  it.each([
    [['Hallo Anna, schön, dass du da bist.', `${DE} Wir melden uns, sobald Ihre Ware da ist, dann können Sie sie abholen.`], 'Ihre/du'],
    [['Wij danken u voor uw vertrouwen en nodigen u uit voor onze leesavond in de bibliotheek aan de gracht.', 'Bestel nu je kaartje.'], 'u/Bestel nu je'],
    [['Nous avons le plaisir de vous présenter notre programme de printemps, que vous attendiez avec nous depuis des mois.', 'Réserve ta place dès maintenant pour le concert.'], 'vous/ta'],
  ])('takes one "du" among "Sie" for what it is: %j', async (paragraphs, expected) => expect(await report(mail(...paragraphs))).toEqual([expected]));

  it.each([
    [[DE, 'Heute können Sie sparen, und wir helfen Ihnen.', 'Wir freuen uns auf euch und eure Kinder.'], 'Sie/euch'],
    [['Le esperamos el sábado en la antigua cervecería: traiga a su familia y acérquese con tiempo para ver las mesas largas.', 'Te guardamos un sitio si nos escribes hoy, o apúntate en la puerta.'], 'Le esperamos/Te guardamos'],
    [['Il programma dei mesi invernali è pronto, con tre conferenze e un mercato. La aspettiamo sabato nel vecchio birrificio.', 'Scopra i tavoli lunghi e le sedie.', 'Se vuoi, puoi venire anche domenica.'], 'La aspettiamo/Se vuoi'],
    [['Zapraszamy Państwa do pracowni w pierwszą sobotę grudnia, kiedy pokazujemy, jak powstają krzesła z dębu i buku.', 'Zapisz się dziś, a otrzymasz kawę.'], 'Państwa/Zapisz się'],
  ])('knows the reader by verbs alone: %j', async (paragraphs, expected) => expect(await report(mail(...paragraphs))).toEqual([expected]));

  it.each([
    [['Le preguntamos a María cómo nació el taller. Páguese en la caja, véase la página dos, y no se haga esperar: reserva ya tu plaza para el sábado, que hay pocas.', 'Tú eliges.']],
    [['Wir freuen uns auf Sie und Ihre Kinder im alten Brauhaus, am ersten Wochenende im Dezember.', 'Das Theaterstück heißt „Euch zur Freude“. Ein Klick, und Sie sind dabei.']],
  ])('takes no verb of others for the reader\'s: %j', async (paragraphs) => expect(await report(mail(...paragraphs))).toEqual([]));

  it('takes no command that opens a Polish button for a "ty"', async () => {
    const letter = (button: string) => `<html lang="pl"><body><p>Dzień dobry,</p><p>Na warsztatach w Krakowie pytali Państwo, jak długo wolno trzymać nagrania z magazynu, więc przygotowaliśmy krótkie omówienie.</p><p><a href="https://a.example/x" style="display:inline-block;padding:12px 24px;background:#0055aa;color:#ffffff">${button}</a></p></body></html>`;
    const mixed = async (button: string) => (await runRule(rule, await campaignOf({ html: letter(button) }))).length;
    expect([await mixed('Przeczytaj omówienie'), await mixed('Otwórz twoje konto')]).toEqual([0, 1]);
  });

  it('lets one "Sie" in a line of the system pass, and words that only look alike', async () => {
    expect(await report(mail('Falls diese Mail nicht richtig dargestellt wird, klicken Sie bitte hier.', DE, 'Heute sparst du, und wir helfen dir.'))).toEqual([]);
    expect(await report(mail('Nous vous présentons notre programme de printemps, que vous attendiez. Le ton est donné, et sans ton ni manières.'))).toEqual([]);
    expect(await report(mail('Wij stellen u graag ons nieuwe programma voor, zodat u kunt kiezen. Zo leer je elke dag iets nieuws in ons museum.'))).toEqual([]);
  });

  it.each([
    ['Sehr geehrte Frau {{ first_name }},', 'Sehr geehrte Frau'], ['Sehr geehrte/r *|FNAME|*!', 'Sehr geehrte/r'], ['Geachte heer {{voornaam}},', 'Geachte heer'], ['Chère Madame %%prenom%%,', 'Chère Madame'], ['Estimada señora {{ contact.firstname }}:', 'Estimada señora'],
  ])('reports a first name alone behind a title: %s', async (greeting, title) => {
    const problems = await runRule(rule, await campaignOf({ html: `<p>${greeting}</p><p>${DE}</p>` }));
    expect(problems.map(({ data }) => data?.['title'])).toEqual([title]);
  });

  it.each(['Sehr geehrte Frau {{ last_name }},', 'Sehr geehrte*r {{ first_name }} {{ last_name }},', 'Hallo {{ first_name }},', 'Szanowny Panie {{ first_name }},', 'Gentile {{ first_name }},', 'Sehr geehrte Damen und Herren, liebe {{ first_name }},'])('lets %s be', async (greeting) => {
    expect(await runRule(rule, await campaignOf({ html: `<p>${greeting}</p><p>${DE}</p>` }))).toEqual([]);
  });

  it('counts a button and a greeting twice', async () => {
    const button = '<a href="https://x.example/" style="display:inline-block;padding:12px 24px;background:#005;color:#fff">Hol dir mehr</a>';
    expect(await report(mail('Sehr geehrte Frau Huber,', DE, button))).toEqual(['Sehr geehrte/Hol dir']);
  });

  it('takes plurals and names for no polite form', async () => {
    expect(await report(mail('Vi ses på værkstedet i december, hvor vi er på hold med De Unge Møbelsnedkere og De Nationale Test.', 'Har du spørgsmål om dit bord, så skriv til os.'))).toEqual([]);
    expect(await report(mail('Hei, tervetuloa verstaalle perheen kanssa: te kaikki saatte kahvia ja pullaa, ja lapset saavat rakentaa linnunpöntön.', 'Jos sinulla on kysyttävää, kirjoita meille.'))).toEqual([]);
  });

  it('is silent on one register', async () => {
    expect(await report(mail(DE, 'Heute sparst du, und wir helfen dir mit deinem Einkauf.'))).toEqual([]);
    expect(await report(mail(DE, 'Heute können Sie sparen. Sie kommt auch, und sie freut sich. Ihr Team'))).toEqual([]);
  });

  it('leaves quotations, footers and English alone', async () => {
    expect(await report(mail(DE, 'Heute können Sie sparen, wie Sie sehen.', '„Du kannst dir dort alles ansehen“, sagt Anna.', '<blockquote>Du und dein Hund</blockquote>'))).toEqual([]);
    expect(await report(mail('Dear Ms Huber, you know that you can come to our house with your friends and du and Sie are German words, du Sie.'))).toEqual([]);
  });

  it('takes the number of words from its option', async () => {
    const parts = mail(DE, 'Heute können Sie sparen, und wir helfen Ihnen.', 'Das ist für dich.');
    expect(await report(parts)).toEqual(['Sie/dich']);
    expect(await report(parts, { minMarkers: 3 })).toEqual([]);
  });
});
