import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, { head = '', ...options }: { head?: string; minRatio?: number; minLargeRatio?: number } = {}) =>
  runRule(rule, await campaignOf({ html: `<html lang="en"><head>${head}</head><body>${body}</body></html>` }), options);
const text = (color: string, style = '') => `<p style="color:${color};${style}">Opening hours</p>`;

describe('accessibility/color-contrast', () => {
  it('reports pale text with both colours and the ratio rounded down', async () => {
    expect(await found(text('#bbb'))).toMatchObject([{ messageId: 'contrast', data: { color: '#bbbbbb', background: '#ffffff', ratio: 1.91, required: 4.5 } }]);
    expect(await found(text('#777'))).toMatchObject([{ data: { ratio: 4.47 } }]);
    expect(await found(text('#767676'))).toEqual([]);
  });

  it('asks less of large text, and of bold text sooner', async () => {
    expect(await found(text('#888', 'font-size:24px'))).toEqual([]);
    expect(await found(text('#888', 'font-size:14pt;font-weight:bold'))).toEqual([]);
    expect(await found(text('#888', 'font-size:14pt'))).toHaveLength(1);
    expect(await found(text('#aaa', 'font-size:40px'))).toMatchObject([{ data: { required: 3 } }]);
  });

  it('takes the background from the elements around the text', async () => {
    expect(await found(`<table bgcolor="#222222"><tr><td><div>${text('#fff')}</div></td></tr></table>`)).toEqual([]);
    expect(await found(`<table bgcolor="#222222"><tr><td><div>${text('#333')}</div></td></tr></table>`)).toMatchObject([{ data: { background: '#222222' } }]);
  });

  it('blends transparent colours', async () => {
    expect(await found(text('rgba(0,0,0,0.3)'))).toMatchObject([{ data: { color: '#b3b3b3' } }]);
  });

  it('collapses by pair of colours, with the number of texts', async () => {
    const problems = await found(`${text('#bbb')}${text('#bbb')}${text('#ccc')}`);
    expect(problems.map(({ evidence }) => [evidence?.['color'], evidence?.['places']])).toEqual([['#bbbbbb', 2], ['#cccccc', 1]]);
  });

  it('reads the cascade, and leaves what only a dark scheme or a phone shows', async () => {
    const head = '<style>p { color: #444 } @media (prefers-color-scheme: dark) { p { color: #eee !important } }</style>';
    expect(await found('<p>Öffnungszeiten</p>', { head })).toEqual([]);
  });

  describe('in a dark scheme of the mail', () => {
    const dark = (css: string) => `<style>@media (prefers-color-scheme: dark) { ${css} }</style>`;
    const page = (body: string) => `<div class="page" style="background:#fff">${body}</div>`;
    const messages = async (body: string, head: string) => (await found(body, { head })).map(({ messageId, data }) => [messageId, data?.['color'], data?.['background']]);

    it('reports dark text that stays on a ground turned dark', async () => {
      expect(await messages(page(text('#222')), dark('.page { background: #111 !important }'))).toEqual([['darkContrast', '#222222', '#111111']]);
      expect(await messages(page(text('#222')), dark('.page { background: #111 !important } p { color: #eee !important }'))).toEqual([]);
    });

    it('knows that a rule without !important does not beat a style attribute', async () => {
      expect(await messages(page('<p>Öffnungszeiten</p>'), dark('.page { background: #111 } p { color: #fff }'))).toEqual([['darkContrast', '#ffffff', '#ffffff']]);
    });

    it('lays a mail that only declares the scheme on a dark page', async () => {
      const declared = '<meta name="color-scheme" content="light dark">';
      expect(await messages(text('#222'), declared)).toEqual([['darkContrast', '#222222', '#1e1e1e']]);
      expect(await messages(text('#222'), '<style>:root { color-scheme: light dark }</style>')).toHaveLength(1);
      expect(await messages(text('#222'), '<style>:root { color-scheme: light only }</style>')).toEqual([]);
      expect(await messages(page(text('#222')), declared)).toEqual([]);
      expect(await messages('<p>Opening <a href="https://acme.example/">hours</a></p>', declared)).toEqual([]);
    });

    it('reports once what is pale in both schemes, and nothing that the dark one hides', async () => {
      expect(await messages(page(text('#bbb')), dark('.other { color: #fff }'))).toEqual([['contrast', '#bbbbbb', '#ffffff']]);
      expect(await messages(page('<p class="light" style="color:#222">Hours</p>'), dark('.page { background: #111 !important } .light { display: none !important }'))).toEqual([]);
    });

    it('leaves colours alone that it cannot tell', async () => {
      expect(await messages(text('#222'), dark('p { color: #333 !important }'))).toEqual([]);
      expect(await messages(page(text('#222')), dark('.page { background: light-dark(#fff, #111) !important }'))).toEqual([]);
    });
  });

  it('says nothing where it cannot know the background', async () => {
    expect(await found(`<div style="background:url(sky.jpg)">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(`<div style="background:linear-gradient(#000,#333)">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(`<div style="background:{{ brand }}">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(text('{{ colour }}'))).toEqual([]);
  });

  it('leaves hidden text and separators alone', async () => {
    expect(await found('<div style="display:none;color:#eee">Preview</div><p style="color:#ddd">|</p>')).toEqual([]);
  });

  it('reports a few words in the colour of their background, which are too few for the rule on hidden text', async () => {
    expect(await found('<p>Neu im Hofladen</p><table bgcolor="#1f4d2b"><tr><td><p style="color:#204e2c">Größen ansehen</p></td></tr></table>')).toMatchObject([{ messageId: 'invisible', data: { excerpt: 'Größen ansehen' } }]);
    expect(await found(`<p style="color:#fff">${'Mehr als vierzig Buchstaben, die niemand sehen kann. '.repeat(2)}</p><p>Größen</p>`)).toEqual([]);
    expect(await found('<p style="color:#fff">|</p><p>Größen</p>')).toEqual([]);
  });

  it('quotes the words, template tags as written', async () => {
    expect(await found('<p style="color:#ccc">Grüße an {{ name }}</p>')).toMatchObject([{ data: { excerpt: 'Grüße an {{ name }}' } }]);
  });

  it('takes both limits from its options', async () => {
    expect(await found(text('#767676'), { minRatio: 7 })).toHaveLength(1);
    expect(await found(text('#888', 'font-size:24px'), { minLargeRatio: 4.5 })).toHaveLength(1);
  });
});
