import type { Campaign, Image } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { imageHeader } from '#image-text/image-header.js';
import { isUnread, loadImageBytes } from '#image-text/load-image-bytes.js';

/** An image that can carry the message. */
export interface Picture {
  readonly image: Image;
  /** Square CSS pixels; estimated where the mail does not say the size. */
  readonly area: number;
  /** The mail says at least one side, or the picture's file says both. */
  readonly isSized: boolean;
  /** Both sides are known, and text does not lie upon it as on a background. */
  readonly isMeasured: boolean;
}

// As wide as a mail, three to two: for an image of which nothing is known.
const MAIL_WIDTH = 600;
const UNKNOWN_AREA = MAIL_WIDTH * 400;

const LOGO = /logo|wordmark|brand-?mark|avatar|badge|icon\b/i;

/** Visible content images and backgrounds outside the footer, each picture once: a VML or CSS background repeats another. */
export async function picturesOf(campaign: Campaign): Promise<readonly Picture[]> {
  const backgrounds = new Set<string>();
  const shown = campaign.images.filter(({ visible, inFooter, purpose, kind, src }) => {
    if (!visible || inFooter || purpose !== 'content' || (kind !== 'img' && backgrounds.has(src))) return false;
    if (kind !== 'img') backgrounds.add(src);
    return true;
  });
  return Promise.all(shown.map(async (image) => {
    const sized = image.kind === 'img' ? await withOwnSides(campaign, image) : image;
    const { width, height } = sized;
    return {
      image: sized,
      area: areaOf(sized),
      isSized: width !== undefined || height !== undefined,
      isMeasured: image.kind === 'img' && width !== undefined && height !== undefined,
    };
  }));
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

/** The longest run of pictures with no text between them. */
export function longestRun(pictures: readonly Picture[], texts: readonly Location[]): number {
  const places = [
    ...pictures.map(({ image }) => ({ location: image.location, isPicture: true })),
    ...texts.map((location) => ({ location, isPicture: false })),
  ].sort((one, other) => compare(one.location, other.location));
  let run = 0;
  let longest = 0;
  for (const { isPicture } of places) {
    run = isPicture ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function compare(one: Location, other: Location): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
