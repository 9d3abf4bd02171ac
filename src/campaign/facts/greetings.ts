import words from './greetings.json' with { type: 'json' };

/** Pattern source for the words a letter opens with, longest first, in some twenty-five languages. To be used with the flags `i` and `u`. */
export const GREETING = alternatives(words.greetings);

/** Pattern source for those after which a name is missing where white space goes before the comma: "您好 ，" is complete, and its space a slip. */
export const GREETING_BEFORE_GAP = alternatives(words.greetings.filter((greeting) => !words.complete.includes(greeting)));

/** Pattern source for the greetings that say nothing without a name: "Dear,", while "Hello," is complete. */
export const GREETING_THAT_NEEDS_NAME = alternatives(words.needName);

function alternatives(phrases: readonly string[]): string {
  return `(?:${[...phrases].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|')})`;
}
