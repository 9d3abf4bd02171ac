import { DETECTED_LANGUAGES, languageNumber } from './detected-languages.js';
import type { TextEvidence } from './detector.js';
import { LISTED_LANGUAGES } from './function-words.js';
import type { PartRole } from './language-part.js';
import type { Unit } from './part-units.js';

export interface Dominance {
  readonly language: string | undefined;
  /** Weighted words a language: what each text says, shared out by how likely each language is. */
  readonly votes: ReadonlyMap<string, number>;
  /** Sum of the weights, the declared language's lead not counted. */
  readonly total: number;
}

const ROLE_WEIGHT: Readonly<Partial<Record<PartRole, number>>> = { footer: 0.5, button: 0.5, image: 0.7, alt: 0.7 };
/** A long paragraph must not outvote all the rest. */
const MOST_WORDS = 40;
/** Log-odds that one function word is worth here. */
const FUNCTION_WORD = 0.5;
/** Words that the declared language has as a lead: it decides between equals only. */
const DECLARED_LEAD = 3;

/** Numbers of the languages with a list of function words, in the lists' order. */
const LISTED = LISTED_LANGUAGES.map(languageNumber);

/** By number of the language: worked out anew for each text. */
const scores = new Float64Array(DETECTED_LANGUAGES.length);

/** The language that most of a mail is in. */
export function dominantLanguage(units: readonly Unit[], declared: string | undefined): Dominance {
  const sums = new Float64Array(DETECTED_LANGUAGES.length);
  let total = 0;
  for (const { part, whole, evidence } of units) {
    if (!whole || evidence.wordCount < 2) continue;
    const shares = sharesByNumber(evidence);
    if (!shares) continue;
    const weight = (ROLE_WEIGHT[part.role] ?? 1) * Math.min(evidence.wordCount, MOST_WORDS);
    for (let number = 0; number < sums.length; number++) sums[number] = (sums[number] ?? 0) + weight * (shares[number] ?? 0);
    total += weight;
  }
  const votes = new Map(positive(sums));
  if (declared) votes.set(declared, (votes.get(declared) ?? 0) + DECLARED_LEAD);
  const [winner] = [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { language: winner?.[0], votes, total };
}

/** How likely each language is: softmax of the log-likelihoods, each raised by the language's function words. They sum to 1. */
export function sharesOf(evidence: TextEvidence): readonly (readonly [language: string, share: number])[] {
  const shares = sharesByNumber(evidence);
  return shares ? positive(shares) : [];
}

/** Undefined when no language has any evidence. To be read before the next call. */
function sharesByNumber({ logLikelihood, functionWordCounts }: TextEvidence): Float64Array | undefined {
  for (let number = 0; number < scores.length; number++) {
    const likelihood = logLikelihood[number] ?? 0;
    scores[number] = likelihood > 0 ? likelihood : -Infinity;
  }
  for (let listed = 0; listed < LISTED.length; listed++) {
    const number = LISTED[listed];
    if (number !== undefined) scores[number] = (scores[number] ?? 0) + FUNCTION_WORD * (functionWordCounts[listed] ?? 0);
  }
  let best = -Infinity;
  for (let number = 0; number < scores.length; number++) best = Math.max(best, scores[number] ?? 0);
  if (best === -Infinity) return undefined;
  let sum = 0;
  for (let number = 0; number < scores.length; number++) sum += scores[number] = Math.exp((scores[number] ?? 0) - best);
  for (let number = 0; number < scores.length; number++) scores[number] = (scores[number] ?? 0) / sum;
  return scores;
}

function positive(values: Float64Array): readonly (readonly [language: string, value: number])[] {
  return DETECTED_LANGUAGES.map((language, number) => [language, values[number] ?? 0] as const).filter(([, value]) => value > 0);
}
