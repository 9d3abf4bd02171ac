import type { Campaign } from '#campaign/campaign.js';
import { passages } from '#campaign/facts/passages.js';
import { kept } from '#campaign/kept.js';
import { declaredLanguage } from '#language/declared-language.js';
import { languageReport } from '#language/language-report.js';
import { languageName, normalizeLanguage } from '#language/language-tag.js';
import type { DateOrder } from './parse-time-words.js';
import { readClaims } from './read-claims.js';
import type { TimeClaim } from './time-claim.js';
import { vocabularyOf } from './vocabulary.js';

export interface CampaignClaims {
  readonly claims: readonly TimeClaim[];
  /** What could not be read and why: clauses without a full stop. */
  readonly unread: readonly string[];
}

/** A mail that says less than this has the language that it declares. Weighted words. */
const LEAST_WORDS = 8;

/** What a campaign claims about the time at which it is read, in subject, preheader, body and text part; in the mail's own language. */
export const campaignClaims = kept(async (campaign: Campaign): Promise<CampaignClaims> => {
  const language = await languageOf(campaign);
  const vocabulary = vocabularyOf(language);
  if (!vocabulary) return { claims: [], unread: [`time words in ${languageName(language)} are not read`] };
  const order = dateOrder(campaign, language);
  const found = passages(campaign).map((passage) => readClaims(passage, vocabulary, order));
  const ambiguous = [...new Set(found.flatMap((each) => each.ambiguous))];
  return { claims: found.flatMap(({ claims }) => claims), unread: ambiguous.map((date) => `"${date}" may be one day or another: write the month as a word, or declare en-GB or en-US as the language`) };
});

async function languageOf(campaign: Campaign): Promise<string> {
  const { dominant, total } = await languageReport(campaign);
  const declared = normalizeLanguage(declaredLanguage(campaign) ?? '');
  return (total < LEAST_WORDS ? declared ?? dominant : dominant ?? declared) ?? 'en';
}

/** Only English is written by people who mean the month first, and by others who do not. */
function dateOrder(campaign: Campaign, language: string): DateOrder {
  if (language !== 'en') return 'day-month';
  const region = /^en-([a-z]{2})\b/i.exec(declaredLanguage(campaign) ?? '')?.[1] ?? campaign.manifest.sender?.country;
  if (region === undefined) return 'unknown';
  return region.toUpperCase() === 'US' ? 'month-day' : 'day-month';
}
