/** Scripts written without spaces between words, or whose prefixes join the word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** No letter or digit goes before, or comes after. */
const START = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;

/**
 * One pattern for all phrases, to be used on what `plainText` returns. `…` between two words stands for up to 60 characters of the same
 * sentence, or for nothing; a hyphen at an end says that the word may go on there. Takes time linear in the text.
 */
export function phrasePattern(phrases: readonly string[]): RegExp {
  const groups = [
    START + group(phrases.filter((phrase) => startsWord(phrase) && endsWord(phrase))) + END,
    START + group(phrases.filter((phrase) => startsWord(phrase) && !endsWord(phrase))),
    group(phrases.filter((phrase) => !startsWord(phrase) && endsWord(phrase))) + END,
    group(phrases.filter((phrase) => !startsWord(phrase) && !endsWord(phrase))),
  ];
  return new RegExp(groups.join('|'), 'u');
}

/** Lower case, one kind of apostrophe, single spaces, without soft hyphens and zero-width characters. */
export function plainText(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '').replace(/[\u2018\u2019\u00B4`]/g, "'").replace(/\s+/g, ' ');
}

/** An empty group matches nothing. */
function group(phrases: readonly string[]): string {
  const sources = phrases.map((phrase) => phrase.replace(/^-|-$/g, '').split(' … ').map(escape).join('(?: [^.!?]{0,60}?)? '));
  return `(?:${sources.join('|') || '(?!)'})`;
}

function startsWord(phrase: string): boolean {
  return /^[\p{L}\p{N}]/u.test(phrase) && !UNSPACED.test(phrase);
}

function endsWord(phrase: string): boolean {
  return /[\p{L}\p{N}]$/u.test(phrase) && !UNSPACED.test(phrase);
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
