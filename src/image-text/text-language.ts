import type { Detector } from '#language/detector.js';
import { dominantLanguage } from '#language/dominant-language.js';
import type { LanguagePart } from '#language/language-part.js';
import { unitsOf } from '#language/part-units.js';
import { isAllCapitals } from '#language/tokens.js';

/** Words, and share of the votes, from which a language is clear enough to be named. */
const LEAST_WORDS = 3;
const LEAST_SHARE = 0.8;

/** A picture's words as a part to judge: in a headline set in capitals, case says nothing, even above a line that is not. */
export function imagePart(text: string): LanguagePart {
  return { role: 'image', text: text.split('\n').map((paragraph) => (isAllCapitals(paragraph) ? paragraph.toLowerCase() : paragraph)).join('\n') };
}

/** The language of a picture's words, when they say so clearly. */
export function textLanguage(text: string, detector: Detector): string | undefined {
  const units = unitsOf([imagePart(text)], detector);
  const { language, votes, total } = dominantLanguage(units, undefined);
  const words = units.reduce((sum, { evidence }) => sum + evidence.wordCount, 0);
  return language !== undefined && words >= LEAST_WORDS && (votes.get(language) ?? 0) >= LEAST_SHARE * total ? language : undefined;
}
