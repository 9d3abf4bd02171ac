import { afterEach, describe, expect, it } from 'vitest';
import { hasRemoteImages, loadImageBytes } from '#image-text/load-image-bytes.js';
import { readImageTexts } from '#image-text/read-image-texts.js';
import { allowDownloads } from '#image-text/remote-images.js';
import { openWorld, PUBLIC, redirect, status, type Page, type World } from '../network/loopback-world.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { campaignIn, pictureBytes } from './pictures.js';

let world: World | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});

const png = (name: string): Page => (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(pictureBytes(name));
const image = (src: string, size = 'width="600" height="300"') => `<img src="${src}" ${size}>`;

async function online(html: string, pages: Readonly<Record<string, Page>>) {
  world = await openWorld({ pages });
  const campaign = await campaignIn(undefined, html);
  allowDownloads(campaign, world.network.forCampaign());
  return campaign;
}

describe('images on web servers', () => {
  it('are read when downloads are allowed, and only then', async () => {
    const html = `<p>Liebe Freunde des Gartens, der Frühling ist da.</p>${image('http://cdn.example/banner.png')}`;
    const offline = await campaignOf({ html });
    expect(await readImageTexts(offline)).toMatchObject([{ status: 'skipped', cause: 'remote' }]);
    expect(await hasRemoteImages(offline)).toBe(true);

    const campaign = await online(html, { 'cdn.example': png('banner-de.png') });
    const [text] = await readImageTexts(campaign, { timeLimit: 60_000 });
    expect(text).toMatchObject({ status: 'read', language: 'de' });
    expect(text?.text).toContain('Ihr Garten ist bereit für den Frühling');
    expect(await hasRemoteImages(campaign)).toBe(false);
  });

  it('are downloaded once, and tracking pixels never', async () => {
    const campaign = await online(image('http://cdn.example/logo.png') + image('http://cdn.example/logo.png') + image('http://cdn.example/open.gif', 'width="1" height="1"'), { 'cdn.example': png('logo.png') });
    const loaded = await Promise.all(campaign.images.map((each) => loadImageBytes(campaign, each)));
    expect(loaded.map((each) => ('bytes' in each && each.bytes instanceof Uint8Array ? each.bytes.length : each))).toEqual([pictureBytes('logo.png').length, pictureBytes('logo.png').length, expect.objectContaining({ cause: 'remote' })]);
    expect(world?.requests).toEqual(['GET http://cdn.example/logo.png']);
  });

  it('are left unread with the reason: gone, too heavy, personal, or behind a redirect to a private address', async () => {
    const campaign = await online(
      ['http://cdn.example/gone.png', 'http://cdn.example/heavy.png', 'http://cdn.example/a.png?email=jo@acme.example', 'http://cdn.example/sly.png'].map((src) => image(src)).join(''),
      { 'cdn.example/heavy.png': status(200, { 'content-length': '9000000' }), 'cdn.example/sly.png': redirect('http://127.0.0.1/'), 'cdn.example': status(404) },
    );
    const reasons = (await readImageTexts(campaign)).map((text) => text.status === 'skipped' && `${text.cause}: ${text.reason}`);
    expect(reasons).toEqual([
      'missing: it answers with HTTP 404', 'limit: it is larger than 5120 KiB', 'unknown-source: it is not downloaded: its parameter email looks personal',
      'missing: it redirects to 127.0.0.1, and 127.0.0.1 is no address of the open internet',
    ]);
    expect(new Set(world?.connections)).toEqual(new Set([PUBLIC]));
  });
});
