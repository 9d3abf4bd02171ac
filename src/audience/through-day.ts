import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';

/** The last instant that a time may mean: a day without a time of day is kept as its first instant, and may be any time until its end. */
export function throughDay(time: Sql): Sql {
  return sql`(${time} + CASE WHEN date_trunc('day', ${time}) = ${time} THEN INTERVAL '86399 seconds' ELSE INTERVAL '0 seconds' END)`;
}

/** When an opt-out counts from of which nobody knows the day: no consent is later. */
export const NEVER_OUTLIVED = sql`TIMESTAMP '9999-01-01'`;

/** Since when a recipient's best consent stands, over recipient_facts: from its confirmation on, unless that is after the send. */
export const CONSENTED_AT = sql`coalesce(CASE WHEN consent_confirmed_at <= send_at THEN consent_confirmed_at END, consent_given_at)`;
