import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { locateInPassage } from '#campaign/facts/passages.js';
import type { TimeClaim } from './time-claim.js';

/** Where the words of a claim stand, in the mail's own letters if they stand there together. */
export function placeOfClaim(campaign: Campaign, { passage, words }: Pick<TimeClaim, 'passage' | 'words'>): Location {
  const index = passage.text.toLowerCase().indexOf(words);
  return index === -1 ? passage.location : locateInPassage(campaign, passage, passage.text.slice(index, index + words.length));
}
