import { afterEach, describe, expect, it } from 'vitest';
import { openWorld, PUBLIC, redirect, status, type Page, type World } from './loopback-world.js';
import { SELF_SIGNED } from './self-signed.js';

const SHOP = 'http://shop.example/herbst';
const ok = status(200);
const methodsOnly = (...methods: readonly string[]): Page => (request, response) => void response.writeHead(methods.includes(request.method ?? '') ? 200 : 405).end('page');

let world: World;
const open = async (setup: Parameters<typeof openWorld>[0]) => {
  world = await openWorld(setup);
  return world.network.forCampaign();
};
afterEach(() => world.close());

describe('a visit', () => {
  it('asks with HEAD, and once for links that differ in their fragment only', async () => {
    const network = await open({ pages: { 'shop.example': ok } });
    const visits = await Promise.all([network.visit(SHOP), network.visit(`${SHOP}#preise`), network.visit(SHOP)]);
    expect(visits.map(({ outcome }) => outcome)).toEqual(['opened', 'opened', 'opened']);
    expect(world.requests).toEqual([`HEAD ${SHOP}`]);
    await world.network.forCampaign().visit(SHOP);
    expect(world.requests).toHaveLength(1);
  });

  it('asks with GET where HEAD is refused, and hangs up before the body', async () => {
    const network = await open({ pages: { 'shop.example': methodsOnly('GET'), 'gone.example': status(404) } });
    expect(await network.visit(SHOP)).toMatchObject({ outcome: 'opened', status: 200 });
    expect(await network.visit('http://gone.example/')).toEqual({ outcome: 'dead', reason: 'it answers with HTTP 404', status: 404, redirects: [] });
    expect(world.requests).toEqual([`HEAD ${SHOP}`, `GET ${SHOP}`, 'HEAD http://gone.example/', 'GET http://gone.example/']);
  });

  it('asks with GET where the server hangs up on HEAD', async () => {
    const network = await open({ pages: { 'shop.example': (request, response) => { if (request.method === 'HEAD') response.destroy(); else response.end('page'); } } });
    expect(await network.visit(SHOP)).toMatchObject({ outcome: 'opened' });
  });

  it.each([[401], [403], [429], [999]])('does not call a page dead that answers a program with %i', async (code) => {
    expect(await (await open({ pages: { 'shop.example': status(code) } })).visit(SHOP)).toMatchObject({ outcome: 'unclear', reason: `it answers with HTTP ${code}` });
  });

  it('tells the 503 of a bot wall from that of a server', async () => {
    const network = await open({ pages: { 'walled.example': status(503, { server: 'cloudflare' }), 'down.example': status(503), 'broken.example': status(500) } });
    expect(await network.visit('http://walled.example/')).toMatchObject({ outcome: 'unclear' });
    expect(await network.visit('http://down.example/')).toMatchObject({ outcome: 'dead', passing: true });
    expect(await network.visit('http://broken.example/')).toMatchObject({ outcome: 'dead', passing: true });
  });

  it('follows redirects, names where they broke, and sees that they go in a circle', async () => {
    const network = await open({
      pages: {
        'a.example': redirect('http://b.example/x#y'), 'b.example/x': redirect(Buffer.from('/z?q=ä').toString('latin1')), 'b.example/z?q=%C3%A4': ok,
        'broken.example': redirect('http://gone.example/'), 'gone.example': status(410), 'lost.example': redirect('http://nowhere.example/'),
        'ring.example/1': redirect('/2'), 'ring.example/2': redirect('/1'), 'jar.example': redirect('/', { 'set-cookie': 'seen=1' }),
      },
    });
    expect(await network.visit('http://a.example/')).toMatchObject({ outcome: 'opened', redirects: ['http://b.example/x', 'http://b.example/z?q=%C3%A4'] });
    expect(await network.visit('http://broken.example/')).toMatchObject({ outcome: 'dead', reason: 'it redirects to gone.example, and it answers with HTTP 410' });
    expect(await network.visit('http://lost.example/')).toMatchObject({ outcome: 'dead', reason: 'it redirects to nowhere.example, and its host does not exist' });
    expect(await network.visit('http://ring.example/1')).toMatchObject({ outcome: 'dead', reason: 'it redirects in a circle' });
    expect(await network.visit('http://jar.example/')).toMatchObject({ outcome: 'unclear' });
  });

  it('gives up on an endless chain', async () => {
    const network = await open({ pages: { 'chain.example': (request, response) => void response.writeHead(302, { location: `/${Number(request.url?.slice(1)) + 1}` }).end() } });
    expect(await network.visit('http://chain.example/1')).toMatchObject({ outcome: 'dead', reason: 'it redirects more than 10 times' });
    expect(world.requests).toHaveLength(11);
  });

  it('calls a host dead that does not exist, but not one whose DNS fails', async () => {
    const network = await open({ zones: { 'failing.example': { fails: true }, 'empty.example': { txt: ['v=spf1 -all'] } }, secondsPerRequest: 2 });
    expect(await network.visit('http://nowhere.example/')).toMatchObject({ outcome: 'dead', reason: 'its host does not exist' });
    expect(await network.visit('http://empty.example/')).toMatchObject({ outcome: 'dead' });
    expect(await network.visit('http://failing.example/')).toMatchObject({ outcome: 'unclear', reason: 'DNS servers failed' });
  });

  it('says that no DNS server was reached rather than that hosts do not exist', async () => {
    const network = await open({ dnsServers: ['127.0.0.1:1'], secondsPerRequest: 2 });
    expect(await network.visit(SHOP)).toMatchObject({ outcome: 'unclear' });
  });

  it('believes no server that knows nothing of the open internet', async () => {
    const network = await open({ zones: { com: {} } });
    expect(await network.visit('http://nirgends.example/')).toMatchObject({ outcome: 'unclear', reason: 'DNS here does not know the open internet' });
    expect(await network.textRecords('nirgends.example')).toMatchObject({ found: false, missing: false });
  });

  it('waits for a slow page no longer than it may', async () => {
    const network = await open({ pages: { 'slow.example': () => undefined }, secondsPerRequest: 0.3 });
    expect(await network.visit('http://slow.example/')).toMatchObject({ outcome: 'unclear', reason: 'it did not answer within 0.3 seconds' });
  });

  it('names what is left when the time of a campaign is used up, and asks anew for the next', async () => {
    let slow = true;
    const page: Page = (_, response) => { if (!slow) response.end(); };
    const network = await open({ pages: { 'slow.example': page }, secondsPerCampaign: 0.3, connections: 1 });
    const visits = await Promise.all([network.visit('http://slow.example/1'), network.visit('http://slow.example/2')]);
    expect(visits.map(({ outcome, reason }) => [outcome, reason])).toEqual(Array(2).fill(['unclear', 'the 0.3 seconds for this campaign were used up']));
    expect(world.requests).toEqual(['HEAD http://slow.example/1']);
    slow = false;
    expect(await world.network.forCampaign().visit('http://slow.example/2')).toMatchObject({ outcome: 'opened' });
  });

  it('names the fault of a certificate', async () => {
    const network = await open({ pages: { 'shop.example': ok }, tls: SELF_SIGNED });
    expect(await network.visit('https://shop.example/')).toMatchObject({ outcome: 'dead', reason: 'its TLS certificate is signed by itself' });
  });
});

