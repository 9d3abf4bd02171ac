/** Scripts written without spaces between words, or whose prefixes join the word. */
const UNSPACED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Arabic}]/u;

/**
 * One pattern for all phrases, to be used on what `plainText` returns. `…` between two words stands for up to 60 characters of the same
 * sentence, or for nothing; a hyphen at an end says that the word may go on there. Takes time linear in the text.
 */
export function phrasePattern(phrases: readonly string[]): RegExp {
  return new RegExp(phrases.map(phraseSource).join('|') || '(?!)', 'u');
}

/** Lower case, one kind of apostrophe, single spaces, without soft hyphens and zero-width characters. */
export function plainText(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '').replace(/[\u2018\u2019\u00B4`]/g, "'").replace(/\s+/g, ' ');
}

function phraseSource(phrase: string): string {
  const body = phrase.replace(/^-|-$/g, '').split(' … ').map(escape).join('(?: [^.!?]{0,60}?)? ');
  const unspaced = UNSPACED.test(phrase);
  const start = unspaced || phrase.startsWith('-') ? '' : String.raw`(?<![\p{L}\p{N}])`;
  const end = unspaced || phrase.endsWith('-') ? '' : String.raw`(?![\p{L}\p{N}])`;
  return start + body + end;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
