import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string) => runRule(rule, await campaignOf({ html: `<!doctype html><html lang="de"><body>${body}</body></html>` }));
const shortly = async (body: string) => (await found(body)).map(({ messageId, data }) => [messageId, data?.['tag'], ...(data?.['other'] === undefined ? [] : [data['other']])].join(' '));

describe('content/html-unbalanced', () => {
  it.each([
    ['lost its opening', '<div>Grüße</div><table><tr><td><![endif]--><p>Neues</p><!--[if mso]></td></tr></table><![endif]-->'],
    ['holds another', '<!--[if mso]><table><!-- Spalte --><tr><td><![endif]--><p>Neues</p>'],
    ['lost its end', '<div><!--[if mso]><table><tr><td><div><p>Neues</p><!--[if mso]></td></tr></table><![endif]--></div></div>'],
  ])('leaves the layout around a comment for Outlook that %s to the rule on these, and tells the rest', async (_, html) => {
    expect(await shortly(html)).toEqual([]);
    expect(await shortly(`<p><a href="https://acme.example/">Größe<a href="https://acme.example/b">b</a></a></p>${html}`)).toEqual(['nestedLink a']);
  });

  it('reports a comment in a comment, whose end the reader sees', async () => {
    expect(await shortly('<!-- hero <!-- old --> <p>See you there.</p> --><p>More</p>')).toEqual(['nestedComment --']);
    expect((await found('<p>a</p>\n<!-- a <!-- b --> -->'))[0]?.location).toMatchObject({ line: 2, column: 8, endColumn: 12 });
    expect(await shortly('<!-- hero\n<!-- old -->\n<p>Grüße</p>\n  -->\n<p>More</p>')).toEqual(['nestedComment --']);
    expect(await shortly('<!-- hero <!-- old --><p>Weiter --&gt;</p><!-- b --><a href="https://acme.example/">Read on --></a>')).toEqual([]);
    expect(await shortly('<!--[if mso]><p>a</p><!-- b --><![endif]-->')).toEqual([]);
    expect(await shortly('<!-- TODO: remove the <!-- marker --><p>Größen --> Schuhe --> Kinder</p><p>Jetzt kaufen --></p>')).toEqual([]);
    expect(await shortly('<!-- [if mso]> <!-- table --> <![endif] --><p>Buy now --></p>')).toEqual([]);
  });

  it('reports elements that are never closed', async () => {
    expect(await shortly('<div><p>Grüße</p>')).toEqual(['unclosed div']);
    expect(await shortly('<table><tr><td>a</td></tr>')).toEqual(['unclosed table']);
    expect(await shortly('<div/><p>An end in the start tag closes no div</p>')).toEqual(['unclosed div']);
  });

  it('lets the self-closing tags of sending systems be, which never reach a reader', async () => {
    expect(await shortly('<table><tr><td><custom name="opencounter" type="tracking" /><h1>Über uns</h1></td></tr></table>')).toEqual([]);
  });

  it('reports what is still open where its container ends, once', async () => {
    expect(await shortly('<table><tr><td><div>a</td></tr></table>')).toEqual(['closedTooLate div /td']);
    expect(await shortly('<b><i>a</b></i>')).toEqual(['closedTooLate i /b']);
  });

  it('reports a table that is never closed once, where it begins, and nothing that follows from it', async () => {
    const inner = '<table><tr><td>ä</td></tr>';
    expect(await shortly(`<table><tr><td>${inner}</td></tr></table>`)).toEqual(['closedTooLate table /td']);
    expect(await shortly(`<div><center><table><tr><td>${inner}<p>b</p></td></tr><tr><td>c</td></tr></table></center></div>`)).toEqual(['closedTooLate table /td']);
    const [problem] = await found(`<table><tr><td>\n${inner}</td></tr></table>`);
    expect(problem?.location).toMatchObject({ line: 2, column: 1 });
  });

  it('reports the end tag of a cell that is one too many as that', async () => {
    expect(await shortly('<table><tr><td><table><tr><td>a</td></td></tr></table></td></tr></table>')).toEqual(['strayEnd td']);
  });

  it('reports what a paragraph leaves open when the next one ends it, unless its end tag comes later', async () => {
    expect(await shortly('<P>Garantie: <A HREF="https://acme.example/g">zwei Jahre<P>Rückgabe: 30 Tage.</P>')).toEqual(['unclosed a']);
    expect(await shortly('<p><b>Garantie<p>Rückgabe</b></p>')).toEqual([]);
  });

  it('reports end tags without a start, also where a cell hides the start', async () => {
    expect(await shortly('<p>a</strong></p>')).toEqual(['strayEnd strong']);
    expect(await shortly('<div><table><tr><td>a</div></td></tr></table></div>')).toEqual(['strayEnd div']);
  });

  it('reports the end of a paragraph that a block inside has ended', async () => {
    expect(await shortly('<p>Zutaten: <ul><li>Mehl<li>Öl</ul></p>')).toEqual(['blockInParagraph p ul']);
    expect(await shortly('<p><font><div>a</div></font></p>')).toEqual(['blockInParagraph p div']);
  });

  it('reports links in links, and content between table and cell', async () => {
    expect(await shortly('<a href="#1">a <a href="#2">b</a></a>')).toEqual(['nestedLink a']);
    expect(await shortly('<table><tr><a href="#">a</a><td>b</td></tr></table>')).toEqual(['outsideCell a tr']);
    expect(await shortly('<table><div>a</div><tr><td>b</td></tr></table>')).toEqual(['outsideCell div table']);
  });

  it('reports quotes that swallow attributes, and comments that swallow the rest', async () => {
    expect(await shortly('<img src="a.png alt="Haus" width="1">')).toEqual(['brokenTag img']);
    expect(await shortly('<p>a</p><!-- todo <p>b</p>')).toEqual(['openComment !--']);
    expect(await shortly('<p>a</p><!-- done --><p>b</p><!-- -- -->')).toEqual([]);
  });

  it('collapses what is alike into one finding, at the first', async () => {
    const [problem, ...others] = await found('\n<h4>A<h4>\n<h4>B<h4>');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ messageId: 'unclosed', location: { line: 2, column: 1 }, evidence: { faults: 4 }, data: { more: ', and 3 more like it' } });
  });

  it.each([
    ['paragraphs, list items, terms', '<p>a<p>b<div>c</div><ul><li>d<li>e</ul><dl><dt>f<dd>g<dt>h</dl>'],
    ['rows and cells', '<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d<tr><td>e</table>'],
    ['the start of a table body', '<table><tr><td>a</td></tr></tbody></table>'],
    ['void elements with and without a slash', '<br><br/><img src="a.png"><hr /></img>'],
    ['a paragraph in a cell of a table in a paragraph', '<div><table><tr><td><p>a</td></tr></table></div>'],
  ])('lets pass what HTML allows to be left out: %s', async (_, body) => {
    expect(await shortly(body)).toEqual([]);
  });

  it.each([
    ['rows that begin in a condition', '{% for a in b %}{% if forloop.first %}<table>{% endif %}<tr><td>{{ a }}</td></tr>{% if forloop.last %}</table>{% endif %}{% endfor %}'],
    ['one start tag a branch', '{{#if vip}}<td class="vip"><b>{{else}}<td><b>{{/if}}a</b></td>'],
    ['one start tag a branch, Mailchimp', '*|IF:VIP|*<div class="a">*|ELSE:|*<div class="b">*|END:IF|*x</div>'],
    ['a tag among attributes', '<p {% if x %}class="a"{% endif %} title="{{ a | default: "b" }}">x</p>'],
    ['tags between rows', '<table>{{#each a}}<tr><td>{{ "<b>" }}</td></tr>{{/each}}</table>'],
  ])('is not led astray by template tags: %s', async (_, body) => {
    expect(await shortly(body)).toEqual([]);
  });

  it('looks neither into comments for Outlook nor at VML, styles and drawings', async () => {
    expect(await shortly('<!--[if mso]><table><tr><td><![endif]--><div>a</div><!--[if mso]></td></tr></table><![endif]-->')).toEqual([]);
    expect(await shortly('<v:rect fill="t"><o:p></o:p><style>a > b{}</style><svg><path d="M0"/><g></svg>')).toEqual([]);
  });

  it('reports MJML whose tags do not match at the place in the MJML', async () => {
    const mjml = '<mjml><mj-body><mj-section><mj-column>\n  <mj-text>Häuser</mj-column></mj-section></mj-body></mjml>';
    expect(await runRule(rule, await campaignOf({ mjml }))).toMatchObject([{ messageId: 'mjml', data: { fault: '<mj-text> is never closed' }, location: { part: 'mjml', file: 'body.mjml', line: 2, column: 3 } }]);
  });

  it('reports HTML inside MJML, and is silent on what mjml itself writes', async () => {
    const mjml = (content: string) => `<mjml><mj-body><mj-section><mj-column><mj-button href="https://acme.example">A</mj-button><mj-text>${content}</mj-text></mj-column></mj-section></mj-body></mjml>`;
    expect(await runRule(rule, await campaignOf({ mjml: mjml('<p>a</p>') }))).toEqual([]);
    expect(await runRule(rule, await campaignOf({ mjml: mjml('<b>a') }))).toMatchObject([{ messageId: 'closedTooLate', data: { tag: 'b' }, location: { part: 'mjml' } }]);
  });

  it('says that includes were not read', async () => {
    const campaign = await campaignOf({ mjml: '<mjml><mj-body><mj-include path="./a.mjml" /></mj-body></mjml>' });
    expect(await runRule(rule, campaign)).toEqual([]);
    expect(await rule.unchecked?.(campaign, {}, { now: new Date(), sendAt: new Date() })).toBe('the included file "./a.mjml" was not read (--include-path names the folder where included MJML may be read)');
  });
});
