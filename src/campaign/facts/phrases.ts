import { remembered } from '../remembered.js';
import { phraseIndex } from './phrase-index.js';

/** Scripts written without spaces between words, or whose prefixes join the word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** No letter or digit goes before, or comes after. */
const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;

/** Characters that `plainText` changes, but for capitals. */
const NOT_PLAIN = /[^\x20-\x5F\x61-\x7E]|  /;

/**
 * One pattern for all phrases, to be used on what `plainText` returns. `…` between two words stands for up to 60 characters of the same
 * sentence, or for nothing; a hyphen at an end says that the word may go on there. Takes time linear in the text, and little of it where
 * no phrase has all its words in it: `exec` and `test` ask the index of all phrases for that first.
 */
export function phrasePattern(phrases: readonly string[]): RegExp {
  const closed = phrases.filter(startsWord);
  const open = phrases.filter((phrase) => !startsWord(phrase));
  const pattern = patternOf(closed, open);
  const inside = open.length > 0 ? patternOf([], open) : undefined;
  const candidatesIn = phraseIndex(closed.map((phrase) => ({ text: bare(phrase), goesOn: !endsWord(phrase) })));
  const alone: RegExp[] = []; // of single phrases: far faster than all of them together
  const holds = (text: string): boolean => {
    for (const index of candidatesIn(text)) if ((alone[index] ??= patternOf(closed.slice(index, index + 1), [])).test(text)) return true;
    return inside?.test(text) === true;
  };
  const exec = pattern.exec.bind(pattern);
  pattern.exec = (text) => (holds(text) ? exec(text) : null);
  pattern.test = holds;
  return pattern;
}

/** Lower case, one kind of apostrophe, single spaces, without soft hyphens and zero-width characters. */
export const plainText = remembered((text: string): string => {
  if (!NOT_PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFC').toLowerCase().replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '').replace(/[\u2018\u2019\u00B4`]/g, "'").replace(/\s+/g, ' ');
});

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
  const sources = phrases.map((phrase) => bare(phrase).split(' … ').map(escape).join('(?: [^.!?]{0,60}?)? '));
  return sources.length === 0 ? [] : [`${before}(?:${sources.join('|')})${after}`];
}

function bare(phrase: string): string {
  return phrase.replace(/^-|-$/g, '');
}

function startsWord(phrase: string): boolean {
  return /^[\p{L}\p{N}]/u.test(phrase) && !UNSPACED.test(phrase);
}

function endsWord(phrase: string): boolean {
  return /[\p{L}\p{N}]$/u.test(phrase) && !UNSPACED.test(phrase);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
