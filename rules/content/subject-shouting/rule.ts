import { likelyMerged, withoutReplyMarks } from '#campaign/facts/subject-text.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

/** SpamAssassin's SUBJ_ALL_CAPS asks for ten characters and two words; acronyms pass below that. */
const MIN_LETTERS = 10;
const MIN_WORDS = 2;
const PUNCTUATION = /[!！]{2,}|[!！][?？]|[?？][!！]|[?？]{3,}/u;
/** "F R E E", "S.A.L.E": four single letters in a row. */
const GAPPY = /(?<![\p{L}\p{N}])(?:\p{L}[ ._*-]){3,}\p{L}(?![\p{L}\p{N}])/u;

export default defineRule({
  id: 'content/subject-shouting',
  severity: 'warning',
  summary: 'The subject shouts',
  needs: ['subject'],
  messages: {
    capitals: 'The subject "{{subject}}" is all capitals.',
    punctuation: 'The subject piles up "{{marks}}".',
    gappy: 'The subject spells a word with gaps ("{{word}}"), a trick to get past filters.',
  },
  suggestions: { capitals: 'Write it as a sentence.', punctuation: 'Leave one mark.', gappy: 'Write the word as a word.' },
  defaultOptions: { allow: [] as readonly string[] },
  optionsSchema: { allow: { type: 'array', items: { type: 'string' } } },
  *check({ subject }, { allow }) {
    if (!subject) return;
    const { location } = subject;
    const text = allow.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), withoutReplyMarks(subject.value));
    const own = withoutTags(text);
    if (isAllCapitals(own)) yield { messageId: 'capitals', data: { subject: clipped(text, 80) }, location };
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

/** Scripts without case never count: only letters that have both cases are looked at. */
function isAllCapitals(text: string): boolean {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const cased = words.filter((word) => word.toLowerCase() !== word.toUpperCase());
  const letters = cased.join('');
  return cased.length >= MIN_WORDS && letters.length >= MIN_LETTERS && cased.every((word) => word === word.toUpperCase());
}
