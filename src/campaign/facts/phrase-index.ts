import { remembered } from '../remembered.js';

/** A phrase in lower case. `goesOn`: its last word may be the beginning of a longer one. */
export interface IndexedPhrase {
  readonly text: string;
  readonly goesOn: boolean;
}

/** A phrase under its longest word: the other words it needs, and the list that it is of. */
interface Entry {
  readonly others: readonly number[];
  readonly list: number;
}

const LETTER = /[\p{L}\p{N}]/u;

/** By code unit: 1 a letter or digit, 2 none, 0 not looked at yet. Halves of a pair count as none: a word then ends too early, never too late. */
const KINDS = new Uint8Array(0x10000);

/** Bits of a hash that choose its place in the table of beginnings. */
const PLACES = 0x3FFF;

// One index of the words of all phrases of all lists, so that a text is read once for all of them. A word has a number, one as a whole and one as a beginning.
const wholeWords = new Map<number, number>();
const beginnings = new Map<number, number>();
const beginningPlaces = new Uint8Array(PLACES + 1);
const entries: Entry[][] = [];
let lists = 0;
/** By number of the word, the number of the last text that it was seen in. */
let seenIn = new Uint32Array(1024);
let texts = 0;

const NO_LISTS: readonly number[] = [];
let listsIn = remembered(readLists);

/**
 * A test whether one of the phrases may stand in a text of lower-case letters: false is certain; true says that all words of one stand
 * somewhere in it. All such tests of one text together take one pass over it.
 */
export function phraseTest(phrases: readonly IndexedPhrase[]): (text: string) => boolean {
  const list = lists++;
  listsIn = remembered(readLists); // what was remembered knows nothing of this list
  for (const phrase of phrases) addPhrase(phrase, list);
  return (text) => listsIn(text).includes(list);
}

function addPhrase({ text, goesOn }: IndexedPhrase, list: number): void {
  const words: { readonly number: number; readonly length: number }[] = [];
  const spans = wordSpans(text);
  spans.forEach(({ start, end }, index) => {
    const hash = hashOf(text, start, end);
    const isBeginning = goesOn && index === spans.length - 1;
    if (isBeginning) beginningPlaces[hash & PLACES] = 1;
    words.push({ number: numberOf(isBeginning ? beginnings : wholeWords, hash), length: end - start });
  });
  const [key, ...others] = words.sort((one, other) => other.length - one.length);
  if (key) (entries[key.number] ??= []).push({ others: others.map(({ number }) => number), list });
}

function numberOf(words: Map<number, number>, hash: number): number {
  const number = words.get(hash) ?? wholeWords.size + beginnings.size;
  words.set(hash, number);
  if (number >= seenIn.length) seenIn = new Uint32Array(2 * seenIn.length);
  return number;
}

/** The lists of which a phrase may stand in the text. */
function readLists(text: string): readonly number[] {
  const keys = keysIn(text);
  const found = new Set<number>();
  for (const key of keys) for (const { others, list } of entries[key] ?? []) if (!found.has(list) && others.every((word) => seenIn[word] === texts)) found.add(list);
  return found.size === 0 ? NO_LISTS : [...found];
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
      if (beginningPlaces[hash & PLACES] === 1) note(beginnings.get(hash));
    } else if (isInWord) {
      note(wholeWords.get(hash));
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
