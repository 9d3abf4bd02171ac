import type { Campaign, Image, TextBlock } from '#campaign/campaign.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { quoted } from '#image-text/quoted.js';
import { readPictures } from '#image-text/read-pictures.js';
import type { Problem, Severity } from '#rule/finding.js';
import { defineRule } from '#rule/rule.js';
import { liveCharacters } from './live-characters.js';
import { messageText, type MessageText } from './message-text.js';
import { attachedPictures, picturesOf, runsOf, type Picture } from './pictures.js';

// Fewer adjacent images are a gallery; a picture that was cut for mail clients comes in at least this many.
const LEAST_SLICES = 4;

// Times the least area: more than a screen of pictures, beside which a paragraph is little.
const POSTER = 4;
// Of one image alone, or of one that was cut, 600x625 by default: it fills the window in which a mail is read.
const FULL_WINDOW = 2.5;

/** Of the least text: from there on a sentence stands beside the picture, two where it leaves room for them. */
const SENTENCE = 1 / 3;
const SENTENCES = 2 / 3;

interface Options {
  readonly minTextCharacters: number;
  readonly warnTextCharacters: number;
  readonly minPictureArea: number;
}

/** What the fields are called that hold the copy: `email.body`, `textbody`, `main_content`. */
const COPY_NAME = /^[^|?]*(?:body|content|message|copy|(?<![a-z])text|article)s?(?:_?html)?\s*(?:$|[|?])/i;

type MessageId = 'picture' | 'slices' | 'attached' | 'littleText';

const BESIDES = ', greeting, signature, menus and notices aside,';

export default defineRule<MessageId, Options>({
  id: 'content/image-only-body',
  severity: 'error',
  summary: 'The message is a picture instead of text',
  needs: [],
  messages: {
    picture: 'The message is a picture: {{characters}} characters of text{{besides}} around {{pictures}}{{saying}}.',
    slices: 'The message is a picture cut into {{slices}} slices: {{characters}} characters of text{{besides}} around them{{saying}}.',
    attached: 'The message is a picture that is only attached: {{characters}} characters of text{{besides}} and {{pictures}}.',
    littleText: 'Pictures carry most of the message: {{characters}} characters of text{{besides}} beside {{pictures}}{{saying}}.',
  },
  suggestions: {
    picture: 'Write the copy as live text and keep the picture as an illustration with an alt text.',
    slices: 'Write the copy as live text and keep one picture as an illustration with an alt text.',
    attached: 'Write the copy as live text in the body.',
    littleText: 'Say the main point and the action in live text, so that the mail works with images off.',
  },
  defaultOptions: { minTextCharacters: 150, warnTextCharacters: 400, minPictureArea: 150_000 },
  optionsSchema: {
    minTextCharacters: { type: 'integer', minimum: 0 },
    warnTextCharacters: { type: 'integer', minimum: 0 },
    minPictureArea: { type: 'integer', minimum: 1 },
  },
  async *check(campaign, options) {
    const problem = printedCopy(campaign) === undefined ? await problemOf(campaign, options) : undefined;
    if (problem) yield problem;
  },
  async unchecked(campaign, options) {
    const copy = printedCopy(campaign);
    return copy !== undefined && (await problemOf(campaign, options)) ? `the text that ${copy} prints is not part of the campaign` : undefined;
  },
});

