import { remembered } from '../remembered.js';

/** A phrase in lower case. `goesOn`: its last word may be the beginning of a longer one. */
export interface IndexedPhrase {
  readonly text: string;
  readonly goesOn: boolean;
}

/** A phrase under its longest word: the other words it needs, the list that it is of, and its index in there. */
interface Entry {
  readonly others: readonly number[];
  readonly list: number;
  readonly index: number;
}

/** By number of the list, the phrases of it that may stand in a text. */
type Candidates = ReadonlyMap<number, readonly number[]>;

const LETTER = /[\p{L}\p{N}]/u;

/** By code unit: 1 a letter or digit, 2 none, 0 not looked at yet. Halves of a pair count as none: a word then ends too early, never too late. */
const KINDS = new Uint8Array(0x10000);

/** Bits of a hash that choose its place in the table of what words and beginnings there are. */
const PLACES = 0xFFFF;
const WHOLE = 1;
const BEGINNING = 2;

// One index of the words of all phrases of all lists, so that a text is read once for all of them. A word has a number, one as a whole and one as a beginning.
const wholeWords = new Map<number, number>();
const beginnings = new Map<number, number>();
/** What may be found in these maps; says no of most words, without asking a map. */
const places = new Uint8Array(PLACES + 1);
const entries: Entry[][] = [];
let lists = 0;
/** By number of the word, the number of the last text that it was seen in. */
let seenIn = new Uint32Array(1024);
let texts = 0;

const NO_CANDIDATES: Candidates = new Map();
const NO_PHRASES: readonly number[] = [];
let candidatesIn = remembered(readCandidates);

/**
 * Indexes of those phrases that may stand in a text of lower-case letters, as all their words stand somewhere in it; no other one does.
 * For all lists together a text is read once.
 */
export function phraseIndex(phrases: readonly IndexedPhrase[]): (text: string) => readonly number[] {
  const list = lists++;
  candidatesIn = remembered(readCandidates); // what was remembered knows nothing of this list
  for (const [index, phrase] of phrases.entries()) addPhrase(phrase, list, index);
  return (text) => candidatesIn(text).get(list) ?? NO_PHRASES;
}

function addPhrase({ text, goesOn }: IndexedPhrase, list: number, index: number): void {
  const words: { readonly number: number; readonly length: number }[] = [];
  const spans = wordSpans(text);
  spans.forEach(({ start, end }, place) => {
    const hash = hashOf(text, start, end);
    const isBeginning = goesOn && place === spans.length - 1;
    places[hash & PLACES] = (places[hash & PLACES] ?? 0) | (isBeginning ? BEGINNING : WHOLE);
    words.push({ number: numberOf(isBeginning ? beginnings : wholeWords, hash), length: end - start });
  });
  const [key, ...others] = words.sort((one, other) => other.length - one.length);
  if (key) (entries[key.number] ??= []).push({ others: others.map(({ number }) => number), list, index });
}

function numberOf(words: Map<number, number>, hash: number): number {
  const number = words.get(hash) ?? wholeWords.size + beginnings.size;
  words.set(hash, number);
  if (number >= seenIn.length) seenIn = new Uint32Array(2 * seenIn.length);
  return number;
}

function readCandidates(text: string): Candidates {
  let candidates: Map<number, number[]> | undefined;
  for (const key of keysIn(text)) {
    for (const { others, list, index } of entries[key] ?? []) {
      if (!others.every((word) => seenIn[word] === texts)) continue;
      candidates ??= new Map();
      const phrases = candidates.get(list);
      if (phrases) phrases.push(index);
      else candidates.set(list, [index]);
    }
  }
  return candidates ?? NO_CANDIDATES;
}

/** The words in the text that phrases are listed under; notes all words that it holds in `seenIn`. */
function keysIn(text: string): readonly number[] {
  const keys: number[] = [];
  texts = texts === 0xFFFFFFFF ? 1 : texts + 1;
  const note = (word: number | undefined): void => {
    if (word === undefined || seenIn[word] === texts) return;
    seenIn[word] = texts;
    if (entries[word]) keys.push(word);
  };
  let hash = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if ((KINDS[unit] || kindOf(unit)) === 1) {
      hash = withUnit(hash, unit);
      isInWord = true;
      if (((places[hash & PLACES] ?? 0) & BEGINNING) !== 0) note(beginnings.get(hash));
    } else if (isInWord) {
      if (((places[hash & PLACES] ?? 0) & WHOLE) !== 0) note(wholeWords.get(hash));
      hash = 0;
      isInWord = false;
    }
  }
  if (isInWord) note(wholeWords.get(hash));
  return keys;
}

function wordSpans(text: string): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if ((KINDS[unit] || kindOf(unit)) !== 1) continue;
    const last = spans.at(-1);
    if (last?.end === index) last.end = index + 1;
    else spans.push({ start: index, end: index + 1 });
  }
  return spans;
}

function kindOf(unit: number): number {
  return (KINDS[unit] = LETTER.test(String.fromCharCode(unit)) ? 1 : 2);
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let index = start; index < end; index++) hash = withUnit(hash, text.charCodeAt(index));
  return hash;
}

function withUnit(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}
