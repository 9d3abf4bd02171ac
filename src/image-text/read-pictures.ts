import type { Campaign } from '#campaign/campaign.js';
import type { ReadImage } from './image-text.js';
import { readImageTexts } from './read-image-texts.js';
import { SURE } from './read-words.js';

/**
 * The pictures of a campaign whose words can be told, in order. None where nothing is at hand, or no recogniser is installed: what is not
 * here was not read, and says nothing of the mail.
 */
export async function readPictures(campaign: Campaign): Promise<readonly ReadImage[]> {
  const texts = await readImageTexts(campaign);
  return texts.filter((text): text is ReadImage => text.status === 'read' && text.text !== '' && text.confidence >= SURE);
}
