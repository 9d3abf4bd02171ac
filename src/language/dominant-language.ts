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

/** The language that most of a mail is in. */
export function dominantLanguage(units: readonly Unit[], declared: string | undefined): Dominance {
  const votes = new Map<string, number>();
  let total = 0;
  for (const { part, whole, evidence } of units) {
    if (!whole || evidence.wordCount < 2 || evidence.logLikelihood.size === 0) continue;
    const weight = (ROLE_WEIGHT[part.role] ?? 1) * Math.min(evidence.wordCount, MOST_WORDS);
    for (const [language, share] of sharesOf(evidence)) votes.set(language, (votes.get(language) ?? 0) + weight * share);
    total += weight;
  }
  if (declared) votes.set(declared, (votes.get(declared) ?? 0) + DECLARED_LEAD);
  const [winner] = [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return { language: winner?.[0], votes, total };
}

/** How likely each language is: softmax of the log-likelihoods, each raised by the language's function words. They sum to 1. */
export function sharesOf({ logLikelihood, functionWordCounts }: Unit['evidence']): readonly (readonly [language: string, share: number])[] {
  const scores = [...logLikelihood].map(([language, likelihood]) => [language, likelihood + FUNCTION_WORD * (functionWordCounts.get(language) ?? 0)] as const);
  const best = Math.max(...scores.map(([, score]) => score));
  const weights = scores.map(([language, score]) => [language, Math.exp(score - best)] as const);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return weights.map(([language, weight]) => [language, weight / sum] as const);
}
