import type { Campaign } from '#campaign/campaign.js';
import { isCodeIn, locateInPassage, passages, type Passage } from '#campaign/facts/passages.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { printedFieldsOf, type PrintedField } from '#campaign/merge/printed-fields.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

type MessageId = 'manyDetails' | 'sensitiveDetail' | 'observed';

const MAX_LENGTH = 20_000;
const OBSERVED = phrasePattern(words.observed);
const WATCHED = phrasePattern(words.watched);
const SENSITIVE: ReadonlySet<string | undefined> = new Set(words.sensitive);

/** A name in three fields is one thing that the mail knows, and so is an address in five. */
const DETAIL_OF: Readonly<Record<string, string>> = {
  first_name: 'name', last_name: 'name', full_name: 'name', salutation: 'name', company: 'employer', job_title: 'job title', city: 'place', region: 'place', country: 'place', street: 'place',
  postal_code: 'place', phone: 'phone number', birthday: 'birthday', age: 'age', gift_amount: 'gifts', last_purchase: 'last purchase', behaviour: 'behaviour', family: 'family', income: 'income',
};

export default defineRule<MessageId, { maxDetails: number }>({
  id: 'personalization/intrusive-detail',
  severity: 'warning',
  summary: 'The mail recites what the sender knows about the reader',
  needs: [],
  messages: {
    manyDetails: 'The mail shows the reader {{count}} things that you know of him: {{details}}.',
    sensitiveDetail: '{{tag}} shows the reader what most people would not expect you to know ({{detail}}).',
    observed: '"{{found}}" tells the reader that he is watched.',
  },
  suggestions: {
    manyDetails: 'Let data choose what you write, rather than reciting it, and say in a clause where you have it from.',
    sensitiveDetail: 'Leave it out, or say why you have it and what for.',
    observed: 'Offer what fits what he looked at, and leave out that you saw it.',
  },
  defaultOptions: { maxDetails: 3 },
  optionsSchema: { maxDetails: { type: 'integer', minimum: 0 } },
  *check(campaign, { maxDetails }) {
    if (campaign.manifest.kind === 'transactional') return;
    const shown = printedFieldsOf(campaign).filter(({ tag, personal, kind }) => personal && kind !== undefined && kind in DETAIL_OF && tag.context === 'text');
    const details = [...new Set(shown.map(({ kind = '' }) => DETAIL_OF[kind] ?? kind))];
    const [first] = shown;
    if (first && details.length > maxDetails) yield { messageId: 'manyDetails', data: { count: details.length, details: details.join(', ') }, location: first.tag.location };
    yield* sensitiveDetails(shown);
    yield* observations(campaign);
  },
});

function* sensitiveDetails(shown: readonly PrintedField[]) {
  const seen = new Set<string>();
  for (const { kind = '', tag } of shown) {
    if (!SENSITIVE.has(kind) || seen.has(kind)) continue;
    seen.add(kind);
    yield { messageId: 'sensitiveDetail' as const, data: { tag: tag.raw, detail: DETAIL_OF[kind] ?? kind }, location: tag.location };
  }
}

/** The first sentence that says the reader was seen looking, clicking or opening. */
function* observations(campaign: Campaign) {
  for (const passage of passages(campaign)) {
    const found = observationIn(passage);
    if (found === undefined) continue;
    yield { messageId: 'observed' as const, data: { found }, location: locateInPassage(campaign, passage, found), heuristic: true };
    return;
  }
}

/** "We noticed that you ..." is meant only where it goes on about looking, clicking or opening. */
function observationIn(passage: Passage): string | undefined {
  const text = passage.text.slice(0, MAX_LENGTH);
  const plain = plainText(text);
  const match = OBSERVED.exec(plain);
  if (!match) return undefined;
  const sentence = plain.slice(match.index, match.index + 160).split(/[.!?](?:\s|$)/)[0] ?? '';
  if (!WATCHED.test(sentence) || isCodeIn(passage, match[0])) return undefined;
  const index = text.toLowerCase().replace(/[\u2018\u2019]/g, "'").indexOf(match[0]);
  return index === -1 ? match[0] : text.slice(index, index + match[0].length);
}
