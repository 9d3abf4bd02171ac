import type { Detector } from '#language/detector.js';
import { dominantLanguage } from '#language/dominant-language.js';
import type { LanguagePart } from '#language/language-part.js';
import { unitsOf } from '#language/part-units.js';
import { isAllCapitals } from '#language/tokens.js';

/** Words, and share of the votes, from which a language is clear enough to be named. */
const LEAST_WORDS = 3;
const LEAST_SHARE = 0.8;

/** What makes a text look like source code, and also comes of letters read wrong: `&&n` for `één`, `||` for `Il`. */
const CODE_SIGNS = /[&|=<>!{}$\\_[\]]{2,}|;(?=[ \t]*$)/gm;
/** Code in a picture has a sign for far fewer words; 15 is about a line and a half of a banner. */
const WORDS_A_SIGN = 15;
const WORD = /\p{L}{2,}/gu;

/** A picture's words as a part to judge: in a headline set in capitals, case says nothing, even above a line that is not; and a sign or two are misread letters. */
export function imagePart(text: string): LanguagePart {
  const words = withoutMisread(text).split('\n').map((paragraph) => (isAllCapitals(paragraph) ? paragraph.toLowerCase() : paragraph));
  return { role: 'image', text: words.join('\n') };
}

function withoutMisread(text: string): string {
  const signs = text.match(CODE_SIGNS)?.length ?? 0;
  const words = text.match(WORD)?.length ?? 0;
  return signs * WORDS_A_SIGN <= words ? text.replace(CODE_SIGNS, ' ') : text;
}

/** The language of a picture's words, when they say so clearly. */
export function textLanguage(text: string, detector: Detector): string | undefined {
  const units = unitsOf([imagePart(text)], detector);
  const { language, votes, total } = dominantLanguage(units, undefined);
  const words = units.reduce((sum, { evidence }) => sum + evidence.wordCount, 0);
  return language !== undefined && words >= LEAST_WORDS && (votes.get(language) ?? 0) >= LEAST_SHARE * total ? language : undefined;
}
