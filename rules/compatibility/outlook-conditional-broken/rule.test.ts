import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, root = '<html lang="de">') => runRule(rule, await campaignOf({ html: `<!doctype html>${root}<body>${body}</body></html>` }));
const ids = async (body: string, root?: string) => (await found(body, root)).map(({ messageId }) => messageId);
const XMLNS = 'xmlns:v="urn:schemas-microsoft-com:vml"';
const button = (href: string, text: string) => `<!--[if mso]><v:roundrect ${XMLNS} href="${href}" style="width:9px"><center>${text}</center></v:roundrect><![endif]-->`;

describe('compatibility/outlook-conditional-broken', () => {
  it.each([
    '<!--[if mso]><table><tr><td><![endif]--><p>Ü</p><!--[if mso]></td></tr></table><![endif]-->',
    '<!--[if !mso]><!--><p>Ü</p><!--<![endif]-->', '<!--[if !mso]><!-- --><p>Ü</p><!-- <![endif]-->', '<!--[if !mso]> --><p>Ü</p><!-- <![endif]-->', '<!--[if !mso]><!--><p>Ü</p><![endif]-->',
    '<!--[if !mso]><! --><p>Ü</p><!--<![endif]-->', '<!--[if !mso]><!--><p>Ü</p><!--><![endif]-->', '<!--[if !mso]><!--><p>Ü</p><!-- --><![endif]-->', '<!--[if !mso !vml]--><p>Ü</p><!--[endif]--><!--[if vml]><p>Ü</p><![endif]-->',
    '<![if !mso]><p>Ü</p><![endif]>', '<!-- [if mso] is only mentioned --><p>Ü</p>', '<!-- <table> --><!--[if mso]>&nbsp;<![endif]-->',
    '<!--[if !mso]><!--><div class="a"><!--<![endif]--><!--[if mso]><div class="b"><![endif]-->Ü</div>',
    '<!--[if mso 12]><table><![endif]-->', '<!--[if !mso><!--><input type="checkbox"><!--<![endif]--><p>Ü</p>',
    '<!--[if !(gte mso 15)]--><p>Ü</p><!--<![endif]-->',
  ])('is silent on what works: %s', async (html) => {
    expect(await ids(html)).toEqual([]);
  });

  it.each([
    ['unclosed', '<!--[if mso]><p>Ü</p>-->'], ['unclosed', '<!--[if mso]><p>Ü</p>'], ['unclosed', '<!--[if mso]><p>Ü</p><!--[if mso]><p>b</p><![endif]-->'],
    ['unclosed', '<!--[if !mso]><!--><p>Ü</p>'], ['unclosed', '<!--[if mso]><p>Ü</p><[endif]-->'], ['unclosed', '<!--[if mso]><p>Ü</p><!--[endif]--><p>b</p>'],
    ['commentInside', '<!--[if mso]><p>a</p><!-- Ü --><p>b</p><![endif]-->'], ['hiddenFromAll', '<!--[if !mso]><p>Ü</p><![endif]-->'],
    ['strayEnd', '<p>Ü</p><![endif]-->'], ['malformed', '<!--[if mso] <p>Ü</p>-->'], ['malformed', '<!--[if gte mso 9><p>Ü</p><![endif]-->'],
  ])('reports %s: %s', async (messageId, html) => {
    expect(await ids(html)).toContain(messageId);
  });

  it('says of one comment one thing, though its end is wrong too', async () => {
    expect(await ids('<!--[if !mso]><p>Ü</p><!-- x --><p>y</p><![endif]-->')).toEqual(['hiddenFromAll']);
    expect(await ids('<!--[if !mso]><p>Ü</p>-->')).toEqual(['hiddenFromAll']);
  });

  it('says once what is written wrong many times, with the number and the first lines', async () => {
    const [first, ...others] = await found('<p>Ü</p><![endif]-->\n'.repeat(300));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ messageId: 'strayEnd', data: { written: '<![endif]--> (the first of 300)' }, location: { line: 1 }, evidence: { count: 300, alsoAtLines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] } });
  });

  it('reports a table for Outlook that is not closed, or closed twice, at its tag', async () => {
    expect(await found('\n<!--[if mso]><table><tr><td><![endif]--><p>Ü</p>')).toMatchObject([{ messageId: 'unbalanced', data: { tag: '<table>', partner: '</table>' }, location: { line: 2, column: 14 } }]);
    expect(await found('<!--[if mso | IE]></td></tr></table><![endif]-->')).toMatchObject([{ messageId: 'unbalanced', data: { tag: '</table>', partner: '<table>' } }]);
  });

  it('reads the first branch of template conditions', async () => {
    expect(await ids('{% if a %}<!--[if mso]><table width="1"><![endif]-->{% else %}<!--[if mso]><table width="2"><![endif]-->{% endif %}<!--[if mso]></table><![endif]-->')).toEqual([]);
  });

  it('asks for the namespace of VML, on the root or on the shape', async () => {
    const shape = '<!--[if gte mso 9]><v:rect fill="true"><v:textbox>Ü</v:textbox></v:rect><![endif]-->';
    expect(await ids(shape)).toEqual(['vmlNamespace']);
    expect(await ids(shape, `<html lang="de" ${XMLNS}>`)).toEqual([]);
    expect(await ids(shape.replace('<v:rect', `<v:rect ${XMLNS}`))).toEqual([]);
  });

  it('compares the links of both sides', async () => {
    expect(await ids(`${button('https://a.example/1', 'Jetzt prüfen')}<a href="https://a.example/1">Jetzt prüfen</a>`)).toEqual([]);
    expect(await found(`${button('https://a.example/1', 'Jetzt prüfen')}<a href="https://a.example/2">jetzt  prüfen</a>`)).toMatchObject([{ messageId: 'otherTarget', severity: 'warning', data: { outlook: 'https://a.example/1' } }]);
    expect(await ids(`${button('https://a.example/1', 'Jetzt prüfen')}<p>Ü</p>`)).toEqual(['onlyInOutlook']);
    expect(await ids(`${button('https://a.example/1', 'Jetzt prüfen')}<a href="https://acme.us1.list-manage.com/track/click?u=1">Jetzt prüfen</a>`)).toEqual([]);
    expect(await ids(`${button('https://acme.us1.list-manage.com/track/click?u=2', 'Jetzt prüfen')}<a href="https://acme.us1.list-manage.com/track/click?u=1">Jetzt prüfen</a>`)).toEqual([]);
  });

  it('is silent on what mjml writes', async () => {
    const mjml = '<mjml><mj-body><mj-section><mj-column><mj-button href="https://a.example">Ü</mj-button></mj-column><mj-column><mj-text>b</mj-text></mj-column></mj-section><mj-hero background-url="https://a.example/a.png"><mj-text>c</mj-text></mj-hero></mj-body></mjml>';
    expect(await runRule(rule, await campaignOf({ mjml }))).toEqual([]);
  });

  it('reads hostile input in linear time', async () => {
    expect(await found('<!--[if mso]>'.repeat(20_000))).toMatchObject([{ messageId: 'unclosed', evidence: { count: 20_000 } }]);
  });
});
