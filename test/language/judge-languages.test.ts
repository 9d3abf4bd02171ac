import { beforeAll, describe, expect, it } from 'vitest';
import { loadDetector } from '#language/detector.js';
import type { Detector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { JudgeOptions, LanguageVerdict } from '#language/judge-languages.js';
import type { LanguagePart, PartRole } from '#language/language-part.js';

let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector();
});

const GERMAN: readonly LanguagePart[] = [
  { role: 'subject', text: 'Ihre Frühlingsgarderobe wartet auf Sie' },
  { role: 'body', text: 'Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da, auch an Feiertagen.' },
  { role: 'button', text: 'Jetzt ansehen' },
  { role: 'footer', text: 'Sie erhalten diese E-Mail, weil Sie sich für unseren Newsletter angemeldet haben.' },
];
const ENGLISH = 'Your table is waiting: our chefs have designed a new tasting menu with vegetables from local farms.';

const judge = (parts: readonly LanguagePart[], options?: JudgeOptions): LanguageVerdict => judgeLanguages(detector, parts, options);
const germanWith = (role: PartRole, text: string, lang?: string): readonly LanguagePart[] => [...GERMAN, { role, text, lang }];

describe('judgeLanguages', () => {
  it('names the language of a mail and finds nothing in it', () => {
    expect(judge(GERMAN)).toMatchObject({ dominant: 'de', flags: [], layout: undefined });
  });

  it('says which text is foreign, in which language, and by which words', () => {
    const [flag, ...rest] = judge(germanWith('body', ENGLISH)).flags;
    expect(rest).toEqual([]);
    expect(flag).toMatchObject({ text: ENGLISH, language: 'en', against: 'de', strong: true });
    expect(flag?.words).toEqual(expect.arrayContaining(['your', 'our', 'with', 'from']));
    expect(flag?.z).toBeGreaterThan(3);
  });

  it('points at the one foreign sentence in a paragraph', () => {
    const sentence = 'We are open every day and we would love to see you.';
    const { flags } = judge(germanWith('body', `Wir freuen uns auf Ihren Besuch in unserem neuen Laden. ${sentence} Der Eingang ist auf der Rückseite.`));
    expect(flags.map(({ text }) => text)).toEqual([sentence]);
  });

  it.each<[PartRole, string]>([
    ['subject', 'Tell us what you think about your last order'],
    ['preheader', 'Everything you need to know before your trip'],
    ['alt', 'A woman who is walking through an autumn forest'],
    ['button', 'See all of our new arrivals now'],
    ['footer', 'You receive this email because you signed up for our newsletter.'],
    ['image', 'WE HAVE EVERYTHING YOU NEED FOR YOUR HOME'],
  ])('judges the %s', (role, text) => {
    expect(judge(germanWith(role, text)).flags.map(({ part }) => part.role)).toEqual([role]);
  });

  it('takes letters set apart for no words of any language', () => {
    expect(judge(germanWith('body', 'H U M O R . S I T E S')).flags).toEqual([]);
    expect(judge(germanWith('body', 's p e c i a l o f f e r s i n o u r s h o p a t a n y t i m e')).flags).toEqual([]);
  });

  it('finds a line of a footer that no full stop parts from the others, whatever the letters around it', () => {
    const english = 'You are receiving this email because you signed up on our website';
    const footer = (own: string): LanguagePart => ({ role: 'footer', text: `${english} ${own}`, lines: [english, own] });
    expect(judge([...GERMAN, footer('Sie möchten unsere Neuigkeiten nicht mehr lesen, dann können Sie sich jederzeit wieder von ihnen abmelden')]).flags.map(({ text }) => text)).toEqual([english]);
    const arabic = 'وصلتك هذه الرسالة لأنك عميل مسجل في متجرنا ونتمنى لك تجربة تسوق ممتعة';
    expect(judge([{ role: 'body', text: `${arabic} ${arabic}` }, { role: 'footer', text: `${english} ${arabic}` }]).flags.map(({ text }) => text)).toEqual([english]);
  });

  it('takes four words for a sentence where no slogans stand: half of them function words', () => {
    expect(judge([{ role: 'subject', text: 'Your catalogue is here' }, ...GERMAN.slice(1)]).flags).toMatchObject([{ language: 'en', strong: false }]);
    expect(judge(germanWith('body', 'Come as you are')).flags).toEqual([]);
    expect(judge(germanWith('button', 'See what is new')).flags).toEqual([]);
  });

  it('tells relatives apart by the words that only one of them has', () => {
    const danish: readonly LanguagePart[] = [{ role: 'body', text: 'I år har otte tusind danskere givet et månedligt bidrag, og du er en af dem. Pengene er gået til varme måltider.' }];
    expect(judge([...danish, { role: 'footer', text: 'Du får denne e-posten fordi du har meldt deg på nyhetsbrevet vårt.' }]).flags).toMatchObject([{ language: 'nb', against: 'da' }]);
  });

  it('takes slogans in a row for no sentence', () => {
    expect(judge(germanWith('body', 'Nike – Just Do It. McDonald’s – I’m lovin’ it. Apple – Think Different.')).flags).toEqual([]);
  });

  it('trusts the lang attribute of a part', () => {
    expect(judge(germanWith('body', ENGLISH, 'en-GB')).flags).toEqual([]);
    expect(judge(germanWith('body', ENGLISH, 'fr')).flags).toHaveLength(1);
  });

  it('lets listed languages stand side by side, and no others', () => {
    expect(judge(germanWith('body', ENGLISH), { languages: ['de-AT', 'en'] }).flags).toEqual([]);
    expect(judge(germanWith('body', ENGLISH), { languages: ['de', 'fr'] }).flags).toHaveLength(1);
  });

  it('takes allowed phrases for no language, whatever their case and marks', () => {
    const slogan = 'Because you are well-worth it (and so is your skin)';
    expect(judge(germanWith('body', slogan)).flags).toHaveLength(1);
    expect(judge(germanWith('body', slogan), { allow: ['because YOU are well-worth it (and so is your skin)'] }).flags).toEqual([]);
  });

  it('leaves out roles, and takes its limits from the options', () => {
    const parts = germanWith('alt', 'A woman who is walking through an autumn forest');
    expect(judge(parts, { ignoreRoles: ['alt'] }).flags).toEqual([]);
    expect(judge(parts, { minWords: 20 }).flags).toEqual([]);
    expect(judge(parts, { z: 40 }).flags).toEqual([]);
  });

  it('chooses the one language that explains every part over the one with more words', () => {
    const danish: readonly LanguagePart[] = [
      { role: 'subject', text: 'Du er inviteret til vores sommerfest' },
      { role: 'body', text: 'Kære Øyvind, Kåre og Ragnhild, vi glæder os til at se jer på torsdag.' },
      { role: 'footer', text: 'Besøg os i Oslo, Trondheim, Bergen og Stavanger' },
    ];
    expect(judge(danish)).toMatchObject({ dominant: 'da', flags: [] });
  });

  it('is silent on languages it has no word list for, and on scripts without spaces', () => {
    expect(judge([{ role: 'body', text: 'Kedves Vásárlónk! Köszönjük, hogy feliratkozott hírlevelünkre, hamarosan jelentkezünk az ajánlatainkkal.' }])).toMatchObject({ dominant: 'hu', flags: [] });
    expect(judge([{ role: 'body', text: '本日はご来店いただき、誠にありがとうございます。またのお越しをお待ちしております。' }])).toMatchObject({ dominant: 'ja', flags: [] });
  });

  it('finds a foreign paragraph in them', () => {
    const parts: readonly LanguagePart[] = [
      { role: 'body', text: 'Спасибо, что подписались на нашу рассылку. Мы пишем раз в месяц и никогда не передаём адреса третьим лицам.' },
      { role: 'body', text: ENGLISH },
    ];
    expect(judge(parts, { declared: 'ru' }).flags).toMatchObject([{ language: 'en', against: 'ru' }]);
  });

  it('finds a few words in other letters', () => {
    const parts: readonly LanguagePart[] = [...GERMAN, { role: 'button', text: 'Подробнее о новинках' }];
    expect(judge(parts).flags).toMatchObject([{ language: 'ru', text: 'Подробнее о новинках' }]);
  });

  it('does not let one foreign paragraph explain a mail of short texts', () => {
    const parts: readonly LanguagePart[] = [
      { role: 'subject', text: 'Plata pentru comanda a fost procesată' },
      { role: 'body', text: 'Îți mulțumim că ai cumpărat de la noi.' },
      { role: 'body', text: 'Comanda este în curs de pregătire.' },
      { role: 'body', text: 'Vous avez reçu un nouveau message concernant la commande ayant pour référence le numéro ci-dessous.' },
    ];
    expect(judge(parts)).toMatchObject({ dominant: 'ro', flags: [{ language: 'fr' }] });
  });

  it('says nothing of a mail without words', () => {
    expect(judge([])).toMatchObject({ dominant: undefined, flags: [] });
    expect(judge([{ role: 'body', text: '{{ content }}' }, { role: 'body', text: '4711' }])).toMatchObject({ dominant: undefined, flags: [] });
  });

  it('does not hold a quoted subject against the sender', () => {
    expect(judge([{ role: 'subject', text: 'Re: What do you think about your last order' }, ...GERMAN.slice(1)]).flags).toEqual([]);
  });
});
