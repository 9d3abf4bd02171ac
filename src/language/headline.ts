import { functionWordsOf, isStrong, LISTED_LANGUAGES } from './function-words.js';
import type { Token, Word } from './tokens.js';

// A headline in Title Case has function words between its capitals as a sentence has, and speaks to its reader; a name does
// not. Measured on mails, headlines, products, films, books and job titles of our own (docs/language.md).
const LEAST_WORDS = 6;
const LEAST_CAPITALS = 0.6;
const LEAST_FUNCTION_WORDS = 0.3;
const STRONG_WORDS = 2;
const LIST_COMMAS = 2;

/** English words that headlines of mails do with, or offer, and names rarely hold; Title Case is an English habit. */
const CALLS = new Set(('save shop discover find see join book meet try enjoy explore learn read choose get give take make keep help order register '
  + 'donate start starts end ends begin begins open opens arrive arrives today tomorrow tonight now sale savings discount discounts').split(' '));
const ADDRESS = new Set('you your yours we us our ours'.split(' '));
const DETERMINERS = new Set('the a an your our this these'.split(' '));

/** `Your Spring Wardrobe Just Got an Upgrade`: capitals throughout, yet a sentence. `tokens` are the words with what parts them. */
export function isHeadline(words: readonly Word[], tokens: readonly Token[]): boolean {
  if (isListOfTitles(tokens)) return false;
  const capitals = words.filter(({ capitalised }) => capitalised).length;
  if (words.length < LEAST_WORDS || capitals / words.length < LEAST_CAPITALS) return false;
  return LISTED_LANGUAGES.some((language) => isHeadlineIn(language, words));
}

/** `Here Comes the Sun, Don't Stop Me Now, You've Got a Friend`: what stands between commas begins with a capital. */
function isListOfTitles(tokens: readonly Token[]): boolean {
  const items = tokens.filter((token, index): token is Word => token !== undefined && !token.opens && index > 0 && tokens[index - 1] === undefined);
  return items.length >= LIST_COMMAS && items.every(({ capitalised }) => capitalised);
}

function isHeadlineIn(language: string, words: readonly Word[]): boolean {
  const listed = functionWordsOf(language);
  const isCall = ({ lower }: Word): boolean => language === 'en' && CALLS.has(lower);
  if (!words.every(({ capitalised, lower }) => capitalised || listed.has(lower))) return false;
  if (words.filter((word) => listed.has(word.lower) || isCall(word)).length < words.length * LEAST_FUNCTION_WORDS) return false;
  const strong = words.filter((word) => isStrong(language, word.lower) || isCall(word));
  if (strong.length >= STRONG_WORDS && strong.some(({ capitalised, opens }) => capitalised && !opens)) return true;
  return language === 'en' && (words.some(({ lower }) => ADDRESS.has(lower)) || isRequest(words));
}

/** `Discover the Secret to Better Coffee`. */
function isRequest([first, second]: readonly Word[]): boolean {
  return first !== undefined && second !== undefined && CALLS.has(first.lower) && DETERMINERS.has(second.lower);
}
