import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { campaignIn, pictureBytes, pngClaiming } from '../../../test/image-text/pictures.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-weight-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KIBIBYTE = 1024;
const padded = (kibibytes: number) => Buffer.concat([pictureBytes('logo.png'), Buffer.alloc(kibibytes * KIBIBYTE - pictureBytes('logo.png').length)]);
const found = async (html: string, options = {}) => (await runRule(rule, await campaignIn(folder, html), options)).map(({ messageId, data }) => ({ messageId, ...data }));

describe('content/image-weight', () => {
  it('reports a local image over 1 MiB, and one that is too large to be opened', async () => {
    writeFileSync(join(folder, 'größe.png'), padded(1025));
    writeFileSync(join(folder, 'limit.png'), padded(1024));
    expect(await found('<img src="gr%C3%B6%C3%9Fe.png">')).toEqual([{ messageId: 'image', image: 'größe.png', size: 1, limit: 1 }]);
    expect(await found('<img src="limit.png">')).toEqual([]);
    writeFileSync(join(folder, 'huge.png'), Buffer.alloc(30 * KIBIBYTE * KIBIBYTE));
    expect(await found('<img src="huge.png">')).toEqual([{ messageId: 'image', image: 'huge.png', size: 30, limit: 1 }]);
  });

  it('reports embedded images together, the heaviest by name', async () => {
    for (const name of ['a.png', 'b.png', 'c.png']) writeFileSync(join(folder, name), padded(name === 'b.png' ? 1000 : 900));
    const html = '<img src="a.png"><img src="b.png"><img src="c.png">';
    expect(await found(html)).toEqual([{ messageId: 'all', count: 3, size: 2.73, limit: 2, heaviest: 'b.png' }]);
  });

  it('counts a file once, however often it is shown', async () => {
    writeFileSync(join(folder, 'twice.png'), padded(1000));
    expect(await found('<img src="twice.png"><img src="twice.png"><img src="twice.png">')).toEqual([]);
  });

  it('weighs what is attached', async () => {
    const eml = ['From: a@b.example', 'Subject: Hi', 'MIME-Version: 1.0', 'Content-Type: multipart/related; boundary="b"', '',
      '--b', 'Content-Type: text/html; charset=utf-8', '', '<p>Hi</p><img src="cid:hero">',
      '--b', 'Content-Type: image/png', 'Content-ID: <hero>', 'Content-Transfer-Encoding: base64', '', padded(1100).toString('base64').replace(/.{76}/g, '$&\r\n'), '--b--', ''].join('\r\n');
    expect(await runRule(rule, await campaignOf({ eml }))).toMatchObject([{ messageId: 'image', evidence: { bytes: 1100 * KIBIBYTE } }]);
  });

  it('notes an image with far more pixels than are shown, not one for high-density screens', async () => {
    writeFileSync(join(folder, 'wide.png'), pngClaiming(2400, 600));
    expect(await found('<img src="wide.png" width="300">')).toEqual([{ messageId: 'oversized', image: 'wide.png', pixels: 2400, width: 300 }]);
    expect(await found('<img src="wide.png" width="600">')).toEqual([]);
    expect(await found('<img src="wide.png">')).toEqual([]);
    expect(await found('<img src="wide.png" width="64">')).toEqual([]);
    writeFileSync(join(folder, 'portrait.png'), pngClaiming(480, 480));
    expect(await found('<img src="portrait.png" width="100">')).toEqual([]);
  });

  it('takes its limits from its options', async () => {
    writeFileSync(join(folder, 'small.png'), padded(50));
    expect(await found('<img src="small.png">', { maxImageBytes: 1000 })).toHaveLength(1);
    expect(await found('<img src="small.png"><img src="limit.png">', { maxTotalBytes: 1000 })).toMatchObject([{ messageId: 'all' }]);
    expect(await found('<img src="wide.png" width="600">', { maxScale: 2 })).toHaveLength(1);
  });

  it('does not pass what it cannot weigh: images on web servers are unchecked', async () => {
    const unchecked = async (html: string) => rule.unchecked?.(await campaignIn(folder, html), rule.defaultOptions, { now: NOW, sendAt: NOW });
    expect(await unchecked('<img src="https://cdn.example/hero.png" width="600" height="300">')).toMatch(/--network/);
    expect(await unchecked('<img src="small.png"><img src="https://cdn.example/open.gif" width="1" height="1">')).toBeUndefined();
  });
});
