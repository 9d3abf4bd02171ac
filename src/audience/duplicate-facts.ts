import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { MATCHES_ADDRESS } from './contact-match.js';
import type { StageInput } from './fact-stage.js';
import { NEAR_KEYS, REPEATED_MAILBOXES } from './near-keys.js';

const DUPLICATES = raw('recipient_duplicates');

/**
 * Makes a table of duplicate_match: how a row repeats an earlier one. Hashes find the few rows that may repeat, so that nothing as long as an address is
 * grouped for all. Needs `makeNearKeys`, told of repeated mailboxes, and the contacts' matches.
 */
export async function makeDuplicateFacts({ warehouse }: StageInput): Promise<Sql> {
  await warehouse.run(sql`
    CREATE TABLE ${DUPLICATES} AS
    SELECT recipient_number, min_by(kind, place) AS duplicate_match FROM (
      SELECT recipient_number, CASE
          WHEN same_address > 1 AND starts_with(first_name, first_holder) IS FALSE AND starts_with(first_holder, first_name) IS FALSE THEN 'shared_address'
          WHEN same_address > 1 THEN 'address'
          ELSE 'variant' END AS kind, 0 AS place
      FROM (
        SELECT recipient_number, first_name,
          row_number() OVER (PARTITION BY match_key ORDER BY recipient_number) AS same_mailbox,
          row_number() OVER (PARTITION BY email ORDER BY recipient_number) AS same_address,
          first_value(first_name) OVER (PARTITION BY email ORDER BY recipient_number) AS first_holder
        FROM ${NEAR_KEYS} WHERE hash(match_key) IN (SELECT mailbox FROM ${REPEATED_MAILBOXES})
      ) WHERE same_mailbox > 1
      UNION ALL
      SELECT recipient_number, 'contact', 1 FROM (
        SELECT recipient_number, row_number() OVER (PARTITION BY contact_id ORDER BY recipient_number) AS same_contact
        FROM recipient_contacts WHERE ${MATCHES_ADDRESS}
      ) WHERE same_contact > 1
    ) GROUP BY recipient_number`);
  return DUPLICATES;
}
