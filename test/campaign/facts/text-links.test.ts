import { describe, expect, it } from 'vitest';
import { linksOfBothParts } from '#campaign/facts/text-links.js';
import { campaignOf } from '../campaign-of.js';

const links = async (text: string, html = '<p>Hei</p>') => linksOfBothParts(await campaignOf({ html, text }));

describe('linksOfBothParts', () => {
  it('finds addresses in running text, without what closes the sentence', async () => {
    expect((await links('Lue (https://sauna.fi/kiuas?a=1&b=2), tai HTTP://sauna.fi/ö.\n')).map(({ href }) => href)).toEqual(['https://sauna.fi/kiuas?a=1&b=2', 'HTTP://sauna.fi/ö']);
  });

  it('takes a tag for a part of the address that it stands in, and a condition for its end', async () => {
    expect((await links('Lue https://{{ shop.domain }}/ö?e={{ email | url }}.\n{% if a %}https://a.fi/{% else %}https://b.fi/{% endif %}')).map(({ href }) => href)).toEqual(['https://{{ shop.domain }}/ö?e={{ email | url }}', 'https://a.fi/', 'https://b.fi/']);
  });

  it('says where each stands', async () => {
    expect((await links('Hei\n\nLue https://sauna.fi/')).map(({ location: { part, line, column } }) => [part, line, column])).toEqual([['text', 3, 5]]);
  });

  it('puts the links of the HTML first, and leaves out what they hold already', async () => {
    expect((await links('https://a.fi/ https://b.fi/', '<a href="https://b.fi/">B</a>')).map(({ href }) => href)).toEqual(['https://b.fi/', 'https://a.fi/']);
  });
});
