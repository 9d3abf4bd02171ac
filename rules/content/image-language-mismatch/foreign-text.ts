import { loadDetector } from '#language/detector.js';
import { foreignUnits, type ForeignUnit } from '#language/foreign-units.js';
import { partsToJudge, STRICTNESS } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';
import { unitsOf } from '#language/part-units.js';
import type { OwnLanguages } from './own-languages.js';

export interface ForeignText extends Pick<ForeignUnit, 'language' | 'foreignWords' | 'z'> {
  readonly wordCount: number;
}

/** In which language a text is, when it is in none of the mail's own. */
export async function foreignText(
  part: LanguagePart, { dominant, languages }: OwnLanguages, { allow, minWords }: { readonly allow: readonly string[]; readonly minWords: number },
): Promise<ForeignText | undefined> {
  const detector = await loadDetector();
  const units = unitsOf(partsToJudge([part], { allow }), detector);
  const [foreign] = foreignUnits(units, dominant, { ...STRICTNESS, minWords }, detector);
  if (!foreign || languages.has(foreign.language)) return undefined;
  const { language, foreignWords, z, unit } = foreign;
  return { language, foreignWords: [...new Set(foreignWords)], z, wordCount: unit.evidence.wordCount };
}
