import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { prepareImage } from '#image-text/prepare-image.js';
import { pictureBytes } from './pictures.js';

const text = (color: string, ground: string) => Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="100"><rect width="300" height="100" fill="${ground}"/><text x="20" y="60" font-size="40" fill="${color}">Hello</text></svg>`);

async function meanOf(bytes: Uint8Array): Promise<number> {
  return (await sharp(bytes).stats()).channels[0]!.mean;
}

describe('prepareImage', () => {
  it('makes text dark on light, whichever way it came', async () => {
    expect(await meanOf(await prepareImage(await sharp(text('#fff', '#024')).png().toBuffer(), 'png'))).toBeGreaterThan(180);
    expect(await meanOf(await prepareImage(await sharp(text('#024', '#fff')).png().toBuffer(), 'png'))).toBeGreaterThan(180);
  });

  it('keeps light text on a transparent ground legible', async () => {
    const prepared = await prepareImage(await sharp(text('#fff', 'transparent')).png().toBuffer(), 'png');
    expect((await sharp(prepared).stats()).channels[0]!.min).toBeLessThan(50);
  });

  it('enlarges small pictures, at most three times, and brings large ones to reading width', async () => {
    const widthOf = async (width: number, height: number) => {
      const picture = await sharp({ create: { width, height, channels: 3, background: '#fff' } }).jpeg().toBuffer();
      return (await sharp(await prepareImage(picture, 'jpeg')).metadata()).width;
    };
    expect(await widthOf(200, 80)).toBe(600);
    expect(await widthOf(600, 300)).toBe(1200);
    expect(await widthOf(3000, 1000)).toBe(1200);
    expect(await widthOf(600, 6000)).toBeLessThan(700);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(['#000', '#f00', '#0f0'].map((background) => sharp({ create: { width: 300, height: 100, channels: 3, background } }).png().toBuffer()));
    const animation = await sharp(frames, { join: { animated: true } }).gif().toBuffer();
    expect((await sharp(animation, { animated: true }).metadata()).pages).toBe(3);
    expect((await sharp(await prepareImage(animation, 'gif')).metadata()).height).toBe(300);
  });

  it('throws for data that stop in the middle', async () => {
    const bytes = pictureBytes('photo.jpg');
    await expect(prepareImage(bytes.subarray(0, bytes.length / 2), 'jpeg')).rejects.toThrow();
  });

  it('leaves a bitmap to the recogniser', async () => {
    const bytes = Buffer.from('BM');
    expect(await prepareImage(bytes, 'bmp')).toBe(bytes);
  });
});
