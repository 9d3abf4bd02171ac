import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from './html-facts.js';

const PARAGRAPH = '<p class="a">Still here</p>';

describe('hostile HTML', () => {
  it('of 200,000 tags inside one another is read', () => {
    expect(factsOf(`${'<div>'.repeat(200_000)}Still here`).texts).toEqual(['Still here']);
  });

  it('of 20,000 hidden tags inside one another hides one text once', () => {
    expect(factsOf(`<p>Seen</p>${'<b style="display:none">'.repeat(20_000)}gone`).hiddenTexts).toEqual(['display: gone']);
  });

  it.each([
    ['5 MB of rules', `.a{color:#333}${'.b > td.c, #d:hover{color:red;background:url(x.png) no-repeat;}\n'.repeat(80_000)}`],
    ['100,000 rules for everything', '*{color:#333}'.repeat(100_000)],
    ['unclosed braces', '@media x{'.repeat(50_000)],
    ['brackets and quotes', ']]}}"\'\\((['.repeat(50_000)],
    ['nested :not()', `${':not('.repeat(20_000)}b${')'.repeat(20_000)}{color:red}`],
    ['an endless condition', `@media ${'(min-width:1px) and '.repeat(50_000)}(max-width:2px){p{display:none}}`],
    ['selectors that look around', Array.from({ length: 300 }, (_, i) => `.x${i} ~ p, .x${i} p{display:none}`).join('')],
  ])('with %s in a style block is read', (_what, css) => {
    expect(factsOf(`<style>${css}</style>${PARAGRAPH}`).texts).toEqual(['Still here']);
  });

  it.each([
    ['declarations', `color:#333;${'color:#333;'.repeat(200_000)}`], ['open functions', 'url('.repeat(200_000)], ['numbers in a font', `font:${'1 '.repeat(200_000)}`],
    ['comments', '/*'.repeat(200_000)], ['quotes', '"\''.repeat(200_000)],
  ])('with 200,000 %s in an attribute is read', (_what, style) => {
    expect(factsOf(`<p style="${style.replaceAll('"', '&quot;')}">Still here</p>`).texts).toEqual(['Still here']);
  });

  it('of 5,000 links, images, comments and line breaks is read', () => {
    const { links, images, texts } = factsOf('<a href="x" style="background:red;padding:9px">go</a><img src="/spacer-"><!--[if mso]>>>><![endif]--><br><br>'.repeat(5000));
    expect([links.length, images.length, texts.length]).toEqual([5000, 5000, 5000]);
  });

  it('of 200,000 classes and a million blanks is read', () => {
    const classes = Array.from({ length: 200_000 }, (_, i) => `c${i}`).join(' ');
    expect(factsOf(`<style>.c7{font-weight:bold}</style><p class="${classes}">Still${' '.repeat(1_000_000)}here</p>`).texts).toEqual(['Still here']);
  });

  it('never crashes, and every location lies inside the source', () => {
    const pieces = ['<p>', '</p>', '<table>', '<td>', '<a href="x">', '<b style="color:', 'display:none">', '<style>p{', '}</style>', '<!--[if mso]>', '<![endif]-->', '<v:fill src="a"/>', '{{ x }}', '{% if y %}', 'word', '&nbsp;', '<img src="a" width="', '%">', '<svg>', '</svg>', '<template>', '\f', '\0', '\uE000\uE100\uE101', '"', '>', '<'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (chosen) => {
      const { blocks, hidden, links, images, document } = factsOf(chosen.join(''));
      for (const { location } of [...blocks, ...hidden, ...links, ...images]) {
        expect(location.line).toBeGreaterThanOrEqual(0);
        expect(location.endLine).toBeGreaterThanOrEqual(location.line ?? 0);
        expect(location.endLine).toBeLessThanOrEqual(document.source.length);
      }
    }), { numRuns: 200 });
  });
});
