import { describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import type { Manifest } from '#campaign/manifest.js';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../src/package.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { campaignIn, pictureBytes, PICTURES } from '../../../test/image-text/pictures.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import { localeInName } from './locale-in-name.js';
import rule from './rule.js';

const GERMAN = '<p>Wir haben für Sie etwas Neues gemacht und möchten es Ihnen gern zeigen. Schauen Sie doch einmal in unserem Laden vorbei, wir freuen uns auf '
  + 'Ihren Besuch und beraten Sie in aller Ruhe zu allem, was der Herbst bringt.</p>';
const ENGLISH = '<p>We have made something new for you and would like to show it to you. Do come by, we are looking forward to your visit in our shop.</p>';
const BILINGUAL = '<p lang="de">Wir haben für Sie etwas Neues gemacht und möchten es Ihnen gern zeigen.</p><p>English version below</p>'
  + '<p lang="en">We have made something new for you and would like to show it to you.</p>';
/** The machine that runs tests may be busy. */
const PATIENT = { secondsPerImage: 60 };

const found = async (html: string, options = {}) => runRule(rule, await campaignIn(PICTURES, html), { ...PATIENT, ...options });
const embedded = (name: string) => `<img src="data:image/png;base64,${pictureBytes(name).toString('base64')}">`;
const declared = (html: string, manifest: Manifest) => campaignOf({ html, manifest });

describe('content/image-language-mismatch', { timeout: 240_000 }, () => {
  it('reports an English picture in a German mail, quotes it and names both languages', async () => {
    expect(await found(`${GERMAN}<img src="banner-en.png">`)).toMatchObject([{
      messageId: 'foreignImage',
      data: { image: 'banner-en.png', language: 'English', dominant: 'German', text: expect.stringMatching(/^Grow your business with a website/) as string },
      location: { part: 'html', file: 'body.html', line: 1 },
      evidence: { language: 'en', dominant: 'de', words: expect.arrayContaining(['your', 'with']) as string[] },
    }]);
  });

  it('reports Polish on a dark ground and Spanish on a photo', async () => {
    const problems = await found(`${GERMAN}<img src="banner-pl-dark.png"><img src="banner-es-photo.jpg">`);
    expect(problems.map(({ data }) => data?.['language'])).toEqual(['Polish', 'Spanish']);
  });

  it('reports letters that no installed data read, says what reads them, and leaves them alone where the mail is in such letters too', async () => {
    expect(await found(`${GERMAN}<img src="banner-ru.png">`)).toMatchObject([{
      messageId: 'foreignLetters', heuristic: true, data: { image: 'banner-ru.png', script: 'Cyrillic', dominant: 'German', install: 'npm install @tesseract.js-data/rus' },
    }]);
    const BULGARIAN = '<p>Приготвихме нещо ново за вас и бихме искали да ви го покажем. Заповядайте в нашия магазин, ще се радваме на посещението ви.</p>';
    expect(await found(`${BULGARIAN}<img src="banner-ru.png"><img src="banner-en.png">`)).toMatchObject([{ messageId: 'foreignMessage', data: { image: 'banner-en.png' } }]);
    const context = { now: NOW, sendAt: NOW };
    const advice = await rule.unchecked?.(await campaignIn(PICTURES, `${BULGARIAN}<img src="banner-ru.png"><img src="banner-ja.png">`), { ...rule.defaultOptions, ...PATIENT }, context);
    expect(advice).toBe('npm install @tesseract.js-data/rus (1 image in letters that no installed data read); npm install @tesseract.js-data/jpn (1 image in letters that no installed data read)');
  });

  it('finds the English headline picture of the prospecting mail', async () => {
    const campaign = await loadCampaign(join(PACKAGE_ROOT, 'fixtures/campaigns/prospecting-rant'));
    expect(await runRule(rule, campaign, PATIENT)).toMatchObject([{ data: { image: 'hero.png', language: 'English', dominant: 'German' } }]);
  });

  it('is silent on pictures in the language of the mail', async () => {
    expect(await found(`${GERMAN}<img src="banner-de.png">`)).toEqual([]);
    expect(await found(`${ENGLISH}<img src="banner-en.png">`)).toEqual([]);
  });

  it('is silent on logos, icons and pictures without words', async () => {
    expect(await found(`${GERMAN}<img src="logo.png"><img src="icons.png"><img src="photo.jpg">`)).toEqual([]);
  });

  it('is silent on names, however long: they have no more than connectors', async () => {
    const logo = ['UNIVERSITY BOOK STORE', 'THE UNIVERSITY OF IOWA, OLD CAPITOL MALL'].map((line) => `<text>${line}</text>`).join('');
    const svg = (content: string) => `<img src="data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${content}</svg>`).toString('base64')}">`;
    expect(await found(GERMAN + svg(logo))).toEqual([]);
    for (const sentence of ['EVERYTHING YOU NEED FOR YOUR GARDEN IS HERE', 'YOUR NEXT HIKE STARTS WITH THE RIGHT SHOES', 'Free delivery on all orders over fifty euros', 'Välkommen till öppningen av vår nya utställning'])
      expect(await found(GERMAN + svg(`<text>${sentence}</text>`)), sentence).toHaveLength(1);
  });

  it('says so when the picture carries the message', async () => {
    const campaign = await declared(`<p>Guten Tag, bitte sehen Sie sich das einmal an.</p>${embedded('banner-en.png')}`, { language: 'de' });
    expect(await runRule(rule, campaign, PATIENT)).toMatchObject([{ messageId: 'foreignMessage' }]);
  });

  it('is silent when nothing says which language the mail is in', async () => {
    expect(await found('<p>Acme</p><img src="banner-en.png">')).toEqual([]);
  });

  it('believes the manifest when there is no text', async () => {
    expect(await runRule(rule, await declared(embedded('banner-en.png'), { language: 'de-AT' }), PATIENT)).toHaveLength(1);
    expect(await runRule(rule, await declared(embedded('banner-en.png'), { language: 'en' }), PATIENT)).toEqual([]);
  });

  it('leaves both languages of a bilingual mail alone, and reports a third', async () => {
    expect(await found(`${BILINGUAL}<img src="banner-en.png"><img src="banner-de.png">`)).toEqual([]);
    expect(await found(`${BILINGUAL}<img src="banner-pl-dark.png">`)).toHaveLength(1);
  });

  it('reports a picture once that is shown twice', async () => {
    expect(await found(`${GERMAN}<img src="banner-en.png"><img src="banner-en.png">`)).toHaveLength(1);
  });

  it('takes languages, phrases and limits from its options', async () => {
    const html = `${GERMAN}<img src="banner-en.png">`;
    expect(await found(html, { languages: ['de', 'en'] })).toEqual([]);
    expect(await found(html, { allow: ['Grow your business with a website people love', 'We design, build and look after it for you'] })).toEqual([]);
    expect(await found(html, { minWords: 60 })).toEqual([]);
    expect(await found(html, { minConfidence: 1 })).toEqual([]);
    expect(await found(html, { maxImages: 0 })).toMatchObject([{ messageId: 'foreignName' }]);
  });
});

