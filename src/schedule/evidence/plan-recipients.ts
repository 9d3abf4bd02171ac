import { countryCode } from '#audience/country-code.js';
import { normalAddress, writtenDomain } from '#audience/address.js';
import { insertRows } from '#audience/insert-rows.js';
import { EMAIL_DOMAINS, registerRecipientDomains } from '#audience/register-domains.js';
import { lawProfileOf } from '#config/law-profiles.js';
import { isNothing } from '#warehouse/cast-column.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { countWords, LONGEST_WORD } from '#warehouse/unread-words.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { ISO_REGION } from '../zones/iso-region.js';

export interface RecipientOptions {
  /** Zone of those whose own is not known. */
  readonly defaultZone: string;
  /** The campaign speaks to people at work: who gave no address counts as one of them. */
  readonly businessContext: boolean;
  /** Whether a table of consents was given. */
  readonly consents: boolean;
  readonly openConsent: 'required' | 'advised';
}

const COUNTRIES = raw('plan_countries');

/**
 * Makes `plan_recipients`, one row a recipient: `person`, their number in the order of ids (code points), which stands for the id in all other tables;
 * `zone` and `zone_source`; `domain`; `works` (a work address); `country` (its
 * code) and `place` (the region if it is written, `DE-BY`, else the country); `opens_count` (opens may be learned from). Needs `recipients`, `consents` when
 * given, `plan_zone_names` and `plan_place_zones`.
 */
export async function makePlanRecipients(warehouse: Warehouse, options: RecipientOptions): Promise<void> {
  await registerRecipientDomains(warehouse);
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${COUNTRIES} (written VARCHAR, country VARCHAR, asks_for_consent VARCHAR)`);
  const written = warehouse.stream<{ written: string }>(sql`SELECT DISTINCT country AS written FROM recipients WHERE country IS NOT NULL`);
  await insertRows(warehouse, COUNTRIES, written, (row) => describeCountry(row.written, options.openConsent));
  // Numbered by their places in a sorted table: DuckDB 1.5.5 now and then fails inside a window ("access index 0 within vector of size 0").
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_recipient_order AS SELECT recipient_id FROM recipients ORDER BY recipient_id`);
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_recipients AS
    SELECT CAST(places.rowid AS INTEGER) AS person, people.recipient_id, domains.domain,
      coalesce(named.zone, regional.zone, national.zone, ${options.defaultZone}) AS zone,
      CASE WHEN named.zone IS NOT NULL THEN 'explicit' WHEN regional.zone IS NOT NULL THEN 'region'
        WHEN national.zone IS NOT NULL THEN 'country' ELSE 'default' END AS zone_source,
      CASE WHEN domains.domain IS NOT NULL THEN domains.company_domain IS NOT NULL ELSE people.company IS NOT NULL OR ${options.businessContext} END AS works,
      people.code AS country, coalesce(people.place, people.code) AS place,
      coalesce(consents.tracking_opens, people.asks_for_consent IS NULL) AS opens_count
    FROM (
      SELECT recipients.*, countries.country AS code, asks_for_consent,
        CASE WHEN regexp_matches(region, ${ISO_REGION}) THEN upper(region) ELSE countries.country || '-' || upper(region) END AS place
      FROM recipients LEFT JOIN ${COUNTRIES} AS countries ON countries.written = recipients.country) AS people
    JOIN plan_recipient_order AS places ON places.recipient_id = people.recipient_id
    LEFT JOIN ${EMAIL_DOMAINS} AS domains ON domains.written = ${writtenDomain(normalAddress(sql`people.email`))}
    LEFT JOIN plan_zone_names AS named ON named.zone = people.timezone
    LEFT JOIN plan_place_zones AS regional ON regional.place = people.place
    LEFT JOIN plan_place_zones AS national ON national.place = people.code
    LEFT JOIN (${trackingConsents(options)}) AS consents ON consents.recipient_id = people.recipient_id`);
  await warehouse.run(sql`DROP TABLE plan_recipient_order`);
}

/** Countries that nobody can read; they count as none. Needs `makePlanRecipients`. */
export async function unreadCountries(warehouse: Warehouse): Promise<readonly UnreadWords[]> {
  const counted = sql`SELECT left(written, ${LONGEST_WORD}) AS word, count(*) AS count FROM ${COUNTRIES} AS countries JOIN recipients ON recipients.country = written WHERE countries.country IS NULL AND NOT ${isNothing(sql`written`)} GROUP BY word`;
  const unread = await countWords(warehouse, { table: 'recipients', column: 'country', takenFor: null }, counted);
  return unread === undefined ? [] : [unread];
}

/** Whether its own law, or good advice, asks for a consent before opens are measured; a country that no profile is written for does not count as one. */
function describeCountry(written: string, openConsent: RecipientOptions['openConsent']): readonly [string, string | null, string | null] {
  const country = countryCode(written);
  if (country === undefined) return [written, null, null];
  const { countries, openTracking } = lawProfileOf(country);
  const asks = openTracking.consent === 'required' || openTracking.consent === openConsent;
  return [written, country, asks && countries.includes(country) ? 'yes' : null];
}

/** One record that says no is a no. */
function trackingConsents({ consents }: RecipientOptions): Sql {
  if (!consents) return sql`SELECT NULL AS recipient_id, NULL AS tracking_opens`;
  return sql`
    SELECT recipient_id, bool_and(tracking_opens) AS tracking_opens FROM consents
    WHERE tracking_opens IS NOT NULL AND coalesce(status, 'active') = 'active' GROUP BY recipient_id`;
}
