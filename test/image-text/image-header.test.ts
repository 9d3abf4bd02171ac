import { describe, expect, it } from 'vitest';
import { imageHeader } from '#image-text/image-header.js';
import sharp from 'sharp';
import { pictureBytes, pngClaiming } from './pictures.js';

const PICTURE = sharp({ create: { width: 320, height: 200, channels: 3, background: '#336699' } });

describe('imageHeader', () => {
  it('reads format and size of each format by its bytes, whatever the name says', async () => {
    expect(imageHeader(pictureBytes('banner-en.png'))).toEqual({ format: 'png', width: 600, height: 300 });
    expect(imageHeader(pictureBytes('photo.jpg'))).toEqual({ format: 'jpeg', width: 1200, height: 600 });
    for (const format of ['gif', 'webp'] as const) expect(imageHeader(await PICTURE.clone().toFormat(format).toBuffer())).toEqual({ format, width: 320, height: 200 });
    expect(imageHeader(Buffer.from('\ufeff<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'))).toMatchObject({ format: 'svg' });
    expect(imageHeader(bitmap(300, 100))).toEqual({ format: 'bmp', width: 300, height: 100 });
  });

  it('refuses a decompression bomb by what its header claims', () => {
    expect(imageHeader(pngClaiming(50_000, 50_000))).toEqual({ cause: 'limit', reason: 'it claims 50000 x 50000 pixels' });
  });

  it('refuses a header of any format that claims too many pixels, and one that claims none', async () => {
    const gif = await PICTURE.clone().gif().toBuffer();
    gif.writeUInt16LE(65_535, 6);
    gif.writeUInt16LE(65_535, 8);
    const jpeg = Buffer.from(await PICTURE.clone().jpeg().toBuffer());
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    jpeg.writeUInt16BE(65_500, frame + 5);
    jpeg.writeUInt16BE(65_500, frame + 7);
    for (const bytes of [gif, jpeg, bitmap(30_000, 30_000, 0), pngClaiming(2 ** 31 - 1, 2 ** 31 - 1)]) expect(imageHeader(bytes)).toMatchObject({ cause: 'limit' });
    for (const bytes of [pngClaiming(0, 300), pngClaiming(600, 0), bitmap(0, 0)]) expect(imageHeader(bytes)).toMatchObject({ cause: 'broken' });
  });

  it('names empty files, text and HTML that only go by the name of an image', () => {
    expect(imageHeader(Buffer.alloc(0))).toMatchObject({ cause: 'broken', reason: 'it is empty' });
    expect(imageHeader(Buffer.from('Just some text, saved as hero.png'))).toMatchObject({ cause: 'broken' });
    expect(imageHeader(Buffer.from('<html><body>404</body></html>'))).toMatchObject({ cause: 'broken' });
  });

  it('names truncated data', () => {
    for (const name of ['banner-en.png', 'photo.jpg']) {
      const bytes = pictureBytes(name);
      expect(imageHeader(bytes.subarray(0, bytes.length / 2))).toMatchObject({ cause: 'broken', reason: `its ${name.endsWith('png') ? 'PNG' : 'JPEG'} data stop before the end` });
    }
  });

  it('survives every length of every format', async () => {
    const webp = await PICTURE.clone().webp().toBuffer();
    for (const bytes of [pictureBytes('logo.png'), pictureBytes('photo.jpg'), webp, bitmap(300, 100)])
      for (let length = 0; length < 200; length += 1) expect(() => imageHeader(bytes.subarray(0, length))).not.toThrow();
  });
});

/** 24-bit, all black. */
function bitmap(width: number, height: number, pixels = width * 3 * height): Buffer {
  const file = Buffer.alloc(54 + pixels);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  return file;
}
