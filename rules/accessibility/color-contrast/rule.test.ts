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

  it('says nothing where it cannot know the background', async () => {
    expect(await found(`<div style="background:url(sky.jpg)">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(`<div style="background:linear-gradient(#000,#333)">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(`<div style="background:{{ brand }}">${text('#fff')}</div>`)).toEqual([]);
    expect(await found(text('{{ colour }}'))).toEqual([]);
  });

  it('leaves hidden text and separators alone', async () => {
    expect(await found('<div style="display:none;color:#eee">Preview</div><p style="color:#ddd">|</p>')).toEqual([]);
  });

  it('quotes the words, template tags as written', async () => {
    expect(await found('<p style="color:#ccc">Grüße an {{ name }}</p>')).toMatchObject([{ data: { excerpt: 'Grüße an {{ name }}' } }]);
  });

  it('takes both limits from its options', async () => {
    expect(await found(text('#767676'), { minRatio: 7 })).toHaveLength(1);
    expect(await found(text('#888', 'font-size:24px'), { minLargeRatio: 4.5 })).toHaveLength(1);
  });
});
