import { phraseIndex } from '#campaign/facts/phrase-index.js';
import heads from './taxonomy.json' with { type: 'json' };

/** One way to name an offer, word by word. An open word (`forsikring*`) stands for every word that starts like it. */
interface Term {
  readonly words: readonly { readonly start: string; readonly open: boolean }[];
  readonly length: number;
  readonly offer: string;
}

export interface NamedOffer {
  readonly offer: string;
  /** The phrase from the word on where the name starts. */
  readonly words: string;
}

/** Nothing to fold: most words of a mail. */
const PLAIN = /^[a-z\d]*$/;
/** But for signs that are no letters and have no parts: spaces, dashes, quotation marks, the euro. */
const BEYOND_ASCII = /[^\x00-\x7F\u00A0\u00A9\u00AE\u00B7\u2010-\u2027\u20AC\u2122]/;

/** Letters whose mark is no accent that could be taken off. */
const LETTERS: Readonly<Record<string, string>> = { æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', ß: 'ss', đ: 'd' };

/** "SEO for small shops" names an offer, "print it out in that font" does not. */
const MOST_WORDS_AFTER = 3;

const ALL_TERMS: readonly Term[] = heads.flatMap(({ offer, terms }) => Object.values<readonly string[]>(terms).flat().map((written) => termOf(written, offer)));

/** Terms by their first two letters, longest first. */
const TERMS = termsByStart();

const termsPossibleIn = phraseIndex(ALL_TERMS.map(({ words }) => {
  const open = words.findIndex((word) => word.open);
  return { text: words.slice(0, open === -1 ? undefined : open + 1).map(({ start }) => start).join(' '), goesOn: open !== -1 };
}));

/** Words as the taxonomy writes them: lower case, no accents, single spaces for everything that is no letter or digit. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return PLAIN.test(lower) ? lower : foldLetters(lower).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function foldLetters(lower: string): string {
  const plain = BEYOND_ASCII.test(lower) ? lower.normalize('NFD').replace(/\p{M}/gu, '').replace(/[æœøłßđ]/g, (letter) => LETTERS[letter] ?? letter) : lower;
  return plain.includes('e-') ? plain.replace(/(?<![\p{L}\p{N}])e-(?=\p{L})/gu, 'e') : plain;
}

/** All offers that a text may name: of one of their names it holds every word, wherever. */
export function offersPossibleIn(text: string): ReadonlySet<string> {
  return new Set(termsPossibleIn(foldLetters(text.toLowerCase())).map((index) => ALL_TERMS[index]?.offer ?? ''));
}

/** The offer that a short phrase names, by the longest term in it. */
export function offerNamed(phrase: string): NamedOffer | undefined {
  const written = phrase.trim().split(/\s+/);
  const folded = written.flatMap((word, index) => fold(word).split(' ').map((text) => ({ text, index })));
  const texts = folded.map(({ text }) => text);
  let best: { readonly term: Term; readonly at: number } | undefined;
  texts.forEach((text, at) => {
    const term = TERMS.get(text.slice(0, 2))?.find((candidate) => standsAt(texts, at, candidate));
    if (term && term.length > (best?.term.length ?? 0)) best = { term, at };
  });
  return best && { offer: best.term.offer, words: written.slice(folded[best.at]?.index).join(' ') };
}

function standsAt(texts: readonly string[], at: number, { words }: Term): boolean {
  if (texts.length - at - words.length > MOST_WORDS_AFTER) return false;
  return words.every(({ start, open }, index) => {
    const text = texts[at + index];
    return text !== undefined && (open ? text.startsWith(start) : text === start);
  });
}

function termsByStart(): ReadonlyMap<string, readonly Term[]> {
  const groups = new Map<string, Term[]>();
  for (const term of ALL_TERMS) {
    const key = term.words[0]?.start.slice(0, 2) ?? '';
    const group = groups.get(key);
    if (group) group.push(term);
    else groups.set(key, [term]);
  }
  for (const group of groups.values()) group.sort((one, other) => other.length - one.length);
  return groups;
}

function termOf(written: string, offer: string): Term {
  const words = written.split(' ').map((word) => ({ start: word.replace('*', ''), open: word.endsWith('*') }));
  return { words, length: written.length, offer };
}
