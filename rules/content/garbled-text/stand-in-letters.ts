import type { Misread } from './misread.js';

/**
 * Letters that a language does not have, by those that they stand for where ISO 8859-2, -9 or -13 (windows-1250, -1254, -1257) was read as windows-1252.
 * `sure`: those that no loan in that language has either.
 */
const STAND_INS: Readonly<Record<string, { readonly sure: RegExp; readonly letters: Readonly<Record<string, string>> }>> = {
  hu: { sure: /[õû]/, letters: { õ: 'ő', û: 'ű' } },
  tr: { sure: /[ðýþ]/, letters: { ð: 'ğ', ý: 'ı', þ: 'ş' } },
  ro: { sure: /[ãþº]/, letters: { ã: 'ă', þ: 'ț', º: 'ș' } },
  cs: { sure: /[ìøù]/, letters: { ì: 'ě', ø: 'ř', ù: 'ů', è: 'č', ò: 'ň', ï: 'ď' } },
  lt: { sure: /[øþð]/, letters: { ø: 'ų', þ: 'ž', ð: 'š', ë: 'ė', è: 'č', à: 'ą', æ: 'ę', û: 'ū', á: 'į' } },
  lv: { sure: /[âðþ]/, letters: { â: 'ā', ð: 'š', þ: 'ž', ç: 'ē', î: 'ī', ï: 'ļ', ò: 'ņ', è: 'č', û: 'ū', í: 'ķ', ì: 'ģ' } },
};

/** Any of them, in a word. */
export const MAY_BE_STAND_IN = /[õûðýþãºìøùâ]/;

/** Words in small letters, which names are not. */
const SMALL_WORD = /(?<![\p{L}\p{N}])[\p{Ll}º]{2,}(?![\p{L}\p{N}])/gu;

/** Words that hold such letters, with what was meant; none for a language that has no such mistake. */
export function standInsIn(text: string, language: string): readonly Misread[] {
  const known = STAND_INS[language];
  if (!known) return [];
  return (text.match(SMALL_WORD) ?? []).filter((word) => known.sure.test(word))
    .map((word) => ({ found: word, meant: Array.from(word, (letter) => known.letters[letter] ?? letter).join('') }));
}
