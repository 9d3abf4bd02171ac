import { isFunctionWord } from './function-words.js';

export interface Word {
  /** As written. */
  readonly text: string;
  /** Lower case, with a straight apostrophe. */
  readonly lower: string;
  readonly capitalised: boolean;
  /** First word of a sentence or clause, where a capital says nothing. */
  readonly opens: boolean;
}

/** A word, or `undefined` for punctuation that no name reaches across. */
export type Token = Word | undefined;

const TOKEN = /[\p{L}\p{M}]+(?:['’´`][\p{L}\p{M}]+)*|[.!?:;•|\n–—,/()]/gu;
const CLAUSE_END = /[.!?:•|\n–—]/;
const OTHER_APOSTROPHE = /[’´`]/;
const BEYOND_ASCII = /[^\x00-\x7F]/;
const ASCII_TOKEN = /[A-Za-z]+(?:['`][A-Za-z]+)*|[.!?:;|\n,/()]/g;
const ASCII_WORD = /^[A-Za-z]/;
const CAPITAL = /\p{Lu}/gu;
/** Where no capital follows another, at most half of the letters are capitals, or one more. */
const NEIGHBOURS = /\p{Lu}\P{L}*\p{Lu}/u;
/** The least that is more than 70 % of four letters. */
const LEAST_CAPITALS = 3;
const INNER_CAPITAL = /^\p{Ll}+\p{Lu}/u;

/** Words of a cleaned text with what ends a run of them. Names that start small and go on large (`eBay`) are no words. */
export function tokenize(text: string): readonly Token[] {
  const isAscii = !BEYOND_ASCII.test(text); // then codes tell what is a letter
  let opens = true;
  return (text.match(isAscii ? ASCII_TOKEN : TOKEN) ?? []).map((token) => {
    if (isAscii ? !isAsciiLetter(token.charCodeAt(0)) : !ASCII_WORD.test(token) && !/\p{L}/u.test(token)) {
      opens ||= CLAUSE_END.test(token);
      return undefined;
    }
    const lower = token.toLowerCase();
    const word = (!isAscii || lower !== token) && INNER_CAPITAL.test(token) ? undefined : wordOf(token, lower, opens);
    opens = false;
    return word;
  });
}

/** More than 70 % capital letters: case says nothing about names then. */
export function isAllCapitals(text: string): boolean {
  if (!NEIGHBOURS.test(text)) return false;
  const capitals = text.match(CAPITAL)?.length ?? 0;
  if (capitals < LEAST_CAPITALS) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 4 && capitals / letters > 0.7;
}

/** A word as the lists hold it: whole, or its parts when it is an elision (`l'été`) that no list knows; a genitive's `s` is no word. */
export function splitElision(word: string): readonly string[] {
  if (isFunctionWord(word) || !word.includes("'")) return [word];
  return word.replace(/'s$/, '').split("'").filter(Boolean);
}

function isAsciiLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7A;
}

function wordOf(text: string, lower: string, opens: boolean): Word {
  return { text, lower: OTHER_APOSTROPHE.test(lower) ? lower.replace(/[’´`]/g, "'") : lower, capitalised: lower !== text && /^\p{Lu}/u.test(text), opens };
}
