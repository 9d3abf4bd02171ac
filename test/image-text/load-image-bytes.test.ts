import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Campaign } from '#campaign/campaign.js';
import { isUnread, loadImageBytes, MOST_BYTES } from '#image-text/load-image-bytes.js';
import { campaignOf } from '../campaign/campaign-of.js';
import { campaignIn } from './pictures.js';

let parent: string;
let folder: string;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'presend-images-'));
  folder = join(parent, 'campaign');
  mkdirSync(join(folder, 'img'), { recursive: true });
  writeFileSync(join(folder, 'img', 'Größe.png'), 'inside');
  writeFileSync(join(parent, 'secret.png'), 'outside');
  symlinkSync(join(parent, 'secret.png'), join(folder, 'img', 'link.png'));
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function load(src: string, where: string | undefined = folder) {
  return loadFirst(await campaignIn(where, `<img src="${src}" width="600" height="300">`));
}

async function loadFirst(campaign: Campaign) {
  const loaded = await loadImageBytes(campaign, campaign.images[0]!);
  return isUnread(loaded) ? loaded.cause : Buffer.from(loaded.bytes).toString('latin1');
}

describe('loadImageBytes', () => {
  it("reads files of the campaign's folder, by escaped names too", async () => {
    expect(await load('img/Gr%C3%B6%C3%9Fe.png')).toBe('inside');
    expect(await load('./img/../img/Größe.png')).toBe('inside');
  });

  it('never leaves the folder: parents, links and escaped dots are refused', async () => {
    expect(await load('../secret.png')).toBe('outside');
    expect(await load('img/link.png')).toBe('outside');
    expect(await load('%2e%2e/secret.png')).toBe('outside');
    expect(await load('..\\secret.png')).toBe('outside');
    expect(await load('../../../../../../etc/passwd.png')).toBe('outside');
  });

  it('says when there is no such file, or no folder', async () => {
    expect(await load('img/none.png')).toBe('missing');
    const campaign = await campaignOf({ html: '<img src="img/a.png">' });
    expect(await loadFirst(campaign)).toBe('missing');
  });

  it('reads the file of a remote image that was exported with a campaign, and none beside a lone body', async () => {
    writeFileSync(join(folder, 'img', 'Hero.png'), 'exported');
    const html = '<img src="https://cdn.acme.de/x/hero.png?v=2" width="600" height="300">';
    const lone = await campaignIn(folder, html);
    expect(await loadFirst(lone)).toBe('remote');
    const exported = { ...lone, folder, given: new Set(['manifest', 'html'] as const), images: lone.images };
    expect(await loadFirst(exported)).toBe('exported');
  });

  it('does not read folders', async () => {
    expect(await load('img')).toBe('broken');
  });

  it("finds a file beside the body, and in the campaign's folder", async () => {
    mkdirSync(join(folder, 'html'));
    writeFileSync(join(folder, 'html', 'near.png'), 'near');
    const campaign = await campaignIn(folder, '<img src="near.png"><img src="img/Größe.png">');
    const nested = { ...campaign, folder, manifest: { body: 'html/body.html' }, images: campaign.images };
    const texts = await Promise.all(nested.images.map((image) => loadImageBytes(nested, image)));
    expect(texts.map((loaded) => (isUnread(loaded) ? loaded.cause : String(loaded.bytes)))).toEqual(['near', 'inside']);
  });

  it('decodes data: addresses, base64 and percent-encoded', async () => {
    expect(await load(`data:image/png;base64,${Buffer.from('pixels').toString('base64')}`)).toBe('pixels');
    expect(await load('data:image/svg+xml,%3Csvg%3E%C3%A9')).toBe(Buffer.from('<svg>é').toString('latin1'));
  });

  it('refuses base64 that is none', async () => {
    expect(await load('data:image/png;base64,%%%not*base64!!')).toBe('broken');
  });

  it('finds attachments by Content-ID', async () => {
    const eml = [
      'From: a@b.example', 'Subject: Hi', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="b"', '',
      '--b', 'Content-Type: text/html; charset=utf-8', '', '<img src="cid:Hero@mail"><img src="cid:none">',
      '--b', 'Content-Type: image/png', 'Content-ID: <hero@mail>', 'Content-Transfer-Encoding: base64', '', Buffer.from('attached').toString('base64'), '--b--', '',
    ].join('\r\n');
    const campaign = await campaignOf({ eml });
    const [hero, none] = await Promise.all(campaign.images.map((image) => loadImageBytes(campaign, image)));
    expect(hero).toMatchObject({ bytes: new Uint8Array(Buffer.from('attached')) });
    expect(none).toMatchObject({ cause: 'missing' });
  });

  it('does not open files that no mail should hold, and says how large they are', async () => {
    writeFileSync(join(folder, 'huge.png'), Buffer.alloc(MOST_BYTES + 1));
    const campaign = await campaignIn(folder, '<img src="huge.png">');
    expect(await loadImageBytes(campaign, campaign.images[0]!)).toMatchObject({ cause: 'limit', bytes: MOST_BYTES + 1 });
  });
});
