import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { jurisdictionsWhere, LAW_PROFILES } from '#config/law-profiles.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'basis_law', 'relationship_type', 'consent_given_at'];
const REMEDY = 'Rest the mail to them on consent, or take them out. Not legal advice.';

const KNOWN_TO_LAW = jurisdictionsWhere(({ charitableSoftOptIn }) => charitableSoftOptIn !== null);
const SINCE = sql`CASE jurisdiction ${join(
  [...LAW_PROFILES.values()].flatMap(({ id, charitableSoftOptIn }) => (charitableSoftOptIn ? [sql`WHEN ${id} THEN ${new Date(charitableSoftOptIn.since)}`] : [])), ' ',
)} END`;
/** A law that has the exception means charities under itself. */
const CHARITY_COUNTRIES = [...LAW_PROFILES.values()].flatMap(({ charitableSoftOptIn, countries }) => (charitableSoftOptIn ? countries : []));
/** Interest, or support offered or given. */
const SUPPORT = ['donation', 'volunteer', 'membership', 'inquiry'];

export default defineAudienceRule({
  id: 'consent/charity-soft-opt-in-invalid',
  severity: 'error',
  summary: 'A charitable soft opt-in is claimed, and there is no evidence on file that its conditions are met',
  needs: ['recipients', 'consents'],
  messages: {
    notInThisLaw: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients under whose law there is none.',
    notCharitable: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients of a mail declared as marketing; it is for furthering charitable purposes alone.',
    tooEarly: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients whose address was collected before the exception came into force; it does not reach back.',
    undated: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients, and there is no record of when the address was collected.',
    optOutNotOffered: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients, and there is no record that an opt-out was offered when the address was collected.',
    noSupport: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients, and there is no record that they supported the charity or showed interest.',
    noCharityNumber: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients, and the manifest does not say that the sender is a charity.',
    charityElsewhere: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients, and the manifest says that the sender is in another country ({{country}}), while their law means its own charities.',
    fromOthers: 'A charitable soft opt-in is claimed for {{count}} of {{of}} recipients whose address did not come from themselves.',
  },
  suggestions: {
    notInThisLaw: REMEDY,
    notCharitable: 'Declare the mail as fundraising or newsletter if it furthers the charity\'s purposes alone, else rest it on consent. Not legal advice.',
    tooEarly: 'Keep relying on consent for them, or collect the address anew with an opt-out. Not legal advice.',
    undated: 'Fill in `given_at` where a proof exists, and take the others out. Not legal advice.',
    optOutNotOffered: 'Fill in `opt_out_offered_at_collection` where a proof exists, and take the others out. Not legal advice.',
    noSupport: 'Fill in `relationship_type` where a proof exists, and take the others out. Not legal advice.',
    noCharityNumber: 'Add `sender.charityNumber`, or rest the mail on consent: the exception is for charities alone, not for their trading companies. Not legal advice.',
    charityElsewhere: 'Let the charity that is registered there be the sender, or rest the mail on consent. Not legal advice.',
    fromOthers: REMEDY,
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const country = manifest.sender?.country;
    const claimed = sql`opt_in_required AND consent_active AND consent_basis = 'charitable_soft_opt_in'`;
    const donor = sql`coalesce(relationship_type IS NULL AND ${MATCHES_ADDRESS} AND contact_lifecycle IN ('donor', 'lapsed_donor'), false)`;
    return [
      { messageId: 'notInThisLaw', where: sql`${claimed} AND NOT list_contains(${KNOWN_TO_LAW}, jurisdiction)`, evidence: EVIDENCE },
      ...(manifest.kind === 'marketing' ? [{ messageId: 'notCharitable' as const, where: claimed, evidence: EVIDENCE }] : []),
      { messageId: 'tooEarly', where: sql`${claimed} AND consent_given_at < ${SINCE}`, evidence: EVIDENCE },
      { messageId: 'undated', where: sql`${claimed} AND consent_given_at IS NULL`, evidence: EVIDENCE },
      { messageId: 'optOutNotOffered', where: sql`${claimed} AND consent_opt_out_offered IS NOT true`, evidence: EVIDENCE },
      { messageId: 'noSupport', where: sql`${claimed} AND NOT coalesce(list_contains(${SUPPORT}, relationship_type), false) AND NOT ${donor}`, evidence: EVIDENCE },
      { messageId: 'fromOthers', where: sql`${claimed} AND consent_source_type IN ('referral', 'purchased', 'scraped')`, evidence: [...EVIDENCE, 'consent_source_type'] },
      ...(manifest.sender !== undefined && manifest.sender.charityNumber === undefined ? [{ messageId: 'noCharityNumber' as const, where: claimed, severity: 'warning' as const, evidence: EVIDENCE }] : []),
      ...(country !== undefined && !CHARITY_COUNTRIES.includes(country) ? [{ messageId: 'charityElsewhere' as const, where: claimed, severity: 'warning' as const, evidence: EVIDENCE, data: { country } }] : []),
    ];
  },
});
