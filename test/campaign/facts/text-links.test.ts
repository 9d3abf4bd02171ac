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

  it('says where each stands in a part whose lines are not those of the file', async () => {
    const eml = (encoding: string, body: string) => campaignOf({ eml: `Subject: Hei\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: ${encoding}\n\n${body}\n` });
    const places = async (encoding: string, body: string) => linksOfBothParts(await eml(encoding, body)).map(({ location: { line, column, endLine } }) => [line, column, endLine]);
    expect(await places('quoted-printable', 'P=C3=A4iv=C3=A4=C3=A4 ja =\nterve\nhttps://sauna=\n.fi/')).toEqual([[7, 1, 8]]);
    expect(await places('base64', Buffer.from('Hei\n\nLue https://sauna.fi/').toString('base64'))).toEqual([[5, undefined, undefined]]);
  });

  it('puts the links of the HTML first, and leaves out what they hold already', async () => {
    expect((await links('https://a.fi/ https://b.fi/', '<a href="https://b.fi/">B</a>')).map(({ href }) => href)).toEqual(['https://b.fi/', 'https://a.fi/']);
  });
});
