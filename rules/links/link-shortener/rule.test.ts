import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="ja"><body>${body}</body></html>` }), options);

describe('links/link-shortener', () => {
  it('reports a shortener once, with the number of its links', async () => {
    expect(await found('<a href="https://bit.ly/a">詳しく見る</a><a href="http://www.bit.ly/b">B</a><a href="https://t.co/c">C</a>')).toMatchObject([
      { data: { host: 'bit.ly' }, evidence: { links: 2 } }, { data: { host: 't.co' }, evidence: { links: 1 } },
    ]);
  });

  it('says when one leads to another', async () => {
    for (const inner of ['https://tinyurl.com/größe', 'https%3A%2F%2Ftinyurl.com%2Fabc']) {
      expect(await found(`<a href="https://bit.ly/a">A</a><a href="https://bit.ly/l?u=${inner}">B</a>`)).toMatchObject([{ messageId: 'chained', data: { host: 'bit.ly', next: 'tinyurl.com' } }]);
    }
    expect(await found('<a href="https://bit.ly/l?u=https://acme.example/">B</a>')).toMatchObject([{ messageId: 'shortener' }]);
  });

  it('reads the text part too', async () => {
    const problems = await runRule(rule, await campaignOf({ html: '<p>Hola</p>', text: 'Reserve: https://bit.ly/cosecha26.\n' }));
    expect(problems).toMatchObject([{ data: { host: 'bit.ly' }, location: { part: 'text', line: 1 } }]);
  });

  it('knows those of one country', async () => {
    expect(await found('<a href="https://t.cn/A6x">详情</a>')).toMatchObject([{ data: { host: 't.cn' } }]);
    expect(await found('<a href="https://t1p.de/kirschbluete">桜</a>')).toMatchObject([{ data: { host: 't1p.de' } }]);
  });

  it.each(['https://kortlink.nl/beurt', 'https://www.acortarurl.es/x', 'https://encurta-link.com/x', 'https://lyhytlinkki.fi/x', 'https://shortenurl.io/x'])('knows a shortener by a name that says so: %s', async (href) => {
    expect(await found(`<a href="${href}">A</a>`)).toMatchObject([{ messageId: 'shortener' }]);
  });

  it.each(['https://shortlist.com/x', 'https://www.minilinkedin.com/', 'https://tinylab.de/x', 'https://kort.com/link'])('takes no other name for one: %s', async (href) => expect(await found(`<a href="${href}">A</a>`)).toEqual([]));

  it('leaves branded short domains and look-alike paths alone', async () => {
    expect(await found('<a href="https://acme.link/x">A</a><a href="https://acme.com/bit.ly">B</a><a href="https://habit.ly/x">C</a><a href="{{ short_url }}">D</a>')).toEqual([]);
  });

  it('takes exceptions from its option', async () => {
    expect(await found('<a href="https://bit.ly/a">A</a>', { allow: ['bit.ly'] })).toEqual([]);
  });
});
