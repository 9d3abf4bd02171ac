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

/**
 * Function words of a picture that names do not have, from which it says something: a logo (`THE UNIVERSITY OF IOWA, OLD CAPITOL MALL`) or a
 * sign in a photo has connectors at most. Asked only of languages whose function words are known.
 */
const LEAST_STRONG_WORDS = 2;

/** In which language a text is, when it is in none of the mail's own. */
export async function foreignText(
  part: LanguagePart, { dominant, languages }: OwnLanguages, { allow, minWords }: { readonly allow: readonly string[]; readonly minWords: number },
): Promise<ForeignText | undefined> {
  const detector = await loadDetector();
  const units = unitsOf(partsToJudge([part], { allow }), detector);
  const [foreign] = foreignUnits(units, dominant, { ...STRICTNESS, minWords }, detector);
  if (!foreign || languages.has(foreign.language)) return undefined;
  if (part.role === 'image' && functionWordsOf(foreign.language).size > 0 && foreign.strongWords < LEAST_STRONG_WORDS) return undefined;
  const { language, foreignWords, z, unit } = foreign;
  return { language, foreignWords: [...new Set(foreignWords)], z, wordCount: unit.evidence.wordCount };
}
