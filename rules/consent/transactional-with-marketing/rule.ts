import { isTag } from 'domhandler';
import { locateInPassage, passages, textOf, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import type { Campaign, TextBlock } from '#campaign/campaign.js';
import { blankTags } from '#campaign/merge/template-tag-places.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { sentencesOf } from '#language/sentences.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import { couponIn } from './coupon.js';
import { goodsIn } from './goods.js';
import { invitationsIn, marksIn } from './marks.js';
import type { Shown } from './shown.js';
import { BOOKED, pitchIn, type Pitch } from './pitch.js';
import words from './data.json' with { type: 'json' };

type MessageId = Pitch | 'goods' | 'coupon' | 'marked' | 'invites' | 'surveyLink';

interface Hit {
  readonly passage: Passage;
  readonly words: string;
}

const KINDS = [
  ['offer', phrasePattern(Object.values(words.offer).flat())],
  ['survey', phrasePattern(Object.values(words.survey).flat())],
] as const;

/** Characters of a question that says little by itself. */
const SHORT_QUESTION = 30;
/** Characters of a row of a bill. */
const LONGEST_LINE = 160;
/** Of a sentence that is cited. */
const MOST_CHARACTERS = 80;

const REMEDY = 'Take it out, or send it as marketing of its own to those who may get that. Not legal advice.';

export default defineRule<MessageId, Record<string, never>>({
  id: 'consent/transactional-with-marketing',
  severity: 'warning',
  summary: 'A transactional mail advertises, or asks for a review',
  needs: ['manifest'],
  messages: {
    offer: 'The mail is declared transactional, and it advertises: "{{words}}"{{more}}.',
    survey: 'The mail is declared transactional, and it asks for a review or an opinion: "{{words}}"{{more}}.',
    goods: 'The mail is declared transactional, and it shows goods for sale, with picture, price and link: "{{words}}"{{more}}.',
    coupon: 'The mail is declared transactional, and it gives away a voucher code: "{{words}}".',
    marked: 'The mail is declared transactional, and a part of it is marked as advertising: "{{words}}"{{more}}.',
    invites: 'The mail is declared transactional, and it invites its readers to install an app or to share something: "{{words}}"{{more}}.',
    surveyLink: 'The mail is declared transactional, and links in it ask for a review or an opinion: "{{words}}"{{more}}.',
  },
  suggestions: { offer: REMEDY, survey: REMEDY, goods: REMEDY, coupon: REMEDY, marked: REMEDY, invites: REMEDY, surveyLink: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    if (campaign.manifest.kind !== 'transactional') return;
    for (const [kind, pattern] of KINDS) {
      const problem = saidIn(campaign, kind, pattern) ?? shownIn(campaign, kind);
      if (problem) yield problem;
    }
  },
});

function saidIn(campaign: Campaign, kind: Pitch, pattern: PhrasePattern): Problem<MessageId> | undefined {
  const hits = hitsOf(campaign, kind, pattern);
  const [first] = hits;
  if (!first) return undefined;
  const location = locateInPassage(campaign, first.passage, first.words);
  return { messageId: kind, heuristic: true, data: { words: first.words, more: moreOf(hits) }, location, evidence: { words: [...new Set(hits.map((hit) => hit.words))] } };
}

/** What no sentence says, but what is shown, and what its makers call it. */
function shownIn(campaign: Campaign, kind: Pitch): Problem<MessageId> | undefined {
  const marks = marksIn(campaign).filter((mark) => mark.kind === kind);
  if (kind === 'survey') return problemOf('surveyLink', marks);
  const coupon = couponIn(campaign);
  return problemOf('goods', goodsIn(campaign)) ?? problemOf('coupon', coupon ? [coupon] : []) ?? problemOf('marked', marks) ?? problemOf('invites', invitationsIn(campaign), 'info');
}

function problemOf(messageId: MessageId, shown: readonly Shown[], severity?: 'info'): Problem<MessageId> | undefined {
  const [first] = shown;
  if (!first) return undefined;
  const evidence = { words: [...new Set(shown.map(({ words }) => words))] };
  return { messageId, ...(severity && { severity }), data: { words: clipped(first.words, MOST_CHARACTERS), more: moreOf(shown) }, location: first.location, evidence };
}

function moreOf({ length }: readonly unknown[]): string {
  return length > 1 ? `, and ${length - 1} more` : '';
}

/** One a passage, in HTML or, where there is none, in the text part, which says the same once more. What template tags are made of, `{{ order.rate }}`, says nothing. */
function hitsOf(campaign: Campaign, kind: Pitch, pattern: PhrasePattern): readonly Hit[] {
  return passages(campaign).filter(({ place, block }) => (place !== 'text' || !campaign.html) && !(block && isLineOfBill(block))).flatMap((passage) => {
    const text = blankTags(passage.text, findTemplateTags(passage.text));
    const found = pattern.exec(plainText(text))?.[0].trim() ?? sayingsOf(text).find((saying) => pitchIn(saying) === kind);
    if (found === undefined) return [];
    const at = text.indexOf(found);
    return [{ passage, words: clipped(at === -1 ? found : passage.text.slice(at, at + found.length), MOST_CHARACTERS) }];
  });
}

/** A row of a table in which something is taken off: "Discount (AUTUMN10) -10 %" and "-2.44" are cells of one. */
function isLineOfBill({ element }: TextBlock): boolean {
  const cell = element.name === 'td' ? element : element.parent;
  const row = cell?.parent;
  if (!row || !isTag(row) || row.name !== 'tr') return false;
  const text = textOf(row);
  return text.length <= LONGEST_LINE && BOOKED.test(text);
}

/** Sentences; a short question goes with what answers it: "Schon gesehen? Unser Kalender ist da." */
function sayingsOf(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  return sentences.map((sentence, index) => (sentence.endsWith('?') && sentence.length <= SHORT_QUESTION ? [sentence, sentences[index + 1]].filter(Boolean).join(' ') : sentence));
}
