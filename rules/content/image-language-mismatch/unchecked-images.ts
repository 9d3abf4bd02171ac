import type { Campaign } from '#campaign/campaign.js';
import { imageName } from '#image-text/image-name.js';
import type { ImageText, SkippedImage } from '#image-text/image-text.js';
import { hasRemoteImages } from '#image-text/load-image-bytes.js';
import { imageTextInstallAdvice } from '#image-text/read-image-texts.js';
import { REMOTE_REMEDY } from '#image-text/remote-images.js';

/** Named one by one up to this many; the rest is counted. */
const MOST_NAMED = 3;

/** Which images were not read and what would let them be; undefined when all were that are large enough for words. */
export async function uncheckedImages(campaign: Campaign, texts: readonly ImageText[]): Promise<string | undefined> {
  const unread = texts.filter((text): text is SkippedImage => text.status === 'skipped' && text.cause !== 'small');
  const lacking = unread.filter(({ cause }) => cause === 'not-installed');
  const others = unread.filter(({ cause }) => cause !== 'remote' && cause !== 'not-installed' && cause !== 'letters');
  const installs = [...new Set(unread.flatMap(({ letters }) => letters?.install ?? []))];
  const clauses = [
    ...(lacking.length > 0 ? [`${(await imageTextInstallAdvice(campaign)) ?? 'a text recogniser that starts'} (${counted(lacking.length)} not read)`] : []),
    ...installs.map((install) => `${install} (${counted(unread.filter(({ letters }) => letters?.install === install).length)} in letters that no installed data read)`),
    ...((await hasRemoteImages(campaign)) ? [REMOTE_REMEDY] : []),
    ...(others.length > 0 ? [`images that can be read in place of ${others.slice(0, MOST_NAMED).map(({ image, reason }) => `${imageName(image)} (${reason})`).join(', ')}${others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''}`] : []),
  ];
  return clauses.length === 0 ? undefined : clauses.join('; ');
}

function counted(images: number): string {
  return images === 1 ? '1 image' : `${images} images`;
}
