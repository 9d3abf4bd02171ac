import type { eld } from 'eld/small';
import type { francAll } from 'franc';
import { cleanText, looksLikeCode } from './clean-text.js';
import { isFillerText } from './filler-text.js';
import { countFunctionWords, isFunctionWord } from './function-words.js';
import { wordsWithoutNames } from './names.js';
import { splitElision } from './tokens.js';

/** What a text says about its language, names and codes aside. */
export interface TextEvidence {
  /** Words that were judged; characters / 1.8 in scripts without spaces. 0: the text is in no language. */
  readonly wordCount: number;
  /** Function words of any language, in order, lower case. */
  readonly functionWords: readonly string[];
  /** How many of them each listed language has, where it has any. */
  readonly functionWordCounts: ReadonlyMap<string, number>;
  /** Log-likelihood of each language from its letter sequences, up to one constant. */
  readonly logLikelihood: ReadonlyMap<string, number>;
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

// eld's `small` data: probability = softmax(0.025 x sum of n-gram scores), fitted on 10,516 public texts (docs/language.md).
const TEMPERATURE = 0.025;
/** eld scales a language's mean n-gram score m to m / (m + 25). */
const ELD_SCALE = 25;
/** eld reads this many UTF-8 bytes of a text, and 4-byte n-grams at a stride of 3. */
const ELD_BYTES = 350;

const CHARACTERS_PER_WORD = 1.8;
const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/gu;
const SHARE_WITHOUT_SPACES = 0.3;
/** Polish and Italian have many words of one letter, yet never so many. */
const MOST_SINGLE_LETTERS = 0.6;

/** Texts that are remembered: footers and buttons come back in every mail of an audit. */
const REMEMBERED = 1000;
const LONGEST_REMEMBERED = 2000;

/** franc's codes for languages that eld tells too. */
const FRANC: Readonly<Record<string, string>> = {
  eng: 'en', deu: 'de', spa: 'es', fra: 'fr', ita: 'it', por: 'pt', nld: 'nl', dan: 'da', swe: 'sv', nob: 'nb', fin: 'fi', pol: 'pl', ces: 'cs',
  tur: 'tr', cat: 'ca', hun: 'hu', ron: 'ro', slk: 'sk', slv: 'sl', hrv: 'hr', ekk: 'et', lvs: 'lv', lit: 'lt', isl: 'is', als: 'sq', eus: 'eu',
  zlm: 'ms', vie: 'vi', tgl: 'tl', azj: 'az', yor: 'yo',
};

const NOTHING: TextEvidence = { wordCount: 0, functionWords: [], functionWordCounts: new Map(), logLikelihood: new Map(), ngrams: 0, length: 0, trigramScores: () => new Map() };

let loading: Promise<Detector> | undefined;

/** Loads the language data once (about 0.3 s and 150 MB), and only when a text has to be judged. */
export function loadDetector(): Promise<Detector> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Detector> {
  const [small, franc] = await Promise.all([import('eld/small'), import('franc')]);
  const languages = new Set(Object.values(small.eld.info().Languages).map(ownCode));
  const known = new Map<string, TextEvidence>();
  return {
    languages,
    read(text) {
      const remembered = known.get(text);
      if (remembered) return remembered;
      const evidence = evidenceOf(text, small.eld, franc.francAll);
      if (known.size >= REMEMBERED) known.clear();
      if (text.length <= LONGEST_REMEMBERED) known.set(text, evidence);
      return evidence;
    },
  };
}

function evidenceOf(text: string, detector: typeof eld, trigrams: typeof francAll): TextEvidence {
  if (looksLikeCode(text) || isFillerText(text)) return NOTHING;
  const words = wordsWithoutNames(cleanText(text), text.match(/\d/g)?.length ?? 0).map(({ lower }) => lower);
  if (isSpacedOut(words)) return NOTHING;
  const joined = words.join(' ');
  const wordCount = countWords(words, joined);
  if (wordCount === 0) return NOTHING;
  const ngrams = countNgrams(words);
  const functionWords = words.flatMap(splitElision).filter(isFunctionWord);
  let scores: ReadonlyMap<string, number> | undefined;
  return {
    wordCount,
    functionWords,
    functionWordCounts: countFunctionWords(functionWords),
    logLikelihood: logLikelihoodOf(detector.detect(joined).getScores(), ngrams),
    ngrams,
    length: joined.length,
    trigramScores: () => (scores ??= trigramScores(joined, trigrams)),
  };
}

/** `s p e c i a l   o f f e r`: letters, not words. */
function isSpacedOut(words: readonly string[]): boolean {
  return words.filter((word) => word.length === 1 && /[a-z]/.test(word)).length > words.length * MOST_SINGLE_LETTERS;
}

function countWords(words: readonly string[], joined: string): number {
  const characters = joined.match(WITHOUT_SPACES)?.length ?? 0;
  if (characters > joined.length * SHARE_WITHOUT_SPACES) return Math.round(characters / CHARACTERS_PER_WORD);
  return words.filter((word) => word.length > 1 || isFunctionWord(word)).length;
}

/** N-grams that eld forms of these words, repeated words once. */
function countNgrams(words: readonly string[]): number {
  const distinct = new Set<string>();
  let bytes = 0;
  for (const word of words.flatMap((part) => part.split("'"))) {
    if (bytes > ELD_BYTES) break;
    bytes += Buffer.byteLength(word) + 1;
    distinct.add(word);
  }
  let ngrams = 0;
  for (const word of distinct) ngrams += Math.max(0, Math.ceil((Buffer.byteLength(word) - 4) / 3)) + 1;
  return ngrams;
}

/** Undoes eld's scaling to 0..1, which hides how much text there was. */
function logLikelihoodOf(scores: Readonly<Record<string, number>>, ngrams: number): ReadonlyMap<string, number> {
  const logLikelihood = new Map<string, number>();
  for (const [code, score] of Object.entries(scores))
    if (score < 1) logLikelihood.set(ownCode(code), TEMPERATURE * ngrams * ELD_SCALE * score / (1 - score));
  return logLikelihood;
}

function trigramScores(text: string, trigrams: typeof francAll): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const [code, score] of trigrams(text, { minLength: 1, only: Object.keys(FRANC) })) {
    const language = FRANC[code];
    if (language) scores.set(language, score);
  }
  return scores;
}

function ownCode(eldCode: string): string {
  return eldCode === 'no' ? 'nb' : eldCode;
}
