import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const page = (css: string, style = '') => `<html lang="de"><head><style>${css}</style></head><body><p class="größe" style="${style}">Grüße aus der Mühle.</p></body></html>`;

async function kinds(html: string): Promise<readonly string[]> {
  return (await runRule(rule, await campaignOf({ html }))).map(({ messageId }) => messageId);
}

describe('style blocks', () => {
  it.each([
    ['.a { color: red; @media (max-width: 600px) { .b { color: blue } }', 'openBrace'],
    ['.a { color: red }\n.b { color: blue', 'openBrace'],
    ['.a { color: red } } .b { color: blue }', 'extraBrace'],
    ['.a { color: red } /* Fußzeile', 'openComment'],
  ])('%s', async (css, kind) => {
    expect(await kinds(page(css))).toEqual([kind]);
  });

  it.each([
    '', '.a { color: red }', '@media (max-width: 600px) { .a { color: red } }', '/* { */ .a { content: "}" }', "/*////// GENERAL //////*/ .a { content: '{' }", '.a { background: url("a}b.png") } /* end */',
    '{% if dark %} .a { color: {{ color }}; } {% endif %}', '.größe { color: #fff } #abcde { color: #12345678 }',
  ])('that can be read: %s', async (css) => {
    expect(await kinds(page(css))).toEqual([]);
  });

  it('are pointed at where the brace stands', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: '<html lang="de"><head><style>\n.a { color: red }\n.größe { color: blue\n</style></head><body><p>Grüße</p></body></html>' }));
    expect(problem?.location).toMatchObject({ line: 3, column: 8 });
  });
});

describe('declarations', () => {
  it.each([
    ['color: #fffff', 'color'], ['background-color:#CC00000', 'color'], ['border: 1px solid #12', 'color'], ['background-color: ##ffffff', 'color'],
    ['font-wieght: bold', 'property'], ['widht: 20px', 'property'], ['tex-decoration: none', 'property'], ['colour: red', 'property'],
    ['font-size: 18px line-height: 24px', 'semicolon'], ['background: url(https://acme.example/a.png) color: #fff', 'semicolon'], ['color: 1a2b3c', 'hash'], ['background-color: FFFFFF', 'hash'],
    ['padding: 10 20px', 'unit'], ['font-size:14', 'unit'], ['margin-left: -6', 'unit'], ['letter-spacing: 0.5', 'unit'],
  ])('%s is reported in an attribute and in a block', async (declaration, kind) => {
    expect(await kinds(page('', declaration))).toEqual([kind]);
    expect(await kinds(page(`.größe { ${declaration} }`))).toEqual([kind]);
  });

  it.each([
    'color: #fff; background: #ffffff url(a.png)', 'padding: 0 0 0 10px', 'line-height: 1', 'font-weight: 700; z-index: 3; opacity: .5; flex: 1', 'mso-line-height-rule: exactly; -webkit-text-size-adjust: 100', '_height: 1px; *zoom: 1',
    'width: calc(552 * 552px - 100%)', 'color: {{ brand.color }}', 'font-size: {{ size }}px', 'background: url(#12345)', 'x-made-up: 1', 'background: url(https://acme.example/color:1.png) no-repeat', 'color: {{ a ? width : height }}', 'color: beige', 'filter: progid:DXImageTransform.Microsoft.gradient(startColorstr=#80000000)', 'font-family: Lato, color', 'color: rgb(0 0 0 / 50%)',
  ])('%s is left alone', async (declaration) => {
    expect(await kinds(page('', declaration.replaceAll('"', '&quot;')))).toEqual([]);
  });

  it('of one kind make one finding; numbers without a unit are an info', async () => {
    const problems = await runRule(rule, await campaignOf({ html: page('.a { padding: 10 }', 'padding: 12; color: #12345') }));
    expect(problems.map(({ messageId, severity, data }) => [messageId, severity, data?.['declaration'], data?.['times']])).toEqual([
      ['color', undefined, 'color: #12345', ''], ['unit', 'info', 'padding: 10', ' (the first of 2)'],
    ]);
  });

  it.each(['color=#222427', 'font-weight bold'])('%s lacks its colon', async (part) => {
    expect(await kinds(page('', `font-family: Arial; ${part}; padding: 8px`))).toEqual(['colon']);
  });

  it.each(['bold', '{{ style }}', 'class = "a"', 'margin'])('%s, which is none, is left alone', async (part) => {
    expect(await kinds(page('', `${part.replaceAll('"', '&quot;')}; padding: 8px`))).toEqual([]);
  });

  it('say before which property the semicolon is missing', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: page('', 'color: #5a3e1d; font-size: 18px line-height: 24px; margin: 0') }));
    expect(problem?.data).toMatchObject({ declaration: 'font-size: 18px line-height: 24px', meant: 'line-height' });
  });

  it('say which property is meant', async () => {
    const [problem] = await runRule(rule, await campaignOf({ html: page('', 'text-aling: center') }));
    expect(problem?.data?.['meant']).toBe('text-align');
  });
});
