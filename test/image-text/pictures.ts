import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Campaign } from '#campaign/campaign.js';
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { join } from 'node:path';

export const PICTURES = join(PACKAGE_ROOT, 'fixtures/images');

export function pictureBytes(name: string): Buffer {
  return readFileSync(join(PICTURES, name));
}

/** A campaign whose HTML lies in `folder`. */
export function campaignIn(folder: string | undefined, html: string): Promise<Campaign> {
  return campaignFromSource({ path: 'campaign', ...(folder !== undefined && { folder }), body: { kind: 'html', name: 'body.html', bytes: Buffer.from(html) } });
}

/** A PNG whose header claims a size; its pixels are as many zeros as `pixelBytes` says. */
export function pngClaiming(width: number, height: number, pixelBytes = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(pixelBytes))), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** An image tag with a picture that needs no recogniser: an SVG with a line of text for each line given. */
export function svgSaying(lines: readonly string[], attributes = ''): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300">${lines.map((line) => `<text>${line}</text>`).join('')}</svg>`;
  return `<img src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}" width="600" height="300" ${attributes}>`;
}
