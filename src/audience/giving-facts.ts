import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { pastGifts } from './past-gifts.js';
import { programmeKey, programmeKeyOf } from './programme-name.js';

const GIFTS_BEFORE = raw('gifts_before_send');
const GIVING = raw('recipient_giving');
const AMOUNTS = raw('recipient_gift_amounts');

/** The latest comparable gifts whose median is the base amount: odd, so that one outlier cannot be it, and few, so that it is today's. */
const BASE_GIFTS = 5;
/** A pledge that starts again at the same amount within so many days of its last payment had its card or account renewed. */
const RENEWAL_DAYS = 45;
/** A pledge is taken for ended when two payments and a month have gone by without one. */
const MISSED_PAYMENTS = 2;
const GRACE_DAYS = 31;
const MONTH_DAYS = 30.4375;
/** A pledge whose last payment is no more than so many days older than that of another runs beside it: a month and a late debit. */
const BESIDE_DAYS = 35;

/**
 * What each recipient gave before his own send instant. Comparable gifts are single and regular ones: gifts in memory, at events, from an
 * estate or matched by an employer do not say what somebody gives by himself. Amounts are those of one currency, that of the pledge or
 * else of the last comparable gift; currencies are never added up.
 */
export async function prepareGivingFacts({ warehouse, given, context }: StageInput): Promise<FactStage> {
  await warehouse.run(sql`CREATE TABLE ${GIFTS_BEFORE} AS ${giftsBeforeSend(context.sendAt)}`);
  await joinMovedPledges(warehouse);
  await warehouse.run(sql`CREATE TABLE ${GIVING} AS ${givingOf()}`);
  await warehouse.run(sql`CREATE TABLE ${AMOUNTS} AS ${amountsOf(context.manifest.programme)}`);
  const counts = ['gifts', 'gifts_comparable', 'gifts_in_memory'].map(raw);
  const counted = counts.map((name) => sql`CASE WHEN ${given.has('gifts')} THEN coalesce(past.${name}, 0) END AS ${name}`);
  return (recipients) => sql`
    SELECT r.*, past.* EXCLUDE (recipient_id, ${join(counts, ', ')}), ${join(counted, ', ')}, amounts.* EXCLUDE (recipient_id, currency, pledge_amount),
      CASE WHEN pledge_active THEN amounts.pledge_amount END AS pledge_amount,
      CASE WHEN pledge_active THEN amounts.pledge_amount ELSE amounts.gift_median END AS gift_base
    FROM (${recipients}) AS r
    LEFT JOIN ${GIVING} AS past ON past.recipient_id = r.recipient_id
    LEFT JOIN ${AMOUNTS} AS amounts ON amounts.recipient_id = past.recipient_id AND amounts.currency = past.gift_currency`;
}

/**
 * Gifts with what came before and after each within its pledge. A change of amount that no `event` names counts when the old amount was
 * paid twice before and the new one twice since: a payment made up for later is none. What was given back whole is no gift, and no change.
 */
function giftsBeforeSend(sendAt: Date): Sql {
  const isRegular = sql`kind = 'regular' AND is_money`;
  const isChange = sql`${isRegular} AND event IS NULL AND before_that = paid_before AND next_paid = amount`;
  return sql`
    SELECT *,
      ${isRegular} AND next_paid IS NULL AS is_last_payment,
      ${isRegular} AND (event = 'start' OR paid_before IS NULL) AND NOT coalesce(paid_before = amount AND occurred_at <= paid_before_at + to_days(${RENEWAL_DAYS}), false) AS is_start,
      ${isRegular} AND (coalesce(event = 'upgrade', false) OR (${isChange} AND amount > paid_before)) AS is_upgrade,
      kind = 'regular' AND NOT is_returned AND (coalesce(event = 'downgrade' AND coalesce(amount, 0) >= 0, false) OR (${isChange} AND amount < paid_before)) AS is_downgrade
    FROM (
      SELECT *, lag(occurred_at) OVER pledge AS paid_before_at, lag(amount) OVER pledge AS paid_before, lag(amount, 2) OVER pledge AS before_that, lead(amount) OVER pledge AS next_paid
      FROM (SELECT * REPLACE (${programmeKeyOf(sql`programme`)} AS programme) FROM (${pastGifts(sendAt)}))
      WINDOW pledge AS (PARTITION BY recipient_id, currency, programme, kind, is_money ORDER BY occurred_at, event))`;
}

