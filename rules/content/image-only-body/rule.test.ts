import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { PACKAGE_ROOT } from '../../../src/package.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { pngClaiming, svgSaying } from '../../../test/image-text/pictures.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { liveCharacters } from './live-characters.js';
import rule from './rule.js';

const page = (body: string, head = '') => `<!DOCTYPE html><html lang="en"><head><title>Sale</title>${head}</head><body>${body}</body></html>`;
const found = async (html: string, options = {}, manifest = {}) => runRule(rule, await campaignOf({ html, manifest }), options);
const messageIds = async (html: string, options = {}) => (await found(html, options)).map(({ messageId }) => messageId);

const POSTER = '<img src="https://cdn.example/poster.jpg" width="1200" height="2600" alt="">';
const SENTENCE = 'Our workshop opens again on Monday with new opening hours and a second counter. ';

describe('content/image-only-body', () => {
  it('reports one image with a few words around it, where it stands and how large it is', async () => {
    const [problem] = await found(page(`<p>Enjoy our offers, dear reader of the news.</p>\n${POSTER}`));
    expect(problem).toMatchObject({
      messageId: 'picture',
      data: { characters: 35, pictures: 'one 1200x2600 image' },
      location: { file: 'body.html', line: 2, column: 1 },
      evidence: { visibleCharacters: 35, images: 1, largestImage: '1200x2600', altCharacters: 0 },
    });
    expect(problem?.severity).toBeUndefined();
  });

  it('does not judge a mail whose text a tag prints, and says so', async () => {
    const html = (text: string) => page(`${POSTER}<p>${text}</p>`);
    const unchecked = async (text: string) => rule.unchecked?.(await campaignOf({ html: html(text) }), rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) });
    for (const tag of ['{{ textbody|nl2br }}', '{{{ message.content }}}', '*|BODY|*']) {
      expect(await found(html(tag))).toEqual([]);
      expect(await unchecked(tag)).toBe(`the text that ${tag} prints is not part of the campaign`);
    }
    for (const text of ['{{ context }}', 'Hallo {{ content }}', '{{ first_name }}']) {
      expect(await messageIds(html(text))).toEqual(['picture']);
      expect(await unchecked(text)).toBeUndefined();
    }
    expect(await rule.unchecked?.(await campaignOf({ html: page('<p>{{ content }}</p>') }), rule.defaultOptions, { now: new Date(0), sendAt: new Date(0) })).toBeUndefined();
  });

  it('reports one linked image in tiny HTML', async () => {
    expect(await messageIds('<a href="https://example.com"><img src="sale.png"></a>')).toEqual(['picture']);
  });

  it('warns when there is little text beside large pictures', async () => {
    const [problem] = await found(page(`<p>${SENTENCE.repeat(4)}</p>${POSTER}`));
    expect(problem).toMatchObject({ messageId: 'littleText', severity: 'warning' });
  });

  it('judges a base64 part, of which every place has the same line, as the same HTML', async () => {
    const card = (width: number) => `<p>${SENTENCE}</p><img src="https://cdn.x.example/${String(width)}.jpg" width="${String(width)}" height="400" alt="">`;
    const eml = (html: string) => ({ eml: `From: a@x.example\r\nTo: b@y.example\r\nSubject: Sale\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(html).toString('base64')}\r\n` });
    for (const html of [page([500, 510, 520, 530].map(card).join('')), page(`${POSTER}${POSTER}<p>${SENTENCE}</p>`)]) {
      expect((await runRule(rule, await campaignOf(eml(html)))).map(({ messageId }) => messageId)).toEqual(await messageIds(html));
    }
  });

  it('warns of one image that fills the window beside a paragraph, as seven services under a picture are offered', async () => {
    const text = '<p>Als Leiterin wissen Sie, wie wichtig Sichtbarkeit ist. Wir bieten Webdesign, SEO, Anzeigen, soziale Medien, Newsletter, Video und Influencer-Marketing aus einer Hand, damit Sie mehr Kunden gewinnen.</p>';
    const image = (width: number, height: number) => `<img src="https://cdn.x.example/a.jpg" width="${width}" height="${height}" alt="">`;
    expect(await messageIds(page(`${text}${image(600, 680)}`))).toEqual(['littleText']);
    expect(await messageIds(page(`${text}${image(600, 400)}`))).toEqual([]);
    expect(await messageIds(page(`${text}${image(300, 300).repeat(4)}`))).toEqual([]);
  });

  it('only warns when the size of the picture is not known and a sentence or two stand beside it', async () => {
    const [problem] = await found(page(`<p>${SENTENCE}</p><img src="thanks.png" alt="">`));
    expect(problem).toMatchObject({ messageId: 'picture', severity: 'warning', data: { pictures: 'one unsized image' } });
  });

  it('counts the largest of several pictures and places the finding there', async () => {
    const [problem] = await found(page('<img src="a.jpg" width="300" height="300">\n<p>Until Sunday</p>\n<img src="b.jpg" width="600" height="500">'));
    expect(problem).toMatchObject({ data: { pictures: '2 images, the largest one 600x500' }, location: { line: 3 } });
  });

  it('counts a picture once that VML repeats for Outlook', async () => {
    const body = '<table><tr><td background="b.jpg" width="600" height="900" style="background-image:url(b.jpg)">'
      + '<!--[if gte mso 9]><v:rect style="width:600px;height:900px"><v:fill type="frame" src="b.jpg"/></v:rect><![endif]-->&nbsp;</td></tr></table>';
    expect((await found(page(body)))[0]?.evidence?.['images']).toBe(1);
  });

  describe('is not fooled by', () => {
    it('four kilobytes of CSS', async () => {
      const css = `<style>${'.padding { color: #000000; margin: 0 0 0 0 } '.repeat(100)}</style>`;
      expect(await messageIds(page(POSTER, css))).toEqual(['picture']);
    });

    it('a long comment', async () => {
      expect(await messageIds(page(`<!-- ${SENTENCE.repeat(50)} -->${POSTER}`))).toEqual(['picture']);
    });

    it('a picture cut into forty slices', async () => {
      const slices = Array.from({ length: 40 }, (_, index) => `<tr><td><img src="s_${index}.gif" width="600" height="30"></td></tr>`);
      const [problem] = await found(page(`<table>${slices.join('\n')}</table>`));
      expect(problem).toMatchObject({ messageId: 'slices', data: { slices: 40, characters: 0 } });
    });

    it.each([
      ['its height', 1200, 'width="600"'],
      ['both sides', 2400, ''],
    ])('an image of which the mail leaves out %s, as MJML does', async (_, height, sides) => {
      const png = (tall: number) => `<img src="data:image/png;base64,${pngClaiming(1200, tall).toString('base64')}" ${sides}><p>${SENTENCE.repeat(3)}</p>`;
      expect(await messageIds(page(png(height * 1.2)))).toEqual(['littleText']);
      expect(await messageIds(page(png(500)))).toEqual([]);
    });

    it('an image that only CSS sizes', async () => {
      expect(await messageIds(page('<img class="hero" src="hero.jpg">', '<style>.hero { width: 640px; height: 900px }</style>'))).toEqual(['picture']);
    });

    it.each([
      ['inline CSS', '<table><tr><td style="background-image:url(https://cdn.example/b.jpg)" width="600" height="900">&nbsp;</td></tr></table>'],
      ['a background shorthand', '<div style="background: #fff url(\'b.jpg\') no-repeat; width: 600px; height: 900px"></div>'],
      ['the background attribute', '<table><tr><td background="b.jpg" width="600" height="900">&nbsp;</td></tr></table>'],
    ])('a picture as background by %s', async (_, body) => {
      expect(await messageIds(page(body))).toEqual(['picture']);
    });

    it('a long alt text', async () => {
      const [problem] = await found(page(`<img src="sale.jpg" width="600" height="900" alt="${SENTENCE.repeat(10)}">`));
      expect(problem?.messageId).toBe('picture');
      expect(problem?.evidence?.['altCharacters']).toBeGreaterThan(600);
    });

    it.each(['display: none', 'visibility: hidden', 'font-size: 0', 'max-height: 0; overflow: hidden', 'color: #ffffff', 'opacity: 0'])('text hidden by %s', async (style) => {
      expect(await messageIds(page(`${POSTER}<div style="${style}">${SENTENCE.repeat(10)}</div>`))).toEqual(['picture']);
    });

    it('a long legal footer', async () => {
      const legal = 'Example Ltd, 1 High Street, London. Registered in England and Wales, company number 01234567. This message is confidential and meant for the addressee alone. ';
      const footer = `<table class="footer"><tr><td><p>${legal.repeat(4)}</p><p><a href="https://example.com/unsubscribe">Unsubscribe</a></p></td></tr></table>`;
      expect(await messageIds(page(`${POSTER}${footer}`))).toEqual(['picture']);
    });

    it('a footer in the same cell as the picture', async () => {
      const cell = '<td><a href="https://example.com"><img src="offer.jpg" width="600" height="700"></a><br>You get this mail as a member of Offers. <a href="https://example.com/unsubscribe">Unsubscribe</a></td>';
      expect(await messageIds(page(`<table><tr>${cell}</tr></table>`))).toEqual(['picture']);
    });

    it('invisible characters', async () => {
      expect(await messageIds(page(`<p>${'&zwnj;&nbsp;&#8203;&shy;'.repeat(400)}</p>${POSTER}`))).toEqual(['picture']);
    });
  });

  describe('does not take for the message', () => {
    const image = (sides: string) => `<img src="https://cdn.example/angebot.jpg" ${sides} alt="">`;
    const CZECH = '<p>S pozdravem<br>Petr Dvořák, obchodní zástupce<br>Kávovary Dvořák, Dlouhá třída<br>222 111 000 nebo obchod@kavovary.example</p><p>Tento e-mail jste obdrželi jako zákazník. Pokud si nepřejete dostávat další zprávy, <a href="https://kava.example/odhlasit">odhlaste se zde</a>.</p>';
    const JAPANESE = '<p>いつもお世話になっております。株式会社ひかりの佐藤です。</p><p>何卒よろしくお願いいたします。</p><p>株式会社ひかり 営業部 佐藤 健<br>〒100-0001 東京都千代田区千代田1-1<br>電話 03-1234-5678</p>';

    it.each([
      ['greeting, signature and a notice', `<p>Dobrý den, paní {{ contact.lastname }},</p>${image('width="600" height="420"')}${CZECH}`, 'error'],
      ['the same in Japanese', `<p>株式会社みどり<br>ご担当者様</p>${image('width="600" height="420"')}${JAPANESE}`, 'warning'],
      ['rows of links and labels', `<p><a href="https://a.example/1">Γυναικεία μόδα και αξεσουάρ</a> | <a href="https://a.example/2">Ανδρική συλλογή χειμώνα</a> | <a href="https://a.example/3">Παιδικά και βρεφικά ρούχα</a></p><table><tr><td background="https://cdn.example/bf.jpg" width="600" height="480">&nbsp;</td></tr></table><p>Καταστήματα σε όλη την Ελλάδα | Δώρα για μικρούς και μεγάλους | Εξυπηρέτηση πελατών | Επιστροφές και αλλαγές | Όροι χρήσης</p>`, 'error'],
      ['small print below slices', `<table><tr><td>${image('width="300" height="150"')}${image('width="300" height="150"')}<br>${image('width="300" height="150"')}${image('width="300" height="150"')}</td></tr></table><p style="font-size:11px">Precios por persona en habitación doble, tasas incluidas, plazas limitadas. Consulta las condiciones en tu agencia. Gastos de gestión no incluidos. Oferta válida salvo error tipográfico.</p>`, 'error'],
      ['all of these, beside a short sentence', `<p>Dobrý den,</p><p>připravili jsme pro Vás ke konci roku zvláštní nabídku kávovarů.</p>${image('width="600" height="420"')}${CZECH}`, 'warning'],
    ])('%s', async (_, body, severity) => {
      const [problem] = await found(page(body));
      expect(problem?.data?.['besides']).toBe(', greeting, signature, menus and notices aside,');
      expect(problem?.severity ?? 'error').toBe(severity);
    });

    it('and leaves alone what says something besides, or where the size of the picture is not known', async () => {
      const letter = (sides: string, text: string) => page(`<p>Dobrý den,</p><p>${text}</p>${image(sides)}${CZECH}`);
      expect(await messageIds(letter('width="600" height="420"', 'od pondělí má dílna novou otevírací dobu a druhou přepážku. Vaše kolo je hotové a můžete si ho kdykoli vyzvednout, platit lze kartou.'))).toEqual([]);
      expect(await messageIds(letter('', 'viz níže.'))).toEqual([]);
    });
  });

  describe('a picture that is only attached', () => {
    const eml = (text: string, width: number, height: number) => [
      'From: a@example.com', 'Subject: Offer', 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=x', '', '--x', 'Content-Type: text/plain; charset=utf-8', '', text, '--x',
      'Content-Type: image/png; name="offer.png"', 'Content-Disposition: attachment; filename="offer.png"', 'Content-Transfer-Encoding: base64', '', pngClaiming(width, height).toString('base64'), '--x--', '',
    ].join('\r\n');
    const attached = async (text: string, width = 1240, height = 1754) => runRule(rule, await campaignOf({ eml: eml(text, width, height) }));

    it('is the message where hardly a word stands beside it', async () => {
      expect(await attached('')).toMatchObject([{ messageId: 'attached', data: { characters: 0, pictures: 'one 600x849 image' } }]);
      expect(await attached(`Hi,\n\n${SENTENCE}\n\nKind regards\nJo`)).toMatchObject([{ messageId: 'attached', severity: 'warning' }]);
    });

    it('is none beside a letter, or where it is small', async () => {
      expect(await attached(SENTENCE.repeat(3))).toEqual([]);
      expect(await attached('', 400, 120)).toEqual([]);
    });
  });

  describe('is silent on', () => {
    it('photos with captions', async () => {
      const photo = (caption: string) => `<img src="p.jpg" width="600" height="400" alt=""><p>${caption}</p>`;
      expect(await messageIds(page(['El refugio amanece con la primera nevada', 'Marta y Julen reparan la fuente', 'Los voluntarios de octubre, ya sin mochila', 'La nueva señal del sendero de las Hoces', 'Nos vemos el 6 de diciembre en la plaza'].map(photo).join('')))).toEqual([]);
      expect(await messageIds(page(photo('').repeat(5) + SENTENCE.repeat(3)))).toEqual(['littleText']);
    });

    it('a wallpaper under a short note', async () => {
      expect(await messageIds('<html lang="da"><body background="https://cdn.example/bg.png"><p>Hej Ida</p><p>Din bog ligger klar.</p></body></html>')).toEqual([]);
    });

    it('600 honest characters beside a hero image', async () => {
      expect(await messageIds(page(`<img src="hero.jpg" width="600" height="400" alt="Workshop"><p>${SENTENCE.repeat(10)}</p>`))).toEqual([]);
    });

    it('a short note with a logo', async () => {
      expect(await messageIds(page('<img src="https://cdn.example/logo.png" width="180" height="60" alt="Bank"><p>Your code is 482 913.</p>'))).toEqual([]);
      expect(await messageIds(page('<img src="https://cdn.example/logo.png" alt="Bank"><p>Your code is 482 913.</p>'))).toEqual([]);
    });

    it('mail that is declared as transactional', async () => {
      expect(await found(page(POSTER), {}, { kind: 'transactional' })).toEqual([]);
    });

    it('Japanese text, which says more with fewer characters', async () => {
      const text = '月曜日から営業時間が新しくなり、二つ目の窓口も開きます。'.repeat(7);
      expect(text.length).toBeLessThan(200);
      expect(await messageIds(page(`<img src="hero.jpg" width="600" height="400" alt="工房"><p>${text}</p>`))).toEqual([]);
    });

    it('a paragraph beside a picture that is no taller than usual', async () => {
      expect(await messageIds(page(`<img src="hero.jpg" width="600" alt="Workshop"><p>${SENTENCE.repeat(4)}</p>`))).toEqual([]);
    });

    it('icons, spacers and tracking pixels', async () => {
      const images = '<img src="spacer.gif" width="600" height="8"><img src="open.gif" width="1" height="1"><img src="fb.png" width="32" height="32">';
      expect(await messageIds(page(`<p>Thank you.</p>${images}`))).toEqual([]);
    });

    it('text without pictures, and an empty body', async () => {
      expect(await messageIds(page('<p>Hi</p>'))).toEqual([]);
      expect(await messageIds(page('<p> </p>'))).toEqual([]);
    });
  });

  it('takes its limits from the options', async () => {
    const hero = page(`<img src="hero.jpg" width="600" height="400" alt="Workshop"><p>${SENTENCE.repeat(10)}</p>`);
    expect(await messageIds(hero, { minTextCharacters: 1000 })).toEqual(['picture']);
    expect(await messageIds(page(`<p>${SENTENCE.repeat(10)}</p>${POSTER}`), { warnTextCharacters: 1000 })).toEqual(['littleText']);
    expect(await messageIds(page(POSTER), { minPictureArea: 4_000_000 })).toEqual([]);
  });
});

