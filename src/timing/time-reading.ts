import type { Campaign } from '#campaign/campaign.js';
import { declaredLanguage } from '#language/declared-language.js';
import { languageReport } from '#language/language-report.js';
import { normalizeLanguage } from '#language/language-tag.js';
import type { DateOrder } from './read-dates.js';
import { vocabularyOf, type Vocabulary } from './vocabulary.js';

/** How the time words of one campaign are read. */
export interface TimeReading {
  readonly language: string;
  /** Undefined for a language whose time words are not read. */
  readonly vocabulary: Vocabulary | undefined;
  readonly order: DateOrder;
}

/** A mail that says less than this has the language that it declares. Weighted words. */
const LEAST_WORDS = 8;

/** In the language that most of a campaign is in. */
export async function timeReading(campaign: Campaign): Promise<TimeReading> {
  const language = await languageOf(campaign);
  return { language, vocabulary: vocabularyOf(language), order: dateOrder(campaign, language) };
}

async function languageOf(campaign: Campaign): Promise<string> {
  const { dominant, total } = await languageReport(campaign);
  const declared = normalizeLanguage(declaredLanguage(campaign) ?? '');
  const isUnread = dominant !== undefined && !vocabularyOf(dominant) && declared !== undefined && vocabularyOf(declared) !== undefined; // two lines of Polish look like Croatian
  return (total < LEAST_WORDS || isUnread ? declared ?? dominant : dominant ?? declared) ?? 'en';
}

/** Japanese has the month first; only English is written by people who mean so, and by others who do not. */
function dateOrder(campaign: Campaign, language: string): DateOrder {
  if (language === 'ja') return 'month-day';
  if (language !== 'en') return 'day-month';
  const region = /^en-([a-z]{2})\b/i.exec(declaredLanguage(campaign) ?? '')?.[1] ?? campaign.manifest.sender?.country;
  if (region === undefined) return 'unknown';
  return region.toUpperCase() === 'US' ? 'month-day' : 'day-month';
}
