import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import type { CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const GERMAN = '<p>Unser Kundendienst ist täglich von acht Uhr morgens bis zehn Uhr abends für Sie da.</p>';
const ENGLISH = 'You can send back everything that does not fit within thirty days.';
const FOOTER = '<p>Sie erhalten diese E-Mail, weil Sie sich für unseren Newsletter angemeldet haben.</p>';

const found = async (fixture: CampaignFixture, options = {}) => runRule(rule, await campaignOf(fixture), options);
const page = (content: string, lang = 'de'): string => `<html lang="${lang}">\n<body>\n${content}\n</body></html>`;

describe('content/mixed-language', () => {
  it('quotes the foreign paragraph, names both languages and the words that gave it away', async () => {
    const [problem, ...rest] = await found({ html: page(`${GERMAN}\n<p>${ENGLISH}</p>\n${FOOTER}`) });
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({
      messageId: 'foreignText',
      data: { text: ENGLISH, language: 'English', dominant: 'German', count: 12, code: 'en' },
      location: { part: 'html', line: 4 },
      evidence: { language: 'en', dominant: 'de' },
    });
    expect(problem?.severity).toBeUndefined();
    expect(problem?.data?.['reason']).toContain('"you"');
  });

  it('tells a text that stands there again and again once, with how often', async () => {
    const problems = await found({ html: page(`${GERMAN.repeat(8)}${`<p>${ENGLISH}</p>`.repeat(3)}<p>Our shop is closed on that day, and you can call us.</p>${FOOTER}`) });
    expect(problems.map(({ data, places }) => [data?.['text'], places?.length])).toEqual([[ENGLISH, 3], ['Our shop is closed on that day, and you can call us.', 1]]);
  });

  it('lets a source be named in its own language', async () => {
    const cited = (source: string) => found({ html: page(`${GERMAN}\n<p>${source}</p>\n${FOOTER}`) });
    expect(await cited('A. Marlow. The sound of a whip and what it tells us about the air. Journal of the Coast, 1927, 8 (9), pp. 365-384.')).toEqual([]);
    expect(await cited('The sound of a whip and what it tells us about the air.')).toHaveLength(1);
  });

  it('finds a foreign subject, preheader, button and alt text', async () => {
    const html = page(`${GERMAN}${FOOTER}
      <a href="https://shop.example" style="display:inline-block;background:#06c;color:#fff;padding:12px">See all of our new arrivals now</a>
      <img src="coat.jpg" width="600" height="300" alt="A woman who is walking through an autumn forest">`);
    const problems = await found({ html, subject: 'Tell us what you think about your last order', preheader: 'Everything you need to know before your trip starts' });
    expect(problems.map(({ location }) => location?.part).sort()).toEqual(['html', 'html', 'preheader', 'subject']);
    expect(problems.map(({ data }) => data?.['role'])).toEqual(expect.arrayContaining(['The subject', 'The preheader', 'The alt text']));
  });

  it('judges a mail that has a text part only', async () => {
    const eml = [
      'From: Shop <news@shop.example>', 'To: kunde@example.net', 'Subject: Ihre Bestellung ist unterwegs', 'Content-Type: text/plain; charset=utf-8', '',
      'Guten Tag, Ihre Bestellung hat heute unser Lager verlassen.', 'Sie kommt in zwei bis drei Tagen bei Ihnen an.', '',
      'Please do not reply to this message. If you have any questions, visit our help pages.', '',
    ].join('\r\n');
    const [problem] = await found({ eml });
    expect(problem).toMatchObject({ data: { language: 'English', dominant: 'German' }, location: { part: 'text' } });
  });

  it('lowers a short text without tell-tale words to a warning', async () => {
    const [problem] = await found({ html: page(`${GERMAN}${FOOTER}`), subject: 'the big summer sale starts today' });
    expect(problem).toMatchObject({ data: { language: 'English' }, severity: 'warning' });
  });

  it('finds French in a Danish mail and Greek in an English one', async () => {
    const danish = '<p>Vores kundeservice har åbent hver dag fra klokken otte om morgenen til ti om aftenen.</p><p>Du modtager denne e-mail, fordi du har tilmeldt dig vores nyhedsbrev.</p>';
    const [french] = await found({ html: page(`${danish}<p>Votre commande est arrivée, et nous espérons qu'elle vous plaît.</p>`, 'da') });
    expect(french?.data).toMatchObject({ language: 'French', dominant: 'Danish' });
    const [greek] = await found({ html: page(`<p>${ENGLISH}</p><p>Your table is waiting for you and your friends.</p><p>Σας ευχαριστούμε που εγγραφήκατε στο ενημερωτικό μας δελτίο.</p>`, 'en') });
    expect(greek?.data).toMatchObject({ language: 'Greek', dominant: 'English' });
  });

  it('is silent on loans, brands, titles and addresses in a German shop mail', async () => {
    const html = page(`${GERMAN}
      <h1>Black Friday Deals: Sneaker, Hoodies und Oversize-Blazer</h1>
      <p>Shop the Look: Kombiniere Basics, Cardigans und Boyfriend Jeans zu deinem Everyday Look.</p>
      <p>The North Face – Men's Never Stop Wearing Fleece Jacket – TNF Black – 139,95 €</p>
      <p>Jetzt im Kino: „Everything Everywhere All at Once“. Work smarter, not harder: So geht Reporting heute.</p>
      <p>Agenda: Kick-off, Keynote, Break-out Sessions, Lunch, Wrap-up, Get-together.</p>
      <p>„The course was wonderful. The teachers are patient, and I would go again tomorrow.“ – Jane, Whitby</p>
      <ul><li><cite>How we scaled our platform to a million users</cite> – Jane Doe</li><li>Im Programm: <i>What We Did on Our Holiday</i></li></ul>
      <p>Playlist: Here Comes the Sun, What a Wonderful World, Don’t Stop Me Now, You’ve Got a Friend</p>
      <p>If you prefer to receive our emails in English, please change your language settings here.</p>
      <p>Wenn Sie <code>The requested resource was not found on this server</code> lesen, laden Sie die Seite neu.</p>
      <p>Acme Outdoor Ltd., 24 Harbour Street, Bristol BS1 4QA, United Kingdom. All rights reserved.</p>${FOOTER}`);
    expect(await found({ html, subject: 'Last Minute Deals: Save the Date für unser Summer Opening' })).toEqual([]);
  });

  it('is silent on Norwegian names in a Danish mail', async () => {
    const html = page('<p>Sofia Kjær Hansen, Kåre Mathiesen og Øyvind Bråten taler på konferencen i Trondheim.</p><p>Du modtager denne e-mail, fordi du har tilmeldt dig vores nyhedsbrev.</p>', 'da');
    expect(await found({ html })).toEqual([]);
  });

  it('is silent on a text that declares its own language', async () => {
    expect(await found({ html: page(`${GERMAN}<div lang="en"><p>${ENGLISH}</p></div>${FOOTER}`) })).toEqual([]);
  });

  it('is not silenced by a lang attribute around everything', async () => {
    expect(await found({ html: page(`<div lang="en">${GERMAN}<p>${ENGLISH}</p>${FOOTER}</div>`) })).toHaveLength(1);
  });

  it('is not silenced by a wrapper that repeats the page\'s language below the hidden preheader, or beside the footer', async () => {
    const preheader = '<div style="display:none">Was wir für Sie zusammengestellt haben</div>';
    expect(await found({ html: page(`${preheader}<div lang="de">${GERMAN}<p>${ENGLISH}</p>${FOOTER}</div>`) })).toHaveLength(1);
    expect(await found({ html: `<html><body>${preheader}<div lang="de">${GERMAN}<p>${ENGLISH}</p></div>${FOOTER}</body></html>` })).toHaveLength(1);
    expect(await found({ html: page(`${preheader}<div lang="fr"><p>Votre commande est arrivée il y a une semaine, et nous espérons qu'elle vous plaît.</p></div>${FOOTER}`) })).toEqual([]);
  });

  it('finds the branch of a paragraph that nobody translated', async () => {
    const [problem, ...rest] = await found({ html: page(`${GERMAN}<p>{% if vip %}Als Stammkunde bekommen Sie die Durchsicht geschenkt.{% else %}${ENGLISH}{% endif %}</p>${FOOTER}`) });
    expect([problem?.data?.['text'], rest]).toEqual([ENGLISH, []]);
  });

  it('leaves a bilingual mail alone', async () => {
    const english = '<p>Our shop in Montreal will be closed for repairs from 12 to 15 March. You can order online at any time.</p>';
    const french = '<p>Notre boutique de Montréal sera fermée pour travaux du 12 au 15 mars. Vous pouvez commander en ligne à tout moment.</p>';
    const fixture = { html: page(english + french, 'en'), subject: 'Closed for repairs this week / Fermé pour travaux cette semaine' };
    expect(await found(fixture)).toEqual([]);
    expect(await found({ ...fixture, subject: 'Closed for repairs this week' })).toHaveLength(1);
  });

  it('leaves paragraphs in turn alone below a heading in both languages, where the subject is in both', async () => {
    const pairs = [
      ['Der Brennofen wurde im Sommer erneuert und braucht nun ein Drittel weniger Gas als zuvor.', 'The kiln was renewed in the summer and now needs a third less gas than before.'],
      ['Am zweiten Advent öffnen wir die Werkstatt für Besucher, es gibt Kaffee und Kuchen.', 'On the second Sunday of Advent we open the workshop to visitors, with coffee and cake.'],
    ].map(([german, english]) => `<p>${german}</p><p>${english}</p>`).join('');
    const heading = 'Unsere neue Winterkollektion / Our new winter collection';
    expect(await found({ html: page(`<h1>${heading}</h1>${pairs}`), subject: heading })).toEqual([]);
    expect(await found({ html: page(`<h1>Unsere neue Winterkollektion</h1>${pairs}`), subject: 'Unsere neue Winterkollektion' })).not.toEqual([]);
  });

  it('leaves the three languages of a Swiss mail alone', async () => {
    const html = page(`
      <p>Ab dem 12. März ist unsere Filiale in Zürich auch am Sonntag von 10 bis 16 Uhr für Sie geöffnet.</p>
      <p>À partir du 12 mars, notre succursale de Zurich vous accueille aussi le dimanche de 10 à 16 heures.</p>
      <p>Dal 12 marzo la nostra filiale di Zurigo è aperta anche la domenica dalle 10 alle 16 per voi.</p>`);
    expect(await found({ html, subject: 'Neue Öffnungszeiten / Nouveaux horaires / Nuovi orari' })).toEqual([]);
    expect((await found({ html, subject: 'Neue Öffnungszeiten unserer Filiale' })).length).toBeGreaterThan(0);
  });

  it('leaves short versions alone that take turns, line by line or under a subject in both', async () => {
    const fixture = (subject: string, body: string) => ({ html: `<html lang="fi"><body>${body}</body></html>`, subject });
    const [finnish, swedish] = ['Lainat uusiutuvat automaattisesti seuraavaan aukiolopäivään.', 'Lånen förnyas automatiskt till nästa öppettidsdag.'];
    const heads = ['Kirjasto on suljettu itsenäisyyspäivänä 6.12.', 'Biblioteket är stängt på självständighetsdagen 6.12.'];
    expect(await found(fixture('Kirjasto suljettu – Biblioteket stängt', [...heads, finnish, swedish].map((text) => `<p>${text}</p>`).join('')))).toEqual([]);
    expect(await found(fixture('Kirjasto suljettu / Biblioteket stängt', `<p>${heads.join('<br>')}</p><p>${finnish}<br>${swedish}</p>`))).toEqual([]);
    const chinese = '<p>本店将于12月24日下午3点提前打烊，敬请谅解。</p><p>Our shop will close early at 3 p.m. on 24 December. Thank you for your understanding.</p><p>如有任何问题，请致电 2345 6789。</p><p>If you have any questions, please call 2345 6789.</p>';
    expect(await found({ html: page(chinese, 'zh'), subject: '营业时间变更 Change of opening hours' })).toEqual([]);
  });

  it('finds Chinese with numbers in it', async () => {
    const [problem] = await found({ html: page(`${GERMAN}${FOOTER}<p>本店将于12月24日下午3点提前打烊，敬请谅解。</p>`) });
    expect(problem?.data).toMatchObject({ language: 'Chinese', dominant: 'German' });
    expect(await found({ html: page(`${GERMAN}${FOOTER}<p>Ort: Wyatt’s, 106台北市大安區通化街39巷49弄17號1樓</p>`) })).toEqual([]);
  });

  it('takes phrases, limits and roles from its options', async () => {
    const slogan = { html: page(`${GERMAN}<p>Because you are worth it and so is your skin</p>${FOOTER}`) };
    expect(await found(slogan)).toHaveLength(1);
    expect(await found(slogan, { allow: ['because you are worth it and so is your skin'] })).toEqual([]);
    expect(await found(slogan, { minWords: 12 })).toEqual([]);
    expect(await found(slogan, { z: 20 })).toEqual([]);
    expect(await found(slogan, { ignoreRoles: ['body'] })).toEqual([]);
    expect(await found(slogan, { languages: ['de', 'en'] })).toEqual([]);
  });

  it('shortens a long text in the message and keeps it whole as evidence', async () => {
    const long = 'You can send back everything that does not fit within thirty days, and if you have lost the label, our team will gladly print another one for you in every one of our shops';
    const [problem] = await found({ html: page(`${GERMAN}${GERMAN}${FOOTER}<p>${long}</p>`) });
    expect(String(problem?.data?.['text']).length).toBeLessThan(125);
    expect(problem?.evidence?.['text']).toBe(long);
  });

  it('says that a mail in Welsh, which it cannot tell from others, was not looked at', async () => {
    const unchecked = async (html: string, language: string) => rule.unchecked?.(await campaignOf({ html, manifest: { name: 'x', language } }), rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) });
    const welsh = "<p>Diolch am ymuno â ni ar gyfer y cyngerdd nos Sadwrn; bydd y drysau'n agor am saith o'r gloch ac mae digon o le i barcio y tu ôl i'r neuadd.</p><p>Os na allwch chi ddod, rhowch wybod i ni cyn dydd Gwener os gwelwch yn dda.</p>";
    expect(await unchecked(page(welsh, 'cy'), 'cy')).toBe('a language that Presend can tell from others: it does not know Welsh');
    expect(await unchecked(page(GERMAN), 'de')).toBeUndefined();
  });
});
