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
});
