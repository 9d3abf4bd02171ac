import lists from './function-words.json' with { type: 'json' };

const CONNECTORS = new Map(Object.entries(lists).map(([language, { connectors }]) => [language, wordsOf(connectors)]));
const ALL = new Map(Object.entries(lists).map(([language, { connectors, others }]) => [language, wordsOf(`${connectors} ${others}`)]));
/** Numbers of the languages by function word. */
const SPEAKERS = new Map<string, number[]>();
for (const [number, words] of [...ALL.values()].entries()) for (const word of words) SPEAKERS.set(word, [...(SPEAKERS.get(word) ?? []), number]);
const NUMBERS = new Map([...ALL.keys()].map((language, number) => [language, number]));
const NONE: ReadonlySet<string> = new Set();
const NOBODY: readonly number[] = [];

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

/** How many of the words each language has, by its place in LISTED_LANGUAGES. */
export function countFunctionWords(words: readonly string[]): Uint32Array {
  const counts = new Uint32Array(LISTED_LANGUAGES.length);
  for (const word of words) for (const number of SPEAKERS.get(word) ?? NOBODY) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}

/** Its place in LISTED_LANGUAGES; undefined for another language. */
export function listNumber(language: string): number | undefined {
  return NUMBERS.get(language);
}

/** A function word that does not also live inside names, dishes and titles, as `of`, `the`, `de` or `von` do. */
export function isStrong(language: string, word: string): boolean {
  return functionWordsOf(language).has(word) && CONNECTORS.get(language)?.has(word) === false;
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
