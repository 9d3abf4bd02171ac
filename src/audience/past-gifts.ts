import { isAmong, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { giftCurrency } from './gift-currency.js';

/** Whether a row of gifts is money that came, be it given back later: no refusal, cancellation or refund. */
export const IS_PAID = sql`(amount > 0 AND coalesce(event, '') NOT IN ('decline', 'cancel'))`;

/** Whether a recipient has ever given money that was not given back whole. */
export const HAS_GIVEN = isAmong(sql`recipient_id`, sql`SELECT DISTINCT recipient_id FROM (${withReturned(sql`SELECT recipient_id, occurred_at, amount, ${giftCurrency(sql`currency`)} AS currency, event, rowid AS place FROM gifts`)}) WHERE is_money`);

/** Each recipient's gifts before his own send instant (`send_at`), with their currency and kind, and whether they count: `is_money`, `is_returned`. */
export function pastGifts(sendAt: Date): Sql {
  return withReturned(sql`
    SELECT gifts.recipient_id, gifts.occurred_at, gifts.amount, ${giftCurrency(sql`gifts.currency`)} AS currency, gifts.programme, gifts.event,
      coalesce(gifts.type, CASE WHEN gifts.event IS NULL THEN 'single' ELSE 'regular' END) AS kind, coalesce(planned.send_at, ${sendAt}) AS send_at, gifts.rowid AS place
    FROM gifts LEFT JOIN schedule AS planned ON planned.recipient_id = gifts.recipient_id
    WHERE gifts.occurred_at < coalesce(planned.send_at, ${sendAt})`);
}

/**
 * Gifts with `is_returned`, whether the whole amount was given back, and `is_money`, whether it came and stayed. A refund, a negative amount, is of the last gift of that person, amount
 * and currency that was not given back before: as a bracket closes the last one that is open, so that a gift's is closed when the balance behind it falls below its own.
 */
function withReturned(gifts: Sql): Sql {
  const alike = raw('PARTITION BY recipient_id, currency, abs(amount) ORDER BY occurred_at, amount DESC, place');
  return sql`
    SELECT * EXCLUDE (place, balance), ${IS_PAID} AND NOT is_returned AS is_money
    FROM (
      SELECT *, ${IS_PAID} AND coalesce(min(balance) OVER (${alike} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) < balance, false) AS is_returned
      FROM (SELECT *, sum(CASE WHEN ${IS_PAID} THEN 1 WHEN amount < 0 THEN -1 ELSE 0 END) OVER (${alike} ROWS UNBOUNDED PRECEDING) AS balance FROM (${gifts})))`;
}