async function problemOf(campaign: Campaign, options: Options): Promise<Problem<MessageId> | undefined> {
  if (campaign.manifest.kind === 'transactional') return undefined;
  const { minTextCharacters, warnTextCharacters, minPictureArea } = options;
  const blocks = saidBlocks(campaign);
  const text = messageText(campaign, blocks, Math.max(minTextCharacters, warnTextCharacters));
  if (text.message >= minTextCharacters && text.message >= warnTextCharacters) return undefined;
  const shown = await picturesOf(campaign);
  const isAttached = areaOf(shown) < minPictureArea;
  const pictures = isAttached ? attachedPictures(campaign) : shown;
  const largest = largestOf(pictures);
  if (!largest || areaOf(pictures) < minPictureArea) return undefined;

  const said = await wordsIn(campaign, pictures);
  const severity = isAttached ? ofAttached(text, options) : ofPictures(text, pictures, options);
  const isMostlyPicture = !isAttached && text.message < warnTextCharacters && (fillsScreen(pictures, blocks, minPictureArea) || liveCharacters(said) > text.message);
  if (!severity && !isMostlyPicture) return undefined;
  const slices = Math.max(...runsOf(pictures, blocks).map(({ length }) => length));
  return {
    messageId: !severity ? 'littleText' : isAttached ? 'attached' : slices >= LEAST_SLICES ? 'slices' : 'picture',
    data: {
      ...countOf(text, severity ? minTextCharacters : warnTextCharacters), slices,
      pictures: describe(pictures, largest), saying: said === '' ? '' : `, saying "${quoted(said)}"`,
    },
    location: largest.location,
    evidence: { visibleCharacters: text.message + text.frame, messageCharacters: text.message, images: pictures.length, largestImage: sizeOf(largest), pictureArea: areaOf(pictures), altCharacters: altCharactersOf(campaign), ...(said !== '' && { pictureText: said }) },
    ...(severity !== 'error' && { severity: 'warning' as const }),
  };
}

function saidBlocks({ visibleText }: Campaign): readonly TextBlock[] {
  return visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button');
}

/** The tag that is a whole paragraph and by its name prints the message: `{{ body|nl2br }}`, `{{{content}}}`. */
function printedCopy(campaign: Campaign): string | undefined {
  return saidBlocks(campaign).find(({ text }) => isCopyTag(text))?.text;
}

function isCopyTag(text: string): boolean {
  const [tag, ...others] = findTemplateTags(text.trim());
  return tag?.kind === 'output' && others.length === 0 && tag.raw === text.trim() && COPY_NAME.test(tag.expression);
}

/** How sure it is that the pictures are the message; undefined where they are not. Frame counts as text, unless nearly nothing else is said beside pictures whose size is known. */
function ofPictures({ message, frame }: MessageText, pictures: readonly Picture[], { minTextCharacters, minPictureArea }: Options): Severity | undefined {
  const sizedArea = areaOf(pictures.filter(({ isSized }) => isSized));
  const isSized = sizedArea >= minPictureArea;
  const characters = message + frame;
  if (characters < minTextCharacters) {
    const isCertain = sizedArea >= FULL_WINDOW * minPictureArea || characters < minTextCharacters * (isSized ? SENTENCES : SENTENCE);
    return isCertain ? 'error' : 'warning';
  }
  if (!isSized || message >= minTextCharacters * SENTENCES) return undefined;
  return message < minTextCharacters * SENTENCE ? 'error' : 'warning';
}

function ofAttached({ message }: MessageText, { minTextCharacters }: Options): Severity | undefined {
  if (message >= minTextCharacters) return undefined;
  return message < minTextCharacters * SENTENCE ? 'error' : 'warning';
}

/** More than a screen of pictures without captions, or one that fills the window. */
function fillsScreen(pictures: readonly Picture[], blocks: readonly TextBlock[], minPictureArea: number): boolean {
  return runsOf(pictures.filter(({ isSized }) => isSized), blocks).some(({ area }) => area >= POSTER * minPictureArea)
    || pictures.some(({ isMeasured, area }) => isMeasured && area >= FULL_WINDOW * minPictureArea)
    || runsOf(pictures.filter(({ isMeasured }) => isMeasured), blocks).some(({ area, length }) => length >= LEAST_SLICES && area >= FULL_WINDOW * minPictureArea);
}

/** All text where it is little, else what there is of it besides its frame. */
function countOf({ message, frame }: MessageText, limit: number): { characters: number; besides: string } {
  return message + frame < limit ? { characters: message + frame, besides: '' } : { characters: message, besides: BESIDES };
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
