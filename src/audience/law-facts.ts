import type { Manifest } from '#campaign/manifest.js';
import { acceptedBases, fixedProfile, isOptInRequired, lawProfileOf, optInStatute, RECIPIENT_CLASSES } from '#config/law-profiles.js';
import type { LawProfile } from '#config/law-profiles.js';
import { languagesOfCountry } from '#language/country-languages.js';
import { raw, sql } from '#warehouse/sql.js';
import { countryCode } from './country-code.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { insertBatch, insertRows } from './insert-rows.js';
import { recipientClass } from './recipient-class.js';

const COUNTRIES = raw('recipient_countries');
const LAW = raw('recipient_law');

interface LawStages {
  /** country, region, recipient_class; the language of a country with one. */
  readonly place: FactStage;
  /** jurisdiction, opt_in_required, law, and the bases that the law accepts (a list), with their statutes. */
  readonly law: FactStage;
}

export async function prepareLawFacts({ warehouse, context }: StageInput): Promise<LawStages> {
  const fixed = fixedProfile(context.jurisdiction);
  await warehouse.run(sql`CREATE TABLE ${COUNTRIES} (written VARCHAR, country VARCHAR, only_language VARCHAR)`);
  const written = warehouse.stream<{ written: string }>(sql`SELECT DISTINCT country AS written FROM recipients WHERE country IS NOT NULL`);
  await insertRows(warehouse, COUNTRIES, written, (row) => describeCountry(row.written));

  await warehouse.run(sql`CREATE TABLE ${LAW} (country VARCHAR, recipient_class VARCHAR, jurisdiction VARCHAR, opt_in_required VARCHAR, law VARCHAR, accepted_bases VARCHAR, soft_law VARCHAR, charity_law VARCHAR, implied_law VARCHAR)`);
  const found = await warehouse.all<{ country: string }>(sql`SELECT DISTINCT country FROM ${COUNTRIES} WHERE country IS NOT NULL`);
  await insertBatch(warehouse, LAW, ['unknown', ...found.map(({ country }) => country)].flatMap((country) => lawRows(country, fixed, context.manifest)));

  const place: FactStage = (recipients) => sql`
    SELECT r.*, places.country, upper(r.field_region) AS region, places.only_language AS _country_language, ${recipientClass(sql`r`, sql`places.country`)} AS recipient_class
    FROM (${recipients}) AS r LEFT JOIN ${COUNTRIES} AS places ON places.written = r.field_country`;
  const law: FactStage = (recipients) => sql`
    SELECT r.*, law.jurisdiction, law.opt_in_required = 'yes' AS opt_in_required, law.law, string_split(law.accepted_bases, ';') AS _accepted_bases,
      law.soft_law AS _soft_law, law.charity_law AS _charity_law, law.implied_law AS _implied_law
    FROM (${recipients}) AS r LEFT JOIN ${LAW} AS law ON law.country = coalesce(r.country, 'unknown') AND law.recipient_class = r.recipient_class`;
  return { place, law };
}

function describeCountry(written: string): readonly [string, string | null, string | null] {
  const country = countryCode(written);
  const languages = country === undefined ? [] : languagesOfCountry(country);
  return [written, country ?? null, languages.length === 1 ? languages[0] ?? null : null];
}

/** Appeals of a registered charity need no opt-in where the law exempts them: that of another country is registered there, not here. */
function lawRows(country: string, fixed: LawProfile | undefined, { kind, sender }: Manifest) {
  const profile = fixed ?? lawProfileOf(country);
  const jurisdiction = fixed === undefined && country === 'unknown' ? 'unknown' : profile.id;
  const dated = (statute: string | undefined) => (statute === undefined ? null : `${statute} (profile ${profile.id} as of ${profile.asOf})`);
  const isRegistered = sender?.charityNumber !== undefined && (sender.country === undefined || lawProfileOf(sender.country).id === profile.id);
  const exemption = kind === 'fundraising' && isRegistered ? profile.charityMail : undefined;
  return RECIPIENT_CLASSES.map((recipientClass) => [
    country, recipientClass, jurisdiction,
    exemption === undefined && isOptInRequired(profile, recipientClass) ? 'yes' : 'no',
    dated(exemption?.statute ?? optInStatute(profile, recipientClass)),
    acceptedBases(profile, recipientClass).join(';'),
    dated(profile.softOptIn?.statute), dated(profile.charitableSoftOptIn?.statute), dated(profile.impliedConsent?.statute),
  ]);
}
