import { areClose } from './close-languages.js';
import { DETECTED_LANGUAGES, languageNumber } from './detected-languages.js';
import type { TextEvidence } from './detector.js';
import { functionWordsOf, LISTED_LANGUAGES, listNumber } from './function-words.js';

/** How strongly a text speaks for the likeliest other language, against the mail's own. */
export interface ForeignScore {
  /** The likeliest language that is not `own`. */
  readonly language: string;
  /** Log-odds that the text is in `language` rather than in the mail's own; 3 is 20 to 1. */
  readonly z: number;
  /** Of that, what letter sequences say, unclipped. */
  readonly logRatio: number;
  /** Function words of `language` that the mail's own language does not have, each time they occur. */
  readonly foreignWords: readonly string[];
  /** Occurrences of the mail's own function words that `language` does not have. */
  readonly ownWords: number;
}

// Rounded coefficients of a logistic regression on texts of our own and public interface strings (docs/language.md).
const INTERCEPT = -1.9;
const PER_LOG_RATIO = 0.5;
const PER_FOREIGN_WORD = 0.45;
/** Relatives share most words and letters: those that only one has, and none of the other's, say more there. Set on pairs of our own. */
const PER_WORD_OF_RELATIVE = 0.8;
const PER_OWN_WORD = 0.6;
const PER_TRIGRAM_MARGIN = 0.29;
const LOG_RATIO_RANGE = [-6, 10] as const;
const MOST_FOREIGN_WORDS = 6;
const MOST_OWN_WORDS = 5;
/** What a function word counts, in log-odds, when two languages are compared. */
const FUNCTION_WORD = 0.8;

const LISTED = LISTED_LANGUAGES.map((language, listed) => ({ language, listed, number: languageNumber(language) ?? DETECTED_LANGUAGES.length }));
const UNLISTED = DETECTED_LANGUAGES.map((language, number) => ({ language, number })).filter(({ language }) => functionWordsOf(language).size === 0);

/** Undefined when no language but `own` has any evidence, or when the score cannot reach `least`. */
export function foreignScore(evidence: TextEvidence, own: string, least = -Infinity): ForeignScore | undefined {
  const language = likeliestOther(evidence, own);
  if (language === undefined) return undefined;
  const logRatio = logRatioOf(evidence, language, own);
  const perForeignWord = areClose(language, own) && wordsOnlyIn(evidence, own, language).length === 0 ? PER_WORD_OF_RELATIVE : PER_FOREIGN_WORD;
  const fromLetters = INTERCEPT + PER_LOG_RATIO * Math.min(Math.max(logRatio, LOG_RATIO_RANGE[0]), LOG_RATIO_RANGE[1]);
  const mostFromTrigrams = PER_TRIGRAM_MARGIN * Math.sqrt(evidence.length); // scores differ by 1 at most
  if (fromLetters + perForeignWord * Math.min(countOf(evidence, language), MOST_FOREIGN_WORDS) + mostFromTrigrams < least) return undefined;
  const foreignWords = wordsOnlyIn(evidence, language, own);
  const ownWords = wordsOnlyIn(evidence, own, language).length;
  const withoutTrigrams = fromLetters
    + perForeignWord * Math.min(foreignWords.length, MOST_FOREIGN_WORDS)
    - PER_OWN_WORD * Math.min(ownWords, MOST_OWN_WORDS);
  if (withoutTrigrams + mostFromTrigrams < least) return undefined;
  const z = withoutTrigrams + PER_TRIGRAM_MARGIN * trigramMargin(evidence, language, own);
  return z < least ? undefined : { language, z, logRatio, foreignWords, ownWords };
}

/** By how much a text fits one language better than another: log-likelihood and function words, of which those that both have cancel out. */
export function preference(evidence: TextEvidence, language: string, other: string): number {
  return logRatioOf(evidence, language, other) + FUNCTION_WORD * (countOf(evidence, language) - countOf(evidence, other));
}

/** Function words of one language that the other does not have, each time they occur. */
export function wordsOnlyIn({ functionWords }: TextEvidence, language: string, other: string): readonly string[] {
  const wanted = functionWordsOf(language);
  const unwanted = functionWordsOf(other);
  return functionWords.filter((word) => wanted.has(word) && !unwanted.has(word));
}

function countOf({ functionWordCounts }: TextEvidence, language: string): number {
  const listed = listNumber(language);
  return listed === undefined ? 0 : functionWordCounts[listed] ?? 0;
}

/** Log-likelihood; 0 for a language without any evidence. */
export function likelihoodOf({ logLikelihood }: TextEvidence, language: string): number {
  const number = languageNumber(language);
  return number === undefined ? 0 : logLikelihood[number] ?? 0;
}

function likeliestOther(evidence: TextEvidence, own: string): string | undefined {
  const { logLikelihood, functionWordCounts } = evidence;
  const ownLikelihood = likelihoodOf(evidence, own);
  const ownWords = countOf(evidence, own);
  let best: string | undefined;
  let bestScore = -Infinity;
  for (const { language, number, listed } of LISTED) {
    const score = (logLikelihood[number] ?? 0) - ownLikelihood + FUNCTION_WORD * ((functionWordCounts[listed] ?? 0) - ownWords);
    if (score <= bestScore || language === own) continue;
    best = language;
    bestScore = score;
  }
  const againstUnlisted = FUNCTION_WORD * ownWords;
  for (const { language, number } of UNLISTED) {
    const likelihood = logLikelihood[number] ?? 0;
    const score = likelihood - ownLikelihood - againstUnlisted;
    if (likelihood <= 0 || score <= bestScore || language === own) continue;
    best = language;
    bestScore = score;
  }
  return best;
}

function logRatioOf(evidence: TextEvidence, language: string, own: string): number {
  return likelihoodOf(evidence, language) - likelihoodOf(evidence, own);
}

/** franc's second vote, grown with the length of the text; 0 unless it knows both languages. */
function trigramMargin(evidence: TextEvidence, language: string, own: string): number {
  const scores = evidence.trigramScores();
  const there = scores.get(language);
  const here = scores.get(own);
  return there === undefined || here === undefined ? 0 : (there - here) * Math.sqrt(evidence.length);
}
