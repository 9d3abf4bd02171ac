import words from './data.json' with { type: 'json' };

/** Kinds of goods that nobody takes for one another. */
export const CATEGORIES = Object.keys(words.categories) as readonly (keyof typeof words.categories)[];
export type Category = (typeof CATEGORIES)[number];

/** Letters from which on a word is found inside another. */
const IN_COMPOUND = 9;

/** The kinds whose words stand in a text in lower case, without hyphens. */
export function categoriesIn(text: string): readonly Category[] {
  return CATEGORIES.filter((category) => new RegExp(patternOf([category]), 'u').test(text));
}

/** One pattern, in the syntax that RE2 and JavaScript share; a word matches from its beginning (`insurance` in `insurances`), a long one within a compound too (`Hausratversicherung`). */
export function patternOf(categories: readonly Category[]): string {
  const all = categories.flatMap((category) => words.categories[category]).map((word) => word.replace('-', ' '));
  const [long, short] = [all.filter((word) => word.length >= IN_COMPOUND), all.filter((word) => word.length < IN_COMPOUND)];
  return `(?:^|[^\\p{L}])(?:${[...short, '\\b\\B'].join('|')})|(?:${[...long, '\\b\\B'].join('|')})`;
}
