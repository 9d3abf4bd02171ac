import { areClose } from './close-languages.js';
import type { Detector } from './detector.js';
import { likelihoodOf } from './foreign-score.js';
import type { Unit } from './part-units.js';

/**
 * Mean log-likelihood an n-gram, over a mail. Mails of 50 words had 2.1 and more in the 43 languages of ours that letter sequences know, at most 0.94 in eight that
 * they do not (Welsh, Irish, Maltese, Breton, Luxembourgish, Swahili, Zulu, Esperanto), and 1.5 to 2.0 where a relative of theirs stood in.
 */
const LEAST_FIT = 45 * 0.025;
const SURE_FIT = 2;

/** How well texts fit a language, on average. */
function fitOf(units: readonly Unit[], language: string): number {
  let likelihood = 0;
  let ngrams = 0;
  for (const { evidence } of units) {
    likelihood += likelihoodOf(evidence, language);
    ngrams += evidence.ngrams;
  }
  return likelihood / Math.max(1, ngrams);
}

/** Whether the texts are in no language that the detector knows. */
export function fitsNone(units: readonly Unit[], likeliest: string): boolean {
  return fitOf(units, likeliest) < LEAST_FIT;
}

/**
 * The language of a mail by its own name: the detected one, or the declared one where that is none the detector knows and another stood in for it
 * (Galician reads as Portuguese, Welsh as anything). Undefined where nothing is declared and the texts fit no known language.
 */
export function writtenLanguage(units: readonly Unit[], detected: string, declared: string | undefined, { languages }: Detector): string | undefined {
  if (declared === detected) return declared;
  const fit = fitOf(units, detected);
  if (declared !== undefined && !languages.has(declared) && (areClose(declared, detected) || fit < SURE_FIT)) return declared;
  return fit < LEAST_FIT ? undefined : detected;
}
