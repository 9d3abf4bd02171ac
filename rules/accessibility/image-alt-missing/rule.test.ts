import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { svgSaying } from '../../../test/image-text/pictures.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="en"><body>${body}</body></html>` }), options);
const kinds = async (body: string, options = {}) => (await found(body, options)).map(({ messageId }) => messageId);
const img = (attributes: string, src = 'chair.jpg') => `<img src="https://cdn.acme.example/${src}" width="300" height="200" ${attributes}>`;

describe('accessibility/image-alt-missing', () => {
  it('counts pictures without alt, and how many of them are links', async () => {
    const body = `${img('')}<a href="https://acme.example">${img('')}</a>${img('alt="A red chair"')}${img('alt=""')}`;
    expect(await found(body)).toMatchObject([{ messageId: 'missing', evidence: { missing: 2, images: 4, linked: 1 } }]);
  });

  it.each(['картинка', 'صورة', '画像', 'εικόνα', 'obrázek', 'Kép'])('knows that "%s" says nothing of a picture', async (alt) => {
    expect(await kinds(img(`alt="${alt}"`))).toHaveLength(1);
  });

  it('points at the first of them', async () => {
    expect((await found(`\n${img('alt="A red chair"')}\n${img('')}`))[0]?.location).toMatchObject({ line: 3, column: 1 });
  });

  it('counts spacers and tracking pixels apart, at info', async () => {
    const body = '<img src="https://acme.example/open.gif" width="1" height="1"><img src="https://acme.example/spacer.gif" width="10" height="10">';
    expect(await found(body)).toMatchObject([{ messageId: 'decoration', severity: 'info', evidence: { images: 2 } }]);
  });

  it('counts an <mj-image> without alt, for which MJML writes an empty one', async () => {
    const mjml = (attributes: string) => `<mjml><mj-body><mj-section><mj-column><mj-image src="https://cdn.acme.example/stoel.jpg" ${attributes} width="300px" /></mj-column></mj-section></mj-body></mjml>`;
    expect(await runRule(rule, await campaignOf({ mjml: mjml('') }))).toMatchObject([{ messageId: 'missing', location: { part: 'mjml' } }]);
    expect(await runRule(rule, await campaignOf({ mjml: mjml('alt=""') }))).toEqual([]);
  });

  it('takes an empty alt as decoration', async () => {
    expect(await kinds(`${img('alt=""')}${img('alt')}<img src="spacer.gif" width="1" height="20" alt="">`)).toEqual([]);
  });

  it.each(['hero_2@2x.png', 'Herbst Angebot.JPG', 'https://cdn.acme.example/x', 'IMG_2041'])('reports the file name "%s"', async (alt) => {
    expect(await kinds(img(`alt="${alt}"`))).toEqual(['fileName']);
  });

  it.each(['image', 'Logo', 'Bild', 'photographie', 'imagen', 'immagine', 'afbeelding', 'imagem', 'ikon', 'billede', 'bilde', 'kuva', 'zdjęcie', 'Bannière'])('reports the word "%s"', async (alt) => {
    expect(await found(img(`alt="${alt}"`))).toMatchObject([{ messageId: 'generic', severity: 'info', heuristic: true }]);
  });

  it('lets names with such a word and template tags pass', async () => {
    expect(await kinds(`${img('alt="Acme logo"')}${img('alt="{{ product.name }}"')}${img('alt="Ein Bild von Paula Modersohn-Becker"')}${img('alt="Imagine"')}`)).toEqual([]);
  });

  it('reports an alt text that the paragraph before or after it repeats, not one farther away', async () => {
    const chair = img('alt="Der rote Stuhl"');
    expect(await kinds(`<p>Neu</p>${chair}<p>Der rote Stuhl</p><p>Ende</p>`)).toEqual(['repeated']);
    expect(await kinds(`<p>Der rote Stuhl:</p>${chair}<p>Ende</p>`)).toEqual(['repeated']);
    expect(await kinds(`${chair}<p>Neu</p><p>Der rote Stuhl</p>`)).toEqual([]);
  });

  it('lets a linked picture repeat the text beside it, since its link needs a name', async () => {
    expect(await kinds(`<a href="https://acme.example">${img('alt="Der rote Stuhl"')}</a><p>Der rote Stuhl</p>`)).toEqual([]);
  });

  it('reports a very long alt text, by its option', async () => {
    const alt = 'A red chair by the window '.repeat(6);
    expect(await kinds(img(`alt="${alt}"`))).toEqual(['tooLong']);
    expect(await kinds(img(`alt="${alt}"`), { maxCharacters: 200 })).toEqual([]);
  });

  it('lets an allowed text pass', async () => {
    expect(await kinds(img('alt="Icon"'), { allow: ['icon'] })).toEqual([]);
  });

  it('collapses texts with the same flaw', async () => {
    expect(await found(`${img('alt="image"')}${img('alt="photo"')}`)).toMatchObject([{ evidence: { images: 2, alts: ['image', 'photo'] } }]);
  });

  it('leaves alone what screen readers do not come across', async () => {
    expect(await kinds(`<div style="display:none">${img('')}</div>${img('role="presentation"')}${img('aria-hidden="true"')}${img('aria-label="A chair"')}`)).toEqual([]);
  });
});

