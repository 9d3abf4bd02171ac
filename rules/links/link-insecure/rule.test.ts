import { describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const found = async (body: string, options = {}) => runRule(rule, await campaignOf({ html: `<html lang="en"><body>${body}</body></html>` }), options);

describe('links/link-insecure', () => {
  it('reports all http links in one finding, at the first', async () => {
    const problems = await found('<a href="https://a.com">A</a>\n<a href="http://b.com/x">B</a><a href="http://c.com">C</a>');
    expect(problems).toMatchObject([{ messageId: 'links', data: { count: '2 links', host: 'b.com' }, location: { line: 2 }, evidence: { hosts: ['b.com', 'c.com'] } }]);
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
