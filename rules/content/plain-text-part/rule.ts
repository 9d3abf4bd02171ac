import type { Campaign } from '#campaign/campaign.js';
import { locatedPart } from '#campaign/eml/eml-part.js';
import { messagePartsOf } from '#campaign/eml/message-parts.js';
import type { MimePart } from '#campaign/eml/mime-structure.js';
import { withoutReplyMarks } from '#campaign/facts/subject-text.js';
import { replaceTags } from '#campaign/merge/template-tags.js';
import { defineRule } from '#rule/rule.js';
import { strayDate } from './stray-date.js';
import { strayCode, strayFigure } from './stray-figure.js';

/** Fewer words than this in either part say too little to compare. */
const MIN_WORDS = 15;

export default defineRule({
  id: 'content/plain-text-part',
  severity: 'warning',
  summary: 'There is no text part, or it says something else than the HTML',
  needs: ['html'],
  messages: {
    missing: 'The mail has no text/plain part.',
    empty: 'The text part has {{words}} words, the HTML {{htmlWords}}.',
    different: 'Only {{percent}} % of the words of the HTML stand in the text part.',
    behind: 'The text part stands behind the HTML; mail clients show the last alternative that they can, which is then the text.',
    beside: 'Text part and HTML stand one after the other (multipart/mixed); readers see the mail twice.',
    figures: 'The text part says {{plain}}, which the HTML does not; the HTML says {{html}}.',
  },
  suggestions: {
    missing: 'Add one, or have the ESP make it from the HTML.',
    empty: 'Say in the text part what the HTML says.',
    different: 'Write the text part anew from this HTML; it looks like another campaign\'s.',
    behind: 'Put the text part first (RFC 2046, section 5.1.4).',
    beside: 'Put both into a multipart/alternative.',
    figures: 'Correct whichever is wrong.',
  },
  defaultOptions: { minOverlap: 0.5 },
  optionsSchema: { minOverlap: { type: 'number', minimum: 0, maximum: 1 } },
  *check(campaign, { minOverlap }) {
    const { text, given, headers, declared } = campaign;
    if (!text) {
      // A lone template has no parts yet: the ESP makes the text part. A finished mail and a declared campaign should have one.
      if (headers.length > 0) yield { messageId: 'missing', location: { part: 'text' } };
      else if (declared && given.has('manifest')) yield { messageId: 'missing', location: campaign.locateField('text'), severity: 'info' };
      return;
    }
    const { order, plain: part } = partsTogether(campaign);
    if (order === 'HTML first') yield { messageId: 'behind', location: text.location };
    const html = wordsOf(bodyText(campaign));
    const plain = wordsOf(text.value);
    if (html.size < MIN_WORDS) return;
    if (plain.size < MIN_WORDS && plain.size < html.size * minOverlap) {
      yield { messageId: 'empty', data: { words: plain.size, htmlWords: html.size }, location: text.location };
      return;
    }
    const shared = shareOf(html, plain);
    if (shared < minOverlap && shared < sharedWithSubject(campaign, plain)) yield { messageId: 'different', data: { percent: Math.round(100 * shared) }, location: text.location, evidence: { overlap: shared } };
    if (order === 'one after the other' && part && shareOf(html, wordsOf(textOf(campaign, part))) >= minOverlap) yield { messageId: 'beside', location: text.location };
    const [shown, footer] = [shownText(campaign), footerText(campaign)];
    const figures = strayFigure(shown, footer, text.value) ?? strayCode(`${shown}\n${footer}`, text.value) ?? strayDate(`${shown}\n${footer}`, text.value);
    if (figures) yield { messageId: 'figures', data: figures, location: text.location };
  },
});

/** How the first text part and the first HTML part of a message stand to each other, by the innermost multipart that holds both. */
function partsTogether(campaign: Campaign): { readonly order?: 'HTML first' | 'one after the other'; readonly plain?: MimePart } {
  const bodies = messagePartsOf(campaign).parts.filter(({ isAttachment }) => !isAttachment);
  const [plain, html] = ['text/plain', 'text/html'].map((type) => bodies.find(({ mimeType }) => mimeType === type));
  if (!plain || !html) return {};
  const around = containersOf(plain);
  const shared = containersOf(html).find((container) => around.includes(container))?.mimeType;
  if (shared === 'multipart/mixed') return { order: 'one after the other', plain };
  return shared === 'multipart/alternative' && plain.start > html.start ? { order: 'HTML first', plain } : {};
}

/** Of that part alone: the campaign's text holds all that a client shows in its place. */
function textOf(campaign: Campaign, part: MimePart): string {
  return locatedPart(messagePartsOf(campaign).file, part, 'text')?.text ?? '';
}

/** Share of words that others hold too. */
function shareOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...words].filter((word) => others.has(word)).length / words.size;
}

/** From the inside out. */
function containersOf({ container }: MimePart): readonly MimePart[] {
  return container ? [container, ...containersOf(container)] : [];
}

/** All that the HTML shows above the footer, with what stands for its pictures. */
function shownText({ visibleText, images, subject }: Campaign): string {
  return [subject?.value ?? '', ...visibleText.blocks.filter(({ role }) => role !== 'footer').map(({ text }) => text), ...images.map(({ alt = '' }) => alt)].join('\n');
}

function footerText({ visibleText }: Campaign): string {
  return visibleText.blocks.filter(({ role }) => role === 'footer').map(({ text }) => text).join('\n');
}

function bodyText({ visibleText }: Campaign): string {
  return visibleText.blocks.filter(({ role }) => role === 'body' || role === 'button').map(({ text }) => text).join('\n');
}

/** A text part that holds the whole subject is of this campaign, however short it was cut. */
function sharedWithSubject({ subject }: Campaign, plain: ReadonlySet<string>): number {
  const words = wordsOf(withoutReplyMarks(subject?.value ?? ''));
  return words.size > 0 && [...words].every((word) => plain.has(word)) ? 0.25 : 1;
}

/** Distinct words, lower case; addresses and template tags left out. Scripts without spaces are cut into pairs of characters. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = replaceTags(text, () => '').toLowerCase().replace(/https?:\/\/\S+/g, ' ').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return new Set(words.flatMap((word) => (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word) ? pairsOf(word) : word)));
}

function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  return characters.slice(0, -1).map((character, index) => character + (characters[index + 1] ?? ''));
}
