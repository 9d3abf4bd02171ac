import { isTag } from 'domhandler';
import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { isCodeIn, locateInPassage, LONGEST_PASSAGE, passages, textOf, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { walk } from '#campaign/html/walk.js';
import { clipped } from '#rule/format-message.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import {
  BARE_GREETING, CURRENCY_MARK, CURRENCY_WITHOUT_NUMBER, DATE_MARK, DAY_ZERO, EMPTY_GAPS, EMPTY_GREETING, FOREIGN_UNDEFINED, GAP_MARK, GIFT_WITHOUT_NUMBER, PAYMENT_WITHOUT_NUMBER, GREETING_ALONE, GREETS, HEADLESS, LITERALS, LITERAL_BEFORE_TITLE, LITERAL_IN_ADDRESS, LITERAL_NAME, LITERAL_WORD,
  NOTHING_WORD, NUMBER_MISSING, SPACED_GREETING, SPREADSHEET_ERROR, SPREADSHEET_MARK, TITLE_WITHOUT_NAME, TITLE_WITHOUT_NAME_BEFORE, TITLE_WITH_GAP, ZERO_DATE,
} from './patterns.js';

/** Stands for a template tag: whatever it prints, it is not nothing. */
const FILLED = '\uFFFC';

const HISTORY = phrasePattern(words.history);
/** A membership or an account that began on day zero: a date that nobody typed, even where the sentence speaks of the past. */
const ACCOUNT = phrasePattern(words.account);
const BIRTH = phrasePattern(words.birth);
const TECHNICAL = phrasePattern(words.technical);

type MessageId = 'emptyGreeting' | 'titleWithoutName' | 'literal' | 'dateZero' | 'gap' | 'currencyWithoutNumber' | 'literalInAddress';

interface Hit {
  readonly messageId: MessageId;
  readonly found: string;
  /** A sentence that a person might have written all the same. */
  readonly weak?: boolean;
}

