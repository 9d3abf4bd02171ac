import { join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import data from './recipient-classes.json' with { type: 'json' };
import { FIRM_MAILBOXES } from './shared-mailbox.js';

/**
 * The legal form behind an address: as given, else what the row shows. A company's legal form, as its country writes it, at an address of the
 * company's own makes a named contact at a legal person, and a mailbox named after nobody a generic one. Free mail is a person's.
 */
export function recipientClass(row: Sql, country: Sql): Sql {
  const lastWord = sql`regexp_extract(lower(replace(${row}.company, '.', '')), '([\\p{L}/]+)\\s*$', 1)`;
  const forms = Object.entries(data.legalForms).map(([code, words]) => sql`WHEN ${code} THEN list_contains(${words}, ${lastWord})`);
  return sql`
    CASE WHEN coalesce(${row}.field_recipient_class, 'unknown') <> 'unknown' THEN ${row}.field_recipient_class
      WHEN ${row}.company_domain IS NULL THEN 'unknown'
      WHEN list_contains(${FIRM_MAILBOXES}, split_part(${row}.email, '@', 1)) THEN 'generic_mailbox'
      WHEN ${row}.company IS NOT NULL AND CASE ${country} ${join(forms, ' ')} ELSE false END THEN 'legal_person'
      ELSE 'unknown' END`;
}
