import type { Campaign } from '#campaign/campaign.js';
import { languageReport } from './language-report.js';
import { normalizeLanguage } from './language-tag.js';
import { partsOf } from './parts-of.js';

/** What an image may speak. */
export interface OwnLanguages {
  /** The language that most of the text is in. */
  readonly dominant: string;
  /** The same by its own name, where the detected one stands in for it. */
  readonly written: string;
  /** That one, those that a mail has on purpose (by its layout or branches, or marked up with `lang`), and those that the config lists. */
  readonly languages: ReadonlySet<string>;
}

/** Weighted words of live text, and share of them, that make its language certain; a manifest's `language` does so too. */
const LEAST_WORDS = 6;
const LEAST_SHARE = 0.75;

/** Undefined when the mail's own text does not say what language it is in: then no image can contradict it. */
export async function ownLanguages(campaign: Campaign, options: { readonly languages: readonly string[]; readonly allow: readonly string[] }): Promise<OwnLanguages | undefined> {
  const { dominant, written, spoken, votes, total } = await languageReport(campaign, { languages: options.languages, allow: options.allow });
  if (dominant === undefined || written === undefined) return undefined;
  const markedUp = partsOf(campaign).flatMap(({ lang }) => lang ?? []);
  const listed = [...options.languages, ...markedUp].flatMap((tag) => normalizeLanguage(tag) ?? []);
  const languages = new Set([dominant, ...spoken, ...listed]);
  const share = [...languages].reduce((sum, language) => sum + (votes.get(language) ?? 0), 0) / Math.max(1, total);
  const declared = campaign.manifest.language === undefined ? undefined : normalizeLanguage(campaign.manifest.language);
  const isCertain = (total >= LEAST_WORDS && share >= LEAST_SHARE) || declared === written;
  return isCertain ? { dominant, written, languages } : undefined;
}
