import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { HAS_OBJECTED_ELSEWHERE, IS_BARRED_AS_PERSON } from '#audience/person-suppressions.js';
import { IS_RECORDED_BEREAVED, IS_RECORDED_DISTRESSED, IS_RECORDED_VULNERABLE, isRecordedDeceased } from '#audience/recorded-state.js';
import { asksForUpgrade } from '#campaign/facts/ask.js';
import type { AudienceInput } from '#rule/rule.js';
import type { Manifest } from '#campaign/manifest.js';
import { join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { AsksConfig } from './asks-config.js';
import { OTHER_ADDRESSES } from './other-addresses.js';

/** A reason that time alone does not mend, over recipient_facts. */
export interface Bar {
  readonly id: string;
  readonly where: Sql;
  /** Tables without which nobody can be held to it. */
  readonly needs: readonly AudienceInput[];
}

/** A reason that ends: `until` is the instant from which on it no longer holds, NULL for who it does not concern. */
export interface Rest {
  readonly id: string;
  readonly until: Sql;
  readonly needs: readonly AudienceInput[];
}

const MINORS = ['under13', '13_15', '16_17'];
/** What staff write into `status` while a complaint or a failed payment is being looked after. */
const COMPLAINT = '(complain|in dispute|beschwerde|réclamation|reclamación|reclamo|klacht|reclamação|klagomål|klage|valitus|skarga|stížnost|sťažnost|panasz|plângere|reclamație|pritužb|žalba|оплакване|жалоб|скарг|παράπον|şikayet)';
const PAYMENT = '(payment.?fail|failed.?payment|arrears|hardship|zahlungsausfall|impayé|impago|insoluto)';
/** What a name loses where it begins a longer word: "Weihnachten" in "Weihnachtsspende", "Ostern" in "Osterlamm". */
const COMPOUND_END = '^(.{5,}?)(?:en|n)$';
const EVERY_OCCASION = ['all', '*', 'ask', 'asks', 'appeal', 'appeals', 'fundraising'];

/** In the order in which they are named: what concerns the person before what concerns the gift. `header` names the columns of the recipients. */
export function barsOf(manifest: Manifest, config: AsksConfig, header: readonly string[]): readonly Bar[] {
  const { ask, topic, programme, name } = manifest;
  const { asksPerYear, daysAfterDistress, progressWithinDays } = config;
  const bar = (id: string, where: Sql, ...needs: readonly AudienceInput[]): Bar => ({ id, where, needs });
  const occasions = [topic, programme, name].filter((text) => text !== undefined).map(plain);
  const said = occasions.length === 0 ? sql`false` : sql`(length(wish) > 2 AND (${join(occasions.map((text) => sql`contains(${text}, regexp_replace(wish, ${COMPOUND_END}, '\\1'))`), ' OR ')}))`;
  return [
    bar('deceased', isRecordedDeceased(header)),
    bar('vulnerable', IS_RECORDED_VULNERABLE),
    bar('minor', sql`list_contains(${MINORS}, age_band)`),
    bar('suppressed', sql`suppressed_by IS NOT NULL OR ${IS_BARRED_AS_PERSON}`, 'suppressions'),
    bar('unsubscribed', sql`unsubscribed_at > coalesce(consent_given_at, TIMESTAMP '1970-01-01')`, 'events'),
    bar('complained', sql`complained_at > coalesce(consent_given_at, TIMESTAMP '1970-01-01')`, 'events'),
    bar('no_consent', sql`consent_status IN ('withdrawn', 'objected', 'unclear') OR ${HAS_OBJECTED_ELSEWHERE} OR (opt_in_required AND NOT coalesce(consent_accepted, false))`, 'consents'),
    bar('in_complaint', sql`regexp_matches(lower(coalesce(status, '')), ${COMPLAINT})
      OR (${MATCHES_ADDRESS} AND regexp_matches(lower(coalesce(contact_open_case, '')), ${COMPLAINT}))`),
    bar('payment_failed', sql`regexp_matches(lower(coalesce(status, '')), ${PAYMENT}) OR (payment_failed_at > send_at - to_days(${daysAfterDistress}) AND payment_failed_at > coalesce(last_payment_at, TIMESTAMP '1970-01-01'))`),
    bar('in_distress', IS_RECORDED_DISTRESSED),
    bar('bereaved', sql`bereaved_at IS NULL AND ${IS_RECORDED_BEREAVED}`),
    bar('occasion_opt_out', sql`len(list_filter(coalesce(occasion_opt_outs, []), lambda given: list_contains(${EVERY_OCCASION}, lower(trim(given))))) > 0
      OR len(list_filter(list_transform(coalesce(occasion_opt_outs, []), lambda given: regexp_replace(lower(given), '[^\\p{L}\\p{N}]+', '', 'g')), lambda wish: ${said})) > 0`),
    bar('other_address', sql`recipient_id IN (SELECT recipient_id FROM ${OTHER_ADDRESSES})`),
    bar('in_memory_only', sql`gifts_comparable = 0 AND gifts_in_memory > 0`),
    bar('no_gifts', sql`coalesce(gifts_comparable, 0) = 0`),
    ...(asksForUpgrade(manifest) ? [bar('no_regular_gift', sql`NOT coalesce(pledge_active, false)`)] : []),
    ...(ask?.currency === undefined ? [] : [bar('other_currency', sql`gift_currency <> ${ask.currency.toUpperCase()}`)]),
    ...(config.thanksWithinMonths === null ? [] : [bar('not_thanked', notThanked(config.thanksWithinMonths, config.bookingLagDays), 'events')]),
    bar('asks_this_year', sql`asks_year >= ${asksPerYear}`, 'events'),
    ...(progressWithinDays === null ? [] : [bar('no_progress', sql`asks_known AND len(${newsSince(progressWithinDays)}) = 0`, 'events')]),
  ];
}

/** In no order: the rest that ends last is the one that is named. */
export function restsOf(config: AsksConfig): readonly Rest[] {
  const rest = (id: string, until: Sql, ...needs: readonly AudienceInput[]): Rest => ({ id, until, needs });
  const between = sql`to_months(${config.minimumMonthsBetween})`;
  const distress = sql`to_days(${config.daysAfterDistress})`;
  return [
    rest('bereaved', sql`bereaved_at + to_months(${config.monthsAfterBereavement})`),
    rest('pledge_too_new', sql`CASE WHEN pledge_active THEN pledge_since + ${between} END`),
    rest('raised_recently', sql`last_upgrade_at + to_months(${config.monthsAfterUpgrade})`),
    rest('raised_by_self', sql`CASE WHEN last_gift_raised AND NOT pledge_active THEN last_single_gift_at + to_months(${config.monthsAfterUpgrade}) END`),
    rest('lowered_recently', sql`last_downgrade_at + to_months(${config.monthsAfterDowngrade})`),
    rest('declined_recently', sql`last_decline_at + ${between}`),
    rest('cancelled_recently', sql`last_cancel_at + ${distress}`),
    rest('refunded_recently', sql`last_refund_at + ${distress}`),
    rest('gave_recently', sql`last_single_gift_at + to_days(${config.daysAfterGift})`),
    rest('asked_recently', sql`last_asked_at + to_days(${config.daysBetweenAsks})`, 'events'),
    ...(config.progressWithinDays === null ? [] : [rest('progress_too_new', sql`CASE WHEN asks_known THEN list_min(${newsSince(config.progressWithinDays)}) + to_days(${config.progressRestDays}) END`, 'events')]),
  ];
}

/** A gift from before the log of mail begins may have been thanked for; one that is booked late was thanked for before its date. */
function notThanked(months: number, lagDays: number): Sql {
  return sql`thanks_due_at > send_at - to_months(${months}) AND thanks_due_at + to_days(${lagDays}) >= (SELECT min(occurred_at) FROM events)
    AND coalesce(last_thanked_at < thanks_due_at - to_days(${lagDays}), true)`;
}

/** News of the last days, since the last gift that wants thanks. */
function newsSince(days: number): Sql {
  return sql`coalesce(list_filter(recent_news_at, lambda news: news > send_at - to_days(${days}) AND news >= coalesce(thanks_due_at, news)), [])`;
}

/** Letters and digits only, so that "Mother's Day" is found in "mothers-day-2026". */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
