import { expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const MILL = 'Gemahlen wird mit Steinen aus Granit, wie seit hundert Jahren, und von Hand.';
const SCALE = 'Gewogen wird mit Gewichten aus Messing, die noch der Großvater geeicht hat.';

async function count(body: string, options?: { minCharacters: number }): Promise<number> {
  const [problem] = await runRule(rule, await campaignOf({ html: `<html lang="de"><body>${body}</body></html>` }), options);
  return Number(problem?.evidence?.['count'] ?? 0);
}

it.each([
  ['one after the other', `<p>${MILL}</p><p>${MILL}</p>`, 1],
  ['below another heading, in capitals', `<h2>Mühle</h2><p>${MILL}</p><h2>Waage</h2><p>${MILL.toUpperCase().toLowerCase().replace('gemahlen', 'GEMAHLEN')}</p>`, 1],
  ['three times in a row of columns', `<table><tr>${`<td>${MILL}</td>`.repeat(3)}</tr></table>`, 2],
])('reports a paragraph %s', async (_name, body, expected) => {
  expect(await count(body)).toBe(expected);
});

it.each([
  ['another text', `<p>${MILL}</p><p>${SCALE}</p>`],
  ['rows of dashes', `<p>${'-'.repeat(80)}</p><p>${'-'.repeat(80)}</p>`],
  ['short ones', '<p>Jetzt ansehen und bestellen</p><p>Jetzt ansehen und bestellen</p>'],
  ['one far below', `<p>${MILL}</p><p>${SCALE}</p><p>Eins</p><p>Zwei</p><p>${MILL}</p>`],
  ['the other branch of a condition', `{% if city == "Köln" %}<p>${MILL}</p>{% else %}<p>${MILL}</p>{% endif %}`],
  ['the other half of a swap', `<p>${MILL}</p><p style="display:none">${MILL}</p>`],
])('leaves alone: %s', async (_name, body) => {
  expect(await count(body)).toBe(0);
});

it('reports a sentence that its paragraph says again', async () => {
  const within = async (text: string) => (await runRule(rule, await campaignOf({ html: `<html lang="de"><body><p>${text}</p></body></html>` }))).map(({ messageId }) => messageId);
  expect(await within(`${MILL} ${SCALE} ${MILL}`)).toEqual(['repeatedWithin']);
  expect(await within(`${MILL} ${SCALE} Kommen Sie! Kommen Sie!`)).toEqual([]);
});

it('takes the length from its option', async () => {
  expect(await count('<p>Jetzt ansehen und bestellen</p><p>Jetzt ansehen und bestellen</p>', { minCharacters: 20 })).toBe(1);
});

it('points at the second', async () => {
  const [problem] = await runRule(rule, await campaignOf({ html: `<html lang="de"><body>\n<p>${MILL}</p>\n<p>${MILL}</p>\n</body></html>` }));
  expect(problem?.location).toMatchObject({ line: 3 });
});