describe('private addresses', () => {
  const PRIVATE = ['http://127.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::ffff:127.0.0.1]/', 'http://[::1]/', 'http://2130706433/', 'http://0x7f.1/', 'http://017700000001/', 'http://10.0.0.1/', 'http://100.64.0.1/', 'http://[fd00:ec2::254]/', 'http://[64:ff9b::a9fe:a9fe]/', 'http://168.63.129.16/', 'http://0/'];

  it.each(PRIVATE)('%s is not asked, neither by a link nor by a redirect', async (address) => {
    const network = await open({ pages: { 'shop.example': redirect(address) } });
    expect(await network.visit(address)).toMatchObject({ outcome: 'withheld' });
    expect(await network.download(address, 1000)).toMatchObject({ outcome: 'withheld' });
    expect(await network.visit(SHOP)).toMatchObject({ outcome: 'dead', reason: expect.stringContaining('no address of the open internet') as string });
    expect(world.connections).toEqual([PUBLIC]);
  });

  it('are refused behind names too: any of several addresses, IPv6, and localhost', async () => {
    const zones = { 'intern.example': { a: ['10.1.2.3'] }, 'mixed.example': { a: [PUBLIC, '192.168.0.1'] }, 'six.example': { aaaa: ['::ffff:a00:1'] }, localhost: { a: ['127.0.0.1'] } };
    const network = await open({ zones });
    for (const host of Object.keys(zones)) expect(await network.visit(`http://${host}/`)).toMatchObject({ outcome: 'withheld', reason: `${host} is no host of the open internet as seen from here` });
    expect(world.connections).toEqual([]);
  });

  it('are refused when DNS changes its answer between two hops: what is connected to is what was checked', async () => {
    const answers = [PUBLIC, '127.0.0.1', '169.254.169.254'];
    const network = await open({
      pages: { 'rebind.example': (request, response) => void response.writeHead(302, { location: `${request.url ?? ''}x`, connection: 'close' }).end() },
      zones: { 'rebind.example': { a: () => [answers.shift() ?? '10.0.0.1'] } },
    });
    expect(await network.visit('http://rebind.example/')).toMatchObject({ outcome: 'withheld' });
    expect(world.connections).toEqual([PUBLIC]);
    expect(world.requests).toEqual(['HEAD http://rebind.example/']);
  });

  it('and other schemes and ports are not asked', async () => {
    const network = await open({ pages: { 'shop.example': ok, 'sly.example': redirect('http://shop.example:6379/'), 'file.example': redirect('file:///etc/passwd') } });
    for (const address of ['ftp://shop.example/', 'http://shop.example:22/', 'http://sly.example/', 'http://file.example/', 'file:///etc/passwd']) expect((await network.visit(address)).outcome).toBe('withheld');
    expect(world.requests).toEqual(['HEAD http://sly.example/', 'HEAD http://file.example/']);
  });
});

