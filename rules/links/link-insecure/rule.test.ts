import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { mendedBy } from '../../../test/rule/mended-by.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="en"><body>${body}</body></html>` }), options);

describe('links/link-insecure', () => {
  it('leaves hosts that nobody reaches to the rules that say so', async () => {
    const html = '<a href="http://example.com/größe">a</a><a href="http://localhost:8080/">b</a><img src="http://via.placeholder.com/600"><img src="http://192.168.0.7/a.png">';
    expect(await runRule(rule, await campaignOf({ html }))).toEqual([]);
  });

  it('reports all http links in one finding, at the first', async () => {
    const problems = await found('<a href="https://a.com">A</a>\n<a href="http://b.com/x">B</a><a href="http://c.com">C</a>');
    expect(problems).toMatchObject([{ messageId: 'links', data: { count: '2 links', host: 'b.com' }, location: { line: 2 }, evidence: { hosts: ['b.com', 'c.com'] } }]);
  });

  it('reports an http address that only the text part holds', async () => {
    const problems = await runRule(rule, await campaignOf({ html: '<a href="https://müller.de/">A</a>', text: 'Mehr: http://müller.de/termin\n' }));
    expect(problems).toMatchObject([{ messageId: 'links', data: { count: '1 link', host: 'müller.de' }, location: { part: 'text' } }]);
  });

  it('reports http images as a note', async () => {
    expect(await found('<p>Hallo</p><img src="http://cdn.müller.de/a.png" alt="">')).toMatchObject([{ messageId: 'images', severity: 'info', data: { host: 'cdn.müller.de' } }]);
  });

  it('is silent on https, other schemes, template targets and XML namespaces', async () => {
    expect(await found('<a href="https://a.com">A</a><a href="mailto:x@a.com">M</a><a href="{{ u }}">T</a><svg xmlns="http://www.w3.org/2000/svg"></svg>')).toEqual([]);
  });

  it('takes hosts from its option', async () => {
    expect(await found('<a href="http://b.com/x">B</a>', { allowHosts: ['b.com'] })).toEqual([]);
  });
});

describe('the fix of links/link-insecure', () => {
  const page = (body: string) => ({ html: `<html lang="en"><body>${body}</body></html>` });
  const mended = (body: string) => mendedBy(rule, page(body));
  const SECURE = '<a href="https://acme.example/">Über uns</a>';

  it('writes https where the same host is used with https, in links, images and Outlook\'s markup', async () => {
    const body = `${SECURE}<a href="http://acme.example/x?a=1&amp;b={{ id }}">Ä</a><a href=' HTTP://Acme.Example/y '>B</a><!--[if mso]><v:rect href="http://acme.example/x"></v:rect><![endif]--><img src=http://acme.example/a.png>`;
    expect(await mended(body)).toBe(page(body.replace(/http:\/\/acme/gi, (match) => match.replace(/http/i, 'https'))).html);
  });

  it.each([
    ['a host that is nowhere used with https', '<a href="http://other.example/">A</a>'],
    ['a subdomain of it', '<a href="http://www.acme.example/">A</a>'],
    ['a port', '<a href="http://acme.example:8080/">A</a>'],
    ['an address that a template tag makes', '<a href="http://{{ host }}/">A</a>'],
    ['XML namespaces and text', '<svg xmlns="http://acme.example/svg"></svg><p>http://acme.example/</p>'],
  ])('leaves %s alone', async (_, body) => {
    expect(await mended(SECURE + body)).toBe(page(SECURE + body).html);
  });

  it('is certain only when the host answers on https at the usual port', async () => {
    const body = '<a href="https://acme.example:8443/">A</a><a href="http://acme.example/">B</a>';
    expect(await mended(body)).toBe(page(body).html);
  });

  it('edits the component in MJML, and the HTML inside of one', async () => {
    const source = '<mjml><mj-body><mj-section><mj-column><mj-image src="http://acme.example/ü.png" href="http://acme.example/" /><mj-text><a href="http://acme.example/a">A</a> <a href="https://acme.example/b">B</a></mj-text></mj-column></mj-section></mj-body></mjml>';
    expect(await mendedBy(rule, { mjml: source })).toBe(source.replaceAll('"http://', '"https://'));
  });
});
