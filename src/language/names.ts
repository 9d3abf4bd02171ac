import { isFunctionWord } from './function-words.js';
import { isHeadline } from './headline.js';
import { isAllCapitals, splitElision, tokenize } from './tokens.js';
import type { Token, Word } from './tokens.js';

/** Small words that stand inside a name: `Bank of Scotland`, `Vincent van Gogh`, `Crème de la Crème`. */
const INNER_WORDS = new Set(('of the and in on to for at from with a an de la le les du des et el los las y e di del della da do dos das '
  + 'von und van der den og och ja i z or').split(' '));

/** German writes them with a capital wherever it speaks to its reader: `auf Ihrer Webseite`. */
const FORMAL_PRONOUNS = new Set('Sie Ihnen Ihr Ihre Ihrem Ihren Ihrer Ihres'.split(' '));

/** A text with more digits is a product with its numbers. */
const HEADLINE_DIGITS = 6;

/** The words of a cleaned text that belong to its language: runs of two and more capitalised words are names, and out. */
export function wordsWithoutNames(text: string, digits: number): readonly Word[] {
  const tokens = tokenize(text);
  const words = tokens.filter((token) => token !== undefined);
  if (isAllCapitals(text) || (digits < HEADLINE_DIGITS && isHeadline(words, tokens))) return words;
  const names = namesIn(tokens);
  return names.size === 0 ? words : tokens.filter((token, index) => token !== undefined && !names.has(index)) as readonly Word[];
}

/** Indexes of tokens inside maximal runs of capitalised words, when a run has two of them. */
function namesIn(tokens: readonly Token[]): ReadonlySet<number> {
  const names = new Set<number>();
  for (let first = 0; first < tokens.length; first += 1) {
    if (!looksLikeName(tokens[first])) continue;
    let last = first;
    let capitalised = 1;
    for (let next = first + 1; looksLikeName(tokens[next]) || INNER_WORDS.has(tokens[next]?.lower ?? ''); next += 1) {
      if (!looksLikeName(tokens[next])) continue;
      last = next;
      capitalised += 1;
    }
    if (capitalised >= 2) for (let index = first; index <= last; index += 1) names.add(index);
    first = last;
  }
  return names;
}

/** A function word that is capitalised only because it opens a sentence, or speaks to the reader, is no part of a name. */
function looksLikeName(token: Token): boolean {
  return token !== undefined && token.capitalised && !FORMAL_PRONOUNS.has(token.text) && !(token.opens && splitElision(token.lower).some(isFunctionWord));
}