describe('accessibility/image-alt-missing, words in a picture', () => {
  const OFFER = ['Our chairs and tables at half price', 'until Sunday evening in every shop'];
  const TEXT = '<p>We have something new for you, and would like to show it to you this week. Come and see us, we are looking forward to your visit.</p>';

  it('reports an alt text that says none of them, and quotes both', async () => {
    expect(await found(TEXT + svgSaying(OFFER, 'alt="A summer morning"'))).toMatchObject([{
      messageId: 'unsaid',
      data: { says: 'Our chairs and tables at half price until Sunday evening in every shop', alt: 'its alt text "A summer morning" says', more: '' },
      evidence: { images: 1 },
    }]);
  });

  it('reports an empty alt text, unless the picture is a link', async () => {
    expect(await found(TEXT + svgSaying(OFFER, 'alt=""'))).toMatchObject([{ messageId: 'unsaid', data: { alt: 'its empty alt text says' } }]);
    expect(await kinds(`${TEXT}<a href="https://acme.example">${svgSaying(OFFER, 'alt=""')}</a>`)).toEqual([]);
  });

  it('collapses several pictures', async () => {
    const other = ['Everything you need for your garden', 'is waiting for you in our spring sale'];
    expect(await found(TEXT + svgSaying(OFFER, 'alt=""') + svgSaying(other, 'alt="A rake"'))).toMatchObject([{ data: { more: '; the same goes for 1 more picture' }, evidence: { images: 2 } }]);
  });

  it('reports German words too', async () => {
    const german = '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen gern in unserem Laden zeigen.</p>';
    expect(await kinds(german + svgSaying(['Die schönsten Stühle gibt es', 'bei uns jetzt zum halben Preis'], 'alt="Ein Morgen"'))).toEqual(['unsaid']);
    expect(await kinds(german + svgSaying(['Die schönsten Stühle gibt es', 'bei uns jetzt zum halben Preis'], 'alt="Schöner Stuhl zum halben Preis"'))).toEqual([]);
  });

  describe('is silent', () => {
    it.each([
      ['where the alt text says some of them, inflected', svgSaying(OFFER, 'alt="Half-price chair"')],
      ['where the mail says them', `<p>Our chairs and tables are at half price until Sunday evening.</p>${svgSaying(OFFER, 'alt=""')}`],
      ['on fewer than six words', svgSaying(['Our chairs and tables'], 'alt="A summer morning"')],
      ['on pictures in another language than their alt text', svgSaying(['Unsere Stühle und Tische gibt es', 'bis Sonntag zum halben Preis'], 'alt="All of our furniture is on sale"')],
      ['on a picture that could not be read', '<img src="none.png" width="600" height="300" alt="A summer morning">'],
    ])('%s', async (_, html) => {
      expect(await kinds(TEXT + html)).toEqual([]);
    });
  });
});

describe('the fix of accessibility/image-alt-missing', () => {
  const mended = async (body: string) => /<body>([^]*)<\/body>/.exec(await mendedBy(rule, { html: `<html lang="de"><body>${body}</body></html>` }))?.[1];

  it('writes alt="" on pixels and thin spacers', async () => {
    expect(await mended('<p>Grüße</p><img src="http://t.acme.example/o.gif" width=1 height=1><IMG src="spacer.gif" height="10" width="600">'))
      .toBe('<p>Grüße</p><img alt="" src="http://t.acme.example/o.gif" width=1 height=1><IMG alt="" src="spacer.gif" height="10" width="600">');
  });

  it.each([
    ['pictures', '<img src="hero.jpg" width="600" height="300">'],
    ['what is linked', '<a href="https://acme.example/"><img src="spacer.gif" width="1" height="1"></a>'],
    ['what is a spacer by its name alone', '<img src="clear-logo.png"><img src="blank.png" width="40" height="40">'],
  ])('leaves %s to the author', async (_, body) => {
    expect(await mended(body)).toBe(body);
  });
});
