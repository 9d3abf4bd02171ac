import { findTemplateTags } from '#campaign/merge/template-tags.js';

/** What a merge tag prints is counted as a short word: a name, a number. */
const MERGED_WORD = 5;

/** One character of these scripts says as much as this many Latin letters. */
const DENSITY = 2.5;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Of these the space alone is invisible. */
const ASCII = /^[\x20-\x7E]*$/;
const SPACE = 0x20;

const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]/u;

/** Length of a text in characters of Latin script, without white space. */
export function liveCharacters(text: string): number {
  let count = 0;
  let from = 0;
  for (const { start, end, kind } of findTemplateTags(text)) {
    count += plainCharacters(text.slice(from, start)) + (kind === 'output' ? MERGED_WORD : 0);
    from = end;
  }
  return Math.round(count + plainCharacters(text.slice(from)));
}

function plainCharacters(text: string): number {
  let count = 0;
  if (ASCII.test(text)) {
    for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > SPACE) count++;
    return count;
  }
  for (const character of text.normalize('NFC')) {
    if (!INVISIBLE.test(character)) count += DENSE.test(character) ? DENSITY : 1;
  }
  return count;
}
