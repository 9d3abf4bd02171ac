import { displayWidth, likelyMerged, withoutReplyMarks } from '#campaign/facts/subject-text.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { opensWithoutContent } from './opening.js';

/** One picture, whatever it is joined of (a woman, a joiner and a spanner are a mechanic), or a flag; ©, ® and ™ are text. */
const EMOJI = /(?![©®™])\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]?\u200D\p{Extended_Pictographic})*|\p{Regional_Indicator}{2}/gu;
/** Marks that turn text around or hide it; none belongs in a subject. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/;
/** What an iPhone shows in portrait: the device test that the README names. */
const SHOWN = 48;

export default defineRule({
  id: 'content/subject-length',
  severity: 'error',
  summary: 'The subject is empty, longer than mail lists show, or says nothing at its beginning',
  needs: ['subject'],
  messages: {
    empty: 'The subject is empty.',
    long: 'The subject takes {{width}} columns; phones show about the first {{shown}}.',
    ratherLong: 'The subject takes {{width}} columns; phones show about the first {{shown}}.',
    short: 'The subject has only {{width}} characters.',
    nothingFirst: 'The first {{columns}} characters of the subject say nothing of what the mail brings: "{{opening}}".',
    emoji: 'The subject has {{count}} emoji.',
    controls: 'The subject holds control characters that turn text around.',
  },
  suggestions: {
    empty: 'Say in a few words what the mail brings.',
    long: 'Put what matters first, and cut the rest to {{max}} columns.',
    ratherLong: 'Put what matters first, and cut the rest to {{max}} columns.',
    short: 'Say in a few words what the mail brings.',
    nothingFirst: 'Begin with what the mail brings: the sender stands beside the subject, and a greeting can wait.',
    emoji: 'Keep one at the most.',
    controls: 'Remove them.',
  },
  defaultOptions: { maxWidth: 60, goodWidth: 50, minWidth: 4, openingWidth: 33, maxEmoji: 1 },
  optionsSchema: {
    maxWidth: { type: 'integer', minimum: 10 }, goodWidth: { type: 'integer', minimum: 10 }, minWidth: { type: 'integer', minimum: 0 },
    openingWidth: { type: 'integer', minimum: 0 }, maxEmoji: { type: 'integer', minimum: 0 },
  },
  async *check(campaign, { maxWidth, goodWidth, minWidth, openingWidth, maxEmoji }) {
    const { subject } = campaign;
    if (!subject) return;
    const { location } = subject;
    const text = likelyMerged(withoutReplyMarks(subject.value)).trim();
    const width = displayWidth(text);
    if (width === 0) yield { messageId: 'empty', location };
    else if (width < minWidth) yield { messageId: 'short', severity: 'info', data: { width }, location };
    else if (openingWidth > 0 && await opensWithoutContent(withoutReplyMarks(subject.value), openingWidth, campaign)) {
      yield { messageId: 'nothingFirst', severity: 'info', data: { columns: openingWidth, opening: clipped(text, openingWidth) }, location };
    }
    const tooLong = { data: { width, shown: SHOWN, max: Math.min(goodWidth, maxWidth) }, location, evidence: { width } };
    if (width > maxWidth) yield { messageId: 'long', severity: 'warning', ...tooLong };
    else if (width > goodWidth) yield { messageId: 'ratherLong', severity: 'info', ...tooLong };
    const emoji = text.match(EMOJI)?.length ?? 0;
    if (emoji > maxEmoji) yield { messageId: 'emoji', severity: 'info', data: { count: emoji }, location };
    if (BIDI_CONTROLS.test(text)) yield { messageId: 'controls', severity: 'warning', location };
  },
});
