import { once } from '#once.js';
import { remembered } from '../remembered.js';
import { literalPattern } from './literal-pattern.js';
import { isLetterUnit, phraseIndex } from './phrase-index.js';

/** Scripts written without spaces between words, or whose prefixes join the word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u;
/** Hebrew is the first of them. */
const FIRST_UNSPACED = 0x0590;

/** No letter or digit goes before, or comes after. */
const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;

/** How a word may go on at a hyphen within a phrase: "darmow- dostaw-". */
const REST = String.raw`[\p{L}-]{0,20}`;

const LETTER_BEFORE = /[\p{L}\p{N}]$/u;
const LETTER_AFTER = /^[\p{L}\p{N}]/u;

/** Characters that `plainText` changes, but for capitals. */
const NOT_PLAIN = /[^\x20-\x5F\x61-\x7E]|  /;

/** What is asked of a pattern for phrases, which is made of those that may stand in a text. */
export interface PhrasePattern {
  readonly test: (text: string) => boolean;
  readonly exec: (text: string) => RegExpExecArray | null;
  readonly matchAll: (text: string) => readonly RegExpExecArray[];
  /** Whether one of its phrases may stand in one of the lines of a text, or in several of them put together: what is between two `…` of it stands in one. For phrases that neither begin nor end with a space. */
  readonly mayStandIn: (lines: string) => boolean;
}

/**
 * One pattern for all phrases, to be used on what `plainText` returns. `…` between two words stands for up to 60 characters of the same
 * sentence, or for nothing but perhaps a comma or a colon; a hyphen at an end or before a space says that the word may go on there. Takes time linear in the text, and little of it where
 * no phrase has all its words in it: the index of all phrases is asked for that first, and a pattern is made of what may stand there only, as V8 takes up to seconds to compile thousands of phrases.
 * For lists that a module has: they are kept for good.
 */
export function phrasePattern(phrases: readonly string[]): PhrasePattern {
  const closed: string[] = [];
  const open: string[] = [];
  for (const phrase of phrases) (startsWord(phrase) ? closed : open).push(phrase);
  const list = lists.push({ closed, open }) - 1;
  const inside = open.length > 0 ? once(() => patternOf([], open)) : undefined;
  const candidatesIn = phraseIndex(closed.map((phrase) => ({ text: bare(phrase), goesOn: !endsWord(phrase) })));
  const alone: PhraseFinder[] = []; // single phrases: far faster than all of them together
  const finderAt = (index: number): PhraseFinder => (alone[index] ??= finderOf(closed[index] ?? ''));
  const some = (text: string, stands: 'standsIn' | 'partsStandIn'): boolean => {
    for (const index of candidatesIn(text)) if (finderAt(index)[stands](text)) return true;
    return inside?.().test(text) === true;
  };
  const among = (text: string): RegExp | undefined => {
    const standing = candidatesIn(text).filter((index) => finderAt(index).partsStandIn(text)).sort((one, other) => one - other);
    return standing.length === 0 ? inside?.() : patternAmong(`${list},${standing.join()}`);
  };
  return {
    test: (text) => some(text, 'standsIn'),
    exec: (text) => among(text)?.exec(text) ?? null,
    matchAll: (text) => {
      const pattern = among(text);
      return pattern ? [...text.matchAll(new RegExp(pattern, 'gu'))] : [];
    },
    mayStandIn: (lines) => some(lines, 'partsStandIn'),
  };
}

/** Of each list the phrases that begin a word, and the others. */
const lists: { readonly closed: readonly string[]; readonly open: readonly string[] }[] = [];

/** UTF-16 units of what `patternAmong` is asked: a thousand patterns or two. */
const REMEMBERED_PATTERNS = 10_000;

/** The pattern of a list's number and the indexes of those phrases that stand in a text: few of them do, and mostly the same. */
const patternAmong = remembered((key): RegExp => {
  const [list = 0, ...standing] = key.split(',').map(Number);
  const { closed, open } = lists[list] ?? { closed: [], open: [] };
  return patternOf(standing.map((index) => closed[index] ?? ''), open);
}, REMEMBERED_PATTERNS);

