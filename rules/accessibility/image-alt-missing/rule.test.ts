import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
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

  it('points at the first of them', async () => {
    expect((await found(`\n${img('alt="A red chair"')}\n${img('')}`))[0]?.location).toMatchObject({ line: 3, column: 1 });
  });

  it('counts spacers and tracking pixels apart, at info', async () => {
    const body = '<img src="https://acme.example/open.gif" width="1" height="1"><img src="https://acme.example/spacer.gif" width="10" height="10">';
    expect(await found(body)).toMatchObject([{ messageId: 'decoration', severity: 'info', evidence: { images: 2 } }]);
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
    expect(await kinds(`${img('alt="Acme logo"')}${img('alt="{{ product.name }}"')}${img('alt="Ein Bild von Paula Modersohn-Becker"')}`)).toEqual([]);
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
