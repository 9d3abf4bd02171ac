import { describe, expect, it } from 'vitest';
import type { CampaignKind } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const problems = async (html: string, options = {}, kind: CampaignKind = 'newsletter') => runRule(rule, await campaignOf({ html: `<p>The new shoes are here.</p>${html}`, manifest: { kind } }), options);
const report = async (...input: Parameters<typeof problems>) => (await problems(...input)).map(({ messageId, severity }) => `${messageId}${severity ? ` ${severity}` : ''}`);
const link = (style: string, label = 'Unsubscribe') => `<p style="${style}"><a style="${style}" href="https://x.example/u/1">${label}</a></p>`;

describe('consent/unsubscribe-friction', () => {
  it('reports a link that is small or pale, and where', async () => {
    expect(await report(link('font-size:7px'))).toEqual(['small']);
    expect(await report(link('color:#cccccc', 'Désabonnement'))).toEqual(['pale']);
    expect(await report(link('font-size:7px;color:#cccccc', 'Afmelden'))).toEqual(['small', 'pale']);
    expect(await problems(`\n${link('font-size:7px')}`)).toMatchObject([{ data: { size: 7, minimum: 9 }, location: { line: 2 } }]);
  });

  it('reports a link far below the text', async () => {
    expect(await report(`<p>Hallo</p>${'<br>'.repeat(12)}${'<p>&nbsp;</p>\n'.repeat(12)}${link('')}`)).toEqual(['below']);
    expect(await report(`<p>Hallo</p>${'<br>Zeile'.repeat(40)}${link('')}`)).toEqual([]);
  });

  it('is silent on a plain footer link, and when one of two links is good', async () => {
    expect(await report(link('font-size:11px;color:#767676'))).toEqual([]);
    expect(await report(link('font-size:7px') + link('font-size:12px'))).toEqual([]);
    expect(await report('<p style="font-size:11px">Keine Nachrichten mehr erhalten? <a href="https://x.example/u">Klicken Sie hier</a></p>')).toEqual([]);
  });

  it('takes a letter for the only way out, unless the same sentence holds a link', async () => {
    expect(await report('<p>Wenn Sie keine Nachrichten mehr erhalten möchten, teilen Sie uns dies schriftlich per Post mit.</p>')).toContain('letter');
    expect(await report('<p>Abmelden können Sie sich <a href="https://x.example/ab">mit einem Klick</a> oder schriftlich per Post.</p>')).toEqual([]);
  });

  const beside = (words: string, label: string) => report(`<p style="font-size:12px">${words} <a style="font-size:12px" href="https://x.example/u/1">${label}</a></p>`);

  it.each([
    ['Zur Abmeldung rufen Sie bitte unsere Hotline unter 040 5550123 an.', 'Newsletter abbestellen', 'phone'], ['If you no longer wish to hear from us, send a signed letter to our head office.', 'Unsubscribe', 'letter'], ['To unsubscribe, write us a letter.', 'Unsubscribe', 'letter'], ['Afmelden kan alleen telefonisch.', 'Uitschrijven', 'phone'],
    ['Uutiskirjeen voi perua vain kirjautumalla asiakastilille.', 'Peruuta tilaus', 'login'], ['Removal takes up to 30 days.', 'Unsubscribe', 'slow'],
  ])('reports what is asked for beside a link: %s', async (words, label, messageId) => expect(await beside(words, label)).toEqual([messageId]));

  it.each([
    ['Zum Abmelden müssen Sie weder anrufen noch einen Brief schreiben.', 'Newsletter abbestellen'], ['Pas besoin d’appeler ni d’écrire pour vous désinscrire.', 'Se désabonner'],
  ])('believes that none is needed: %s', async (words, label) => expect(await beside(words, label)).toEqual([]));

  it('reads the answer to a question about leaving', async () => expect(await beside('Uitschrijven? Stuur een brief naar ons hoofdkantoor.', 'Uitschrijven')).toEqual(['letter']));

  it.each([
    ['You can also unsubscribe by letter or by phone.', 'Unsubscribe'], ['Sie können sich auch telefonisch abmelden.', 'Newsletter abbestellen'], ['Rufen Sie uns an, wenn Sie Fragen haben. Keine Mails mehr?', 'Abmelden'], ['Pour vous désabonner, cliquez ci-dessous ou écrivez-nous par courrier.', 'Se désabonner'],
  ])('lets be one way of several: %s', async (words, label) => expect(await beside(words, label)).toEqual([]));

  it('measures the link, not another one in the same paragraph that is easier to see', async () => {
    const footer = (unsubscribe: string) => `<p>Lofotkaffe AS, Svolvær<br>${unsubscribe} <a href="https://x.example/p" style="font-size:12px">Personvern</a></p>`;
    expect(await report(footer('<a href="https://x.example/u/1" style="font-size:7px">Meld deg av</a>'))).toEqual(['small']);
    expect(await report(footer('<a href="mailto:av@x.example">Meld deg av</a>'))).toEqual(['mailtoOnly info']);
  });

  it('reports words in another language than the mail, unless its own or a close one says it too', async () => {
    const finnish = '<p>Joulu lähestyy ja saunat lämpiävät useammin kuin muulloin. Saunaseppämme on koonnut viisi ohjetta, joilla kiuas kestää pitkään ja löylyt pysyvät pehmeinä. Tärkeintä on latoa kivet uudelleen kerran vuodessa, jotta ilma kulkee.</p>';
    expect(await problems(`${finnish}${link('font-size:12px')}`)).toMatchObject([{ messageId: 'foreign', heuristic: true, data: { language: 'English', own: 'Finnish' } }]);
    expect(await report(`${finnish}${link('font-size:12px')}${link('font-size:12px', 'Peruuta tilaus')}`)).toEqual([]);
    const danish = '<p>Jorden er stadig varm nok til at plante løg, og de fleste sorter klarer sig fint, hvis de kommer ned inden den første hårde frost. Plant dem tre gange så dybt, som løget er højt, og læg et lag blade over, så skal du ikke gøre mere.</p>';
    expect(await report(`${danish}${link('font-size:12px', 'Meld deg av')}`)).toEqual([]);
  });

  it('measures the link, not the words around it', async () => {
    expect(await report('<p style="font-size:12px">No longer want to receive these mails? <a style="font-size:6px" href="https://x.example/u">Click here</a></p>')).toEqual(['small']);
  });

  it('takes the limits from its options', async () => {
    expect(await report(link('font-size:11px'), { minFontSize: 12 })).toEqual(['small']);
    expect(await report(link('color:#767676'), { minRatio: 7 })).toEqual(['pale']);
  });

  it('reports a link that is an image only, and tells of one that opens a mail', async () => {
    expect(await report('<p><a href="https://x.example/unsubscribe"><img src="u.png" alt="Unsubscribe" width="100" height="20"></a></p>')).toEqual(['imageOnly']);
    expect(await report("{'Zum Abmelden hier'|i18n('letter')}: {'/newsletter/unsubscribe/#_hash_#'|ezurl('no')}")).toEqual([]);
    expect(await report('<p><a href="mailto:leave@x.example?subject=unsubscribe">Wypisz się</a></p>')).toEqual(['mailtoOnly info']);
  });

  it.each([
    'Log in to your account to unsubscribe', 'Um sich abzumelden, loggen Sie sich bitte ein', 'Connectez-vous à votre compte pour vous désabonner', 'Inicia sesión para darte de baja', 'Accedi al tuo account per disiscriverti', 'Log in op uw account om u af te melden', 'Faça login para cancelar a inscrição', 'Logga in på ditt konto för att avregistrera dig', 'Log ind på din konto for at afmelde dig', 'Logg inn på kontoen for å melde deg av', 'Kirjaudu tilillesi ja peruuta tilaus', 'Zaloguj się, aby się wypisać się z listy', 'Zum Abmelden melden Sie sich bitte in Ihrem Kundenkonto an',
    'Du avslutar prenumerationen när du loggar in på Mina sidor', 'Pour vous désabonner, rendez-vous dans votre espace adhérent', 'Per annullare l’iscrizione servono le credenziali', 'Wypisz się na swoim koncie po podaniu hasła',
  ])('reads that one has to log in: %s', async (text) => expect(await report(`<p>${text}: <a href="https://x.example/a">here</a></p>`)).toEqual(['login']));

  it.each(['Чтобы отписаться, войдите в личный кабинет', 'Pro odhlášení odběru se přihlaste ke svému účtu', 'A leiratkozáshoz jelentkezzen be fiókjába', 'Abonelikten çıkmak için oturum açmanız gerekir', '配信停止はログイン後にマイページから', '退订请先登录您的账户', 'להסרה יש להתחבר לחשבון'])('reads it in further languages: %s', async (text) => {
    expect(await report(`<p>${text}: <a href="https://x.example/a">x</a></p>`)).toEqual(['login']);
  });

  it.each([
    'Отписаться можно без входа в личный кабинет', 'A leiratkozás bejelentkezés nélkül is működik', 'Abonelikten ayrılmak için oturum açmadan tıklayın', 'Pentru dezabonare nu trebuie să intrați în cont', '配信停止にはログインが必要ありません', '로그인하지 않아도 수신거부할 수 있습니다', '无需登录您的账户即可退订',
    'يمكنك إلغاء الاشتراك هنا دون تسجيل الدخول إلى حسابك', 'ניתן להסיר מרשימת התפוצה בלי להתחבר לחשבון',
  ])('believes that none is needed: %s', async (text) => {
    expect(await report(`<p>${text}: <a href="https://x.example/a">x</a></p>`)).toEqual([]);
  });

  it.each([
    'Чтобы отписаться, нажмите <a>сюда</a> или войдите в личный кабинет.', 'Щоб відписатися, <a>натисніть тут</a> або в особистому кабінеті.', 'Abonelikten ayrılmak için <a>tıklayın</a> veya hesabınıza giriş yapın.', 'Vă puteți <a>dezabona aici</a> sau din contul dumneavoastră.',
    'Leiratkozhat <a>itt</a>, vagy jelentkezzen be és módosítsa beállításait.', 'Odběr můžete <a>zrušit zde, odhlásit se</a> nebo ve svém účtu.', 'Μπορείτε να <a>διαγραφείτε εδώ</a> ή από τον λογαριασμό σας.', '配信停止は<a>こちら</a>、またはログイン後マイページから設定を変更できます。', 'Настройки измените в личном кабинете, или <a>отпишитесь</a>.',
  ])('takes one way of several for no hurdle: %s', async (text) => expect(await report(`<p>${text.replace('<a>', '<a href="https://x.example/a">')}</p>`)).toEqual([]));

  it.each(['Wilt u zich afmelden, ga dan nu naar inloggen: <a>afmelden</a>', 'För att avregistrera dig måste du nu logga in på ditt konto. <a>Avregistrera</a>', '如果您不想再收到邮件请登录您的账户<a>退订</a>'])('takes neither "now" nor a "not" far before for a denial: %s', async (text) => {
    expect(await report(`<p>${text.replace('<a>', '<a href="https://x.example/a">')}</p>`)).toEqual(['login']);
  });

  it('reads a login from the address', async () => {
    expect(await report('<p><a href="https://x.example/login?next=/mails">Unsubscribe</a></p>')).toEqual(['login']);
    expect(await report('<p><a href="https://x.example/leave?id=7&auth=3f2a9c">Unsubscribe</a></p>')).toEqual([]);
    expect(await report('<p><a href="https://x.example/iniciar-sesion?r=baja">Darse de baja</a></p>')).toEqual(['login']);
    expect(await report('<p><a href="https://x.example/logga-in">Avsluta prenumerationen</a></p>')).toEqual(['login']);
    expect(await report('<p><a href="https://x.example/u/9?r=newsletter-signing">Unsubscribe</a></p>')).toEqual([]);
    expect(await report(`<p>Log in to see your orders. You can also leave.</p>${link('')}`)).toEqual([]);
  });

  it('reads that more than the address is asked for', async () => {
    expect(await problems('<p>Zum Abbestellen schreiben Sie uns bitte eine E-Mail mit Ihrer Kundennummer.</p>')).toMatchObject([{ messageId: 'details', data: { words: 'kundennummer' }, heuristic: true }]);
    expect(await report('<p>To unsubscribe, e-mail us and state why you leave.</p>')).toEqual(['details']);
    expect(await report('<p>Your customer number is 4711. <a href="https://x.example/u/1">Unsubscribe</a></p>')).toEqual([]);
    expect(await report('<p>To unsubscribe, reply with the word STOP. Your customer number is 4711.</p>')).toEqual([]);
  });

  it('reads that one has to write a letter', async () => {
    expect(await report('<p>To unsubscribe, write us a letter: Acme, Leeds.</p>')).toEqual(['letter']);
    expect(await report('<p>Abmeldung nur schriftlich an Acme GmbH, Köln.</p>')).toEqual(['letter']);
  });

  it.each([
    ['To unsubscribe, ring our customer service on 0800 123 456.', 'phone'], ['Para cancelar a subscrição, ligue para o 800 123 456 nos dias úteis.', 'phone'], ['Um sich abzumelden, rufen Sie uns bitte an: 040 1234.', 'phone'],
    ['To be removed from our list, please write to our registered office.', 'letter'], ['Aby się wypisać z listy, prosimy o list polecony.', 'letter'], ['Per annullare l’iscrizione invii una raccomandata.', 'letter'],
    ['Per annullare l’iscrizione compili il modulo e alleghi copia del documento d’identità.', 'details'], ['Vil du avmelde deg, sender du oss fødselsnummer og underskrift.', 'details'],
  ])('reads what else is asked for where there is no link: %s', async (text, kind) => expect(await report(`<p>${text}</p>`)).toContain(kind));

  it.each([
    ['Rezygnacja z newslettera wiąże się z opłatą manipulacyjną 5 zł.', ['fee']], ['Die Abmeldung ist mit einer Bearbeitungsgebühr von 3 Euro verbunden.', ['fee']], ['A handling charge applies if you unsubscribe by text message.', ['fee']],
    ['La désinscription peut prendre jusqu’à 30 jours.', ['slow']], ['Afmelden duurt maximaal vier weken, soms tot zes weken.', ['slow']], ['Die Abmeldung dauert bis zu einem Monat.', ['slow']], ['When you unsubscribe, changes take six to eight weeks to come into effect.', ['slow']], ['La baja se hará efectiva en un plazo de 30 días.', ['slow']], ['Uutiskirjeen peruutus astuu voimaan 21 päivän kuluttua, jopa 30 päivän kuluessa.', ['slow']],
    ['Afmelden duurt maximaal zes weken.', ['slow']], ['La cancellazione richiede fino a 45 giorni. <a href="https://x.example/d">Annulla l’iscrizione</a>', ['slow']],
    ['You can unsubscribe here. A handling fee of £2 applies.', ['fee']], ['Hier können Sie sich abmelden. Es fällt eine Bearbeitungsgebühr von 3 € an.', ['fee']],
    ['You can unsubscribe at any time. Please allow up to 10 business days for it to take effect.', ['slow info']], ['Unsubscribe here. Removing you takes up to three working days.', ['slow info']],
  ])('reads what it costs, and how long it takes, beside a link as well: %s', async (text, kinds) => expect(await report(`<p>${text}</p>${link('')}`)).toEqual(kinds));

  it.each([
    'Unsubscribe in one click, without logging in to your account and free of charge.', 'Puede darse de baja con un clic, sin iniciar sesión y sin coste alguno.', 'Die Abmeldung ist jederzeit möglich, ohne dass andere als die Übermittlungskosten nach den Basistarifen entstehen.',
    'Afmelden kan kosteloos en werkt binnen 2 dagen.', 'You receive 4 newsletters a month; unsubscribe whenever you like.', 'Désinscription gratuite, sans frais cachés.', 'Unsubscribing takes effect within one day.', 'The unsubscribe link works for 60 days.',
    'Asiakastilisi säilyy, vaikka peruutat uutiskirjeen.', 'Unsubscribing makes no change to your account.', 'Change what you get in your account, or unsubscribe here.', 'Einstellungen ändern Sie im Kundenkonto, abmelden geht ohne Login.', 'Peruuta uutiskirje kirjautumatta, yhdellä napsautuksella.',
    'Unsubscribe here | Log in to your account', 'Wypisz się jednym kliknięciem. Przesyłka kosztuje 12 zł, a zwrot jest możliwy w ciągu 30 dni.', 'Unsubscribe at any time. A handling fee of £2 applies to orders below £20.', 'A handling fee of £2 applies. Unsubscribe at any time.', 'Unsubscribe at any time. Orders leave within 5 working days.',
  ])('takes no promise for a hurdle: %s', async (text) => expect(await report(`<p>${text}</p>${link('')}`)).toEqual([]));

  it('says that the mail denies it, unless a link offers it after all', async () => {
    expect(await report('<p>Det er desværre ikke muligt at framelde sig denne type mails. <a href="https://x.example/m">Mailindstillinger</a></p>')).toContain('denied');
    expect(await report(`<p>You cannot opt out of notices about the service.</p>${link('')}`)).toEqual([]);
  });

  it('does not judge transactional mail', async () => expect(await report(link('font-size:7px'), {}, 'transactional')).toEqual([]));
});

describe('an imprint beside the link', () => {
  const imprint = (text: string) => `<html lang="de"><body><p>Unsere Post aus dem Hafen.</p><div class="footer"><p>${text} <a href="https://hafen.example/ab?u={{ id }}">Hier abmelden</a></p></div></body></html>`;

  it.each([
    'Hafen GmbH, Kai 1, 20457 Hamburg. Telefon +49 40 1234567, post@hafen.example<br>Sie möchten keine Nachrichten mehr von uns erhalten?',
    'Hafen GmbH, Tel.: 040/1234567. Sie möchten keine Nachrichten mehr von uns erhalten?',
    'Hafen GmbH, Telefon: 040 1234567, keine E-Mails mehr erwünscht?',
  ])('is no demand to telephone: %s', async (text) => {
    expect((await runRule(rule, await campaignOf({ html: imprint(text) }))).map(({ messageId }) => messageId)).toEqual([]);
  });
});
