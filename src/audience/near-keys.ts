import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { RECIPIENT_KEYS } from './address-facts.js';

/** The keys (recipient_number, email, match_key, first_name, surname) of the recipients whose mailbox stands elsewhere too: `makeNearKeys`. */
export const NEAR_KEYS = raw('near_recipient_keys');
/** Hashes of the mailboxes that several recipients have (mailbox). */
export const REPEATED_MAILBOXES = raw('repeated_mailboxes');

/**
 * Makes both tables: in near_recipient_keys are the recipients whose mailbox another row of the list has (`repeated`), or one of `others`, tables with a `match_key`; now and then somebody else by the same
 * hash. Few are, and who asks for recipients by mailbox asks these. Needs `makeRecipientKeys`.
 */
export async function makeNearKeys(warehouse: Warehouse, repeated: boolean, others: readonly Sql[]): Promise<void> {
  await warehouse.run(repeated
    ? sql`CREATE TABLE ${REPEATED_MAILBOXES} AS SELECT hash(match_key) AS mailbox FROM ${RECIPIENT_KEYS} WHERE match_key IS NOT NULL GROUP BY mailbox HAVING count(*) > 1`
    : sql`CREATE TABLE ${REPEATED_MAILBOXES} (mailbox UBIGINT)`);
  const mailboxes = [sql`SELECT mailbox FROM ${REPEATED_MAILBOXES}`, ...others.map((keys) => sql`SELECT hash(match_key) FROM ${keys} WHERE match_key IS NOT NULL`)];
  await warehouse.run(sql`
    CREATE TABLE ${NEAR_KEYS} AS
    SELECT recipient_number, email, match_key, first_name, surname FROM ${RECIPIENT_KEYS} WHERE hash(match_key) IN (${join(mailboxes, ' UNION ALL ')})`);
}

export async function dropNearKeys(warehouse: Warehouse): Promise<void> {
  for (const table of [NEAR_KEYS, REPEATED_MAILBOXES]) await warehouse.run(sql`DROP TABLE ${table}`);
}