/** Lower case, one kind of apostrophe, single spaces, without soft hyphens and zero-width characters. */
export const plainText = remembered((text: string): string => {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFC').toLowerCase().replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '').replace(/[\u2018\u2019\u00B4`]/g, "'").replace(/\s+/g, ' ');
});

/** A phrase that begins a word. */
interface PhraseFinder {
  /** Whether what is between two `…` of it stands in a text, wherever. */
  readonly partsStandIn: (text: string) => boolean;
  /** Whether all of it does. */
  readonly standsIn: (text: string) => boolean;
}

function finderOf(phrase: string): PhraseFinder {
  const parts = bare(phrase).split(' … ');
  const last = parts.length - 1;
  const finders = parts.map((part, index) => partFinder(part, index === 0, index === last && endsWord(phrase)));
  const [only] = finders;
  if (only && last === 0) return { partsStandIn: only, standsIn: only };
  const partsStandIn = (text: string): boolean => finders.every((stands) => stands(text));
  const pattern = once(() => patternOf([phrase], []));
  return { partsStandIn, standsIn: (text) => partsStandIn(text) && pattern().test(text) };
}

/** Whether a part of a phrase stands in a text. */
function partFinder(part: string, atStart: boolean, toEnd: boolean): (text: string) => boolean {
  const words = part.endsWith('-') ? part.slice(0, -1) : part;
  if (!part.includes('- ')) return (text) => standsIn(text, words, atStart, toEnd);
  const pattern = new RegExp(`${atStart ? START : ''}${sourceOf(part)}${toEnd ? END : ''}`, 'u');
  return (text) => pattern.test(text);
}

/** Whether words stand in a text: at the start of a word, and up to the end of one. */
function standsIn(text: string, words: string, atStart: boolean, toEnd: boolean): boolean {
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    if (!(atStart && endsInLetter(text, at)) && !(toEnd && startsWithLetter(text, at + words.length))) return true;
  }
  return false;
}

/** Whether a letter or a digit stands before an offset of a text. */
function endsInLetter(text: string, offset: number): boolean {
  if (offset === 0) return false;
  const unit = text.charCodeAt(offset - 1);
  return isHalf(unit) ? LETTER_BEFORE.test(text.slice(Math.max(0, offset - 2), offset)) : isLetterUnit(unit);
}

function startsWithLetter(text: string, offset: number): boolean {
  if (offset >= text.length) return false;
  const unit = text.charCodeAt(offset);
  return isHalf(unit) ? LETTER_AFTER.test(text.slice(offset, offset + 2)) : isLetterUnit(unit);
}

/** Of a pair that makes one character. */
function isHalf(unit: number): boolean {
  return unit >= 0xD800 && unit <= 0xDFFF;
}

/** Phrases that begin a word, and others that may stand anywhere in one. */
function patternOf(closed: readonly string[], open: readonly string[]): RegExp {
  const groups = [
    ...group(START, closed.filter(endsWord), END),
    ...group(START, closed.filter((phrase) => !endsWord(phrase)), ''),
    ...group('', open.filter(endsWord), END),
    ...group('', open.filter((phrase) => !endsWord(phrase)), ''),
  ];
  return new RegExp(groups.join('|') || '(?!)', 'u');
}

function group(before: string, phrases: readonly string[], after: string): readonly string[] {
  const sources = phrases.map((phrase) => bare(phrase).split(' … ').map(sourceOf).join('[,:;]?(?: [^.!?]{0,60}?)? '));
  return sources.length === 0 ? [] : [`${before}(?:${sources.join('|')})${after}`];
}

/** Of a part of a phrase, whose words may go on at a hyphen. */
function sourceOf(part: string): string {
  return part.split(/-(?= |$)/).map(literalPattern).join(REST);
}

function bare(phrase: string): string {
  return phrase.slice(phrase.startsWith('-') ? 1 : 0, phrase.endsWith('-') ? -1 : undefined);
}

function startsWord(phrase: string): boolean {
  return startsWithLetter(phrase, 0) && !isUnspaced(phrase);
}

function endsWord(phrase: string): boolean {
  return endsInLetter(phrase, phrase.length) && !isUnspaced(phrase);
}

function isUnspaced(phrase: string): boolean {
  return phrase.charCodeAt(0) >= FIRST_UNSPACED && UNSPACED.test(phrase);
}
