import { nextElementSibling, textContent } from 'domutils';
import type { Campaign, TextBlock } from '#campaign/campaign.js';
import { plainText } from '#campaign/facts/phrases.js';
import { hasWords } from '#campaign/facts/reader-text.js';
import { displayWidth, likelyMerged } from '#campaign/facts/subject-text.js';
import { VIEW_ONLINE } from '#campaign/facts/view-online.js';
import { hasPreheaderInFrontMatter } from '#campaign/html/front-matter.js';
import type { Location } from '#campaign/location.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';

const MOST_QUOTED = 80;
/** No-break and other spaces of fixed width, joiners, soft hyphens: what templates pad a preheader with. */
const PADDING = /[\u00A0\u00AD\u034F\u2000-\u200F\u2060\uFEFF]/;
const LEAST_PADDING = 20;
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
    altFirst: 'Lists will begin the preview with the alt text of a picture: "{{preview}}".',
    short: 'The preheader is only {{width}} characters wide; the body fills the rest of the preview.',
    long: 'The preheader is {{width}} characters wide; lists cut it after about 100.',
  },
  suggestions: {
    missing: 'Begin the body with a preheader of 40 to 100 characters that adds to the subject.',
    viewOnline: 'Put a preheader of 40 to 100 characters before that line.',
    sameAsSubject: 'Say what the subject leaves out.',
    altFirst: 'Put a preheader of 40 to 100 characters before the picture.',
    short: 'Write 40 to 100 characters, or pad it.',
    long: 'Say it in 40 to 100 characters.',
  },
  defaultOptions: { minWidth: 30, maxWidth: 130 },
  optionsSchema: { minWidth: { type: 'integer', minimum: 0 }, maxWidth: { type: 'integer', minimum: 1 } },
  *check(campaign, { minWidth, maxWidth }) {
    const { preheader, subject, visibleText, images, declared, sources } = campaign;
    const first = visibleText.blocks.find(({ role }) => role !== 'preheader');
    const text = preheader?.value.trim() ?? '';
    if (!preheader || text === '') {
      if (!first || [...sources.values()].some(hasPreheaderInFrontMatter)) return;
      const picture = pictureBefore(first, images);
      const preview = clipped(picture === undefined ? first.text : `${picture.alt} ${first.text}`, MOST_QUOTED);
      if (VIEW_ONLINE.test(plainText(first.text)) || ADDRESS.test(first.text.trim())) yield { messageId: 'viewOnline', data: { preview: clipped(first.text, MOST_QUOTED) }, location: first.location };
      else if (picture !== undefined) yield { messageId: 'altFirst', data: { preview }, location: picture.location };
      else if (declared) yield { messageId: 'missing', data: { preview }, location: first.location };
      return;
    }
    const { location } = preheader;
    const width = displayWidth(likelyMerged(text));
    if (VIEW_ONLINE.test(plainText(text)) && width < 100) yield { messageId: 'viewOnline', data: { preview: clipped(text, MOST_QUOTED) }, location };
    else if (subject && bare(subject.value) === bare(text)) yield { messageId: 'sameAsSubject', location };
    else if (width < minWidth && findTemplateTags(text).length === 0 && !isPadded(visibleText)) yield { messageId: 'short', data: { width }, location };
    else if (width > maxWidth) yield { messageId: 'long', data: { width }, location };
  },
});

/** The picture with an alt text that stands before the first text. */
function pictureBefore(first: TextBlock, images: Campaign['images']): { alt: string; location: Location } | undefined {
  for (const { visible, kind, alt = '', start, location } of images) {
    if (!visible || kind !== 'img' || !hasWords(alt)) continue;
    return start < first.start ? { alt: alt.trim(), location } : undefined;
  }
  return undefined;
}

/** Whether characters that show nothing follow the preheader, in its element or the next, and keep the body out of the preview. */
function isPadded({ blocks }: Campaign['visibleText']): boolean {
  const element = blocks.find(({ role }) => role === 'preheader')?.element;
  if (!element) return false;
  const next = nextElementSibling(element);
  return `${textContent(element)}${next ? textContent(next) : ''}`.split(PADDING).length > LEAST_PADDING;
}

/** Without capitals and what closes it: "Herbst." says no more than "Herbst". */
function bare(text: string): string {
  return plainText(text).replace(/[\s\p{P}]+$/u, '').trim();
}