export default defineRule<MessageId, object>({
  id: 'personalization/broken-merge-output',
  severity: 'error',
  summary: 'A value was merged in that was not there',
  needs: [],
  messages: {
    emptyGreeting: 'The greeting reads "{{found}}": there is a gap where the name should be.',
    titleWithoutName: 'The greeting reads "{{found}}": a title without a name.',
    literal: 'The text reads "{{found}}": a program printed that for a missing value.',
    dateZero: 'The text names "{{found}}", which programs print for a missing date.',
    gap: 'The text reads "{{found}}": a value seems to be missing between the words.',
    currencyWithoutNumber: 'The text reads "{{found}}": a currency without an amount.',
    literalInAddress: 'The address "{{found}}" holds what a program prints for a missing value.',
  },
  suggestions: {
    emptyGreeting: 'Give the field a fallback that reads naturally without a name, and treat white space as empty.',
    titleWithoutName: 'Greet without a title when the surname is not known.',
    literal: 'Give the field a fallback, or leave the sentence out when the value is missing.',
    dateZero: 'Leave the sentence out when the date is missing.',
    gap: 'Render the mail with rows whose fields are empty, and reword what breaks.',
    currencyWithoutNumber: 'Leave the amount out when it is not known.',
    literalInAddress: 'Leave the link out when the value is missing.',
  },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    const seen = new Set<string>();
    const all = passages(campaign);
    const opening = new Set(PARTS.map((part) => all.find(({ place }) => place === part)));
    for (const passage of all.filter(mayHoldHit)) {
      for (const { messageId, found, weak } of hitsIn(passage, opening.has(passage))) {
        const key = `${messageId} ${passage.location.part} ${found}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { messageId, data: { found }, location: locateInPassage(campaign, passage, found), evidence: { place: passage.place, text: clipped(passage.text, 120) }, ...(weak && { severity: 'warning' as const }) };
      }
    }
    for (const { address, location } of brokenAddresses(campaign)) yield { messageId: 'literalInAddress', data: { found: clipped(address, 200) }, location, severity: 'warning' };
  },
});

/** In each of them a name may stand in a cell or a line of its own before the form of address; nothing stands before the first. */
const PARTS: readonly Passage['place'][] = ['subject', 'preheader', 'body', 'text'];

/** What each of the searches below asks for, but for the words with which a subject may begin. */
const MARKS = [GREETS, TITLE_WITHOUT_NAME_BEFORE, LITERAL_WORD, SPREADSHEET_MARK, DATE_MARK, GAP_MARK, CURRENCY_MARK];

function mayHoldHit({ place, text }: Passage): boolean {
  if (place === 'subject' || place === 'preheader') return true;
  const filled = fill(text.slice(0, LONGEST_PASSAGE));
  return MARKS.some((mark) => mark.test(filled));
}

function hitsIn(passage: Passage, opens: boolean): readonly Hit[] {
  const text = fill(passage.text.slice(0, LONGEST_PASSAGE));
  const greeting = greetingHits(text, passage, opens);
  const literals = literalHits(text).filter(({ found }) => !greeting.some((hit) => hit.found.includes(found)));
  const hits = [...greeting, ...literals, ...dateHits(text)].filter(({ found }) => !isCodeIn(passage, found));
  if (hits.length > 0) return hits;
  const wrapped = passage.place === 'text' ? text + FILLED : text;
  const gaps = [...(GAP_MARK.test(text) ? firstHit('gap', EMPTY_GAPS, text) : []), ...(CURRENCY_MARK.test(text) ? firstHit('currencyWithoutNumber', [CURRENCY_WITHOUT_NUMBER, GIFT_WITHOUT_NUMBER, PAYMENT_WITHOUT_NUMBER], wrapped) : [])];
  return gaps.length > 0 && holdsWordless(passage) ? [] : gaps;
}

/** Tags replaced by a mark, text in back quotes dropped: what is left was written or printed. */
function fill(text: string): string {
  const tags = findTemplateTags(text);
  if (tags.length === 0 && !text.includes('`')) return text;
  const pieces: string[] = [];
  let done = 0;
  for (const { kind, start, end } of tags) {
    pieces.push(text.slice(done, start), kind === 'output' ? FILLED : '');
    done = end;
  }
  return (pieces.join('') + text.slice(done)).replace(/`[^`\n]{1,200}`/g, FILLED);
}

function greetingHits(text: string, passage: Passage, opens: boolean): readonly Hit[] {
  const headless = passage.place === 'subject' || passage.place === 'preheader' ? matchOf([HEADLESS], text) : undefined;
  if (headless !== undefined) return [{ messageId: 'emptyGreeting', found: headless, weak: true }];
  const honorific = opens ? matchOf([TITLE_WITHOUT_NAME_BEFORE], text) : undefined;
  if (honorific !== undefined) return [{ messageId: 'titleWithoutName', found: honorific }];
  if (!GREETS.test(text)) return [];
  const named = NOTHING_WORD.test(text) ? LITERAL_NAME.exec(text)?.[1] : undefined;
  if (named !== undefined) return [{ messageId: 'literal', found: named }];
  const title = matchOf(TITLE_WITHOUT_NAME, text);
  if (title !== undefined) return [{ messageId: 'titleWithoutName', found: title }];
  const gap = matchOf(TITLE_WITH_GAP, text);
  if (gap !== undefined) return [{ messageId: 'titleWithoutName', found: gap, weak: true }];
  const empty = matchOf([EMPTY_GREETING, BARE_GREETING], text) ?? matchOf([EMPTY_GREETING], rawOpening(passage));
  if (empty !== undefined) return [{ messageId: 'emptyGreeting', found: empty }];
  const spaced = matchOf([SPACED_GREETING], text);
  return spaced === undefined ? [] : [{ messageId: 'emptyGreeting', found: spaced, weak: true }];
}

/** The block's first words with their white space as in the source: two spaces before "!" are a gap, one is French. */
function rawOpening({ block, text }: Passage): string {
  return block && GREETING_ALONE.test(text) ? textOf(block.element).trimStart().slice(0, 100) : '';
}

function literalHits(text: string): readonly Hit[] {
  const literal = LITERAL_WORD.test(text) ? matchOf([LITERAL_BEFORE_TITLE, ...LITERALS, FOREIGN_UNDEFINED], text) : undefined;
  if (literal !== undefined) return [{ messageId: 'literal', found: literal }];
  const spreadsheet = SPREADSHEET_MARK.test(text) ? matchOf([SPREADSHEET_ERROR, NUMBER_MISSING], text) : undefined;
  return spreadsheet === undefined || TECHNICAL.test(plainText(text)) ? [] : [{ messageId: 'literal', found: spreadsheet }];
}

function dateHits(text: string): readonly Hit[] {
  if (!DATE_MARK.test(text)) return [];
  const zero = matchOf([ZERO_DATE], text);
  if (zero !== undefined) return [{ messageId: 'dateZero', found: zero }];
  const dayZero = matchOf([DAY_ZERO], text);
  return dayZero === undefined || isHistory(plainText(text)) ? [] : [{ messageId: 'dateZero', found: dayZero, weak: true }];
}

function isHistory(plain: string): boolean {
  return HISTORY.test(plain) && (BIRTH.test(plain) || !ACCOUNT.test(plain));
}

function firstHit(messageId: MessageId, patterns: readonly RegExp[], text: string): readonly Hit[] {
  const found = matchOf(patterns, text);
  return found === undefined ? [] : [{ messageId, found, weak: true }];
}

function matchOf(patterns: readonly RegExp[], text: string): string | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return (match[1] ?? match[0]).trim();
  }
  return undefined;
}

/** An image may stand where the words have a gap, "Sent by [logo].", and so may what a component of the author's (`<x-link/>`) prints. */
function holdsWordless({ block }: Passage): boolean {
  let found = false;
  if (block) walk(block.element, { enter: (node) => { found ||= isTag(node) && (node.name === 'img' || node.name.includes('-')); return !found; } });
  return found;
}

function brokenAddresses({ links, images }: Campaign): readonly { address: string; location: Location }[] {
  return [
    ...links.filter(({ href }) => LITERAL_IN_ADDRESS.test(href)).map(({ href, location }) => ({ address: href, location })),
    ...images.filter(({ src }) => LITERAL_IN_ADDRESS.test(src)).map(({ src, location }) => ({ address: src, location })),
  ];
}
