import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const campaign = (body: string, fonts?: readonly string[]) => campaignOf({ html: `<html lang="de"><body>${body}</body></html>`, manifest: { name: 'x', brand: fonts ? { fonts } : {} } });
const found = async (body: string, options = {}, fonts: readonly string[] = ['Inter', 'Größe Serif']) => runRule(rule, await campaign(body, fonts), options);
const text = (family: string, words = 'Grüße aus der Werkstatt in Köln') => `<p style="font-family:${family}">${words}</p>`;

describe('brand/font-off-brand', () => {
  it('reads the face of a <font> element', async () => {
    expect(await found('<font face="Comic Sans MS, cursive">Grüße aus der Werkstatt in Köln</font>')).toMatchObject([{ evidence: { fonts: [{ font: 'Comic Sans MS' }] } }]);
  });

  it('reports fonts the brand does not name, with the characters set in them, the most used first', async () => {
    expect(await found(`${text('Georgia, serif')}${text('&quot;Comic Sans MS&quot;')}${text('georgia')}`)).toMatchObject([{
      messageId: 'stray', evidence: { fonts: [{ font: 'Georgia', characters: 62 }, { font: 'Comic Sans MS', characters: 31 }], brand: ['Inter', 'Größe Serif'] },
    }]);
  });

  it('takes inherited fonts, the font shorthand and style sheets into account', async () => {
    expect(await found(`<style>td { font: bold 12px/1.5 Verdana, sans-serif }</style><table><tr><td><span>Grüße aus der Werkstatt</span></td></tr></table>`)).toMatchObject([{ evidence: { fonts: [{ font: 'Verdana' }] } }]);
  });

  it.each(['Inter, Arial', '\'Inter\'', 'INTER', '\'größe  serif\', serif', '{{ font }}', 'inherit'])('lets %s pass', async (family) => {
    expect(await found(text(family))).toEqual([]);
  });

  it('reads a stack in the manifest as several fonts', async () => {
    expect(await found(text('Arial'), {}, ['Inter, Arial'])).toEqual([]);
  });

  it('leaves text without a font, hidden text and a few characters alone, these by its option', async () => {
    expect(await found(`<p>Grüße aus der Werkstatt</p><div style="display:none">${text('Georgia')}</div>${text('Georgia', 'ab')}${text('Material Icons', 'shopping_cart')}`)).toEqual([]);
    expect(await found(text('Georgia', 'Mehr'))).toHaveLength(1);
    expect(await found(text('Georgia', 'Mehr'), { minCharacters: 5 })).toEqual([]);
  });

  it('says that it cannot check without the brand\'s fonts', async () => {
    const context = { now: NOW, sendAt: NOW };
    const none = await campaign(text('Georgia'));
    expect(await runRule(rule, none)).toEqual([]);
    expect(await rule.unchecked?.(none, rule.defaultOptions, context)).toContain('brand.fonts');
    expect(await rule.unchecked?.(await campaign('', ['Inter']), rule.defaultOptions, context)).toBeUndefined();
  });
});
