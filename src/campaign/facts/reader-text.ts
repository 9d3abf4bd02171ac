import { STATEMENT_FILL } from '../html/html-document.js';

// Characters without width: soft hyphen, combining grapheme joiner, Hangul fillers, Mongolian vowel separator, zero-width spaces
// and joiners, bidi marks and embeddings, word joiner and invisible operators, byte order mark.
const ZERO_WIDTH = /[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]/g;

// A joiner or non-joiner (U+200C, U+200D) belongs to the spelling only after a letter of a joining or Indic script, or after an emoji.
const IDLE_JOINER = /(?<![\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\u0900-\u0DFF\u1000-\u109F\u1780-\u17FF\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])[\u200C\u200D]+|[\u200C\u200D]+(?=[\s\u200C\u200D]|$)/gu;

// Braille blank is drawn as a space.
const WHITE_SPACE = /[\s\u2800]+/g;

const FILL = STATEMENT_FILL;
const STATEMENT = new RegExp(`(?<=[\\p{L}\\p{N}\\p{Co}])${FILL}+(?=[\\p{L}\\p{N}\\p{Co}])|(?<=[.!?…])${FILL}+(?=\\p{Lu})`, 'gu');

/** What is left to do but trimming: anything beyond ASCII, control characters, runs of spaces. */
const NOT_PLAIN = /[^\x20-\x7E]|  /;

/**
 * Text of the tree as a reader takes it in: white space collapsed and trimmed, characters without width removed. A template
 * statement leaves a space only where it parts two words or sentences.
 */
export function readerText(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.trim();
  const statements = text.includes(FILL) ? text.replace(STATEMENT, ' ').replaceAll(FILL, '') : text;
  const plain = statements.replace(ZERO_WIDTH, '').replace(WHITE_SPACE, ' ');
  const joined = /[\u200C\u200D]/.test(plain) ? plain.replace(IDLE_JOINER, '').replace(WHITE_SPACE, ' ') : plain;
  return joined.trim();
}

/** Whether there is anything to read: a letter, a digit or the mask of a template tag. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(text);
}
