import { RECIPIENT_KEYS } from '#audience/address-facts.js';
import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** `recipient_id` of rows that are of somebody who stands in the list elsewhere too, and gives there. */
export const OTHER_ADDRESSES = raw('ask_other_addresses');

/**
 * Makes `ask_other_addresses`: of the rows of one person (by the CRM, or by spellings of one mailbox under one first name) all but the one with most gifts, then with the
 * latest gift, then the first of the list. One person is asked once, where they give. Needs the keys of recipients, their contacts and their giving.
 */
export async function makeOtherAddresses(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE TABLE ${OTHER_ADDRESSES} AS
    WITH addresses AS (
      SELECT recipient_number, concat('contact ', contact_id) AS person FROM recipient_contacts WHERE ${MATCHES_ADDRESS}
      UNION ALL SELECT recipient_number, concat_ws(' ', 'mailbox', match_key, first_name) FROM ${RECIPIENT_KEYS} WHERE match_key IS NOT NULL)
    SELECT DISTINCT recipient_id FROM (
      SELECT recipient_id, row_number() OVER (PARTITION BY person ORDER BY gifts_comparable DESC NULLS LAST, last_gift_at DESC NULLS LAST, recipient_number) AS place
      FROM (SELECT * FROM addresses WHERE hash(person) IN (SELECT hash(person) FROM addresses GROUP BY hash(person) HAVING count(*) > 1))
      JOIN (SELECT rowid AS recipient_number, recipient_id FROM recipients) USING (recipient_number) LEFT JOIN recipient_giving USING (recipient_id))
    WHERE place > 1`);
}
