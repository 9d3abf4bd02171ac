import { loadDetector } from './detector.js';
import { foreignUnits, type ForeignUnit } from './foreign-units.js';
import { functionWordsOf } from './function-words.js';
import { partsToJudge, STRICTNESS } from './judge-languages.js';
import type { LanguagePart } from './language-part.js';
import { unitsOf } from './part-units.js';
import type { OwnLanguages } from './own-languages.js';

export interface ForeignText extends Pick<ForeignUnit, 'language' | 'foreignWords' | 'z'> {
  readonly wordCount: number;
}

// `THE UNIVERSITY OF IOWA, OLD CAPITOL MALL` has two function words and no strong one; asked only of languages whose function words are known.
const CLEAR_STRONG_WORDS = 2;
const FUNCTION_WORDS = 3;
const WORD = /[\p{L}\p{M}]+/gu;

/** In which language a text is, when it is in none of the mail's own. */
export async function foreignText(
  part: LanguagePart, { dominant, languages }: OwnLanguages, { allow, minWords }: { readonly allow: readonly string[]; readonly minWords: number },
): Promise<ForeignText | undefined> {
  const detector = await loadDetector();
  const units = unitsOf(partsToJudge([part], { allow }), detector);
  const [foreign] = foreignUnits(units, dominant, { ...STRICTNESS, minWords }, detector);
  if (!foreign || languages.has(foreign.language)) return undefined;
  if (part.role === 'image' && !isSentence(foreign)) return undefined;
  const { language, foreignWords, z, unit } = foreign;
  return { language, foreignWords: [...new Set(foreignWords)], z, wordCount: unit.evidence.wordCount };
}

/** Whether a picture says something: a logo or a sign in a photo has connectors at most, or capitals. */
function isSentence({ language, foreignWords, strongWords, unit }: ForeignUnit): boolean {
  if (functionWordsOf(language).size === 0 || strongWords >= CLEAR_STRONG_WORDS) return true;
  return foreignWords.length >= FUNCTION_WORDS ? strongWords > 0 || isMostlySmall(unit.text) : strongWords > 0 && isMostlySmall(unit.text);
}

/** Most words begin small, which those of names and signs do not. */
function isMostlySmall(text: string): boolean {
  const words = text.match(WORD) ?? [];
  return words.filter((word) => /^\p{Ll}/u.test(word)).length > words.length / 2;
}
