import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const campaign = (body: string, colors?: readonly string[]) => campaignOf({ html: `<html lang="de"><body>${body}</body></html>`, manifest: { name: 'x', brand: colors ? { colors } : {} } });
const found = async (body: string, options = {}, colors: readonly string[] = ['#0a3d62', '#f6b93b']) => runRule(rule, await campaign(body, colors), options);
const stray = async (body: string, options = {}) =>
  (await found(body, options)).flatMap(({ evidence }) => (evidence?.['colors'] as { color: string }[]).map(({ color }) => color));

describe('brand/color-off-palette', () => {
  it('reports text and background colours far from the palette, the most used first, with the nearest of the brand', async () => {
    const body = '<p style="color:#e67e22">Grüße</p><table bgcolor="#27ae60"><tr><td bgcolor="#27ae60">aus Köln</td></tr></table>';
    expect(await found(body)).toMatchObject([{
      messageId: 'stray', data: { list: '#27ae60 (2 places), #e67e22 (1 place)' },
      evidence: { colors: [{ color: '#27ae60', places: 2 }, { color: '#e67e22', nearest: '#f6b93b' }] },
    }]);
  });

  it('lets the brand\'s own colours pass, however they are written, and what looks like them', async () => {
    expect(await stray('<p style="color:rgb(10, 61, 98)">a</p><p style="color:#0b3e60">b</p><td style="background:#F6B93B">c</td>')).toEqual([]);
  });

  it('lets black, white, greys and greyish text colours pass', async () => {
    expect(await stray('<body bgcolor="#fff"><p style="color:#000">a</p><p style="color:#767676">b</p><p style="color:#4a5568">c</p><p style="background:#f7fafc">d</p>')).toEqual([]);
  });

  it('leaves alone what nobody sees, links without a colour, template tags and transparent colours', async () => {
    const body = '<div style="display:none;color:#e91e63;background:#e91e63">a</div><a href="https://acme.example">b</a><p style="color:{{ color }}">c</p><p style="background:rgba(233,30,99,.1)">d</p>';
    expect(await stray(body)).toEqual([]);
  });

  it('reads borders that are drawn, from styles and style sheets, and no greys', async () => {
    expect(await stray('<hr style="border:0;border-top:4px solid #e91e63"><td style="border:1px solid #dddddd">a</td>')).toEqual(['#e91e63']);
    expect(await stray('<style>.b{border-style:dashed;border-color:rgb(233,30,99)}</style><div class="b">a</div>')).toEqual(['#e91e63']);
    expect(await stray('<p style="border:2px solid #e91e63;border:0">a</p><p style="border-color:#e91e63">b</p><p style="border-top:0 solid #e91e63">c</p><p style="border-bottom:1px solid #0a3d62">d</p>')).toEqual([]);
  });

  it('takes limits and further colours from its options', async () => {
    expect(await stray('<p style="color:#e91e63">a</p>', { allow: ['#e91e63'] })).toEqual([]);
    expect(await stray('<p style="color:#e91e63">a</p>', { maxDifference: 100 })).toEqual([]);
    expect(await stray('<p style="color:#4a5568">a</p>', { maxNeutralChroma: 5 })).toEqual(['#4a5568']);
  });

  it('says that it cannot check without the brand\'s colours', async () => {
    const context = { now: NOW, sendAt: NOW };
    const none = await campaign('<p style="color:#e91e63">a</p>');
    expect(await runRule(rule, none)).toEqual([]);
    expect(await rule.unchecked?.(none, rule.defaultOptions, context)).toContain('brand.colors');
    expect(await rule.unchecked?.(await campaign('', ['#0a3d62']), rule.defaultOptions, context)).toBeUndefined();
  });
});
