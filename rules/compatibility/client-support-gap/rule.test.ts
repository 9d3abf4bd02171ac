import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

type Options = Partial<typeof rule.defaultOptions>;

const found = async (body: string, head = '', options: Options = {}) =>
  runRule(rule, await campaignOf({ html: `<html><head>${head}</head><body>${body}</body></html>` }), options);
/** Features found, but for the body that stands around each test. */
const features = async (body: string, head = '', options: Options = {}) =>
  (await found(body, head, options)).flatMap(({ evidence }) => evidence?.['features'] as string[]).filter((slug) => slug !== 'html-body').sort();

describe('compatibility/client-support-gap', () => {
  describe('recognises', () => {
    it.each([
      ['an element', '<video></video>', 'html-video'],
      ['an attribute', '<div hidden>x</div>', 'html-hidden'],
      ['a property', '<p style="box-shadow: 0 0 2px #000">x</p>', 'css-box-shadow'],
      ['a property with a vendor prefix', '<p style="-webkit-hyphens: auto">x</p>', 'css-hyphens'],
      ['a value', '<p style="display: FLEX">x</p>', 'css-display-flex'],
      ['a unit', '<p style="width: 50vw">x</p>', 'css-unit-vw'],
      ['a function', '<p style="width: calc(100% - 20px)">x</p>', 'css-unit-calc'],
      ['a custom property', '<p style="--brand: #fff">x</p>', 'css-variables'],
      ['a format by the ending of the file', '<img src="https://cdn.acme.example/Größe.webp?w=600" alt="">', 'image-webp'],
      ['a format in srcset', '<img src="a.jpg" srcset="a.avif 2x" alt="">', 'image-avif'],
      ['an embedded picture', '<img src="data:image/png;base64,AAAA" alt="">', 'image-base64'],
      ['a picture in CSS', `<p style="background: url('a.webp')">x</p>`, 'image-webp'],
      ['a link inside the mail', '<a href="#stühle">x</a>', 'html-anchor-links'],
    ])('%s', async (_, body, slug) => {
      expect(await features(body)).toContain(slug);
    });

    it.each([
      ['a pseudo-class', 'a:has(img) { color: red }', 'css-pseudo-class-has'],
      ['a pseudo-element, also with one colon', 'p:before { content: "x" }', 'css-pseudo-element-before'],
      ['an at-rule', '@font-face { font-family: x }', 'css-at-font-face'],
      ['a media feature', '@media (prefers-color-scheme: dark) { p { color: #fff } }', 'css-at-media-prefers-color-scheme'],
      ['a property inside two conditions', '@media screen { @supports (gap: 1px) { p { filter: blur(1px) } } }', 'css-filter'],
      ['a nested rule', '.a { color: red; .b { color: blue } }', 'css-nesting'],
    ])('%s in a style sheet', async (_, css, slug) => {
      expect(await features('<p>x</p>', `<style>${css}</style>`)).toContain(slug);
    });
  });

  it('does not take words in addresses, strings or template tags for CSS', async () => {
    expect(await features('<p style="background: #fff url(https://a.example/calc(1vw).jpg?flex); font-family: \'Grid 10vw\'; color: {{ var }}">x</p>'))
      .toEqual(expect.not.arrayContaining(['css-unit-vw', 'css-unit-calc', 'css-display-grid', 'css-variables']));
  });

  it('reports a loss of content by itself, with the clients', async () => {
    const [problem] = await found('<video></video>');
    expect(problem).toMatchObject({ messageId: 'lost', evidence: { features: ['html-video'], uses: { 'html-video': 1 } } });
    expect(problem?.data?.['features']).toMatch(/^<video> element \(not in Gmail, Outlook \([^)]+\), Yahoo! Mail; in part in Apple Mail \(iOS\)\)$/);
  });

  it('collapses features with the same loss', async () => {
    expect(await found('<video></video><audio></audio>')).toMatchObject([{ messageId: 'lost', evidence: { features: ['html-video', 'html-audio'] } }]);
  });

  it('notes forms and their fields, of which content/active-content warns', async () => {
    expect(await found('<form><input type="text"><select></select></form>')).toMatchObject([{ messageId: 'lost', evidence: { features: ['html-form', 'html-input-text', 'html-select'] } }]);
  });

  it('collapses what only looks plainer into one finding, the least supported first, what is partly supported marked', async () => {
    const problems = await found('<p style="border-radius: 4px; border-radius: 5px; word-break: break-all">x</p><p style="border-radius: 2px; text-shadow: 0 0 1px #000">x</p>', '', { ignore: ['html-body'] });
    expect(problems).toMatchObject([{ messageId: 'plainer', data: { count: '3 features' }, evidence: { features: ['css-text-shadow', 'css-word-break', 'css-border-radius'], partial: [], uses: { 'css-border-radius': 2 } } }]);
  });

  it('points at the first use, in a style sheet with Windows line ends too', async () => {
    expect((await found('\n<p style="text-shadow: 0 0 1px #000">x</p>'))[0]?.location).toMatchObject({ line: 2, column: 4 });
    expect((await found('<p>x</p>', '<style>\r\np { color: red }\r\n.a { text-shadow: none }\r\n</style>'))[0]?.location).toMatchObject({ line: 3, column: 6 });
  });

  it('judges by the clients that its option names', async () => {
    const body = '<p style="border-radius: 4px">x</p>';
    expect(await features(body, '', { clients: ['gmail', 'apple-mail'] })).toEqual([]);
    expect((await found(body, '', { clients: ['outlook.windows'] }))[0]?.evidence).toMatchObject({ clients: ['outlook.windows'] });
    expect((await found(body, '', { clients: ['*'] }))[0]?.evidence?.['clients']).toContain('yahoo.ios');
  });

  it('leaves out what its option ignores', async () => {
    expect(await features('<p style="border-radius: 4px; text-shadow: none">x</p>', '', { ignore: ['css-border-radius'] })).toEqual(['css-text-shadow']);
  });

  it('reports what every mail uses only beside other things, or by its option', async () => {
    expect(await features('<p style="margin: 4px">x</p>')).toEqual([]);
    expect(await features('<p style="margin: 4px; border-radius: 4px">x</p>')).toContain('css-margin');
    expect(await features('<p style="margin: 4px">x</p>', '', { common: true })).toContain('css-margin');
  });

  it('does not hold against Outlook what is hidden from it', async () => {
    const body = '<!--[if !mso]><!--><p style="border-radius: 4px">x</p><!--<![endif]-->';
    expect(await features(body, '', { clients: ['outlook.windows'] })).toEqual([]);
    expect(await features(`${body}<p style="border-radius: 4px">x</p>`, '', { clients: ['outlook.windows'] })).toEqual(['css-border-radius']);
  });

  it('takes a background picture for no loss where VML stands in', async () => {
    const cell = '<td style="background-image: url(https://a.example/sky.jpg)">x</td>';
    const vml = '<!--[if mso]><v:rect style="width:600px"><v:fill src="https://a.example/sky.jpg" type="frame"/></v:rect><![endif]-->';
    const kinds = async (body: string) => (await found(`<table><tr>${body}</tr></table>`)).map(({ messageId }) => messageId);
    expect(await kinds(cell)).toContain('lost');
    expect(await kinds(`<td>${vml}</td>${cell}`)).toEqual(['plainer']);
  });

  it('reads a picture of 300,000 sources', async () => {
    expect(await features(`<img srcset="${'a.webp 1x, '.repeat(300_000)}" alt="A house">`, '', { clients: ['outlook.windows'] })).toContain('image-webp');
  });
});
