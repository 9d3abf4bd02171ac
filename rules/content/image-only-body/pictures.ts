import { textContent } from 'domutils';
import type { Attachment, Campaign, Image, TextBlock } from '#campaign/campaign.js';
import { placedImagesOf } from '#campaign/facts/images.js';
import { attachedImagesOf } from '#image-text/attached-images.js';
import { imageHeader } from '#image-text/image-header.js';
import { isUnread, loadImageBytes } from '#image-text/load-image-bytes.js';
import { liveCharacters } from './live-characters.js';

/** An image that can carry the message. */
export interface Picture {
  readonly image: Image;
  /** Square CSS pixels; estimated where the mail does not say the size. */
  readonly area: number;
  /** The mail says at least one side, or the picture's file says both. */
  readonly isSized: boolean;
  /** Both sides are known, and no text lies upon it as on a background. */
  readonly isMeasured: boolean;
}

/** Pictures with hardly a word between them. */
export interface Run {
  readonly length: number;
  readonly area: number;
}

// As wide as a mail, three to two: for an image of which nothing is known.
const MAIL_WIDTH = 600;
const UNKNOWN_AREA = MAIL_WIDTH * 400;

/** Live characters from which the text between two pictures is a caption: the name of a thing and its price. */
const CAPTION = 20;

const LOGO = /logo|wordmark|brand-?mark|avatar|badge|icon\b/i;

/** Visible content images and backgrounds outside the footer, each picture once: a VML or CSS background repeats another. */
export async function picturesOf(campaign: Campaign): Promise<readonly Picture[]> {
  const backgrounds = new Set<string>();
  const shown = campaign.images.filter(({ visible, inFooter, purpose, kind, src }) => {
    if (!visible || inFooter || purpose !== 'content' || (kind !== 'img' && backgrounds.has(src))) return false;
    if (kind !== 'img') backgrounds.add(src);
    return true;
  });
  const pictures = await Promise.all(shown.map(async (image): Promise<Picture | undefined> => {
    const sized = image.kind === 'img' ? await withOwnSides(campaign, image) : image;
    const { width, height } = sized;
    const isSized = width !== undefined || height !== undefined;
    const isUnderText = image.kind !== 'img' && liesUnderText(campaign, image);
    if (isUnderText && !isSized) return undefined; // a wallpaper
    return { image: sized, area: areaOf(sized), isSized, isMeasured: width !== undefined && height !== undefined && !isUnderText };
  }));
  return pictures.filter((picture) => picture !== undefined);
}

/** Whether text lies upon a background. What VML fills is not known, and taken for text. */
function liesUnderText({ html }: Campaign, image: Image): boolean {
  if (html === undefined || image.kind === 'vml') return true;
  const element = placedImagesOf(html).find((placed) => placed.image === image)?.element;
  return element === undefined || liveCharacters(textContent(element)) > 0;
}

/** Pictures that come with the mail, and that it does not show. */
export function attachedPictures(campaign: Campaign): readonly Picture[] {
  return [...attachedImagesOf(campaign)].flatMap(([image, attachment]) => attachedPicture(image, attachment) ?? []);
}

function attachedPicture(attached: Image, { content }: Attachment): Picture | undefined {
  const header = imageHeader(content);
  if (isUnread(header) || header.width === undefined || header.height === undefined) return undefined;
  const scale = Math.min(1, MAIL_WIDTH / header.width);
  const [width, height] = [header.width * scale, header.height * scale];
  const image: Image = { ...attached, width, height };
  return isLogo(image) ? undefined : { image, area: width * height, isSized: true, isMeasured: true };
}

/** A side that the mail leaves out is as long as the picture's own sides make it, where its bytes are at hand. MJML writes no heights. */
async function withOwnSides(campaign: Campaign, image: Image): Promise<Image> {
  if ((image.width !== undefined && image.height !== undefined) || isLogo(image)) return image;
  const loaded = await loadImageBytes(campaign, image);
  const header = isUnread(loaded) ? loaded : imageHeader(loaded.bytes);
  if (isUnread(header) || header.width === undefined || header.height === undefined) return image;
  const { width, height } = header;
  const scale = image.width !== undefined ? image.width / width : image.height !== undefined ? image.height / height : Math.min(1, MAIL_WIDTH / width);
  return { ...image, width: width * scale, height: height * scale };
}

/** An image with one known side counts as a square; one without any as a picture, unless its name says that it is a logo. */
function areaOf(image: Image): number {
  const { width, height } = image;
  if (width === undefined && height === undefined) return isLogo(image) ? 0 : UNKNOWN_AREA;
  return (width ?? height ?? 0) * (height ?? width ?? 0);
}

function isLogo({ src, alt }: Image): boolean {
  return LOGO.test(`${src} ${alt ?? ''}`);
}

/** Runs of pictures in reading order; buttons belong to them. */
export function runsOf(pictures: readonly Picture[], texts: readonly TextBlock[]): readonly Run[] {
  const places = [
    ...pictures.map(({ image, area }) => ({ start: image.start, area, characters: 0 })),
    ...texts.filter(({ role }) => role !== 'button').map(({ start, text }) => ({ start, area: undefined, characters: liveCharacters(text) })),
  ].sort((one, other) => one.start - other.start);
  const runs: Run[] = [];
  let between = Infinity;
  for (const { area, characters } of places) {
    between += characters;
    if (area === undefined) continue;
    const run = between < CAPTION ? runs.pop() : undefined;
    runs.push({ length: (run?.length ?? 0) + 1, area: (run?.area ?? 0) + area });
    between = 0;
  }
  return runs;
}
