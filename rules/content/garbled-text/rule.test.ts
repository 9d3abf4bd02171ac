import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';
import { standInsIn } from './stand-in-letters.js';

const body = (text: string) => `<html lang="en"><head><meta charset="utf-8"></head><body><h1>News</h1><p>${text}</p></body></html>`;

async function inBody(text: string): Promise<readonly (readonly [string, unknown, unknown])[]> {
  const problems = await runRule(rule, await campaignOf({ html: body(text) }));
  return problems.map(({ messageId, data, severity }) => [`${messageId}${severity === undefined ? '' : ` ${severity}`}`, data?.['found'], data?.['meant']]);
}

const misreadOf = (text: string, language: string) => standInsIn(text, language).map(({ found, meant }) => [found, meant]);

describe('UTF-8 that was read as another charset', () => {
  it.each([
    ['Die Grüße', 'GrÃ¼ÃŸe', 'Die GrÃ¼ÃŸe', 'Grüße'],
    ['Czech read as windows-1250', 'NovĂˇ', 'NovĂˇ kolekce je tady', 'Nová'],
    ['Hungarian read as windows-1250, in the first letter', 'Ă‰ljen', 'Ă‰ljen velĂĽnk', 'Éljen'],
    ['Hungarian read as windows-1250', 'ĂĽzletĂĽnkben', 'A mi ĂĽzletĂĽnkben vĂˇrjuk', 'üzletünkben'],
    ['apostrophe', 'weâ€™re', 'Today weâ€™re open', 'we’re'],
    ['dash', 'â€“', 'Monday â€“ Friday', '–'],
    ['euro', '10â‚¬', 'Only 10â‚¬ left', '10€'],
    ['pound', 'Â£5', 'From Â£5 a month', '£5'],
    ['Polish', 'wiÄ™cej', 'Czytaj wiÄ™cej', 'więcej'],
    ['Czech', 'pÅ™Ã­klad'.replace('Ã­', 'Ã¡'), 'na pÅ™Ã¡klad', 'přáklad'],
    ['Hungarian, twice in a word', 'hÃrlevÃ©l', 'A hÃ\u00ADrlevÃ©l itt', 'hírlevél'],
    ['Spanish, a soft hyphen that is lost', 'aquÃ', 'Lea aquÃ\u00AD el boletÃ\u00ADn', 'aquí'],
    ['emoji', 'ðŸŽ‰', 'Party ðŸŽ‰ time', '🎉'],
    ['control characters of Latin-1', 'we\u00e2\u0080\u0099re', 'Today we\u00e2\u0080\u0099re open', 'we’re'],
    ['Russian of windows-1251', 'Ñïàñèáî', 'Ñïàñèáî çà çàêàç', 'Спасибо'],
    ['Russian of KOI8-R', 'óÐÁÓÉÂÏ', 'óÐÁÓÉÂÏ', 'Спасибо'],
    ['Polish of ISO 8859-2', 'wys³ana', 'Paczka zosta\u0142a wys³ana dzi¶', 'wysłana'],
    ['Polish of windows-1250', 'przesy³kê', 'Dostarczymy przesy³kê jutro', 'przesyłkę'],
    ['Japanese', 'ã\u0081\u0082ã\u0082\u008aã\u0081\u008cã\u0081¨ã\u0081\u0086', 'ã\u0081\u0082ã\u0082\u008aã\u0081\u008cã\u0081¨ã\u0081\u0086', 'ありがとう'],
    ['Korean of EUC-KR', '°¨»çÇÕ´Ï´Ù', '°¨»çÇÕ´Ï´Ù', '감사합니다'],
    ['Chinese of GBK', '¸ÐÐ»ÄúµÄ¶©¹º', '¸ÐÐ»ÄúµÄ¶©¹º', '感谢您的订购'],
    ['Hebrew', '×©×\u009c×\u0095×\u009d', '×©×\u009c×\u0095×\u009d', 'שלום'],
    ['Cyrillic', 'РџСЂРёРІРµС‚', 'РџСЂРёРІРµС‚ всем', 'Привет'],
  ])('is an error that says what was meant: %s', async (_name, found, text, meant) => {
    expect(await inBody(text)).toEqual([['misread', found, meant]]);
  });

  it.each([
    ['hu', 'idõ', 'idő', 'Köszönjük, hogy minket választott. Hûvös idõ várható, kérje a bõvített csomagot.'],
    ['tr', 'gýda', 'gıda', 'Siparişiniz için çok gýda ürünü seçtik, sizi bekliyoruz ve baþka ürünler de var.'],
    ['ro', 'ºi', 'și', 'Vã mulþumim pentru comandã ºi vã aºteptãm sã reveniþi la noi în magazin.'],
    ['cs', 'pøíští', 'příští', 'Tìšíme se na vás pøíští týden, kdy vám pøedstavíme nové knihy a vìøíme, že pøijdete.'],
  ])('is told by letters that the mail\'s language does not have: %s', async (language, found, meant, text) => {
    const [hit, ...rest] = await inBody(text);
    expect([hit?.[0], rest]).toEqual(['misread', []]);
    expect(misreadOf(text, language)).toContainEqual([found, meant]);
  });

  it('leaves names and single foreign words with such letters alone', async () => {
    expect(await inBody('Szombaton João Simões és Tõnu Õnnepalu olvas fel, utána borkóstoló lesz nálunk, és a jegyek már kaphatók. A crûk jó.')).toEqual([]);
  });

  it.each([
    'LE CAFÉ» est ouvert', 'DĹŽKA A PÄŤ ĽUDÍ', 'FĂRĂ GRĂDINĂ', 'OMBRE SÃ… e depois', 'I SMÅ… og store byer', '«FLÅ» og «VÅ»', 'NÃO é São João', 'Bedankt, à bientôt, Ærø, Łódź, Ångström', 'Привет, Россия и СССР. РФ и США', 'Âge, Âme, hôtel',
    'Price: 5 € • 10 £ – “good”', 'Kost och logi på Å–Ö-turen',
  ])('is not what languages write themselves: %s', async (text) => {
    expect(await inBody(text)).toEqual([]);
  });
});

