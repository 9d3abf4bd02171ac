import { brotliDecompressSync } from 'node:zlib';
import data from './letter-sequences.json' with { type: 'json' };

/** What the letter sequences of a text say. */
export interface SequenceScores {
  /** Different sequences in the text, also those that no language has. */
  readonly sequences: number;
  /** By number of the language, the sum of what each sequence says for it; 0 where none does. */
  readonly sums: Float64Array;
}

/** Languages in the order of their numbers; Norwegian is `no`. */
export const SEQUENCE_LANGUAGES: readonly string[] = data.languages;

// As eld compares: sequences of 4 bytes of UTF-8, 3 bytes apart, within words; the first of a word with a space before it, the last with one after it.
const SEQUENCE = 4;
const STRIDE = 3;
/** A longer word is compared so far; its end is unknown to every language. */
const WORD_BYTES = 70;
/** Units of a text that are looked at; and bytes, up to the end of a word, or at most. */
const TEXT_UNITS = 1000;
const TEXT_BYTES = 350;
const MOST_BYTES = 380;
/** A score is kept without this minimum. */
const LEAST_SCORE = 53;

const SPACE = 0x20;
const APOSTROPHE = 0x27;

/** Places of the hash table: three times the sequences. */
const PLACE_BITS = 18;
const packed = unpack();

const isLetterUnit = unitTest(/^\p{L}$/u);

/** The word that is being read: a space, its bytes, and at its end another space. */
const word = new Uint8Array(MOST_BYTES + 8).fill(SPACE);
/** The sequences of this text, in a hash table of its own: a place is taken when it has the number of the text. */
const SEEN_BITS = 10;
const seen = { text: new Uint32Array(1 << SEEN_BITS), high: new Int32Array(1 << SEEN_BITS), low: new Int32Array(1 << SEEN_BITS) };
let texts = 0;

/** Compares a text of lower-case words; what is neither letter nor apostrophe parts two words. */
export function sequenceScores(text: string): SequenceScores {
  const sums = new Float64Array(SEQUENCE_LANGUAGES.length);
  texts = (texts + 1) >>> 0;
  let sequences = 0;
  let length = 0; // bytes of the word
  let bytes = 0;
  const end = Math.min(text.length, TEXT_UNITS);
  for (let index = 0; index < end && bytes <= MOST_BYTES; index++) {
    const unit = text.charCodeAt(index);
    if (isLetterUnit(unit) || (unit === APOSTROPHE && index + 1 < end && isLetterUnit(text.charCodeAt(index + 1)))) {
      const before = length;
      length = appendUnit(unit, length);
      bytes += length - before;
    } else if (length > 0) {
      sequences += addWord(length, sums);
      length = 0;
      if (bytes > TEXT_BYTES) break;
      bytes += 1;
    }
  }
  if (length > 0) sequences += addWord(length, sums);
  return { sequences, sums };
}

/** Writes a letter as UTF-8; returns the length of the word. */
function appendUnit(unit: number, length: number): number {
  if (unit < 0x80) {
    word[length + 1] = unit;
    return length + 1;
  }
  if (unit < 0x800) {
    word[length + 1] = 0xC0 | (unit >> 6);
    word[length + 2] = 0x80 | (unit & 0x3F);
    return length + 2;
  }
  word[length + 1] = 0xE0 | (unit >> 12);
  word[length + 2] = 0x80 | ((unit >> 6) & 0x3F);
  word[length + 3] = 0x80 | (unit & 0x3F);
  return length + 3;
}

/** Adds the sequences of the word that is not in `sums` yet; returns how many they are. */
function addWord(length: number, sums: Float64Array): number {
  const compared = Math.min(length, WORD_BYTES);
  let added = 0;
  let from = 0;
  for (; from + SEQUENCE < compared; from += STRIDE) added += addSequence(from === 0 ? 0 : from + 1, from + 1 + SEQUENCE, sums);
  if (length > WORD_BYTES) return added + 1;
  word[length + 1] = SPACE;
  return added + addSequence(from === 0 ? 0 : length + 1 - SEQUENCE, length + 2, sums);
}

