import { isTag, type ParentNode } from 'domhandler';
import type { Campaign } from '#campaign/campaign.js';
import { LONGEST_PASSAGE, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { kept } from '#campaign/kept.js';
import { once } from '#once.js';
import { unconditionalText } from '#campaign/merge/first-branches.js';
import words from './words.json' with { type: 'json' };

/** What a phrase takes its readers to be: no customers yet, no members, no donors, nobody who knows the sender. */
export type NewcomerKind = 'newCustomer' | 'becomeMember' | 'firstGift' | 'stranger';
const NEWCOMER_KINDS: readonly NewcomerKind[] = ['newCustomer', 'becomeMember', 'firstGift', 'stranger'];

export interface NewcomerPhrase {
  readonly kind: NewcomerKind;
  /** In lower case. */
  readonly phrase: string;
  readonly passage: Passage;
}

const PATTERNS = NEWCOMER_KINDS.map((kind) => [kind, phrasePattern(Object.values(words[kind]).flat())] as const);
const BOTH_MEANT = phrasePattern(Object.values(words.bothMeant).flat());
const LOOKING_BACK = phrasePattern(Object.values(words.lookingBack).flat());
/** Who has not met somebody in person, does not know him as a broker yet or gets a new adviser may know the sender well; a friend who does not is another. */
const OTHERWISE_MEANT = phrasePattern(Object.values(words.otherwiseMeant).flat());
const REFERRAL = phrasePattern(Object.values(words.referral).flat());

/** What somebody else has said: in quotation marks of any language; straight ones close on the same line. */
const QUOTED = /“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|»[^«»]{0,400}«|"[^"\n]{0,400}"/g;
/** A quotation mark, what a template tag may open with, or one that was blanked out. */
const ALTERED = /[“”„«»"{*%[<~&$]|\s{2}/;
const SENTENCE_END = /(?<=[.!?…])\s+|\n/;
/** A footnote says the terms, to whom they apply among others. */
const FOOTNOTE = /^\s*(?:[*¹²³†‡]|\d\))/;

/**
 * The phrases by which a mail takes every reader for a newcomer, one a kind: not what only some get, what is quoted, looks back, means
 * both kinds of readers or stands in footer or footnotes; nothing in a mail that asks to recruit others, whom it may speak of.
 */
export const newcomerPhrases = kept((campaign: Campaign): readonly NewcomerPhrase[] => {
  const { html } = campaign;
  const isPossible = PATTERNS.some(([, pattern]) => pattern.mayStandIn(spokenText(campaign)));
  const texts = passagesToAll(campaign, isPossible ? undefined : isAltered);
  const shown = html && once(() => ({ source: html.source.toLowerCase(), toAll: unconditionalText(html.source).toLowerCase() }));
  const found = PATTERNS.flatMap(([kind, pattern]): NewcomerPhrase[] => {
    for (const passage of texts) {
      const phrase = phraseIn(passage.text, pattern, kind);
      if (phrase !== undefined && !(shown && isConditional(passage, phrase, shown()))) return [{ kind, phrase, passage }];
    }
    return [];
  });
  return found.length > 0 && passagesToAll(campaign).some(({ text }) => REFERRAL.test(plainText(text))) ? [] : found;
});

/** Whether what is left of a passage, without its tags and what it quotes, may hold words together that it does not hold so itself. */
function isAltered({ text }: Passage): boolean {
  return ALTERED.test(text);
}

function phraseIn(text: string, pattern: PhrasePattern, kind: NewcomerKind): string | undefined {
  const said = text.slice(0, LONGEST_PASSAGE).replace(QUOTED, ' ');
  if (FOOTNOTE.test(said) || BOTH_MEANT.test(plainText(said))) return undefined;
  if (kind === 'stranger' && OTHERWISE_MEANT.test(plainText(said))) return undefined;
  for (const sentence of said.split(SENTENCE_END).map(plainText)) {
    const phrase = pattern.exec(sentence)?.[0].trim();
    if (phrase !== undefined && !LOOKING_BACK.test(sentence)) return phrase;
  }
  return undefined;
}

/** What a reader takes as said to him; the text part only where there is no HTML, and only what every reader gets of it. */
function passagesToAll(campaign: Campaign, isWanted: (passage: Passage) => boolean = () => true): readonly Passage[] {
  const { html, text } = campaign;
  const shared = text && !html ? { ...campaign, text: { ...text, value: unconditionalText(text.value) } } : campaign;
  return passages(shared)
    .filter((passage) => isWanted(passage))
    .filter(({ place, block }) => place !== 'from' && !(place === 'text' && html) && block?.role !== 'footer' && !(block && isQuotation(block.element)))
    .map((passage) => {
      const text = unconditionalText(passage.text);
      return text === passage.text ? passage : { ...passage, text };
    });
}

/** Whether the words stand in a condition's branch: their longest one is never in what all readers get of the block. */
function isConditional({ block }: Passage, phrase: string, { source, toAll }: { source: string; toAll: string }): boolean {
  const range = block?.element.sourceCodeLocation;
  if (!range) return false;
  const [longest = ''] = phrase.split(' ').sort((a, b) => b.length - a.length);
  const within = (text: string) => text.slice(range.startOffset, range.endOffset).includes(longest);
  return within(source) && !within(toAll);
}

function isQuotation(element: ParentNode): boolean {
  for (let node: ParentNode | null = element; node; node = node.parent) if (isTag(node) && (node.name === 'blockquote' || node.name === 'q')) return true;
  return false;
}
