import type { Manifest } from '#campaign/manifest.js';
import { CONSENT_BASES } from '#config/law-profiles.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { isForEmail } from './channels.js';
import type { StageInput } from './fact-stage.js';
import { plainPurposes, purposesOf } from './purposes.js';
import { prepareSenderNames } from './sender-names.js';

/** The combinations of a record's columns with few values, each once, with what they come to: `makeConsentKinds`. */
export const CONSENT_KINDS = raw('consent_kinds');

/** The kind of who has no record: a row of NULLs, so that every recipient has one. */
export const NO_KIND = 0;

/** Columns of the consents that few forms, imports and documents give their values. Instants, sources and proofs are each record's own. */
export const KIND_COLUMNS = [
  'basis', 'status', 'source_type', 'wording_version', 'purposes', 'channel', 'controller', 'pre_ticked', 'bundled', 'opt_out_offered_at_collection',
  'tracking_opens', 'tracking_clicks', 'relationship_type', 'relationship_paid', 'seller_entity',
] as const;

/** Salts that are tried before we give up: two kinds have one hash in a list of a million kinds once in forty million. */
const MOST_SALTS = 5;

/**
 * Makes consent_kinds: the columns above, `kind`, and whether a record of the kind is for mail (`for_email`), for this campaign (`covers`) and this sender (`of_sender`, `seller_is_sender`),
 * without a known fault (`sound`), and how strong its basis is. A million records have a few dozen kinds, and what is long to work out is worked
 * out for each of them; what is joined with the recipients stays narrow. Gives the `hash` of the kind of a record `c`.
 */
export async function makeConsentKinds(input: StageInput): Promise<Sql> {
  const { warehouse, context } = input;
  const ofSender = await prepareSenderNames(input);
  for (let salt = 0; salt < MOST_SALTS; salt++) {
    const hash = hashOf(salt);
    await warehouse.run(sql`
      CREATE OR REPLACE TABLE ${CONSENT_KINDS} AS
      SELECT *, CAST(row_number() OVER (ORDER BY ${hash}) AS INTEGER) AS kind, ${hash} AS hash, ${isForEmail(sql`c.channel`)} AS for_email, for_email AND ${covers(context.manifest)} AS covers, ${ofSender(sql`c.controller`)} AS of_sender, ${ofSender(sql`c.seller_entity`)} AS seller_is_sender,
        ${IS_SOUND} AS sound, ${strength()} AS strength
      FROM (SELECT DISTINCT ${raw(KIND_COLUMNS.join(', '))} FROM consents) AS c`);
    await warehouse.run(sql`INSERT INTO ${CONSENT_KINDS} (kind) VALUES (${NO_KIND})`);
    const [found] = await warehouse.all<{ same: number }>(sql`SELECT count(hash) - count(DISTINCT hash) AS same FROM ${CONSENT_KINDS}`);
    if (found?.same === 0) return hash;
  }
  throw new Error('two kinds of consent have one hash, whatever the salt');
}

/** A list without items has the hash of no list: hence its length. */
function hashOf(salt: number): Sql {
  return sql`hash(${salt}, len(c.purposes), len(c.channel), ${join(KIND_COLUMNS.map((column) => sql`c.${raw(column)}`), ', ')})`;
}

/** A record without purposes is for everything; else one of them is the campaign's kind, topic or programme: most often as it is written here. */
function covers(manifest: Manifest): Sql {
  const wanted = purposesOf(manifest);
  return sql`coalesce(CASE WHEN len(c.purposes) = 0 OR list_has_any(c.purposes, ${wanted}) THEN true ELSE list_has_any(${plainPurposes(sql`c.purposes`)}, ${wanted}) END, true)`;
}

/** No box that was ticked beforehand or bundled, no source that nobody gave anything to. */
const IS_SOUND = sql`(coalesce(c.source_type NOT IN ('purchased', 'scraped'), true) AND NOT (c.basis = 'express' AND (c.pre_ticked IS true OR c.bundled IS true)))`;

/** Twice the place from the end: a confirmation adds one. */
function strength(): Sql {
  const cases = CONSENT_BASES.map((basis, index) => sql`WHEN ${basis} THEN ${2 * (CONSENT_BASES.length - index)}`);
  return sql`CASE c.basis ${join(cases, ' ')} ELSE 0 END`;
}