describe('limits', () => {
  it('are kept to, in all and for each host', async () => {
    const running = new Map<string, number>();
    const most = { all: 0, host: 0 };
    const page: Page = (request, response) => {
      const host = request.headers.host ?? '';
      running.set(host, (running.get(host) ?? 0) + 1);
      most.host = Math.max(most.host, running.get(host) ?? 0);
      most.all = Math.max(most.all, [...running.values()].reduce((sum, count) => sum + count, 0));
      setTimeout(() => {
        running.set(host, (running.get(host) ?? 1) - 1);
        response.end();
      }, 15);
    };
    const hosts = ['a.example', 'b.example', 'c.example', 'd.example'];
    const network = await open({ pages: Object.fromEntries(hosts.map((host) => [host, page])), connections: 5, connectionsPerHost: 2 });
    const visits = await Promise.all(Array.from({ length: 40 }, (_, index) => network.visit(`http://${hosts[index % 4] ?? ''}/${index}`)));
    expect(visits.every(({ outcome }) => outcome === 'opened')).toBe(true);
    expect(most).toEqual({ all: 5, host: 2 });
  });
});

describe('a download', () => {
  const huge = (announced: boolean): Page => (_, response) => {
    if (announced) response.setHeader('content-length', '1000000000');
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };

  it('reads a file, through redirects', async () => {
    const network = await open({ pages: { 'cdn.example/a.png': redirect('/b.png'), 'cdn.example/b.png': (_, response) => void response.end('Bild: ä') } });
    const { bytes } = await network.download('http://cdn.example/a.png', 1000);
    expect(Buffer.from(bytes ?? []).toString()).toBe('Bild: ä');
  });

  it('stops at its limit, whether the server says the size or not', async () => {
    const network = await open({ pages: { 'said.example': huge(true), 'unsaid.example': huge(false) } });
    expect(await network.download('http://said.example/a.png', 100_000)).toMatchObject({ outcome: 'unclear', reason: 'it is larger than 98 KiB', tooLarge: 1_000_000_000 });
    const { tooLarge, bytes } = await network.download('http://unsaid.example/a.png', 100_000);
    expect(bytes).toBeUndefined();
    expect(tooLarge).toBeLessThan(300_000);
  });
});

describe('addresses that are never asked', () => {
  it.each([
    'http://shop.example/{{ user.id }}', 'http://shop.example/?e=%7B%7Bemail%7D%7D', 'http://shop.example/*|UNIQID|*',
    'http://shop.example/newsletter/abmelden', 'http://shop.example/désabonnement', 'http://unsubscribe.shop.example/', 'http://shop.example/opt-out?x=1',
    'http://shop.example/a?email=jo@acme.example', 'http://shop.example/a?token=x', 'http://jo:secret@shop.example/', 'http://shop.example/u/3fa85f64-5717-4562-b3fc-2c963f66afa6',
    'http://click.shop.example/x/aB3dE9', 'http://acme.us1.list-manage.com/track/click?u=1', 'http://shop.example/r/eJwVjEsOwyAMBe_COrLAfGxylwrw',
  ])('%s', async (address) => {
    const network = await open({ pages: { 'shop.example': ok } });
    expect(await network.visit(address)).toMatchObject({ outcome: 'withheld' });
    expect(await network.download(address, 1000)).toMatchObject({ outcome: 'withheld' });
    expect(world.requests).toEqual([]);
    expect(world.queries).toEqual([]);
  });

  it('not even when a redirect leads there', async () => {
    const network = await open({ pages: { 'go.example': redirect('http://shop.example/unsubscribe?id=7'), 'shop.example': ok } });
    expect(await network.visit('http://go.example/')).toMatchObject({ outcome: 'withheld' });
    expect(world.requests).toEqual(['HEAD http://go.example/']);
  });
});

describe('text records', () => {
  it('are joined, and told apart from records that are missing and servers that fail', async () => {
    const long = `v=spf1 ${'ip4:192.0.2.1 '.repeat(20)}-all`;
    const network = await open({ zones: { 'acme.example': { txt: [long, 'ä=1'] }, 'failing.example': { fails: true } }, secondsPerRequest: 2 });
    expect(await network.textRecords('Acme.example')).toEqual({ found: true, records: expect.arrayContaining([long]) as string[] });
    expect(await network.textRecords('nowhere.example')).toMatchObject({ found: false, missing: true });
    expect(await network.textRecords('failing.example')).toMatchObject({ found: false, missing: false });
  });
});
