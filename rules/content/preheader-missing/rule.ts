import { plainText } from '#campaign/facts/phrases.js';
import { displayWidth, likelyMerged } from '#campaign/facts/subject-text.js';
import { VIEW_ONLINE } from '#campaign/facts/view-online.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

const MOST_QUOTED = 80;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

export default defineRule({
  id: 'content/preheader-missing',
  severity: 'info',
  summary: 'Mail lists show no useful preview text',
  needs: ['html'],
  messages: {
    missing: 'There is no preheader; lists will show how the body begins: "{{preview}}".',
    viewOnline: 'Lists will show "{{preview}}" as the preview.',
    sameAsSubject: 'The preheader only repeats the subject.',
    short: 'The preheader has only {{width}} characters; the body fills the rest of the preview.',
  },
  suggestions: {
    missing: 'Begin the body with a preheader of 40 to 100 characters that adds to the subject.',
    viewOnline: 'Put a preheader of 40 to 100 characters before that line.',
    sameAsSubject: 'Say what the subject leaves out.',
    short: 'Write 40 to 100 characters, or pad it.',
  },
  defaultOptions: { minWidth: 20 },
  optionsSchema: { minWidth: { type: 'integer', minimum: 0 } },
  *check({ preheader, subject, visibleText, declared }, { minWidth }) {
    const first = visibleText.blocks.find(({ role }) => role !== 'preheader');
    const text = preheader?.value.trim() ?? '';
    if (!preheader || text === '') {
      if (!first) return;
      const leadsAway = VIEW_ONLINE.test(plainText(first.text)) || ADDRESS.test(first.text.trim());
      if (leadsAway || declared) yield { messageId: leadsAway ? 'viewOnline' : 'missing', data: { preview: clipped(first.text, MOST_QUOTED) }, location: first.location };
      return;
    }
    const { location } = preheader;
    const width = displayWidth(likelyMerged(text));
    if (VIEW_ONLINE.test(plainText(text)) && width < 100) yield { messageId: 'viewOnline', data: { preview: clipped(text, MOST_QUOTED) }, location };
    else if (subject && bare(subject.value) === bare(text)) yield { messageId: 'sameAsSubject', location };
    else if (width < minWidth && findTemplateTags(text).length === 0) yield { messageId: 'short', data: { width }, location };
  },
});

/** Without capitals and what closes it: "Herbst." says no more than "Herbst". */
function bare(text: string): string {
  return plainText(text).replace(/[\s\p{P}]+$/u, '').trim();
}
