import type { Campaign, Image } from '#campaign/campaign.js';
import { imageHeader } from '#image-text/image-header.js';
import { imageName } from '#image-text/image-name.js';
import { hasRemoteImages, isUnread, loadImageBytes } from '#image-text/load-image-bytes.js';
import { REMOTE_REMEDY } from '#image-text/remote-images.js';
import type { Problem } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';

const MEBIBYTE = 1024 * 1024;
/** Narrower images weigh little, however small they are shown. */
const LEAST_PIXELS = 1000;
/** CSS pixels: icons are drawn once in a large size. */
const LEAST_SHOWN = 100;

export default defineRule({
  id: 'content/image-weight',
  severity: 'warning',
  summary: 'Images are heavy to load',
  needs: ['html'],
  messages: {
    image: 'The image {{image}} weighs {{size}} MiB; above {{limit}} MiB it loads slowly on a phone.',
    oversized: 'The image {{image}} is {{pixels}} pixels wide and shown at {{width}}: most of what it weighs is never seen.',
    all: 'The {{count}} images together weigh {{size}} MiB, more than {{limit}} MiB.',
  },
  suggestions: {
    image: 'Scale it to twice the width at which it is shown and save it with compression; most photos then stay under 200 KiB.',
    oversized: 'Scale it to twice the width at which it is shown.',
    all: 'Compress the largest ones first, starting with {{heaviest}}.',
  },
  defaultOptions: { maxImageBytes: MEBIBYTE, maxTotalBytes: 2 * MEBIBYTE, maxScale: 4 },
  optionsSchema: {
    maxImageBytes: { type: 'integer', minimum: 1 },
    maxTotalBytes: { type: 'integer', minimum: 1 },
    maxScale: { type: 'number', minimum: 1 },
  },
  async *check(campaign, { maxImageBytes, maxTotalBytes, maxScale }) {
    const weighed = await weigh(campaign);
    for (const entry of weighed) {
      if (entry.bytes > maxImageBytes) yield heavyImage(entry, maxImageBytes);
      else if (scaleOf(entry) > maxScale) yield oversizedImage(entry);
    }
    const total = weighed.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total > maxTotalBytes && weighed.length > 1) yield heavyMail(weighed, total, maxTotalBytes);
  },
  async unchecked(campaign) {
    return (await hasRemoteImages(campaign)) ? REMOTE_REMEDY : undefined;
  },
});

interface Weighed {
  readonly image: Image;
  readonly bytes: number;
  /** Pixels; undefined where the bytes do not say. */
  readonly width: number | undefined;
}

/** Each source once; images on web servers only with `--network`. */
async function weigh(campaign: Campaign): Promise<readonly Weighed[]> {
  const weighed = new Map<string, Weighed>();
  for (const image of campaign.images) {
    if (weighed.has(image.src)) continue;
    const loaded = await loadImageBytes(campaign, image);
    const entry = isUnread(loaded) ? { bytes: loaded.bytes, width: undefined } : { bytes: loaded.bytes.length, width: pixelWidth(loaded.bytes) };
    if (entry.bytes !== undefined) weighed.set(image.src, { image, bytes: entry.bytes, width: entry.width });
  }
  return [...weighed.values()];
}

function pixelWidth(bytes: Uint8Array): number | undefined {
  const header = imageHeader(bytes);
  return isUnread(header) ? undefined : header.width;
}

/** Pixels to a CSS pixel; 0 where either width is unknown, or small. */
function scaleOf({ image, width = 0 }: Weighed): number {
  return image.width === undefined || image.width < LEAST_SHOWN || width < LEAST_PIXELS ? 0 : width / image.width;
}

function heavyImage({ image, bytes }: Weighed, limit: number): Problem<'image'> {
  return { messageId: 'image', data: { image: imageName(image), size: mebibytes(bytes), limit: mebibytes(limit) }, location: image.location, evidence: { bytes } };
}

function oversizedImage({ image, bytes, width = 0 }: Weighed): Problem<'oversized'> {
  const data = { image: imageName(image), pixels: width, width: image.width ?? 0 };
  return { messageId: 'oversized', severity: 'info', data, location: image.location, evidence: { bytes, pixels: width } };
}

function heavyMail(weighed: readonly Weighed[], total: number, limit: number): Problem<'all'> {
  const heaviest = weighed.reduce((most, candidate) => (candidate.bytes > most.bytes ? candidate : most)).image;
  return {
    messageId: 'all',
    data: { count: weighed.length, size: mebibytes(total), limit: mebibytes(limit), heaviest: imageName(heaviest) },
    location: heaviest.location,
    evidence: { bytes: total, images: weighed.length },
  };
}

function mebibytes(bytes: number): number {
  return Math.round((bytes / MEBIBYTE) * 100) / 100;
}
