import type { Campaign } from '#campaign/campaign.js';
import { GREETING } from '#campaign/facts/greetings.js';
import { isCodeIn, locateInPassage, LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { fieldExpression, printedFieldsOf } from '#campaign/merge/printed-fields.js';
import { findTemplateTags } from '#campaign/merge/template-tags.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

type MessageId = 'staged' | 'strangerInIntimacy';

/** A phrase of affection and where it stands; `close` is what only one person says to another, and counts twice. */
interface Affection {
  readonly phrase: string;
  readonly close: boolean;
  readonly passage: Passage;
}

/** Phrases of one passage that are counted. */
const MOST_PHRASES = 5;
const CLOSENESS = phrasePattern([...words.closeness, ...feelings(words.closeFeelings)]);
const AFFECTION = phrasePattern([...words.affection, ...feelings(words.feelings)]);
const STRANGERS: ReadonlySet<string> = new Set(words.strangers);
const IMPERSONAL: ReadonlySet<string> = new Set(words.impersonalSenders);
const MASS_KINDS: ReadonlySet<string | undefined> = new Set<string | undefined>(words.massKinds);
const DISTANT: ReadonlySet<string | undefined> = new Set<string | undefined>(['prospecting', 'former-customers', 'mixed']);

/** "Sent to me by my dear friend" speaks of somebody else. */
const OF_ANOTHER = /(?<!\p{L})(?:by|from|of|to|with|and|for|about|is|was) $/u;

const OPENS_LETTER = new RegExp(String.raw`^${GREETING}(?![\p{L}])`, 'iu');
/** "Hi Anna," and "Hallo Zoë!": one name in a greeting's place. */
const FIRST_NAME_GREETING = new RegExp(String.raw`^${GREETING} \p{Lu}[\p{L}’'-]{1,30}\s?[,!.–-]`, 'iu');

export default defineRule<MessageId, { minScore: number }>({
  id: 'personalization/fake-intimacy',
  severity: 'warning',
  summary: 'A mail to many speaks as to a close friend',
  needs: [],
  messages: {
    staged: '"{{phrase}}" reads as staged: {{reasons}}.',
    strangerInIntimacy: '"{{phrase}}" is followed by "{{stranger}}" where the name should be, which takes it back.',
  },
  suggestions: {
    staged: 'Say why you write and what the reader gets, and keep warm words for people you know, from a person they can answer.',
    strangerInIntimacy: 'Put the sentence into a condition that asks for the name, or say it without warmth.',
  },
  defaultOptions: { minScore: 3 },
  optionsSchema: { minScore: { type: 'integer', minimum: 1, maximum: 4 } },
  *check(campaign, { minScore }) {
    if (campaign.manifest.kind === 'transactional' || !mayShowAffection(spokenText(campaign))) return;
    const found = passages(campaign).flatMap(affectionIn);
    for (const { phrase, passage } of found) {
      const stranger = strangerAfter(passage, phrase);
      if (stranger === undefined) continue;
      yield { messageId: 'strangerInIntimacy', data: { phrase, stranger }, location: locateInPassage(campaign, passage, phrase), heuristic: true };
      return;
    }
    const first = found.find(({ close }) => close) ?? found[0];
    if (!first) return;
    const reasons = reasonsFor(campaign, first, new Set(found.map(({ phrase }) => plainText(phrase))).size);
    if (reasons.length + (first.close && goesToMany(campaign) ? 2 : 1) < minScore) return;
    yield { messageId: 'staged', data: { phrase: first.phrase, reasons: listed(reasons) }, location: locateInPassage(campaign, first.passage, first.phrase), evidence: { phrases: found.length }, heuristic: true };
  },
});

/** "We have so often thought of you": who feels, and what, with up to 60 characters between. */
function feelings(languages: Readonly<Record<string, readonly { readonly who: readonly string[]; readonly feels: readonly string[] }[]>>): readonly string[] {
  return Object.values(languages).flat().flatMap(({ who, feels }) => who.flatMap((subject) => feels.map((feeling) => `${subject} … ${feeling}`)));
}

function mayShowAffection(plain: string): boolean {
  return CLOSENESS.test(plain) || AFFECTION.test(plain);
}

function affectionIn(passage: Passage): readonly Affection[] {
  const text = passage.text.slice(0, LONGEST_PASSAGE);
  const plain = plainText(text);
  const found: Affection[] = [];
  for (const [pattern, close] of [[CLOSENESS, true], [AFFECTION, false]] as const) {
    for (let from = 0, match = pattern.exec(plain); match && found.length < MOST_PHRASES; match = pattern.exec(plain.slice(from))) {
      const isOther = match[0].startsWith('my ') && OF_ANOTHER.test(plain.slice(from, from + match.index));
      from += match.index + match[0].length;
      if (isOther || isCodeIn(passage, match[0])) continue;
      const index = text.toLowerCase().replace(/[\u2018\u2019]/g, "'").indexOf(match[0]);
      found.push({ phrase: index === -1 ? match[0] : text.slice(index, index + match[0].length), close, passage });
    }
  }
  return found;
}

/** "We miss you, customer", as written or as the fallback of the tag that follows. */
function strangerAfter({ text }: Passage, phrase: string): string | undefined {
  const rest = text.slice(text.indexOf(phrase) + phrase.length, text.indexOf(phrase) + phrase.length + 200);
  const [tag] = findTemplateTags(rest);
  const fallback = tag && tag.start <= 3 ? fieldExpression(tag)?.fallback : undefined;
  const word = fallback ?? /^,\s?([\p{L} ]{3,30}?)\s?[,.!]/u.exec(rest)?.[1];
  return word !== undefined && STRANGERS.has(word.trim().toLowerCase()) ? word.trim() : undefined;
}

/** What makes warm words hard to believe, one point each. */
function reasonsFor(campaign: Campaign, { close }: Affection, phrases: number): readonly string[] {
  const { manifest, from } = campaign;
  const sender = /([^\s<>@]+)@/.exec(from?.value ?? '')?.[1]?.toLowerCase() ?? '';
  return [
    ...(greetsByFirstName(campaign) ? ['it greets by first name'] : []),
    ...(DISTANT.has(manifest.audienceType) ? ['it goes to people who are not in touch with you'] : []),
    ...(IMPERSONAL.has(sender) ? [`it comes from ${sender}@`] : []),
    ...(phrases > 1 && MASS_KINDS.has(manifest.kind) ? [`it says so in ${String(phrases)} ways`] : []),
    ...(close && MASS_KINDS.has(manifest.kind) ? [`it is a ${manifest.kind === 'newsletter' ? 'newsletter' : 'marketing mail'}`] : []),
  ];
}

/** Said by the manifest: a mail of one person to another may well be close. */
function goesToMany({ manifest }: Campaign): boolean {
  return MASS_KINDS.has(manifest.kind) || DISTANT.has(manifest.audienceType);
}

function greetsByFirstName(campaign: Campaign): boolean {
  const openings = passages(campaign).map(({ text }) => text.trim()).filter((text) => OPENS_LETTER.test(text));
  const named = printedFieldsOf(campaign).filter(({ kind }) => kind === 'first_name').map(({ tag }) => tag.raw);
  return openings.some((text) => FIRST_NAME_GREETING.test(text) || named.some((tag) => text.includes(tag)));
}

function listed(reasons: readonly string[]): string {
  return reasons.length < 2 ? reasons.join('') : `${reasons.slice(0, -1).join(', ')} and ${reasons.at(-1) ?? ''}`;
}
