import { MATCHES_COMPANY, MATCHES_PERSON } from '#audience/contact-match.js';
import { phrasePattern, plainText } from '#campaign/facts/phrases.js';
import { shownTexts } from '#campaign/html/shown-text.js';
import type { Campaign } from '#campaign/campaign.js';
import { daysFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

const RELATION = phrasePattern(Object.values(words.relation).flat());
/** Reasons to leave after which a mail that wants the customer back hurts, or has nobody to read it. */
const REASONS = `(^|[^\\p{L}])(${Object.values(words.reasons).flat().join('|')})`;
const EVIDENCE = ['contact_churn_reason', 'contact_ended_at', 'contact_owner', 'contact_match'];

export default defineAudienceRule({
  id: 'targeting/former-customer-mistargeted',
  severity: 'error',
  summary: 'Former customers get mail that does not know how they left',
  needs: ['recipients', 'contacts', 'manifest'],
  columns: ['recipients.email|recipients.company|recipients.last_name'],
  messages: {
    marked: '{{count}} of {{of}} recipients are former customers whom the CRM marks as not to be won back.',
    leftForGood: '{{count}} of {{of}} recipients are former customers who left for a reason after which nobody is won back.',
    leftForGoodCompany: '{{count}} of {{of}} recipients work for a former customer who is not to be won back.',
    justLeft: '{{count}} of {{of}} recipients stopped being customers less than {{days}} days before the send.',
    asCustomer: '{{count}} of {{of}} recipients are former customers, and the mail addresses them as customers.',
  },
  suggestions: {
    marked: 'Take them out; the account owners in the evidence know why.',
    leftForGood: 'Take them out; the account owners in the evidence know why.',
    leftForGoodCompany: 'Ask the account owner before anybody there gets mail.',
    justLeft: 'Let the farewell be over first.',
    asCustomer: 'Write to them as people who once were customers, in a campaign of its own, or take them out.',
  },
  defaultOptions: { coolingOffDays: 30 },
  optionsSchema: { coolingOffDays: daysFrom(0) },
  cases(campaign, { coolingOffDays }) {
    if (campaign.manifest.kind === 'transactional') return [];
    const isFormer = sql`contact_lifecycle = 'former_customer'`;
    const isMarked = sql`${isFormer} AND coalesce(contact_do_not_winback, false)`;
    const isForGood = sql`${isFormer} AND regexp_matches(lower(coalesce(contact_churn_reason, '')), ${REASONS})`;
    return [
      // A newsletter wins nobody back.
      { messageId: 'marked', where: sql`${MATCHES_PERSON} AND ${isMarked}`, ...(campaign.manifest.kind === 'newsletter' && { severity: 'warning' as const }), evidence: EVIDENCE },
      { messageId: 'leftForGood', where: sql`${MATCHES_PERSON} AND ${isForGood}`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'leftForGoodCompany', where: sql`${MATCHES_COMPANY} AND (${isMarked} OR ${isForGood})`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'asCustomer', where: sql`${speaksToCustomers(campaign)} AND ${MATCHES_PERSON} AND ${isFormer}`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'justLeft', where: sql`${MATCHES_PERSON} AND ${isFormer} AND contact_ended_at <= send_at AND contact_ended_at > send_at - to_days(${coolingOffDays})`, severity: 'info', evidence: EVIDENCE, data: { days: coolingOffDays } },
    ];
  },
});

/** An advert for customers without a word of an earlier relation. A newsletter may well be read by those who once bought. */
function speaksToCustomers(campaign: Campaign): boolean {
  const { kind, audienceType } = campaign.manifest;
  if (kind !== 'marketing' || audienceType !== 'customers') return false;
  return !RELATION.test(plainText([campaign.subject?.value ?? '', ...shownTexts(campaign)].join(' | ')));
}