/** A pledge that begins when another of the same donor has just ended, at the same amount or in another currency, is that one, moved to another programme or account. */
async function joinMovedPledges(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    UPDATE ${GIFTS_BEFORE} AS gift SET is_start = false
    FROM (SELECT recipient_id, occurred_at, currency, programme, amount FROM ${GIFTS_BEFORE} WHERE is_last_payment) AS ended
    WHERE gift.is_start AND gift.recipient_id = ended.recipient_id AND (gift.currency <> ended.currency OR (gift.programme IS DISTINCT FROM ended.programme AND gift.amount = ended.amount))
      AND gift.occurred_at > ended.occurred_at AND gift.occurred_at <= ended.occurred_at + to_days(${RENEWAL_DAYS})`);
}

/** Counts and instants over all currencies. */
function givingOf(): Sql {
  const comparable = sql`is_money AND kind IN ('single', 'regular')`;
  const paid = sql`is_money AND kind = 'regular'`;
  return sql`
    SELECT * EXCLUDE (send_at, last_currency, pledge_currency, debits, interval_days),
      interval_days AS pledge_interval_days,
      ${isActive()} AS pledge_active,
      CASE WHEN ${isActive()} THEN pledge_currency ELSE last_currency END AS gift_currency
    FROM (
      SELECT recipient_id, any_value(send_at) AS send_at,
        count(*) FILTER (WHERE is_money) AS gifts, count(*) FILTER (WHERE ${comparable}) AS gifts_comparable, count(*) FILTER (WHERE is_money AND kind = 'in_memory') AS gifts_in_memory,
        min(occurred_at) FILTER (WHERE ${comparable}) AS first_gift_at, max(occurred_at) FILTER (WHERE ${comparable}) AS last_gift_at,
        min(occurred_at) FILTER (WHERE is_money AND kind = 'in_memory') AS first_in_memory_at, max(occurred_at) FILTER (WHERE is_money AND kind = 'in_memory') AS last_in_memory_at,
        max(occurred_at) FILTER (WHERE is_money AND kind NOT IN ('legacy', 'match') AND (kind <> 'regular' OR is_start OR is_upgrade)) AS thanks_due_at,
        max(occurred_at) FILTER (WHERE is_money AND kind = 'single') AS last_single_gift_at,
        max(occurred_at) FILTER (WHERE is_start) AS pledge_since, max(occurred_at) FILTER (WHERE is_upgrade) AS last_upgrade_at, max(occurred_at) FILTER (WHERE is_downgrade) AS last_downgrade_at,
        max(occurred_at) FILTER (WHERE event = 'decline') AS last_decline_at, max(occurred_at) FILTER (WHERE event = 'cancel') AS last_cancel_at, max(occurred_at) FILTER (WHERE amount < 0) AS last_refund_at,
        max(row(occurred_at, currency)) FILTER (WHERE ${comparable})[2] AS last_currency, max(row(occurred_at, currency)) FILTER (WHERE ${paid})[2] AS pledge_currency,
        max(occurred_at) FILTER (WHERE ${paid}) AS last_payment_at, count(*) FILTER (WHERE ${paid} AND event IS NULL) AS debits,
        median(date_diff('day', paid_before_at, occurred_at)) FILTER (WHERE ${paid}) AS interval_days
      FROM ${GIFTS_BEFORE} GROUP BY recipient_id)`;
}

/** A table that holds starts and changes only, and no payments, says nothing of missed ones. */
function isActive(): Sql {
  const patience = sql`to_days(CAST(${MISSED_PAYMENTS} * coalesce(interval_days, ${MONTH_DAYS}) + ${GRACE_DAYS} AS INTEGER))`;
  return sql`coalesce(last_payment_at >= coalesce(last_cancel_at, last_payment_at) AND (debits = 0 OR last_payment_at + ${patience} >= send_at) AND NOT coalesce(last_cancel_at = last_payment_at, false), false)`;
}

/** Of several pledges that run side by side, that of the campaign's programme is the one to raise. */
function amountsOf(programme: string | undefined): Sql {
  const latest = sql`max(row(occurred_at, amount)) FILTER (WHERE kind = 'regular')`;
  const ours = programme === undefined ? latest : sql`max(row(occurred_at, amount)) FILTER (WHERE kind = 'regular' AND programme = ${programmeKey(programme)})`;
  return sql`
    SELECT recipient_id, currency, gifts_in_currency, recent[1][2] AS last_gift_amount, highest_gift_amount, highest_gift_at,
      CASE WHEN ours_at >= latest_at - to_days(${BESIDE_DAYS}) THEN ours_amount ELSE latest_amount END AS pledge_amount,
      list_aggregate(list_transform(recent, lambda gift: gift[2]), 'median') AS gift_median,
      coalesce(len(singles) > 1 AND singles[1][2] > list_max(list_transform(singles[2:], lambda gift: gift[2])), false) AS last_gift_raised
    FROM (
      SELECT recipient_id, currency, count(*) AS gifts_in_currency, max(row(occurred_at, amount), ${BASE_GIFTS}) AS recent, max(row(occurred_at, amount), ${BASE_GIFTS}) FILTER (WHERE kind = 'single') AS singles,
        max(amount) AS highest_gift_amount, arg_max(occurred_at, row(amount, occurred_at)) AS highest_gift_at,
        ${latest}[1] AS latest_at, ${latest}[2] AS latest_amount, ${ours}[1] AS ours_at, ${ours}[2] AS ours_amount
      FROM ${GIFTS_BEFORE} WHERE is_money AND kind IN ('single', 'regular') GROUP BY recipient_id, currency)`;
}
