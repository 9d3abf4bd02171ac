import type { Detector } from './detector.js';
import { sharesOf } from './dominant-language.js';
import { functionWordsOf } from './function-words.js';
import type { LanguageVerdict } from './judge-languages.js';
import type { LanguagePart } from './language-part.js';

/** One part with what it was taken for, so that a person can check it. */
export interface ExplainedPart {
  readonly part: LanguagePart;
  /** Likeliest language; undefined when the part has no words to judge (names, codes, numbers). */
  readonly language: string | undefined;
  /** 0 to 1. Calibrated on whole sentences; on two or three words it is optimistic. */
  readonly probability: number;
  /** The second likeliest, with its probability. */
  readonly runnerUp: { readonly language: string; readonly probability: number } | undefined;
  /** Words that were judged: names, codes, addresses and universal boilerplate are left out. */
  readonly wordCount: number;
  /** Function words of that language in it, each once. */
  readonly words: readonly string[];
  /** It, or a sentence of it, is reported as foreign to the mail. */
  readonly foreign: boolean;
  /** How sure the recogniser is of the words, 0 to 1; texts of images only. */
  readonly confidence?: number;
}

/** What each part and image of a campaign was taken for, and why. */
export interface LanguageExplanation {
  readonly verdict: LanguageVerdict;
  readonly parts: readonly ExplainedPart[];
  /** Images without a part, and why: `no words in it`, `not read, it lies on a web server`. */
  readonly otherImages?: readonly { readonly image: string; readonly why: string }[];
}

/** Each part with its language, probability and evidence, and the verdict over all of them. */
export function explainLanguages(detector: Detector, parts: readonly LanguagePart[], verdict: LanguageVerdict): LanguageExplanation {
  const flagged = new Set(verdict.flags.map(({ part }) => part));
  return { verdict, parts: parts.map((part) => explainPart(detector, part, flagged.has(part))) };
}

/** What a part by itself is taken for. */
export function explainPart(detector: Detector, part: LanguagePart, foreign: boolean): ExplainedPart {
  const evidence = detector.read(part.text);
  const [best, second] = evidence.wordCount === 0 ? [] : [...sharesOf(evidence)].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const own = best ? functionWordsOf(best[0]) : new Set<string>();
  return {
    part,
    language: best?.[0],
    probability: best?.[1] ?? 0,
    runnerUp: second && { language: second[0], probability: second[1] },
    wordCount: evidence.wordCount,
    words: [...new Set(evidence.functionWords.filter((word) => own.has(word)))],
    foreign,
  };
}
