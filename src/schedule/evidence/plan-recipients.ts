import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import weeks from '../slots/working-weeks.json' with { type: 'json' };
import tracking from './tracking-consent.json' with { type: 'json' };

export interface RecipientOptions {
  /** Zone of those whose own is not known. */
  readonly defaultZone: string;
  /** The campaign speaks to people at work: an address counts as a work address unless it is at a free mail provider. */
  readonly businessContext: boolean;
  readonly freeMailDomains: readonly string[];
  /** Whether a table of consents was given. */
  readonly consents: boolean;
}

/**
 * Makes `plan_recipients`, one row a recipient: `zone` and `zone_source`; `works` (a work address); `days_earlier` (by how many days the
 * country's working week begins before Monday); `opens_count` (opens may be learned from). Needs `recipients`, `plan_zone_names`,
 * `plan_place_zones`.
 */
export async function makePlanRecipients(warehouse: Warehouse, options: RecipientOptions): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_free_mail AS SELECT unnest(${options.freeMailDomains}) AS domain`);
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_weeks AS
    SELECT unnest(${Object.keys(weeks.daysEarlier)}) AS country, CAST(unnest(${Object.values(weeks.daysEarlier).map(String)}) AS INTEGER) AS days_earlier`);
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_recipients AS
    SELECT people.recipient_id,
      coalesce(named.zone, regional.zone, national.zone, ${options.defaultZone}) AS zone,
      CASE WHEN named.zone IS NOT NULL THEN 'explicit' WHEN regional.zone IS NOT NULL THEN 'region'
        WHEN national.zone IS NOT NULL THEN 'country' ELSE 'default' END AS zone_source,
      ${works(options)} AS works,
      coalesce(weeks.days_earlier, 0) AS days_earlier,
      ${opensCount()} AS opens_count
    FROM (
      SELECT recipient_id, timezone, company, recipient_class, upper(country) AS country, lower(split_part(email, '@', -1)) AS domain, email,
        CASE WHEN starts_with(upper(region), upper(country) || '-') THEN upper(region) ELSE upper(country) || '-' || upper(region) END AS place
      FROM recipients) AS people
    LEFT JOIN plan_zone_names AS named ON named.zone = people.timezone
    LEFT JOIN plan_place_zones AS regional ON regional.place = people.place
    LEFT JOIN plan_place_zones AS national ON national.place = people.country
    LEFT JOIN plan_free_mail AS free ON free.domain = people.domain
    LEFT JOIN plan_weeks AS weeks ON weeks.country = people.country
    LEFT JOIN (${trackingConsents(options)}) AS consents ON consents.recipient_id = people.recipient_id`);
}

/** An address at a free mail provider is private, whatever the campaign; another domain, a company or the context speak for work. */
function works({ businessContext }: RecipientOptions): Sql {
  return sql`(free.domain IS NULL AND (people.email IS NOT NULL OR people.company IS NOT NULL OR ${businessContext}))`;
}

/** A consent that says no always counts; where the law asks for one, only a yes will do. */
function opensCount(): Sql {
  const askedFor = sql`coalesce(people.country IN (SELECT unnest(${tracking.countries})), false)`;
  return sql`coalesce(consents.tracking_opens, NOT ${askedFor})`;
}

function trackingConsents({ consents }: RecipientOptions): Sql {
  if (!consents) return sql`SELECT NULL AS recipient_id, NULL AS tracking_opens`;
  return sql`
    SELECT recipient_id, bool_and(tracking_opens) AS tracking_opens FROM consents
    WHERE tracking_opens IS NOT NULL AND coalesce(status, 'active') = 'active' GROUP BY recipient_id`;
}
