import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string) => runRule(rule, await campaignOf({ html: `<html lang="en"><body><p>Hello</p>${body}</body></html>` }));
const link = (content: string, attributes = '') => `<a href="https://acme.example/größe" ${attributes}>${content}</a>`;
const EMPTY = '<img src="icon.png" width="32" height="32" alt="">';

describe('accessibility/image-link-unnamed', () => {
  it('counts links that hold nothing but a picture with an empty alt', async () => {
    expect(await found(`${link(EMPTY)}${link(`<span>&nbsp;${EMPTY}</span>`)}`)).toMatchObject([{ messageId: 'unnamed', evidence: { links: 2, hrefs: ['https://acme.example/größe'] } }]);
  });

  it('counts a link with two such pictures once', async () => {
    expect(await found(link(EMPTY + EMPTY))).toMatchObject([{ evidence: { links: 1 } }]);
  });

  it.each([
    ['text beside the picture', link(`${EMPTY} Größen`)],
    ['a template tag beside the picture', link(`${EMPTY} {{ name }}`)],
    ['another picture with an alt text', link(`${EMPTY}<img src="b.png" width="90" height="90" alt="Größen">`)],
    ['a title', link(EMPTY, 'title="Größen"')],
    ['an aria-label', link(EMPTY, 'aria-label="Größen"')],
    ['a title on the picture', link('<img src="icon.png" width="32" height="32" alt="" title="Größen">')],
  ])('is silent with %s', async (_, body) => {
    expect(await found(body)).toEqual([]);
  });

  it('leaves pictures without alt, pictures without link and hidden ones to others', async () => {
    expect(await found(`${link('<img src="icon.png" width="32" height="32">')}${EMPTY}<div style="display:none">${link(EMPTY)}</div>`)).toEqual([]);
  });

  it('counts links with neither text nor picture', async () => {
    const body = `<p>Größen ${link('')} und ${link('&nbsp;<br>&zwnj;')}, ${link('<span style="color:red"> </span>')}</p>`;
    expect(await found(body)).toMatchObject([{ messageId: 'empty', data: { links: '3 links hold' }, evidence: { links: 3, hrefs: ['https://acme.example/größe'] }, location: { line: 1 } }]);
  });

  it.each([
    ['an anchor that is jumped to', '<a name="oben"></a><a id="unten"></a>'],
    ['a link without a target, of which another rule speaks', '<a href=""></a>'],
    ['a sign', link('»')],
    ['a template tag', link('{{ name }}')],
    ['an include', link('{% include "größe" %}')],
    ['a drawing', link('<svg width="9" height="9"></svg>')],
    ['a label within', link('<span role="img" aria-label="Größen"></span>')],
    ['what is passed over', `<div aria-hidden="true">${link('')}</div>`],
    ['what is hidden', `<div style="display:none">${link('')}</div>`],
    ['what a link that is never closed covers further on', '<p><a href="https://acme.example/größe">Größen</p><p>Preise</p><p> </p>'],
    ['what only Outlook sees', `<!--[if mso]>${link('')}<![endif]-->`],
  ])('does not take %s for an empty link', async (_, body) => {
    expect(await found(body)).toEqual([]);
  });
});
