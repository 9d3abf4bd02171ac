import { LONGEST_PASSAGE, passages } from '#campaign/facts/passages.js';
import type { Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { asksForMoney } from '#campaign/facts/ask.js';
import type { Campaign } from '#campaign/campaign.js';
import { defineRule } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

const SEVERE = phrasePattern(Object.values(words.severe).flat());
const MILD = phrasePattern([...Object.values(words.pressure), ...Object.values(words.match)].flat());
const GIVING = phrasePattern(Object.values(words.giving).flat());
/** Language by language, what puts a death down to the reader: "If you do not give tonight, she dies", "Can you really sleep soundly?" */
const BLAME = Object.keys(words.unless).map((language) => {
  const of = (list: Readonly<Record<string, readonly string[]>>) => phrasePattern(list[language] ?? []);
  return { unless: of(words.unless), death: of(words.death), couldYou: of(words.couldYou), atPeace: of(words.atPeace) };
});
/** What somebody else has said, a beneficiary say. */
const QUOTED = /“[^“”]{0,400}”|„[^„“”]{0,400}[“”]|«[^«»]{0,400}»|"[^"\n]{0,400}"/g;
const SENTENCE_END = /(?<=[.!?…])\s+|\n/;
/** Characters of a sentence that is cited. */
const MOST_CITED = 80;

export default defineRule({
  id: 'fundraising/undue-pressure',
  severity: 'warning',
  summary: 'The mail presses its readers to give',
  needs: [],
  messages: {
    severe: 'The mail makes the reader guilty of what happens ("{{words}}").',
    pressure: 'The mail presses in {{count}} places ({{words}}).',
  },
  suggestions: {
    severe: 'Say plainly what is needed and what a gift does.',
    pressure: 'Say plainly what is needed and what a gift does; a deadline or a match needs its reason and its donor named.',
  },
  defaultOptions: { phrases: 3 },
  optionsSchema: { phrases: { type: 'integer', minimum: 1 } },
  *check(campaign, { phrases }) {
    if (!asksForMoney(campaign.manifest) && !GIVING.test(spokenText(campaign))) return;
    const texts = readTexts(campaign);
    if (!isAppeal(campaign, texts)) return;
    const severe = texts.flatMap((passage) => hitsIn(passage, guiltIn))[0];
    if (severe) yield { messageId: 'severe', data: { words: severe.words }, location: severe.location, heuristic: true };
    const mild = texts.flatMap((passage) => hitsIn(passage, (sentence) => MILD.exec(sentence)?.[0]));
    const different = [...new Map(mild.map((hit) => [hit.words, hit])).values()];
    const [first] = different;
    if (!first || different.length < phrases) return;
    yield { messageId: 'pressure', data: { count: different.length, words: different.slice(0, 4).map((hit) => `"${hit.words}"`).join(', ') }, location: first.location, evidence: { phrases: different.map((hit) => hit.words) }, heuristic: true };
  },
});

/** Urgency sells shoes as well; only who asks for gifts is held to the fundraisers' code. */
function isAppeal({ manifest, declared }: Campaign, texts: readonly Passage[]): boolean {
  if (asksForMoney(manifest)) return true;
  if (declared && manifest.kind !== undefined && manifest.kind !== 'newsletter') return false;
  return texts.filter(({ text }) => GIVING.test(plainText(text.slice(0, LONGEST_PASSAGE)))).length >= 2;
}

function readTexts(campaign: Campaign): readonly Passage[] {
  const places = campaign.html ? ['subject', 'preheader', 'body'] : ['subject', 'preheader', 'text'];
  return passages(campaign).filter(({ place, block }) => places.includes(place) && block?.role !== 'footer');
}

/** "On their death beds" people look back; nobody is made guilty of it. */
const DEATHBED = /death[ -]beds?/g;

/** The words of a sentence that make the reader guilty. */
function guiltIn(sentence: string): string | undefined {
  const said = SEVERE.exec(sentence.replace(DEATHBED, ' '))?.[0];
  if (said !== undefined) return said;
  const asks = sentence.endsWith('?');
  const blames = BLAME.some(({ unless, death, couldYou, atPeace }) => (unless.test(sentence) && death.test(sentence)) || (asks && couldYou.test(sentence) && atPeace.test(sentence)));
  return blames ? sentence.slice(0, MOST_CITED) : undefined;
}

/** What is found in the sentences of a passage that nobody is quoted with. */
function hitsIn({ text, location }: Passage, find: (sentence: string) => string | undefined): readonly { readonly words: string; readonly location: Passage['location'] }[] {
  return text.slice(0, LONGEST_PASSAGE).replace(QUOTED, ' ').split(SENTENCE_END).flatMap((sentence) => {
    const words = find(plainText(sentence).trim())?.trim();
    return words === undefined ? [] : [{ words, location }];
  });
}