describe('what was lost or never decoded', () => {
  it.each([
    ['The caf\uFFFD opens', 'replaced', 'caf\uFFFD'],
    ['Hasen und Frï¿½sche', 'replaced', 'Frï¿½sche'],
    ['We=E2=80=99re open', 'quotedPrintable', '=E2=80=99'],
    ['Caf=C3=A9 and cr=C3=A8me', 'quotedPrintable', '=C3=A9'],
    ['Apre un=92ora prima', 'quotedPrintable', 'n=92o'],
    ['La sala =E8 riscaldata, di pi=F9.', 'quotedPrintable', '=E8 riscaldata, di pi=F9'],
    ['=?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from us', 'encodedWord', '=?UTF-8?Q?Gr=C3=BC=C3=9Fe?='],
  ])('%s', async (text, kind, found) => {
    expect(await inBody(text)).toContainEqual([kind, found, '']);
  });

  it.each([
    ['Tom &amp;amp; Anna', 'entity warning', '&amp;'],
    ['Tom&amp;nbsp;and Anna', 'entity warning', '&nbsp;'],
    ['It&amp;#8217;s here', 'entity warning', '&#8217;'],
    ['Come&lt;br /&gt;and see', 'markup warning', '<br />'],
    ['Come &lt;strong&gt;now&lt;/strong&gt;', 'markup warning', '</strong>'],
    ['Gr\\u00fc\\u00dfe', 'escape warning', '\\u00fc'.slice(0, 5)],
    ['Dear all,\\r\\nwe are here', 'escape warning', '\\r\\n'],
  ])('may be what the text is about, a warning: %s', async (text, kind, found) => {
    const [hit] = await inBody(text);
    expect(hit?.[0]).toBe(kind);
    expect(String(hit?.[1])).toContain(found);
  });
});

describe('where no HTML is read, codes are an error', () => {
  it.each(['subject', 'preheader'] as const)('%s', async (place) => {
    const problems = await runRule(rule, await campaignOf({ html: body('We are here for you.'), [place]: 'Salt &amp; pepper for you' }));
    expect(problems.map(({ messageId, severity, data }) => [messageId, severity, data?.['place']])).toEqual([['entity', undefined, place]]);
  });

  it('alt text', async () => {
    const problems = await runRule(rule, await campaignOf({ html: body('We are here. <img src="https://img.acme.example/a.png" alt="Salt &amp;amp; pepper" width="300">') }));
    expect(problems.map(({ messageId, severity }) => [messageId, severity])).toEqual([['entity', undefined]]);
  });

  it('but a warning in the text part', async () => {
    const problems = await runRule(rule, await campaignOf({ html: body('We are here for you.'), text: 'Hello\nSalt &amp; pepper\nWe are here for you.\n' }));
    expect(problems.map(({ messageId, severity, location }) => [messageId, severity, location?.part])).toEqual([['entity', 'warning', 'text']]);
  });
});

it.each(['Ăştia sunt prietenii noştri', 'CĂŞtigători', 'VARĂ–iarnă', 'VIAȚĂ”în', 'MAMĂ®copil', 'Litera „Ă”şi', 'Ăsta e un dar, iar ăia vin'])('leaves Romanian alone: %s', async (text) => {
  expect(await inBody(text)).toEqual([]);
});

it.each([
  '<code>&amp;nbsp;</code> keeps words together', 'The &lt;p&gt; tag and the &lt;em&gt; tag', 'See https://acme.example/?a=C3&amp;q=%C3%A9&amp;copy;=1 now', 'Set a=20 and b=30, or x =E8 once, R&amp;D, AT&amp;T', '{{ name | default: "&amp;nbsp;" }}, hello', 'Open C:\\new\\report and \\\\server',
])('leaves alone: %s', async (text) => {
  expect(await inBody(text)).toEqual([]);
});

it('tells of one kind and place once, with the number of texts', async () => {
  const problems = await runRule(rule, await campaignOf({ html: body('FÃ¼r alle</p><p>und fÃ¼r jeden</p><p>und Ã¶fter') }));
  expect(problems.map(({ messageId, data }) => [messageId, data?.['times']])).toEqual([['misread', ' (in 3 places)']]);
});
