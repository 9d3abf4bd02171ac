import { describe, expect, it } from 'vitest';
import { blankFrontMatter } from '#campaign/html/front-matter.js';
import { sourceTagFinder } from '#campaign/source-tags.js';
import { campaignOf } from '../campaign-of.js';

const BODY = '<html lang="de"><body><p>Grüße aus Köln.</p></body></html>';

describe('blankFrontMatter', () => {
  it.each([
    'preheader: "Neues aus dem Garten"\ntitle: Herbst\n\n# for the layout\nbodyClass: bg-slate-50 dark:bg-slate-900\ntags:\n  - garten\n  - herbst', 'layout: false\r\npermalink: /mails/herbst.html',
  ])('takes YAML at the head for no text, and keeps every offset', async (yaml) => {
    const source = `---\n${yaml}\n---\n${BODY}`;
    const blank = blankFrontMatter(source);
    expect([blank.length, blank.trim(), blank.split('\n').length]).toEqual([source.length, BODY, source.split('\n').length]);
    const { visibleText } = await campaignOf({ html: source });
    expect(visibleText.blocks.map(({ text }) => text)).toEqual(['Grüße aus Köln.']);
    expect(visibleText.blocks[0]?.location.line).toBe(source.split('\n').length);
  });

  it.each(['--- Our autumn ---\n<p>Hello</p>', '---\n<p>Time: see below</p>\n---\n<p>Hello</p>', '---\ntitle: x\n<p>never closed</p>', '---\n\n---\n<p>Hello</p>', BODY])('leaves %j as it is', (source) => {
    expect(blankFrontMatter(source)).toBe(source);
  });

  it('is kept by a fix: tags are found at their places in the file', async () => {
    const source = `---\ntitle: Herbst\n---\n${BODY}`;
    expect(sourceTagFinder(await campaignOf({ html: source }))(source.indexOf('<p>'))).toMatchObject({ file: 'body.html', name: 'p', nameEnd: source.indexOf('<p>') + 2 });
  });

  it('takes linear time on a head that never ends', () => {
    for (const line of ['a: b\n', '  - a: b\n', ' \n', '# a\n', '- :\n', '-:\n']) {
      const source = `---\n${line.repeat(50_000)}`;
      expect(blankFrontMatter(source)).toBe(source);
    }
  });
});
