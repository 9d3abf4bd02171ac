import type { Campaign } from '#campaign/campaign.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { includedFooter } from '#campaign/merge/sender-tags.js';
import { shownTexts } from '#campaign/html/shown-text.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import words from './data.json' with { type: 'json' };

const SOURCE = phrasePattern(Object.values(words.source).flat());
const OBJECTION = phrasePattern(Object.values(words.objection).flat());

/** Whose data, and where they come from, in one language: "We kregen uw gegevens via een beurs". */
const ORIGINS = Object.entries(words.data).map(([language, data]) => [phrasePattern(data), phrasePattern(words.origin[language as keyof typeof words.origin])] as const);

/** Law profiles of countries under the GDPR, or the UK's. */
const GDPR = ['AT', 'DE', 'DK', 'ES', 'EU', 'FR', 'IT', 'NL', 'SE', 'UK'];
/** `source_type` of data that did not come from the person. */
const FROM_OTHERS = ['purchased', 'scraped', 'referral'];
/** Bases on which nobody was asked: an import of such records, without a relation, was taken from somewhere else. */
const UNASKED = ['b2b_exemption', 'legitimate_interest'];
const REMEDY = 'Say in one sentence of its own where the address comes from, and in another that the reader may object at any time; link to the privacy notice. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/first-contact-notice-missing',
  severity: 'warning',
  summary: 'People whose data came from elsewhere are not told where from, or that they may object',
  needs: ['recipients', 'consents'],
  facts: ['engagement'],
  messages: {
    both: '{{count}} of {{of}} recipients have given their data to somebody else; the message says neither where it comes from nor that they may object.',
    source: '{{count}} of {{of}} recipients have given their data to somebody else; the message does not say where it comes from.',
    objection: '{{count}} of {{of}} recipients have given their data to somebody else; the message does not say that they may object.',
  },
  suggestions: { both: REMEDY, source: REMEDY, objection: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  cases(campaign) {
    const messageId = lackOf(campaign);
    if (messageId === undefined) return [];
    const isUnasked = sql`consent_source_type = 'import' AND list_contains(${UNASKED}, consent_basis) AND relationship_type IS NULL`;
    const where = sql`list_contains(${GDPR}, jurisdiction) AND (list_contains(${FROM_OTHERS}, consent_source_type) OR ${isUnasked}) AND contact_match IS NULL AND coalesce(sends, 0) = 0`;
    return [{ messageId, where, heuristic: true, evidence: ['jurisdiction', 'consent_source_type'] }];
  },
});

/** Undefined: nothing lacks, or nothing can be said. */
function lackOf(campaign: Campaign): 'both' | 'source' | 'objection' | undefined {
  const { manifest, html, text } = campaign;
  if (manifest.kind === 'transactional' || (!html && !text) || includedFooter(campaign) !== undefined) return undefined;
  const said = plainText(shownTexts(campaign).join(' | '));
  const [source, objection] = [SOURCE.test(said) || namesOrigin(said), OBJECTION.test(said)];
  if (source && objection) return undefined;
  return source ? 'objection' : objection ? 'source' : 'both';
}

/** A sentence that asks for data tells nothing of where others come from. */
function namesOrigin(said: string): boolean {
  return said.split(/(?<=[.!?])\s| \| /).some((sentence) => !sentence.endsWith('?') && ORIGINS.some(([data, origin]) => data.test(sentence) && origin.test(sentence)));
}
