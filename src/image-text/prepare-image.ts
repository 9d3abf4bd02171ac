import type { Metadata, Sharp } from 'sharp';
import { MOST_PIXELS, type RasterFormat } from './image-header.js';

/** Width in pixels at which words of 14 px and more in a 600 px mail are read best (bench/results/languages.md). */
const BEST_WIDTH = 1200;
/** Larger gains nothing on small pictures. */
const MOST_SCALE = 3;
/** Pixels that are recognised in a second or two: a mail-high picture keeps fewer pixels a word. */
const MOST_READ_PIXELS = 4_000_000;
/** Of 255: darker on average is light text on a dark ground, which the recogniser would try both ways. */
const DARK = 128;
const LIGHT = 160;
const WHITE = '#ffffff';
const BLACK = '#000000';
/** Pixels wide: enough for a mean. */
const GLANCE_WIDTH = 100;
/** Formats that sharp does not read; the recogniser does. */
const UNREADABLE = new Set<RasterFormat>(['bmp']);

/**
 * The picture as the recogniser reads it best: its first frame, upright, on white, grey, stretched to full contrast, dark on light,
 * and of a size at which letters are large enough. The bytes as they are when sharp is not installed. Throws for damaged data.
 */
export async function prepareImage(bytes: Uint8Array, format: RasterFormat): Promise<Uint8Array> {
  const open = UNREADABLE.has(format) ? undefined : await loadSharp();
  if (!open) return bytes;
  const size = await open(bytes).metadata();
  const { data, info } = await open(bytes)
    .autoOrient()
    .flatten({ background: await groundOf(open, bytes, size) })
    .resize({ width: widthOf(size), kernel: 'lanczos3' })
    .greyscale()
    .normalise()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = open(data, { raw: { width: info.width, height: info.height, channels: 1 } });
  return (mean(data) < DARK ? grey.negate() : grey).png({ compressionLevel: 1 }).toBuffer();
}

/** What a picture with transparent parts is laid on: black if what can be seen of it is light. */
async function groundOf(open: Open, bytes: Uint8Array, { hasAlpha }: Metadata): Promise<string> {
  if (!hasAlpha) return WHITE;
  const data = await open(bytes).resize({ width: GLANCE_WIDTH }).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  let light = 0;
  let opaque = 0;
  for (let at = 0; at + 3 < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    opaque += alpha;
    light += (alpha * (red + green + blue)) / 3;
  }
  return light > LIGHT * opaque ? BLACK : WHITE;
}

type Open = (bytes: Uint8Array, options?: object) => Sharp;

async function loadSharp(): Promise<Open | undefined> {
  try {
    const { default: sharp } = await import('sharp');
    sharp.concurrency(1);
    sharp.cache(false);
    return (bytes, options = {}) => sharp(bytes, { failOn: 'truncated', limitInputPixels: MOST_PIXELS, pages: 1, ...options });
  } catch {
    return undefined;
  }
}

function widthOf({ autoOrient: { width, height } }: Metadata): number {
  const scale = Math.min(BEST_WIDTH / width, MOST_SCALE, Math.sqrt(MOST_READ_PIXELS / (width * height)));
  return Math.max(1, Math.round(width * scale));
}

function mean(data: Uint8Array): number {
  let sum = 0;
  for (const value of data) sum += value;
  return sum / Math.max(1, data.length);
}
