/** Letters of the other alphabets: Greek to Georgian and beyond, Chinese, Japanese, Korean. */
const OTHER_LETTERS = /[\u0370-\u1DFF\u2C80-\uA63F\uA840-\uD7FF\uF900-\uFAFF]/;
/** Three words and more, with what parts them. */
const LATIN_RUN = /(?<!\p{Script=Latin})\p{Script=Latin}+(?:[^\p{L}\n]{1,9}\p{Script=Latin}+){2,}[^\p{L}\s]{0,9}/gu;

const OPENING_QUOTE = /[„“"«»「『《‘']/;

/** Texts in Latin letters inside one in another script: no capital marks where a sentence of it ends. Titles in quotation marks are left out. Empty for a text in one script. */
export function latinRuns(text: string): readonly string[] {
  if (!OTHER_LETTERS.test(text)) return [];
  return [...text.matchAll(LATIN_RUN)].filter(({ index }) => !OPENING_QUOTE.test(text.charAt(index - 1))).map(([run]) => run);
}
