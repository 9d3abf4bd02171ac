import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { kept } from '#campaign/kept.js';
import { languageName } from '#language/language-tag.js';
import { readClaims } from './read-claims.js';
import type { TimeClaim } from './time-claim.js';
import { timeReading } from './time-reading.js';

export interface CampaignClaims {
  readonly claims: readonly TimeClaim[];
  /** What could not be read and why: clauses without a full stop. */
  readonly unread: readonly string[];
}

/** What a campaign claims about the time at which it is read, in subject, preheader, body and text part; in the mail's own language. */
export const campaignClaims = kept(async (campaign: Campaign): Promise<CampaignClaims> => {
  const { language, vocabulary, order } = await timeReading(campaign);
  if (!vocabulary) return { claims: [], unread: [`time words in ${languageName(language)} are not read`] };
  const found = passages(campaign).map((passage) => readClaims(passage, vocabulary, order));
  const ambiguous = [...new Set(found.flatMap((each) => each.ambiguous))];
  return { claims: found.flatMap(({ claims }) => claims), unread: ambiguous.map((date) => `"${date}" may be one day or another: write the month as a word, or declare en-GB or en-US as the language`) };
});
