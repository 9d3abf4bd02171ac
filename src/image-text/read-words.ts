import { createHash } from 'node:crypto';
import type { Detector } from '#language/detector.js';
import { CLEAR_LETTERS, dataFor, foreignLetters, unreadLetters } from './foreign-letters.js';
import type { RasterFormat } from './image-header.js';
import type { ForeignLetters, ImageWord, ReadImage, Unread } from './image-text.js';
import { isUnread } from './load-image-bytes.js';
import type { OcrWord } from './ocr-messages.js';
import { recognize } from './ocr-pool.js';
import { readInstallAdvice, readLanguageData, type LanguageData } from './read-installation.js';
import { textLanguage } from './text-language.js';

/** What a picture says, whichever image tag shows it. */
export type Reading = Pick<ReadImage, 'words' | 'text' | 'lines' | 'confidence' | 'language'>;

interface Picture {
  readonly bytes: Uint8Array;
  readonly format: RasterFormat;
}

/** Below it, a word is more often a shape than a word (bench/results/languages.md). */
const LEAST_CONFIDENCE = 0.6;
/** Mean certainty from which a picture's words are taken for what it says; below it they are mostly shapes (bench/results/languages.md). */
export const SURE = 0.8;
const HAS_WORD = /[\p{L}\p{N}]/u;
/** Signs by themselves, however sure the recogniser is of them: the dot or line between two entries of a list that is set in one line. */
const SEPARATOR = /^[^\p{L}\p{N}\s]{1,2}$/u;
const ENGLISH = 'en';
/** Readings that are remembered: campaigns of one sender share their pictures. */
const REMEMBERED = 200;

const readings = new Map<string, Promise<Reading | Unread>>();

/**
 * The words of a picture, read with the data of the mail's own language; and once more with those of another one, when the words turn
 * out to be in that: letters with accents are read right only by data that know them, those of another script not at all.
 */
export function readWords(picture: Picture, language: string | undefined, timeLimit: number, detector: Detector): Promise<Reading | Unread> {
  const key = `${createHash('sha256').update(picture.bytes).digest('hex')} ${language ?? ''}`;
  const known = readings.get(key);
  if (known) return known;
  if (readings.size >= REMEMBERED) readings.clear();
  const reading = readTwice(picture, language, timeLimit, detector);
  readings.set(key, reading);
  void reading.then((result) => isUnread(result) && readings.delete(key)); // a busy moment, or an installation, may pass
  return reading;
}

async function readTwice(picture: Picture, language: string | undefined, timeLimit: number, detector: Detector): Promise<Reading | Unread> {
  const data = (language === undefined ? undefined : readLanguageData(language)) ?? readLanguageData(ENGLISH);
  const advice = readInstallAdvice([language ?? ENGLISH, ENGLISH]);
  if (!data || advice !== undefined) return { cause: 'not-installed', reason: `text in images is read after ${advice ?? 'an installation'}` };

  const first = await readOnce(picture, data, timeLimit, detector);
  if (isUnread(first)) return first;
  const letters = await lettersBeside(first, picture, data, timeLimit);
  if (letters) {
    const lettersData = dataFor(letters);
    if (!lettersData) return { cause: 'letters', reason: `its letters are ${letters.script}, for which no data are installed`, letters: unreadLetters(letters) };
    const read = await readOnce(picture, lettersData, timeLimit, detector);
    return isUnread(read) ? first : read;
  }
  if (first.language === undefined || first.language === data.language) return first;
  const otherData = readLanguageData(first.language);
  const second = otherData && (await readOnce(picture, otherData, timeLimit, detector));
  return second && !isUnread(second) && certainty(second) > certainty(first) ? second : first;
}

/** The letters of a picture, where they are of another script than the data: these come out as words that the recogniser is not sure of, or as no language's. */
async function lettersBeside({ confidence, language }: Reading, picture: Picture, data: LanguageData, timeLimit: number): Promise<ForeignLetters | undefined> {
  if (confidence >= SURE && language !== undefined) return undefined;
  const letters = await foreignLetters(picture, timeLimit);
  return letters && !letters.languages.includes(data.language) && (confidence < SURE || letters.certainty >= CLEAR_LETTERS) ? letters : undefined;
}

async function readOnce(picture: Picture, data: LanguageData, timeLimit: number, detector: Detector): Promise<Reading | Unread> {
  const result = await recognize({ ...picture, wanted: 'words', data }, timeLimit);
  switch (result.kind) {
    case 'failed': return { cause: 'broken', reason: 'its data cannot be decoded' };
    case 'out-of-time': return { cause: 'time', reason: `reading it takes more than ${timeLimit / 1000} s of processor time` };
    case 'not-started': return { cause: 'not-installed', reason: `the text recogniser did not start with the data for ${data.code}` };
    case 'script': throw new Error('words were asked for');
    case 'read': return readingOf(result.words, detector);
  }
}

function readingOf(recognized: readonly OcrWord[], detector: Detector): Reading {
  const isSure = ({ text, confidence }: OcrWord): boolean => confidence >= LEAST_CONFIDENCE && HAS_WORD.test(text);
  const kept = recognized.filter(isSure);
  const text = joined(kept, ({ paragraph }) => `${paragraph}`).join('\n');
  const lines = joined(recognized.filter((word) => isSure(word) || SEPARATOR.test(word.text)), ({ paragraph, line }) => `${paragraph} ${line}`).filter((line) => HAS_WORD.test(line));
  const words = kept.map(({ text, confidence }): ImageWord => ({ text, confidence }));
  const letters = lettersOf(words);
  return { words, text, lines: withContinued(lines), confidence: letters === 0 ? 0 : certainty({ words }) / letters, language: textLanguage(text, detector) };
}

/** Words with the same key, as one text each, in the order of their first. */
function joined(words: readonly OcrWord[], key: (word: OcrWord) => string): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const word of words) groups.set(key(word), [...(groups.get(key(word)) ?? []), word.text]);
  return [...groups.values()].map((group) => group.join(' '));
}

function withContinued(lines: readonly string[]): readonly string[] {
  return lines.reduce<string[]>((whole, line) => (/^\p{Ll}/u.test(line) && whole.length > 0 ? [...whole.slice(0, -1), `${whole.at(-1)} ${line}`] : [...whole, line]), []);
}

function lettersOf(words: readonly ImageWord[]): number {
  return words.reduce((sum, { text }) => sum + text.length, 0);
}

/** Letters, each counted as far as the recogniser is sure of it. */
function certainty({ words }: Pick<Reading, 'words'>): number {
  return words.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
}
