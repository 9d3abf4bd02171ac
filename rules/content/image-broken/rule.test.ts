import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCampaign } from '#campaign/load-campaign.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const SEND_AT = new Date('2026-12-01T10:00:00Z');

function page(...sources: readonly string[]): string {
  const images = sources.map((src) => `<img src="${src.replaceAll('&', '&amp;')}" alt="Grünes Boot" width="300">`);
  return `<html lang="de"><body><h1>Post</h1><p>Das neue Boot liegt im Hafen.</p>${images.join('')}</body></html>`;
}

async function found(html: string, options?: { lastingDays: number }): Promise<readonly string[]> {
  const problems = await runRule(rule, await campaignOf({ html }), options, { sendAt: SEND_AT });
  return problems.map(({ messageId, severity }) => `${messageId}${severity === undefined ? '' : ` ${severity}`}`);
}

describe('an address tells that nobody can load it', () => {
  it.each([
    ['', 'empty'],
    ['blob:https://editor.acme.example/0c1f', 'pasted'],
    ['webkit-fake-url://7a/Bild.png', 'pasted'],
    ['cid:image001.png@01DA4F2B.5A6C7D80', 'pasted'],
    ['file:///C:/Bilder/boot.png', 'privateHost'],
    ['C:\\Bilder\\boot.png', 'privateHost'],
    ['http://localhost/shop/boot.png', 'privateHost'],
    ['https://192.168.0.4/boot.png', 'privateHost'],
    ['//cms.internal/boot.png', 'privateHost'],
    ['https://www.example.com/boot.png', 'exampleHost'],
    ['https://ihre-firma.de/boot.png', 'exampleHost'],
    ['https://via.placeholder.com/600x200', 'standIn'],
    ['https://placehold.co/600x400?text=Hero', 'standIn'],
    ['https://picsum.photos/seed/3/600/300', 'standIn'],
    ['https://', 'noHost'],
    ['https://https://img.acme.example/boot.png', 'noHost'],
    ['www.müller-boote.de/boot.png', 'noScheme'],
    ['img.acme-boote.de/boot.png', 'noScheme'],
    ['https://mail.google.com/mail/u/0?ui=2&ik=4f&attid=0.1&disp=emb', 'signIn'],
    ['https://acme.example/cellar.psd', 'format'],
    ['https://files.slack.com/files-pri/T1-F2/boot.png', 'signIn'],
    ['https://drive.google.com/file/d/1aBc/view?usp=sharing', 'page'],
    ['https://www.dropbox.com/s/1a2b/boot.png?dl=0', 'page'],
    ['https://github.com/acme/post/blob/main/boot.png', 'page'],
    ['https://imgur.com/a1B2c3D', 'page'],
    ['https://unsplash.com/photos/boot-im-hafen-3f', 'page'],
    ['https://lists.müller.de/boot.png?X-Amz-Date=20261130T100000Z&X-Amz-Expires=3600', 'expired'],
  ])('%s is an error: %s', async (src, kind) => {
    expect(await found(page(src))).toEqual([kind]);
  });

  it.each([
    ['https://staging.acme-boote.de/boot.png', 'stagingHost'],
    ['https://ci3.googleusercontent.com/meips/ADKq_NY=s0-d-e1-ft#https://img.acme.example/boot.png', 'borrowed'],
    ['https://encrypted-tbn0.gstatic.com/images?q=tbn:ANd9', 'borrowed'],
    ['https://acme.s3.eu-central-1.amazonaws.com/boot.png?X-Amz-Date=20261201T000000Z&X-Amz-Expires=604800', 'expires'],
    ['https://storage.googleapis.com/acme/boot.png?X-Goog-Date=20261201T000000Z&X-Goog-Expires=604800', 'expires'],
    ['https://d1.cloudfront.net/boot.png?Expires=1765000000&Signature=ab&Key-Pair-Id=K1'.replace('1765000000', '1796600000'), 'expires'],
    ['https://acme.blob.core.windows.net/post/boot.png?sv=2024-11-04&se=2026-12-10T00%3A00%3A00Z&sig=ab', 'expires'],
    ['https://scontent-fra3-1.xx.fbcdn.net/v/t39/boot.jpg?oh=00_A&oe=6A1F0000'.replace('6A1F0000', Math.floor(Date.parse('2026-12-09T00:00:00Z') / 1000).toString(16)), 'expires'],
  ])('%s is a warning: %s', async (src, kind) => {
    expect(await found(page(src))).toEqual([`${kind} warning`]);
  });
});

describe('what may work is left alone', () => {
  it.each([
    'https://img.acme.example/boot.png',
    'https://lh3.googleusercontent.com/d/1aBc',
    'https://drive.google.com/uc?export=view&id=1aBc',
    'https://www.dropbox.com/scl/fi/1a/boot.png?rlkey=2b&raw=1',
    'https://github.com/acme/post/blob/main/boot.png?raw=true',
    'https://raw.githubusercontent.com/acme/post/main/boot.png',
    'https://images.unsplash.com/photo-15?w=600',
    'https://i.imgur.com/a1B2c3D.png',
    'https://acme.s3.amazonaws.com/boot.png?X-Amz-Date=20261201T000000Z&X-Amz-Expires=31536000',
    'https://acme.s3.amazonaws.com/boot.png?X-Amz-Date=gestern&X-Amz-Expires=bald',
    '{{ product.image }}',
    'https://{{ host }}/boot.png',
    '*|IMG:URL|*',
    'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
  ])('%s', async (src) => {
    expect(await found(page(src))).toEqual([]);
  });

  it('tracking pixels, and paths below a base', async () => {
    expect(await found('<html lang="en"><body><p>Ahoy.</p><img src="" width="1" height="1" alt=""></body></html>')).toEqual([]);
    expect(await found('<html lang="en"><head><base href="https://img.acme.example/"></head><body><p>Ahoy.</p><img src="/boat.png" alt="Boat"></body></html>')).toEqual([]);
  });
});

