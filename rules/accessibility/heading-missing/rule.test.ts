import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="de"><body>${body}</body></html>` }), options);
const kinds = async (body: string, options = {}) => (await found(body, options)).map(({ messageId }) => messageId);
const LONG = `<p>${'Die Stühle sind aus Eiche und stehen in der Werkstatt. '.repeat(10)}</p>`;

describe('accessibility/heading-missing', () => {
  it('reports a long text without heading, not a short one', async () => {
    expect(await kinds(LONG)).toEqual(['none']);
    expect(await kinds('<p>Ihr Code: 4711</p>')).toEqual([]);
  });

  it('takes the length from its option', async () => {
    expect(await kinds('<p>Ihr Code: 4711</p>', { minCharacters: 10 })).toEqual(['none']);
    expect(await kinds(LONG, { minCharacters: 5000 })).toEqual([]);
  });

  it('reports headings without an h1', async () => {
    expect(await found('<h2>Stühle</h2><p>x</p><h3>Größen</h3>')).toMatchObject([{ messageId: 'noFirst', evidence: { levels: [2, 3] } }]);
  });

  it('reports the first skipped level and counts the others', async () => {
    expect(await found('<h1>Stühle</h1><h4>Größen</h4><h2>Tische</h2><h5>Maße</h5>')).toMatchObject([
      { messageId: 'skipped', data: { text: 'Größen', level: 4, before: 1, next: 2, more: '; 1 more such step' } },
    ]);
  });

  it('is silent on headings in order, also when the h1 is a picture', async () => {
    expect(await kinds(`<h1><img src="a.png" alt="Stühle"></h1>${LONG}<h2>Größen</h2><h3>Klein</h3><h2>Tische</h2>`)).toEqual([]);
  });

  it('counts role="heading" and passes over empty and hidden headings', async () => {
    expect(await kinds('<div role="heading" aria-level="1">Stühle</div><h5></h5><h6 style="display:none">x</h6>')).toEqual([]);
    expect(await kinds('<h1 role="presentation">Stühle</h1><h2>Größen</h2>')).toEqual(['noFirst']);
  });
});