describe('liveCharacters', () => {
  it('counts letters, not white space or invisible characters', () => {
    expect(liveCharacters('a b\u00a0\u200b\u00ad c')).toBe(3);
  });

  it('counts a merge tag as a short word, a statement as nothing', () => {
    expect(liveCharacters('Hi {{ contact.first_name | default: "friend of the house" }}')).toBe(7);
    expect(liveCharacters('{% if vip %}Hi{% endif %}')).toBe(2);
  });

  it('weighs dense scripts, also outside the basic plane', () => {
    expect(liveCharacters('営業')).toBe(5);
    expect(liveCharacters('안녕')).toBe(5);
    expect(liveCharacters('𠮷野')).toBe(5);
    expect(liveCharacters('Привет')).toBe(6);
  });
});

describe('content/image-only-body, pictures that were read', { timeout: 240_000 }, () => {
  it('says what the picture says', async () => {
    const [problem] = await found(page(`<p>Guten Tag</p>${svgSaying(['Sieben Leistungen, ein Preis', 'für Ihren größten Erfolg'])}`));
    expect(problem).toMatchObject({
      data: { saying: ', saying "Sieben Leistungen, ein Preis für Ihren größten Erfolg"' },
      evidence: { pictureText: 'Sieben Leistungen, ein Preis\nfür Ihren größten Erfolg' },
    });
  });

  it('warns of a picture that says more than a short text does, whatever its size, and of none that says less', async () => {
    const text = `<p>${SENTENCE.repeat(3).slice(0, 200)}</p>`;
    const said = ['Vi tar hand om hela kontoret: lokalvård, växter, fruktkorgar, bevakning, snöröjning, kaffemaskiner och flytthjälp', 'Ring oss idag så slipper du tänka på det igen, för vi sköter allt åt dig från första dagen till den sista, året om'];
    expect(await found(page(text + svgSaying(said)))).toMatchObject([{ messageId: 'littleText', severity: 'warning' }]);
    expect(await found(page(text + svgSaying(['Lokalvård'])))).toEqual([]);
  });

  it('takes slices for the picture that was cut, where the mail gives their sides', async () => {
    const text = `<p>${SENTENCE.repeat(3).slice(0, 220)}</p>`;
    const slices = (attributes: string) => [1, 2, 3, 4].map((slice) => `<img src="https://cdn.example/s${String(slice)}.png" ${attributes} alt="">`).join('<br>');
    expect(await messageIds(page(text + slices('width="600" height="170"')))).toEqual(['littleText']);
    expect(await messageIds(page(text + slices('width="300" height="170"')))).toEqual([]);
    expect(await messageIds(page(text + slices('width="350"')))).toEqual([]);
  });

  it('quotes the headline picture of the prospecting mail', async () => {
    const campaign = await loadCampaign(join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant'));
    const [problem] = await runRule(rule, campaign);
    expect(problem?.data?.['saying']).toMatch(/^, saying "We make your brand grow Everything you need to win more customers online/);
    expect(problem?.evidence?.['pictureText']).toContain('Influencer marketing');
  });

  it('quotes a picture once that is shown twice, and nothing of one in the footer or that could not be read', async () => {
    const offer = svgSaying(['Everything must go']);
    expect((await found(page(offer + offer)))[0]?.data?.['saying']).toBe(', saying "Everything must go"');
    expect((await found(page(POSTER)))[0]).toMatchObject({ data: { saying: '' } });
    expect((await found(page(POSTER)))[0]?.evidence).not.toHaveProperty('pictureText');
    const footer = `<table class="footer"><tr><td>${svgSaying(['Acme Ltd'])}<a href="https://example.com/unsubscribe">Unsubscribe</a></td></tr></table>`;
    expect((await found(page(POSTER + footer)))[0]?.data?.['saying']).toBe('');
  });
});
