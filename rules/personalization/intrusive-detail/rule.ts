import type { Campaign } from '#campaign/campaign.js';
import { isCodeIn, locateInPassage, LONGEST_PASSAGE, passages } from '#campaign/facts/passages.js';
import { plainText } from '#campaign/facts/phrases.js';
import { once } from '#once.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { printedFieldsOf, type PrintedField } from '#campaign/merge/printed-fields.js';
import { defineRule } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };
import { holdsSign, isReceipt, isSecurityNotice, observationIn, signsOfObservation } from './observation.js';

type MessageId = 'manyDetails' | 'sensitiveDetail' | 'observed';

/** Characters of the sentence that the message quotes. */
const MAX_QUOTED = 120;
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

/** The first sentence that tells the reader what was seen of him. */
function* observations(campaign: Campaign) {
  const signs = signsOfObservation(spokenText(campaign));
  if (signs.length === 0) return;
  const shown = passages(campaign);
  const text = once(() => shown.map((passage) => passage.text).join('\n').slice(0, LONGEST_PASSAGE));
  for (const passage of shown.filter((each) => holdsSign(plainText(each.text), signs))) {
    const sentence = observationIn(passage.text.slice(0, LONGEST_PASSAGE), () => isReceipt(text()));
    if (sentence === undefined || isCodeIn(passage, sentence)) continue;
    if (isSecurityNotice(text())) return;
    const found = sentence.length > MAX_QUOTED ? `${sentence.slice(0, MAX_QUOTED).replace(/\s+\S*$/, '')} …` : sentence;
    yield { messageId: 'observed' as const, data: { found }, location: locateInPassage(campaign, passage, sentence), heuristic: true };
    return;
  }
}
