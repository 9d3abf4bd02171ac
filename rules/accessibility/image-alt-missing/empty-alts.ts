import type { Campaign, Image } from '#campaign/campaign.js';
import type { PlacedImage } from '#campaign/facts/images.js';
import { attributeEdits, sourceTagFinder } from '#campaign/source-tags.js';
import { fixOf } from '#rule/fix.js';

/** CSS pixels. A spacer this thin shows nothing, whatever its name. Our own limit. */
const THIN = 10;

/** The fix for spacers and pixels without alt, as far as they certainly show nothing. */
export function emptyAlts(campaign: Campaign, decoration: readonly PlacedImage[]) {
  const tagAt = sourceTagFinder(campaign);
  const edits = decoration.filter(({ image }) => showsNothing(image)).flatMap(({ image }) => {
    const tag = tagAt(image.start);
    return tag?.name === 'img' || tag?.name === 'mj-image' ? attributeEdits(tag, { alt: '' }) : [];
  });
  return fixOf('Write alt="" on spacers and tracking pixels', edits);
}

/** A linked one is left to its author: it may be the only thing in its link. */
function showsNothing({ width = Infinity, height = Infinity, href }: Image): boolean {
  return href === undefined && Math.min(width, height) <= THIN;
}
