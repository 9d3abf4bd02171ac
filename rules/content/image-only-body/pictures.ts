import type { Campaign, Image } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';

/** An image that can carry the message. */
export interface Picture {
  readonly image: Image;
  /** Square CSS pixels; estimated where the mail does not say the size. */
  readonly area: number;
  /** The mail says at least one side. */
  readonly isSized: boolean;
}

// As wide as a mail, three to two: for an image of which nothing is known.
const UNKNOWN_AREA = 600 * 400;

const LOGO = /logo|wordmark|brand-?mark|avatar|badge|icon\b/i;

/** Visible content images and backgrounds outside the footer, each picture once: a VML or CSS background repeats another. */
export function picturesOf({ images }: Campaign): Picture[] {
  const backgrounds = new Set<string>();
  return images.flatMap((image) => {
    if (!image.visible || image.inFooter || image.purpose !== 'content') return [];
    if (image.kind !== 'img') {
      if (backgrounds.has(image.src)) return [];
      backgrounds.add(image.src);
    }
    return [{ image, area: areaOf(image), isSized: image.width !== undefined || image.height !== undefined }];
  });
}

/** An image with one known side counts as a square; one without any as a picture, unless its name says that it is a logo. */
function areaOf({ width, height, src, alt }: Image): number {
  if (width === undefined && height === undefined) return LOGO.test(`${src} ${alt ?? ''}`) ? 0 : UNKNOWN_AREA;
  return (width ?? height ?? 0) * (height ?? width ?? 0);
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
