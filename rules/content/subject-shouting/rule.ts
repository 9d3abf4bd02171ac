import { likelyMerged, withoutReplyMarks } from '#campaign/facts/subject-text.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { clipped } from '#rule/format-message.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule } from '#rule/rule.js';

/** SpamAssassin's SUBJ_ALL_CAPS asks for ten characters and two words; acronyms pass below that. */
const MIN_LETTERS = 10;
const MIN_WORDS = 2;
/** In a subject that is not all capitals: acronyms are short, and few. */
const MIN_SHARE = 0.5;
const MIN_LONG_WORDS = 2;
const LONG_WORD = 4;
const LONGEST_ACRONYM = 4;
const PUNCTUATION = /[!！]{2,}|[!！][?？]|[?？][!！]|[?？]{3,}|\p{Sc}{2,}/u;
/** "F R E E", "S.A.L.E": four single letters in a row. */
const GAPPY = /(?<![\p{L}\p{N}])(?:\p{L}[ ._*-]){3,}\p{L}(?![\p{L}\p{N}])/u;

export default defineRule({
  id: 'content/subject-shouting',
  severity: 'warning',
  summary: 'The subject shouts',
  needs: ['subject'],
  messages: {
    capitals: 'The subject "{{subject}}" is all capitals.',
    manyCapitals: '{{count}} of {{words}} words of the subject "{{subject}}" are in capitals.',
    punctuation: 'The subject piles up "{{marks}}".',
    gappy: 'The subject spells a word with gaps ("{{word}}"), a trick to get past filters.',
  },
  suggestions: { capitals: 'Write it as a sentence.', manyCapitals: 'Write it as a sentence.', punctuation: 'Leave one mark.', gappy: 'Write the word as a word.' },
  defaultOptions: { allow: [] as readonly string[] },
  optionsSchema: { allow: PHRASES },
  *check({ subject }, { allow }) {
    if (!subject) return;
    const { location } = subject;
    const text = allow.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), withoutReplyMarks(subject.value));
    const own = withoutTags(text);
    const whole = capitalsOf(own);
    const { words, shouted } = capitalsOf(withoutMasthead(own));
    if (whole.shouted.length === whole.words.length && isShouting(whole.shouted)) yield { messageId: 'capitals', data: { subject: clipped(text, 80) }, location };
    else if (shouted.length >= MIN_SHARE * words.length && isShouting(shouted) && hasLongWords(shouted)) yield { messageId: 'manyCapitals', severity: 'info', data: { count: shouted.length, words: words.length, subject: clipped(text, 80) }, location };
    const marks = PUNCTUATION.exec(own)?.[0];
    if (marks !== undefined) yield { messageId: 'punctuation', data: { marks: clipped(marks, 10) }, location };
    const word = GAPPY.exec(own)?.[0];
    if (word !== undefined) yield { messageId: 'gappy', data: { word: clipped(word, 40) }, location };
  },
});

/** Merged values are not the author's capitals. */
function withoutTags(text: string): string {
  return findTemplateTags(text).length === 0 ? text : likelyMerged(text).replaceAll('xxxxxxxx', ' ');
}

/** "CNET DIGITAL DISPATCH: Mac zealots unite": what stands before a colon may be a title. */
function withoutMasthead(text: string): string {
  return text.slice(text.indexOf(':') + 1);
}

/** Words of letters that have both cases, and those of them in capitals: scripts without case never count. */
function capitalsOf(text: string): { words: readonly string[]; shouted: readonly string[] } {
  const words = (text.match(/[\p{Lu}\p{Ll}\p{Lt}]{2,}/gu) ?? []).filter((word) => word.toLowerCase() !== word.toUpperCase()); // 𝐁𝐨𝐥𝐝 letters of mathematics have none
  return { words, shouted: words.filter((word) => word === word.toUpperCase()) };
}

function isShouting(shouted: readonly string[]): boolean {
  return shouted.length >= MIN_WORDS && shouted.join('').length >= MIN_LETTERS;
}

function hasLongWords(shouted: readonly string[]): boolean {
  return shouted.filter(({ length }) => length >= LONG_WORD).length >= MIN_LONG_WORDS && shouted.some(({ length }) => length > LONGEST_ACRONYM);
}