describe('content/image-language-mismatch, images that are not read', () => {
  const REMOTE = 'https://cdn.example/hero.png';

  it('notes an alt text in another language', async () => {
    const problems = await found(`${GERMAN}<img src="${REMOTE}" width="600" height="300" alt="Get everything you need for your garden in our spring sale">`);
    expect(problems).toMatchObject([{ messageId: 'foreignAlt', severity: 'info', data: { language: 'English' } }]);
  });

  it('notes a file name with another locale, as a heuristic', async () => {
    expect(await found(`${GERMAN}<img src="https://cdn.example/hero_EN.png" width="600" height="300" alt="">`)).toMatchObject([{ messageId: 'foreignName', severity: 'info', heuristic: true }]);
    expect(await found(`${GERMAN}<img src="https://cdn.example/hero_de.png" width="600" height="300" alt="Ein Garten im Herbst">`)).toEqual([]);
  });

  it('are named with what would let them be read', async () => {
    const unchecked = async (html: string) => rule.unchecked?.(await campaignIn(PICTURES, html), { ...rule.defaultOptions, ...PATIENT }, { now: NOW, sendAt: NOW });
    expect(await unchecked(`${GERMAN}<img src="${REMOTE}" width="600" height="300">`)).toMatch(/web servers/);
    expect(await unchecked(`${GERMAN}<img src="none.png"><img src="../../x.png">`)).toBe(
      "images that can be read in place of none.png (there is no such file), x.png (its path leaves the campaign's folder)");
    expect(await unchecked(`${GERMAN}<img src="banner-de.png"><img src="logo.png" width="80" height="40">`)).toBeUndefined();
  });
});

describe('localeInName', () => {
  it.each([['hero_EN.png', 'en'], ['img/banner-de@2x.jpg', 'de'], ['hero_fr-FR.png?v=3', 'fr'], ['sale.es.gif', undefined], ['sale_ES.gif', 'es'], ['kampagne_NO_2.webp', 'nb'], ['hero_EN_final.png', 'en'], ['träff_SV_banner.png', 'sv']])(
    '%s: %s', (src, locale) => expect(localeInName(src)).toBe(locale));

  it.each(['https://cdn.example/en/assets/hero.png', 'fix-it.png', 'OFFRE_DE_NOEL.png', 'tv_IT_werbung.jpg', 'card-bg.jpg', 'footer_hr.gif', 'LINE_HR.png', 'team.png', 'user-id.png', 'cid:hero_EN.png', 'hero_EN', 'data:image/png;base64,_en.png'])(
    'no locale in %s', (src) => expect(localeInName(src)).toBeUndefined());
});
