import { sql } from '#warehouse/sql.js';
import { localPart, matchKey, normalAddress, writtenDomain } from './address.js';
import type { FactStage } from './fact-stage.js';
import { EMAIL_DOMAINS } from './register-domains.js';

/** email, email_domain, company_domain, and the key by which spellings of one mailbox match. Needs `registerDomains`. */
export const addAddressFacts: FactStage = (recipients) => sql`
  SELECT * EXCLUDE (_address, _local, _written),
    CASE WHEN email_domain IS NULL THEN _address ELSE _local || '@' || email_domain END AS email,
    ${matchKey(sql`_local`, sql`email_domain`)} AS _match_key
  FROM (
    SELECT parts.*, known.domain AS email_domain, known.company_domain
    FROM (
      SELECT *, ${localPart(sql`_address`)} AS _local, ${writtenDomain(sql`_address`)} AS _written
      FROM (SELECT *, ${normalAddress(sql`field_email`)} AS _address FROM (${recipients}))
    ) AS parts
    LEFT JOIN ${EMAIL_DOMAINS} AS known ON known.written = parts._written
  )`;
