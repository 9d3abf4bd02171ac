import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { localDay } from '#audience/local-day.js';
import { LAW_PROFILES } from '#config/law-profiles.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';
import type { AudienceCase, Sql } from '#rule/rule.js';

type MessageId = 'expired' | 'endUnknown' | 'undated' | 'endsSoon' | 'old';

const EVIDENCE = ['jurisdiction', 'basis_law', 'relationship_type', 'relationship_last_event_at'];
const ASK = 'Ask them for express consent before that day, and count on the rest to end. Not legal advice.';
const DROP = 'Take them out; a new purchase, gift or inquiry starts the time again. Not legal advice.';

const IMPLIED = [...LAW_PROFILES.values()].flatMap(({ id, impliedConsent }) => (impliedConsent ? [{ id, ...impliedConsent }] : []));
const TERMS = IMPLIED.filter(({ purchaseMonths }) => purchaseMonths !== null);
const OPEN_ENDED = IMPLIED.filter(({ purchaseMonths }) => purchaseMonths === null).map(({ id }) => id);

/** Days: what midnight elsewhere can make of a term, when 28 February counts for 1 March. */
const NEAR = 4;
/** Months that the relation on the record carries a consent for; a relation of unknown kind is given those of a purchase. NULL: no fixed term. */
const MONTHS = byJurisdiction(({ purchaseMonths, inquiryMonths, donationMonths }) => sql`
  CASE WHEN relationship_type IN ('inquiry', 'negotiation') THEN ${inquiryMonths ?? 0} WHEN relationship_type IN ('donation', 'volunteer', 'membership') THEN ${donationMonths ?? 0} ELSE ${purchaseMonths ?? 0} END`);
/** A contract or a membership lasts until its end, other relations are single events. */
const SINCE = sql`CASE WHEN relationship_type IN ('contract', 'membership') THEN coalesce(relationship_ended_at, relationship_last_event_at, consent_given_at)
  ELSE coalesce(relationship_last_event_at, relationship_ended_at, consent_given_at) END`;
const MAY_RUN = sql`coalesce(relationship_type IN ('contract', 'membership') AND relationship_ended_at IS NULL, false)`;
const PURCHASE_MONTHS = byJurisdiction(({ purchaseMonths }) => sql`${purchaseMonths ?? 0}`);
/** The CRM knows of a later purchase by the same person. */
const RENEWED = sql`coalesce(${MATCHES_ADDRESS} AND contact_last_purchase_at <= send_at AND NOT ${hasEnded(sql`contact_last_purchase_at`, PURCHASE_MONTHS)}, false)`;

export default defineAudienceRule({
  id: 'consent/implied-consent-expired',
  severity: 'error',
  summary: 'An implied consent has ended by the time of the send',
  needs: ['recipients', 'consents'],
  messages: {
    expired: 'The implied consent of {{count}} of {{of}} recipients has ended by the time they get the mail.',
    endUnknown: 'The implied consent of {{count}} of {{of}} recipients rests on a contract or a membership without a recent event, and its end is not on file.',
    undated: 'The implied consent of {{count}} of {{of}} recipients rests on nothing with a date, so that its end is not known.',
    endsSoon: 'The implied consent of {{count}} of {{of}} recipients ends within {{days}} days of the send.',
    old: 'The inferred consent of {{count}} of {{of}} recipients rests on a relation that is more than {{months}} months old.',
  },
  suggestions: {
    expired: DROP,
    endUnknown: 'Fill in `relationship_ended_at`, or the last payment. Not legal advice.',
    undated: 'Fill in `relationship_type` and `relationship_last_event_at`, or take them out. Not legal advice.',
    endsSoon: ASK,
    old: 'Ask them for express consent, or take them out. Not legal advice.',
  },
  defaultOptions: { warnDays: 60, inferredMonths: 24 },
  optionsSchema: { warnDays: { type: 'integer', minimum: 0, maximum: 365 }, inferredMonths: { type: 'integer', minimum: 1, maximum: 120 } },
  cases({ manifest }, { warnDays, inferredMonths }): AudienceCase<MessageId>[] {
    if (manifest.kind === 'transactional') return [];
    const claimed = sql`opt_in_required AND consent_accepted`;
    const fixed = sql`${claimed} AND consent_basis = 'implied' AND ${MONTHS} IS NOT NULL AND NOT ${RENEWED}`;
    return [
      { messageId: 'expired', where: sql`${fixed} AND ${hasEnded(SINCE, MONTHS)} AND NOT ${MAY_RUN}`, evidence: EVIDENCE },
      { messageId: 'endUnknown', where: sql`${fixed} AND ${hasEnded(SINCE, MONTHS)}`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'undated', where: sql`${fixed} AND ${SINCE} IS NULL`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'endsSoon', where: sql`${fixed} AND ${lastDayOf(sql`CAST(${SINCE} AS DATE)`, MONTHS)} <= CAST(send_at AS DATE) + to_days(${warnDays}) AND NOT ${MAY_RUN}`, severity: 'warning', evidence: EVIDENCE, data: { days: warnDays } },
      {
        messageId: 'old', severity: 'warning', evidence: EVIDENCE, data: { months: inferredMonths },
        where: sql`${claimed} AND consent_basis IN ('inferred', 'implied') AND list_contains(${OPEN_ENDED}, jurisdiction) AND NOT ${MAY_RUN} AND greatest(${SINCE}, contact_last_purchase_at) + to_months(${inferredMonths}) <= send_at`,
      },
    ];
  },
});

/** The law counts days, and they are those of the recipient's clock; far from the end those of UTC say the same. */
function hasEnded(since: Sql, months: Sql): Sql {
  const [last, today] = [lastDayOf(sql`CAST(${since} AS DATE)`, months), sql`CAST(send_at AS DATE)`];
  return sql`CASE WHEN ${last} BETWEEN ${today} - to_days(${NEAR}) AND ${today} + to_days(${NEAR}) THEN ${lastDayOf(localDay(since), months)} < ${localDay(sql`send_at`)} ELSE ${last} < ${today} END`;
}

function lastDayOf(day: Sql, months: Sql): Sql {
  return sql`${day} + to_months(CAST(${months} AS INTEGER))`;
}

function byJurisdiction(value: (terms: (typeof TERMS)[number]) => Sql): Sql {
  return sql`CASE jurisdiction ${join(TERMS.map((terms) => sql`WHEN ${terms.id} THEN ${value(terms)}`), ' ')} END`;
}