describe('pictures without src', () => {
  it('wait for a script, or for nobody; a srcset is enough', async () => {
    expect(await found('<html lang="en"><body><p>Ahoy.</p><img data-src="https://img.acme.example/boat.png" alt="Boat"><img alt="Crew"><img srcset="https://img.acme.example/b.png 2x" alt="Sail"></body></html>')).toEqual(['lazy', 'empty']);
  });
});

describe('alike pictures', () => {
  it('make one finding with their number', async () => {
    const [problem, ...others] = await runRule(rule, await campaignOf({ html: page('https://placehold.co/1', 'https://placehold.co/2', 'https://placehold.co/2') }), undefined, { sendAt: SEND_AT });
    expect(others).toEqual([]);
    expect(problem?.data).toMatchObject({ src: 'https://placehold.co/1', times: ' (the first of 2)' });
  });

  it('are a warning where all of them only decorate', async () => {
    expect(await found(page('C:\\a.png').replace('alt="Grünes Boot"', 'alt=""'))).toEqual(['privateHost warning']);
  });
});

it('finds what is drawn by CSS and by the background attribute', async () => {
  expect(await found('<html lang="en"><body><table background="http://localhost/a.png"><tr><td style="background-image:url(https://placehold.co/600)">Ahoy</td></tr></table></body></html>')).toEqual(['privateHost', 'standIn']);
});

it('lets a signed address end sooner by option', async () => {
  const src = 'https://acme.s3.amazonaws.com/boot.png?X-Amz-Date=20261201T000000Z&X-Amz-Expires=604800';
  expect(await found(page(src), { lastingDays: 3 })).toEqual([]);
});

describe('paths', () => {
  const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const mail = (html: string, image = '', content = PNG) => [
    'From: Hafen <post@hafen.example>', 'To: a@b.example', 'Subject: Boote', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary=b', '',
    '--b', 'Content-Type: text/html; charset=utf-8', '', html, ...(image === '' ? [] : ['--b', 'Content-Type: image/png; name="boot.png"', 'Content-Disposition: inline; filename="boot.png"', `Content-ID: <${image}>`, 'Content-Transfer-Encoding: base64', '', content]), '--b--', '',
  ].join('\r\n');
  const kinds = async (eml: string) => (await runRule(rule, await campaignOf({ eml }), undefined, { sendAt: SEND_AT })).map(({ messageId }) => messageId);

  it('lead nowhere from a finished mail, unless the part is sent along', async () => {
    expect(await kinds(mail(page('bilder/boot.png')))).toEqual(['path']);
    expect(await kinds(mail(page('bilder/boot.png'), 'boot@hafen'))).toEqual([]);
  });

  it('by Content-ID need a part that has it', async () => {
    expect(await kinds(mail(page('cid:boot@hafen'), 'boot@hafen'))).toEqual([]);
    expect(await kinds(mail(page('cid:boot@hafen'), 'other@hafen'))).toEqual(['attachment']);
    const [problem] = await runRule(rule, await campaignOf({ eml: mail(page('cid:boot@hafen'), 'boot@hafen', Buffer.from('<html>404 Not Found</html>').toString('base64')) }), undefined, { sendAt: SEND_AT });
    expect(problem).toMatchObject({ messageId: 'unreadable', data: { why: 'it is not a PNG, JPEG, GIF, WebP, BMP or SVG' } });
  });

  it('to a file that is not in the folder are a warning; from the root they are an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'presend-image-broken-'));
    try {
      mkdirSync(join(folder, 'bilder'));
      writeFileSync(join(folder, 'bilder', 'boot ä.png'), Buffer.from(PNG, 'base64'));
      writeFileSync(join(folder, 'bilder', 'zeiger.png'), 'version https://git-lfs.github.com/spec/v1\n');
      writeFileSync(join(folder, 'body.html'), page('bilder/boot%20%C3%A4.png', 'bilder/fehlt.png', '/bilder/boot.png', 'bilder/zeiger.png'));
      const problems = await runRule(rule, await loadCampaign(folder), undefined, { sendAt: SEND_AT });
      expect(problems.map(({ messageId, severity, data }) => [messageId, severity, data?.['src']])).toEqual([['missing', 'warning', 'bilder/fehlt.png'], ['path', undefined, '/bilder/boot.png'], ['unreadable', undefined, 'bilder/zeiger.png']]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('are unchecked where no folder is known', async () => {
    expect(await rule.unchecked?.(await campaignOf({ html: page('bilder/boot.png') }), rule.defaultOptions, { now: SEND_AT, sendAt: SEND_AT })).toContain('folder');
  });
});
