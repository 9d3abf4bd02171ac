import type { Campaign } from '#campaign/campaign.js';
import { printedFieldsOf } from '#campaign/merge/printed-fields.js';
import type { LeftOver } from './left-over.js';
import READERS from './readers.json' with { type: 'json' };

/** What templates call a reader whose name they do not know: the languages that do. */
const LANGUAGES = new Map<string, string[]>();
for (const [language, words] of Object.entries(READERS)) for (const word of words) LANGUAGES.set(word, [...LANGUAGES.get(word) ?? [], language]);

/** `Hallo {{ first_name | default: "there" }}` in a German mail. */
export function foreignFallbacks(campaign: Campaign, isOwn: (language: string) => boolean): readonly LeftOver[] {
  return printedFieldsOf(campaign).flatMap(({ fallback = '', tag }): readonly LeftOver[] => {
    const languages = LANGUAGES.get(fallback.trim().toLowerCase().replace(/[!,.]$/, ''));
    return languages === undefined || languages.some(isOwn) ? [] : [{ text: fallback.trim(), kind: 'fallback', languages, location: tag.location }];
  });
}
