import { cleanText, looksLikeCode } from './clean-text.js';
import { DETECTED_LANGUAGES } from './detected-languages.js';
import { isFillerText } from './filler-text.js';
import { countFunctionWords, isFunctionWord } from './function-words.js';
import type { sequenceScores, SequenceScores } from './letter-sequences.js';
import { wordsWithoutNames } from './names.js';
import { splitElision } from './tokens.js';
import type { trigramScores } from './trigram-scores.js';

/** What a text says about its language, names and codes aside. */
export interface TextEvidence {
  /** Words that were judged; characters / 1.8 in scripts without spaces. 0: the text is in no language. */
  readonly wordCount: number;
  /** Function words of any language, in order, lower case. */
  readonly functionWords: readonly string[];
  /** How many of them each language has, by its place in LISTED_LANGUAGES. */
  readonly functionWordCounts: Uint32Array;
  /** Log-likelihood of each language from its letter sequences, up to one constant, by number in DETECTED_LANGUAGES; 0 without any evidence. */
  readonly logLikelihood: Float64Array;
  /** Letter sequences that were compared. */
  readonly ngrams: number;
  /** UTF-16 units of the judged words. */
  readonly length: number;
  /** franc's trigram score of each language, 0 to 1: good only for the difference of two. */
  trigramScores(): ReadonlyMap<string, number>;
}

export interface Detector {
  /** Languages that the letter sequences can tell. */
  readonly languages: ReadonlySet<string>;
  read(text: string): TextEvidence;
}

// Letter sequences: probability = softmax(0.025 x sum of their scores), fitted on 10,516 public texts (docs/language.md).
const TEMPERATURE = 0.025;
/** So many UTF-8 bytes of a text are compared, in sequences of 4, 3 apart. */
const COMPARED_BYTES = 350;

const CHARACTERS_PER_WORD = 1.8;
const BEYOND_ASCII = /[^\x00-\x7F]/;
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/gu;
const SHARE_WITHOUT_SPACES = 0.3;
/** Polish and Italian have many words of one letter, yet never so many. */
const MOST_SINGLE_LETTERS = 0.6;

/** Texts that are remembered: footers and buttons come back in every mail of an audit. */
const REMEMBERED = 1000;
const LONGEST_REMEMBERED = 2000;

const NO_COUNTS = countFunctionWords([]);
const NO_SCORES: ReadonlyMap<string, number> = new Map();
const NOTHING: TextEvidence = { wordCount: 0, functionWords: [], functionWordCounts: NO_COUNTS, logLikelihood: new Float64Array(DETECTED_LANGUAGES.length), ngrams: 0, length: 0, trigramScores: () => NO_SCORES };

let loading: Promise<Detector> | undefined;

/** Loads the language data once, and only when a text has to be judged. */
export function loadDetector(): Promise<Detector> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Detector> {
  const [{ sequenceScores }, { trigramScores }] = await Promise.all([import('./letter-sequences.js'), import('./trigram-scores.js')]);
  const known = new Map<string, TextEvidence>();
  return {
    languages: new Set(DETECTED_LANGUAGES),
    read(text) {
      const remembered = known.get(text);
      if (remembered) return remembered;
      const evidence = evidenceOf(text, sequenceScores, trigramScores);
      if (known.size >= REMEMBERED) known.clear();
      if (text.length <= LONGEST_REMEMBERED) known.set(text, evidence);
      return evidence;
    },
  };
}

function evidenceOf(text: string, compare: typeof sequenceScores, trigrams: typeof trigramScores): TextEvidence {
  if (looksLikeCode(text) || isFillerText(text)) return NOTHING;
  const words = wordsWithoutNames(cleanText(text), text.match(/\d/g)?.length ?? 0).map(({ lower }) => lower);
  if (isSpacedOut(words)) return NOTHING;
  const joined = words.join(' ');
  const wordCount = countWords(words, joined);
  if (wordCount === 0) return NOTHING;
  const ngrams = countNgrams(words);
  const functionWords = functionWordsIn(words);
  let scores: ReadonlyMap<string, number> | undefined;
  return {
    wordCount,
    functionWords,
    functionWordCounts: functionWords.length === 0 ? NO_COUNTS : countFunctionWords(functionWords),
    logLikelihood: logLikelihoodOf(compare(joined), ngrams),
    ngrams,
    length: joined.length,
    trigramScores: () => (scores ??= trigrams(joined)),
  };
}

function functionWordsIn(words: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const word of words) {
    if (isFunctionWord(word)) found.push(word);
    else if (word.includes("'")) found.push(...splitElision(word).filter(isFunctionWord));
  }
  return found;
}

/** `s p e c i a l   o f f e r`: letters, not words. */
function isSpacedOut(words: readonly string[]): boolean {
  return words.filter((word) => word.length === 1 && /[a-z]/.test(word)).length > words.length * MOST_SINGLE_LETTERS;
}

function countWords(words: readonly string[], joined: string): number {
  const characters = BEYOND_ASCII.test(joined) ? joined.match(WITHOUT_SPACES)?.length ?? 0 : 0;
  if (characters > joined.length * SHARE_WITHOUT_SPACES) return Math.round(characters / CHARACTERS_PER_WORD);
  return words.reduce((count, word) => (word.length > 1 || isFunctionWord(word) ? count + 1 : count), 0);
}

/** Sequences that these words have when no two share one, repeated words once. */
function countNgrams(words: readonly string[]): number {
  const distinct = new Set<string>();
  let bytes = 0;
  let ngrams = 0;
  for (const word of words) {
    for (const part of word.includes("'") ? word.split("'") : [word]) {
      if (bytes > COMPARED_BYTES) return ngrams;
      const length = BEYOND_ASCII.test(part) ? Buffer.byteLength(part) : part.length;
      bytes += length + 1;
      if (distinct.has(part)) continue;
      distinct.add(part);
      ngrams += Math.max(0, Math.ceil((length - 4) / 3)) + 1;
    }
  }
  return ngrams;
}

/** The mean score of the sequences, for as many as the words have. */
function logLikelihoodOf({ sequences, sums }: SequenceScores, ngrams: number): Float64Array {
  const perScore = TEMPERATURE * ngrams / Math.max(1, sequences);
  for (let language = 0; language < sums.length; language++) sums[language] = (sums[language] ?? 0) * perScore;
  return sums;
}
