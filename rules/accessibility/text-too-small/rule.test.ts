import { expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const SENTENCE = 'Unsere neuen Mühlen sind da, und die ersten zwanzig stehen schon im Laden in der Größe, die Sie kennen.';
const FOOTER = '<div class="footer" style="font-size:11px"><p>Mühle GmbH, Kornweg 1, 1010 Wien. Sie bekommen diese Post, weil Sie bei uns bestellt haben.</p><p><a href="https://mühle.example/ab?u={{ id }}">Abmelden</a></p></div>';

async function found(body: string, options?: { minFontSize: number; minFooterFontSize: number }): Promise<readonly (readonly unknown[])[]> {
  const problems = await runRule(rule, await campaignOf({ html: `<html lang="de"><body>${body}</body></html>` }), options);
  return problems.map(({ messageId, severity, data }) => [messageId, severity, data?.['size']]);
}

it.each([
  ['inline style', `<p style="font-size:10px">${SENTENCE}</p>`, 10],
  ['points', `<p style="font-size:8pt">${SENTENCE}</p>`, 10.7],
  ['a part of what is around it', `<div style="font-size:14px"><p style="font-size:70%">${SENTENCE}</p></div>`, 9.8],
  ['the font element', `<font size="1">${SENTENCE}</font>`, 10],
])('text is too small: %s', async (_name, body, size) => {
  expect(await found(body)).toEqual([['body', undefined, size]]);
});

it.each([
  ['text of 12 px', `<p style="font-size:12px">${SENTENCE}</p>`],
  ['text without a size', `<p>${SENTENCE}</p>`],
  ['a caption', `<p>${SENTENCE}</p><p style="font-size:9px">Foto: Ägidius Höß</p>`],
  ['a footer of 11 px', `<p style="font-size:16px">${SENTENCE}</p>${FOOTER}`],
  ['hidden text', `<p>${SENTENCE}</p><p style="display:none;font-size:1px">${SENTENCE}</p>`],
])('is large enough: %s', async (_name, body) => {
  expect(await found(body)).toEqual([]);
});

it('is an info where only a small part of the mail is small', async () => {
  expect(await found(`<p style="font-size:16px">${SENTENCE.repeat(6)}</p><p style="font-size:10px">${SENTENCE}</p>`)).toEqual([['body', 'info', 10]]);
});

it('looks at the footer by a limit of its own', async () => {
  const tiny = FOOTER.replace('11px', '7px');
  expect((await found(`<p>${SENTENCE}</p>${tiny}`)).map(([messageId]) => messageId)).toEqual(['footer']);
  expect(await found(`<p>${SENTENCE}</p>${tiny}`, { minFontSize: 12, minFooterFontSize: 6 })).toEqual([]);
  expect((await found(`<p style="font-size:13px">${SENTENCE}</p>`, { minFontSize: 14, minFooterFontSize: 9 })).map(([messageId]) => messageId)).toEqual(['body']);
});
