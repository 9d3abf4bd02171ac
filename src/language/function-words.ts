import lists from './function-words.json' with { type: 'json' };

const CONNECTORS = new Map(Object.entries(lists).map(([language, { connectors }]) => [language, wordsOf(connectors)]));
const ALL = new Map(Object.entries(lists).map(([language, { connectors, others }]) => [language, wordsOf(`${connectors} ${others}`)]));
/** Languages by function word. */
const SPEAKERS = new Map<string, string[]>();
for (const [language, words] of ALL) for (const word of words) SPEAKERS.set(word, [...(SPEAKERS.get(word) ?? []), language]);
const NONE: ReadonlySet<string> = new Set();

/** Languages with a word list. */
export const LISTED_LANGUAGES: readonly string[] = [...ALL.keys()];

/** Articles, pronouns, prepositions, conjunctions, auxiliaries of a language; empty when we have no list. */
export function functionWordsOf(language: string): ReadonlySet<string> {
  return ALL.get(language) ?? NONE;
}

/** Whether any listed language has this function word. */
export function isFunctionWord(word: string): boolean {
  return SPEAKERS.has(word);
}

/** How many of the words each listed language has, where it has any. */
export function countFunctionWords(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) for (const language of SPEAKERS.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  return counts;
}

/** A function word that does not also live inside names, dishes and titles, as `of`, `the`, `de` or `von` do. */
export function isStrong(language: string, word: string): boolean {
  return functionWordsOf(language).has(word) && CONNECTORS.get(language)?.has(word) === false;
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
