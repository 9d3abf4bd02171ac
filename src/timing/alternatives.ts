import { literalPattern } from '#campaign/facts/literal-pattern.js';

/** A pattern's source for one of some phrases; longest first, so that "tomorrow night" is not read as "tomorrow". */
export function alternatives(phrases: readonly string[]): string {
  if (phrases.length === 0) return '(?!)';
  return `(?:${[...phrases].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).map(literalPattern).join('|')})`;
}
