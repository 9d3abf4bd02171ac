import { locateInPassage, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText, type PhrasePattern } from '#campaign/facts/phrases.js';
import type { Campaign } from '#campaign/campaign.js';
import { sentencesOf } from '#language/sentences.js';
import { defineRule } from '#rule/rule.js';
import { pitchIn, type Pitch } from './pitch.js';
import words from './data.json' with { type: 'json' };

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
/** Of a sentence that is cited. */
const MOST_CHARACTERS = 80;

const REMEDY = 'Take it out, or send it as marketing of its own to those who may get that. Not legal advice.';

export default defineRule({
  id: 'consent/transactional-with-marketing',
  severity: 'warning',
  summary: 'A transactional mail advertises, or asks for a review',
  needs: ['manifest'],
  messages: {
    offer: 'The mail is declared transactional, and it advertises: "{{words}}"{{more}}.',
    survey: 'The mail is declared transactional, and it asks for a review or an opinion: "{{words}}"{{more}}.',
  },
  suggestions: { offer: REMEDY, survey: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  *check(campaign) {
    if (campaign.manifest.kind !== 'transactional') return;
    for (const [messageId, pattern] of KINDS) {
      const hits = hitsOf(campaign, messageId, pattern);
      const [first] = hits;
      if (!first) continue;
      const more = hits.length > 1 ? `, and ${hits.length - 1} more` : '';
      const location = locateInPassage(campaign, first.passage, first.words);
      yield { messageId, heuristic: true, data: { words: first.words, more }, location, evidence: { words: [...new Set(hits.map((hit) => hit.words))] } };
    }
  },
});

/** One a passage, in HTML or, where there is none, in the text part, which says the same once more. */
function hitsOf(campaign: Campaign, kind: Pitch, pattern: PhrasePattern): readonly Hit[] {
  return passages(campaign).filter(({ place }) => place !== 'text' || !campaign.html).flatMap((passage) => {
    const found = pattern.exec(plainText(passage.text))?.[0].trim() ?? sayingsOf(passage.text).find((saying) => pitchIn(saying) === kind);
    return found === undefined ? [] : [{ passage, words: shortened(found) }];
  });
}

/** Sentences; a short question goes with what answers it: "Schon gesehen? Unser Kalender ist da." */
function sayingsOf(text: string): readonly string[] {
  const sentences = sentencesOf(text);
  return sentences.map((sentence, index) => (sentence.endsWith('?') && sentence.length <= SHORT_QUESTION ? [sentence, sentences[index + 1]].filter(Boolean).join(' ') : sentence));
}

function shortened(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
