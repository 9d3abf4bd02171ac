import type { Campaign, Image, TextBlock } from '#campaign/campaign.js';
import { quoted } from '#image-text/quoted.js';
import { readPictures } from '#image-text/read-pictures.js';
import { defineRule } from '#rule/rule.js';
import { liveCharacters } from './live-characters.js';
import { longestRun, picturesOf, type Picture } from './pictures.js';

// Fewer adjacent images are a gallery; a picture that was cut for mail clients comes in at least this many.
const LEAST_SLICES = 4;

// Times the least area: more than a screen of pictures, beside which a paragraph is little.
const POSTER = 4;
// Of one image alone, or of one that was cut, 600x625 by default: it fills the window in which a mail is read.
const FULL_WINDOW = 2.5;

/** Of the least text: from there on two sentences stand beside a picture that leaves room for them. */
const SENTENCES = 2 / 3;

export default defineRule({
  id: 'content/image-only-body',
  severity: 'error',
  summary: 'The message is a picture instead of text',
  needs: ['html'],
  messages: {
    picture: 'The message is a picture: {{characters}} characters of text around {{pictures}}{{saying}}.',
    slices: 'The message is a picture cut into {{slices}} slices: {{characters}} characters of text around them{{saying}}.',
    littleText: 'Pictures carry most of the message: {{characters}} characters of text beside {{pictures}}{{saying}}.',
  },
  suggestions: {
    picture: 'Write the copy as live text and keep the picture as an illustration with an alt text.',
    slices: 'Write the copy as live text and keep one picture as an illustration with an alt text.',
    littleText: 'Say the main point and the action in live text, so that the mail works with images off.',
  },
  defaultOptions: { minTextCharacters: 150, warnTextCharacters: 400, minPictureArea: 150_000 },
  optionsSchema: {
    minTextCharacters: { type: 'integer', minimum: 0 },
    warnTextCharacters: { type: 'integer', minimum: 0 },
    minPictureArea: { type: 'integer', minimum: 1 },
  },
  async *check(campaign, { minTextCharacters, warnTextCharacters, minPictureArea }) {
    if (campaign.manifest.kind === 'transactional') return;
    const texts = campaign.visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button');
    const characters = charactersIn(texts, Math.max(minTextCharacters, warnTextCharacters));
    if (characters === undefined) return;
    const pictures = await picturesOf(campaign);
    const sizedArea = areaOf(pictures.filter(({ isSized }) => isSized));
    const largest = largestOf(pictures);
    if (!largest || areaOf(pictures) < minPictureArea) return;

    const said = await wordsIn(campaign, pictures);
    const isPicture = characters < minTextCharacters;
    const slices = longestRun(pictures, texts.map(({ location }) => location));
    const window = FULL_WINDOW * minPictureArea;
    const measured = pictures.filter(({ isMeasured }) => isMeasured);
    const fillsScreen = sizedArea >= POSTER * minPictureArea || measured.some(({ area }) => area >= window) || (slices >= LEAST_SLICES && areaOf(measured) >= window);
    const isMostlyPicture = characters < warnTextCharacters && (fillsScreen || liveCharacters(said) > characters);
    if (!(isPicture || isMostlyPicture)) return;

    const isCertain = isPicture && (sizedArea >= window || characters < minTextCharacters * (sizedArea >= minPictureArea ? SENTENCES : 1 / 3));
    yield {
      messageId: !isPicture ? 'littleText' : slices >= LEAST_SLICES ? 'slices' : 'picture',
      data: { characters, slices, pictures: describe(pictures, largest), saying: said === '' ? '' : `, saying "${quoted(said)}"` },
      location: largest.location,
      evidence: { visibleCharacters: characters, images: pictures.length, largestImage: sizeOf(largest), pictureArea: areaOf(pictures), altCharacters: altCharactersOf(campaign), ...(said !== '' && { pictureText: said }) },
      ...(!isCertain && { severity: 'warning' as const }),
    };
  },
});

/** Undefined from so many on. */
function charactersIn(texts: readonly TextBlock[], most: number): number | undefined {
  let count = 0;
  for (const { text } of texts) if ((count += liveCharacters(text)) >= most) return undefined;
  return count;
}

/** What the pictures say, each text once; empty where they say nothing, or could not be read. */
async function wordsIn(campaign: Campaign, pictures: readonly Picture[]): Promise<string> {
  const shown = new Set(pictures.map(({ image }) => image.src));
  const read = await readPictures(campaign);
  return [...new Set(read.filter(({ image }) => shown.has(image.src)).map(({ text }) => text))].join('\n');
}

function areaOf(pictures: readonly Picture[]): number {
  return pictures.reduce((sum, { area }) => sum + area, 0);
}

function largestOf(pictures: readonly Picture[]): Image | undefined {
  return pictures.reduce<Picture | undefined>((best, picture) => (best && best.area >= picture.area ? best : picture), undefined)?.image;
}

function describe({ length }: readonly Picture[], largest: Image): string {
  return length === 1 ? `one ${sizeOf(largest)} image` : `${length} images, the largest one ${sizeOf(largest)}`;
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
