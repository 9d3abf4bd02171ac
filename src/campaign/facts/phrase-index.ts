import { remembered } from '../remembered.js';

/** A phrase in lower case. `goesOn`: its last word may be the beginning of a longer one, as those before a hyphen and a space are. */
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

// One index of the words of all phrases of all lists, so that a text is read once for all of them. It lies in few small arrays: between two mails
// the processor's caches are filled with other things, and fetching it anew takes longer than reading the text.

/** Bits of a hash that choose the place where a word's number is looked for, there or in the next ones. */
const PLACES = 0xFFFF;

/** Words by their hash: whole ones, or those that may be the beginning of a word. A word has a number from 1 on. */
interface WordTable {
  readonly numbers: Uint16Array;
  /** One bit a place, set where a word is looked for: says no of most words, and all of it fits into the fastest cache. */
  readonly any: Uint8Array;
}

const wholeWords: WordTable = { numbers: new Uint16Array(PLACES + 1), any: new Uint8Array((PLACES + 1) / 8) };
const beginnings: WordTable = { numbers: new Uint16Array(PLACES + 1), any: new Uint8Array((PLACES + 1) / 8) };

/** What is known of a word, side by side: its hash, the number of the last text that it was seen in, and where its entries start in a row of all; 0: it has none. */
const [HASH, SEEN_IN, START, FIELDS] = [0, 1, 2, 4];
let words = new Int32Array(FIELDS * 1024);
let wordCount = 0;
const entries: Entry[][] = [];
/** The entries in a row: at a word's start how many there are, then of each its list, its index, how many other words it needs, and these. */
let row: Uint16Array | undefined;
let lists = 0;
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
  row = undefined;
  for (const [index, phrase] of phrases.entries()) addPhrase(phrase, list, index);
  return (text) => {
    const candidates = candidatesIn(text);
    return candidates === NO_CANDIDATES ? NO_PHRASES : candidates.get(list) ?? NO_PHRASES;
  };
}

/** Whether a code unit is a letter or a digit; half a pair is none. */
export function isLetterUnit(unit: number): boolean {
  return (KINDS[unit] || kindOf(unit)) === 1;
}

function addPhrase({ text, goesOn }: IndexedPhrase, list: number, index: number): void {
  const numbers: number[] = [];
  let [key, longest] = [-1, 0];
  let [start, hash] = [0, 0];
  for (let end = 0; end <= text.length; end++) {
    const unit = text.charCodeAt(end); // NaN at the end
    if (end < text.length && isLetterUnit(unit)) {
      hash = withUnit(hash, unit);
      continue;
    }
    if (end > start) {
      const mayGoOn = end === text.length ? goesOn : text.startsWith('- ', end);
      if (end - start > longest) [key, longest] = [numbers.length, end - start];
      numbers.push(addWord(mayGoOn ? beginnings : wholeWords, hash));
      hash = 0;
    }
    start = end + 1;
  }
  const [number] = numbers.splice(key, 1);
  if (number !== undefined) (entries[number] ??= []).push({ others: numbers, list, index });
}

function addWord(table: WordTable, hash: number): number {
  const known = numberOf(table, hash);
  if (known !== 0) return known;
  if (++wordCount > PLACES / 2) throw new RangeError('too many words for the tables of the phrase index');
  const place = hash & PLACES;
  table.any[place >> 3] = (table.any[place >> 3] ?? 0) | (1 << (place & 7));
  let free = place;
  while (table.numbers[free] !== 0) free = (free + 1) & PLACES;
  table.numbers[free] = wordCount;
  if (FIELDS * (wordCount + 1) > words.length) words = grown(words);
  words[FIELDS * wordCount + HASH] = hash;
  return wordCount;
}

function grown(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * values.length);
  larger.set(values);
  return larger;
}

/** 0: there is no such word. */
function numberOf({ numbers, any }: WordTable, hash: number): number {
  let place = hash & PLACES;
  if ((((any[place >> 3] ?? 0) >> (place & 7)) & 1) === 0) return 0;
  let number = numbers[place] ?? 0;
  while (number !== 0 && words[FIELDS * number + HASH] !== hash) {
    place = (place + 1) & PLACES;
    number = numbers[place] ?? 0;
  }
  return number;
}

function packEntries(): Uint16Array {
  const packed: number[] = [0]; // so that none starts at 0
  entries.forEach((alike, word) => {
    words[FIELDS * word + START] = packed.length;
    packed.push(alike.length);
    for (const { others, list, index } of alike) packed.push(list, index, others.length, ...others);
  });
  return Uint16Array.from(packed);
}

function readCandidates(text: string): Candidates {
  const all = (row ??= packEntries());
  let candidates: Map<number, number[]> | undefined;
  for (const key of keysIn(text)) {
    let at = words[FIELDS * key + START] ?? 0;
    for (let left = all[at++] ?? 0; left > 0; left--) {
      const start = at;
      const end = start + 3 + (all[start + 2] ?? 0);
      at = start + 3;
      while (at < end && isSeen(all[at] ?? 0)) at++;
      if (at === end) addCandidate((candidates ??= new Map<number, number[]>()), all[start] ?? 0, all[start + 1] ?? 0);
      at = end;
    }
  }
  return candidates ?? NO_CANDIDATES;
}

function isSeen(word: number): boolean {
  return words[FIELDS * word + SEEN_IN] === texts;
}

function addCandidate(candidates: Map<number, number[]>, list: number, index: number): void {
  const phrases = candidates.get(list);
  if (phrases) phrases.push(index);
  else candidates.set(list, [index]);
}

/** The words in the text that phrases are listed under; notes of all words of phrases that they were seen in it. */
function keysIn(text: string): readonly number[] {
  const keys: number[] = [];
  texts = texts === 0x7FFFFFFF ? 1 : texts + 1;
  let hash = 0;
  let isInWord = false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (isLetterUnit(unit)) {
      hash = withUnit(hash, unit);
      isInWord = true;
      note(numberOf(beginnings, hash), keys);
    } else if (isInWord) {
      note(numberOf(wholeWords, hash), keys);
      hash = 0;
      isInWord = false;
    }
  }
  if (isInWord) note(numberOf(wholeWords, hash), keys);
  return keys;
}

function note(word: number, keys: number[]): void {
  if (word === 0 || isSeen(word)) return;
  words[FIELDS * word + SEEN_IN] = texts;
  if (words[FIELDS * word + START] !== 0) keys.push(word);
}

function kindOf(unit: number): number {
  return (KINDS[unit] = LETTER.test(String.fromCharCode(unit)) ? 1 : 2);
}

function withUnit(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}
