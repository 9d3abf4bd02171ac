import { afterEach, describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { openWorld, redirect, status, type Page, type World } from '../../../test/network/loopback-world.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function open(html: string, pages: Readonly<Record<string, Page>>) {
  world = await openWorld({ pages });
  const context = { now: NOW, sendAt: NOW, network: world.network.forCampaign() };
  const campaign = await campaignOf({ html });
  return {
    found: (options: Partial<typeof rule.defaultOptions> = {}) => runRule(rule, campaign, options, context),
    unchecked: (options: Partial<typeof rule.defaultOptions> = {}) => rule.unchecked?.(campaign, { ...rule.defaultOptions, ...options }, context),
  };
}

const link = (href: string, text = 'Zum Angebot') => `<p><a href="${href}">${text}</a></p>`;

describe('links/link-unreachable', () => {
  it('reports a dead page once, with every place that leads there', async () => {
    const html = `${link('http://shop.example/herbst', 'Grüße aus Köln')}\n${link('http://shop.example/herbst#preise')}\n${link('http://shop.example/herbst')}${link('http://shop.example/da')}`;
    const { found, unchecked } = await open(html, { 'shop.example/herbst': status(404), 'shop.example/da': status(200) });
    expect(await found()).toEqual([{
      messageId: 'dead',
      data: { url: 'http://shop.example/herbst', reason: 'it answers with HTTP 404' },
      location: expect.objectContaining({ file: 'body.html', line: 1, column: 4 }) as object,
      evidence: { url: 'http://shop.example/herbst', status: 404, count: 3, alsoAt: ['body.html:2:4', 'body.html:3:4'] },
    }]);
    expect(await unchecked()).toBeUndefined();
    expect(world?.requests).toHaveLength(3);
  });

  it('reports hosts that do not exist, and redirects that go astray', async () => {
    const { found } = await open(link('http://nirgends.example/') + link('http://a.example/'), { 'a.example': redirect('http://169.254.169.254/latest/') });
    expect((await found()).map(({ data }) => data?.['reason'])).toEqual(['its host does not exist', 'it redirects to 169.254.169.254, and 169.254.169.254 is no address of the open internet']);
  });

  it('only warns of what may be gone tomorrow', async () => {
    const { found } = await open(link('http://shop.example/'), { 'shop.example': status(500) });
    expect(await found()).toMatchObject([{ messageId: 'failing', severity: 'warning' }]);
  });

  it('reports images that do not load, and leaves pixels alone', async () => {
    const { found } = await open('<img src="http://cdn.example/held.png" width="600" height="200" alt="a"><img src="http://cdn.example/ok.png" width="600" height="200" alt="b"><img src="http://cdn.example/p.gif" width="1" height="1" alt="">', { 'cdn.example/ok.png': status(200) });
    expect(await found()).toMatchObject([{ messageId: 'deadImage', data: { url: 'http://cdn.example/held.png' } }]);
    expect(world?.requests.filter((request) => request.includes('p.gif'))).toEqual([]);
  });

  it('does not call a bot wall dead, and never asks what may be personal, but counts and names both', async () => {
    const html = link('http://wall.example/') + link('http://shop.example/{{ id }}') + link('http://shop.example/?token=geheim') + link('http://shop.example/unsubscribe');
    const { found, unchecked } = await open(html, { 'wall.example': status(403), 'shop.example': status(200) });
    expect(await found()).toEqual([]);
    expect(await unchecked()).toBe(
      'a look by hand at 3 addresses never requested: http://shop.example/{{ id }} (it holds a merge tag), http://shop.example/ (its parameter token looks personal), '
      + 'http://shop.example/unsubscribe (it unsubscribes somebody); 1 address that could not be checked: http://wall.example/ (it answers with HTTP 403)',
    );
    expect(world?.requests).toEqual(['HEAD http://wall.example/', 'GET http://wall.example/']);
  });

  it('reports chains of redirects longer than maxRedirects', async () => {
    const { found } = await open(link('http://a.example/1'), { 'a.example/1': redirect('/2'), 'a.example/2': redirect('/3'), 'a.example/3': status(200) });
    expect(await found()).toEqual([]);
    expect(await found({ maxRedirects: 1 })).toMatchObject([{ messageId: 'manyRedirects', severity: 'info', data: { count: 2, last: 'http://a.example/3' } }]);
  });

  it('warns of a redirect to a page named after what is not found, unless the link goes there by itself', async () => {
    const { found } = await open(link('http://shop.example/herbst') + link('http://shop.example/blog/404-seiten') + link('http://shop.example/404'), {
      'shop.example/herbst': redirect('/de/page-not-found?from=/herbst'), 'shop.example/blog/404-seiten': redirect('/blog/404-seiten/'), 'shop.example': status(200),
    });
    expect(await found()).toMatchObject([{ messageId: 'notFoundPage', severity: 'warning', data: { last: 'http://shop.example/de/page-not-found?from=/herbst' } }]);
  });

  it('warns of an image in whose place a web page answers', async () => {
    const picture = (src: string) => `<img src="http://cdn.example/${src}" width="600" height="200" alt="a">`;
    const { found } = await open(picture('a.png') + picture('b.png') + picture('c.png'), {
      'cdn.example/a.png': status(200, { 'content-type': 'text/html; charset=utf-8' }), 'cdn.example/b.png': status(200, { 'content-type': 'image/png' }), 'cdn.example/c.png': status(200),
    });
    expect(await found()).toMatchObject([{ messageId: 'imagePage', severity: 'warning', data: { url: 'http://cdn.example/a.png' } }]);
  });

  it('asks for the addresses of the text part too, also where there is no HTML', async () => {
    world = await openWorld({ pages: { 'shop.example/da': status(200) } });
    const campaign = await campaignOf({ text: 'Grüße! Mehr: http://shop.example/da (und http://shop.example/weg).' });
    expect(await runRule(rule, campaign, {}, { now: NOW, sendAt: NOW, network: world.network.forCampaign() })).toMatchObject([{ messageId: 'dead', data: { url: 'http://shop.example/weg' }, location: { part: 'text' } }]);
  });

  it('asks no more than maxAddresses, and counts the rest', async () => {
    const { found, unchecked } = await open(link('http://a.example/1') + link('http://a.example/2') + link('http://a.example/3'), { 'b.example': status(200) });
    expect(await found({ maxAddresses: 1 })).toHaveLength(1);
    expect(await unchecked({ maxAddresses: 1 })).toBe('a look by hand at 2 addresses beyond the limit of `maxAddresses`');
  });

  it('leaves hosts in allowHosts and addresses of other kinds alone', async () => {
    const { found } = await open(link('http://intern.example/') + link('mailto:a@b.example') + link('#oben') + link('/pfad') + link('tel:+491'), {});
    expect(await found({ allowHosts: ['intern.example'] })).toEqual([]);
    expect(world?.queries).toEqual([]);
  });
});
