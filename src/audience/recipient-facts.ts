import { createView } from '#warehouse/create-view.js';
import { identifier, join, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import { addAddressFacts, dropRecipientKeys, makeRecipientKeys } from './address-facts.js';
import { prepareConsentFacts, prepareConsentKinds } from './consent-facts.js';
import { addContactProducts, contactAddresses, makeContactDomains, makeContactFacts } from './contact-facts.js';
import { makeDuplicateFacts } from './duplicate-facts.js';
import { prepareEngagementFacts } from './engagement-facts.js';
import { isWanted } from './fact-stage.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { prepareGivingFacts } from './giving-facts.js';
import { addLanguages, prepareLanguageFacts } from './language-facts.js';
import { prepareLawFacts } from './law-facts.js';
import { fieldColumn } from './merge-field.js';
import { narrowFacts, withoutHelpers } from './narrow-facts.js';
import type { FactTypes, NarrowFacts } from './narrow-facts.js';
import { dropNearKeys, makeNearKeys } from './near-keys.js';
import { createPersonAddresses, makePersonAddresses, makeSpellings, SPELLINGS } from './person-addresses.js';
import { makePersonSuppressions } from './person-suppressions.js';
import { prepareProgrammeFacts } from './programme-facts.js';
import { prepareRhythmFacts } from './rhythm-facts.js';
import { prepareRoleFacts } from './role-facts.js';
import { prepareSlotFacts } from './slot-facts.js';
import { joinSparse } from './sparse-facts.js';
import { prepareStewardshipFacts } from './stewardship-facts.js';
import { LISTED_ADDRESSES, makeListedAddresses, makeSuppressionFacts } from './suppression-facts.js';
import { prepareZoneFacts } from './zone-facts.js';

/**
 * Makes the view recipient_facts over the loaded tables: one row a recipient. Needs `registerRecipientDomains`. Whoever reads it works out the columns that he names, and no
 * others; who reads what is given back, for what he names, spares the joins of the others as well.
 */
export async function makeRecipientFacts(input: StageInput, columns: readonly string[]): Promise<{ readonly facts: NarrowFacts; readonly types: FactTypes }> {
  const { warehouse, given, context } = input;
  await makeRecipientKeys(input);
  const byPerson = isWanted('persons', context);
  if (byPerson) await makeSpellings(warehouse);
  if (given.has('contacts')) await makeContactDomains(warehouse);
  if (given.has('suppressions')) await makeListedAddresses(input);
  await makeNearKeys(warehouse, byPerson || isWanted('duplicates', context), [
    ...(byPerson ? [SPELLINGS] : []), ...(given.has('contacts') ? [sql`(${contactAddresses()})`] : []), ...(given.has('suppressions') ? [LISTED_ADDRESSES] : []),
  ]);
  await (byPerson ? makePersonAddresses : createPersonAddresses)(warehouse);
  const { place, law } = await prepareLawFacts(input);
  const consentHash = await prepareConsentKinds(input);
  const sparse = await joinSparse(warehouse, [
    await makeContactFacts(input),
    await makeSuppressionFacts(input),
    ...(byPerson ? [await makePersonSuppressions(input)] : []),
    ...(isWanted('duplicates', context) ? [await makeDuplicateFacts(input)] : []),
  ]);
  await dropNearKeys(warehouse);
  // A long list's keys and records do not fit into memory together.
  if (!isWanted('keys', context)) await dropRecipientKeys(warehouse);
  const consent = await prepareConsentFacts(input, consentHash);
  const stages: FactStage[] = [
    // First, so that the cases that read it, with their regexes, stand above few joins: each join compiles what stands above it anew.
    sparse,
    addAddressFacts,
    place,
    await prepareZoneFacts(warehouse),
    await prepareLanguageFacts(input),
    (recipients) => sql`SELECT r.*, coalesce(planned.send_at, ${context.sendAt}) AS send_at, planned.recipient_id IS NOT NULL AND planned.send_at IS NULL AS held_by_plan FROM (${recipients}) AS r LEFT JOIN schedule AS planned ON planned.recipient_id = r.recipient_id`,
    ...consent.record,
    ...(isWanted('engagement', context) ? [await prepareEngagementFacts(input)] : []),
    ...(isWanted('role', context) ? [await prepareRoleFacts(input)] : []),
    ...(isWanted('giving', context) ? [await prepareGivingFacts(input)] : []),
    ...(isWanted('slot', context) ? [await prepareSlotFacts(input)] : []),
    // Lists from here on: DuckDB puts the parts into which a join cuts its chunks together again only where there is no list among the columns.
    law,
    ...consent.kind,
    addLanguages,
    addContactProducts,
    ...(isWanted('programmes', context) ? [await prepareProgrammeFacts(input)] : []),
    ...(isWanted('stewardship', context) ? [await prepareStewardshipFacts(input)] : []),
    ...(isWanted('rhythm', context) ? [await prepareRhythmFacts(input)] : []),
  ];
  const facts = stages.reduce((recipients, stage) => stage(recipients), renamed(columns));
  await createView(warehouse, 'recipient_facts', withoutHelpers(facts));
  return narrowFacts(warehouse, renamed(columns), stages);
}

function renamed(columns: readonly string[]): Sql {
  return sql`SELECT rowid AS recipient_number, ${join(columns.map((name) => sql`${identifier(name)} AS ${fieldColumn(name)}`), ', ')} FROM recipients`;
}