/** Adds what stands in `word` from one place to before another, at most six bytes. */
function addSequence(start: number, end: number, sums: Float64Array): number {
  const high = byteOf(start, end) << 16 | byteOf(start + 1, end) << 8 | byteOf(start + 2, end);
  const low = byteOf(start + 3, end) << 16 | byteOf(start + 4, end) << 8 | byteOf(start + 5, end);
  const hash = hashOf(high, low);
  let place = hash >>> (32 - SEEN_BITS);
  while (seen.text[place] === texts) {
    if (seen.high[place] === high && seen.low[place] === low) return 0;
    place = (place + 1) & ((1 << SEEN_BITS) - 1);
  }
  seen.text[place] = texts;
  seen.high[place] = high;
  seen.low[place] = low;
  addScores(high, low, hash, sums);
  return 1;
}

/** Nothing from the end on. */
function byteOf(index: number, end: number): number {
  return index < end ? word[index] ?? 0 : 0;
}

function addScores(high: number, low: number, hash: number, sums: Float64Array): void {
  const { places, highs, lows, starts, languages, scores } = packed;
  for (let place = hash >>> (32 - PLACE_BITS); ; place = (place + 1) & ((1 << PLACE_BITS) - 1)) {
    const sequence = (places[place] ?? 0) - 1;
    if (sequence === -1) return;
    if (highs[sequence] !== high || lows[sequence] !== low) continue;
    const end = starts[sequence + 1] ?? 0;
    for (let at = starts[sequence] ?? end; at < end; at++) {
      const language = languages[at] ?? 0;
      sums[language] = (sums[language] ?? 0) + (scores[at] ?? 0) + LEAST_SCORE;
    }
    return;
  }
}

/** Six bytes, as two numbers. */
function hashOf(high: number, low: number): number {
  const mixed = Math.imul(high ^ Math.imul(low, 0x9E3779B1), 0x85EBCA6B);
  return Math.imul(mixed ^ (mixed >>> 15), 0xC2B2AE35);
}

/** Reads what scripts/refresh-letter-sequences.ts wrote: of each sequence how much it shares with the one before and the rest, then numbers and pairs. */
function unpack() {
  const bytes = brotliDecompressSync(Buffer.from(data.brotli, 'base64'));
  const highs = new Int32Array(data.sequences);
  const lows = new Int32Array(data.sequences);
  const places = new Int32Array(1 << PLACE_BITS);
  const key = new Uint8Array(6);
  const byte = (index: number): number => key[index] ?? 0;
  let at = 0;
  for (let sequence = 0; sequence < data.sequences; sequence++) {
    const shared = bytes[at] ?? 0;
    const rest = bytes[at + 1] ?? 0;
    for (let index = shared; index < key.length; index++) key[index] = index < shared + rest ? bytes[at + 2 + index - shared] ?? 0 : 0;
    at += 2 + rest;
    const high = highs[sequence] = byte(0) << 16 | byte(1) << 8 | byte(2);
    const low = lows[sequence] = byte(3) << 16 | byte(4) << 8 | byte(5);
    let place = hashOf(high, low) >>> (32 - PLACE_BITS);
    while (places[place] !== 0) place = (place + 1) & ((1 << PLACE_BITS) - 1);
    places[place] = sequence + 1;
  }
  const starts = new Int32Array(data.sequences + 1);
  for (let sequence = 0; sequence < data.sequences; sequence++) starts[sequence + 1] = (starts[sequence] ?? 0) + (bytes[at + sequence] ?? 0);
  const pairs = at + data.sequences;
  return { highs, lows, places, starts, languages: bytes.subarray(pairs, pairs + data.scores), scores: bytes.subarray(pairs + data.scores, pairs + 2 * data.scores) };
}

/** A test of UTF-16 units that asks the regular expression once for each; halves of a pair are none. */
function unitTest(pattern: RegExp): (unit: number) => boolean {
  const kinds = new Uint8Array(0x10000);
  return (unit) => (kinds[unit] || (kinds[unit] = pattern.test(String.fromCharCode(unit)) ? 1 : 2)) === 1;
}
