import type { Campaign, Image } from '#campaign/campaign.js';
import { defineRule } from '#rule/rule.js';
import { liveCharacters } from './live-characters.js';
import { longestRun, picturesOf, type Picture } from './pictures.js';

// Fewer adjacent images are a gallery; a picture that was cut for mail clients comes in at least this many.
const LEAST_SLICES = 4;

export default defineRule({
  id: 'content/image-only-body',
  severity: 'error',
  summary: 'The message is a picture instead of text',
  needs: ['html'],
  messages: {
    picture: 'The message is a picture: {{characters}} characters of text around one {{size}} image.',
    pictures: 'The message is pictures: {{characters}} characters of text around {{count}} images, the largest one {{size}}.',
    slices: 'The message is a picture cut into {{count}} slices: {{characters}} characters of text around them.',
    littleText: 'Pictures carry most of the message: {{characters}} characters of text beside {{count}} images, the largest one {{size}}.',
  },
  suggestions: {
    picture: 'Write the copy as live text and keep the picture as an illustration with an alt text.',
    pictures: 'Write the copy as live text and keep the pictures as illustrations with alt texts.',
    slices: 'Write the copy as live text and keep one picture as an illustration with an alt text.',
    littleText: 'Say the main point and the action in live text, so that the mail works with images off.',
  },
  defaultOptions: { minTextCharacters: 150, warnTextCharacters: 400, minPictureArea: 150_000 },
  optionsSchema: {
    minTextCharacters: { type: 'integer', minimum: 0 },
    warnTextCharacters: { type: 'integer', minimum: 0 },
    minPictureArea: { type: 'integer', minimum: 1 },
  },
  *check(campaign, { minTextCharacters, warnTextCharacters, minPictureArea }) {
    if (campaign.manifest.kind === 'transactional') return;
    const texts = campaign.visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button');
    const characters = texts.reduce((sum, { text }) => sum + liveCharacters(text), 0);
    const pictures = picturesOf(campaign);
    const area = pictures.reduce((sum, picture) => sum + picture.area, 0);
    const largest = largestOf(pictures);
    if (!largest || area < minPictureArea || characters >= Math.max(minTextCharacters, warnTextCharacters)) return;

    const run = longestRun(pictures, texts.map(({ location }) => location));
    const severe = characters < minTextCharacters;
    yield {
      messageId: severe ? shapeOf(pictures, run) : 'littleText',
      data: { characters, count: severe && run >= LEAST_SLICES ? run : pictures.length, size: sizeOf(largest) },
      location: largest.location,
      evidence: {
        visibleCharacters: characters,
        images: pictures.length,
        largestImage: sizeOf(largest),
        pictureArea: area,
        altCharacters: altCharactersOf(campaign),
      },
      ...(!severe && { severity: 'warning' as const }),
    };
  },
});

function shapeOf(pictures: readonly Picture[], run: number): 'picture' | 'pictures' | 'slices' {
  if (run >= LEAST_SLICES) return 'slices';
  return pictures.length === 1 ? 'picture' : 'pictures';
}

function largestOf(pictures: readonly Picture[]): Image | undefined {
  return pictures.reduce<Picture | undefined>((best, picture) => (best && best.area >= picture.area ? best : picture), undefined)?.image;
}

/** An adjective: `600x400`, `600 px wide`, `unsized`. */
function sizeOf({ width, height }: Image): string {
  if (width !== undefined && height !== undefined) return `${Math.round(width)}x${Math.round(height)}`;
  if (width !== undefined) return `${Math.round(width)} px wide`;
  return height === undefined ? 'unsized' : `${Math.round(height)} px high`;
}

function altCharactersOf({ images }: Campaign): number {
  return images.reduce((sum, { alt }) => sum + liveCharacters(alt ?? ''), 0);
}
