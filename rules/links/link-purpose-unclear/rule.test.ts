import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html><body><p>${body}</p></body></html>` }), options);
const link = (text: string, attributes = '') => `<a href="https://acme.com/" ${attributes}>${text}</a>`;

describe('links/link-purpose-unclear', () => {
  it.each(['here', 'Click here!', 'hier', 'Klicken Sie hier »', 'ici', 'aquí', 'clicca qui', 'clique aqui', 'klicka här', 'klik her', 'klikk her', 'klikkaa tästä', 'kliknij tutaj', 'тут', 'Κάντε κλικ εδώ', 'こちら', 'اضغط هنا', 'buraya tıklayın', 'klikněte zde'])('reports "%s"', async (text) => {
    expect(await found(link(text))).toMatchObject([{ messageId: 'vague', data: { text } }]);
  });

  it('counts all of them in one finding', async () => {
    expect(await found(`${link('here')} ${link('more')} ${link('Report')}`)).toMatchObject([{ evidence: { links: 2, texts: ['here', 'more'] } }]);
  });

  it.each([['Lue lisää', 'fi'], ['Mehr erfahren →', 'de'], ['Czytaj więcej', 'pl'], ['Подробнее', 'ru'], ['詳しくはこちら', 'ja']])('reports "%s" on links to different places, once', async (text) => {
    expect(await found(`<a href="https://acme.com/1">${text}</a> <a href="https://acme.com/2">${text}</a> <a href="https://acme.com/2">${text}</a>`)).toMatchObject([{ messageId: 'repeated', data: { text, places: 2 } }]);
    expect(await found(`<a href="https://acme.com/1">${text}</a> <a href="https://acme.com/1">${text}</a>`)).toEqual([]);
  });

  it('reports a long bare address, by its option', async () => {
    const address = 'https://acme.com/reports/2026/autumn';
    expect(await found(link(address))).toEqual([]);
    expect(await found(link(address), { maxAddressCharacters: 20 })).toMatchObject([{ messageId: 'address' }]);
  });

  it('leaves named links, links with a title and allowed texts alone', async () => {
    expect(await found(`${link('Read the report')} ${link('here', 'title="Autumn report"')} ${link('mehr', 'aria-label="Mehr über den Herbst"')} ${link('Mehr erfahren')}`)).toEqual([]);
    expect(await found(link('here'), { allow: ['Here'] })).toEqual([]);
  });
});
