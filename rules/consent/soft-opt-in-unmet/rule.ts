import { MATCHES_ADDRESS } from '#audience/contact-match.js';
import { jurisdictionsWhere } from '#config/law-profiles.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'basis_law', 'relationship_type', 'consent_source'];
const CONSENT = 'Take them out, or ask for consent where they meet you in person, on your site or by post. Not legal advice.';

const KNOWN_TO_LAW = jurisdictionsWhere(({ softOptIn, optIn }) => softOptIn !== null || optIn.acceptedBases.includes('soft_opt_in'));
const CONDITIONAL = jurisdictionsWhere(({ softOptIn }) => softOptIn !== null);
const PAID = jurisdictionsWhere(({ softOptIn }) => softOptIn?.paidSaleRequired === true);
const CURRENT = jurisdictionsWhere(({ softOptIn }) => softOptIn?.currentCustomersOnly === true);
const NEGOTIATION = jurisdictionsWhere(({ softOptIn }) => softOptIn?.negotiationCounts === true);
const DONATION = jurisdictionsWhere(({ softOptIn }) => softOptIn?.donationCounts === true);

/** A sale on the record, or a customer in the CRM. */
const SALE = sql`(coalesce(relationship_type IN ('purchase', 'contract') OR (relationship_type = 'membership' AND relationship_paid), false)
  OR coalesce(relationship_type = 'negotiation' AND list_contains(${NEGOTIATION}, jurisdiction), false)
  OR coalesce(relationship_type = 'donation' AND list_contains(${DONATION}, jurisdiction), false)
  OR coalesce(coalesce(relationship_type, 'other') = 'other' AND ${MATCHES_ADDRESS} AND contact_lifecycle IN ('customer', 'former_customer'), false))`;

export default defineAudienceRule({
  id: 'consent/soft-opt-in-unmet',
  severity: 'error',
  summary: 'A soft opt-in is claimed, and there is no evidence on file that its conditions are met',
  needs: ['recipients', 'consents'],
  messages: {
    notInThisLaw: 'A soft opt-in is claimed for {{count}} of {{of}} recipients under whose law there is none.',
    fundraising: 'A soft opt-in from a sale is claimed for {{count}} of {{of}} recipients of an appeal for gifts, which is no mail about similar goods.',
    optOutNotOffered: 'A soft opt-in is claimed for {{count}} of {{of}} recipients, and there is no record that an opt-out was offered when the address was collected.',
    noSale: 'A soft opt-in is claimed for {{count}} of {{of}} recipients, and there is no record of a sale to them that their law counts.',
    notPaid: 'A soft opt-in is claimed for {{count}} of {{of}} recipients whose law asks for a paid sale, and there is no record of payment.',
    otherSeller: 'A soft opt-in is claimed for {{count}} of {{of}} recipients who bought from another company than the sender.',
    formerCustomer: 'A soft opt-in is claimed for {{count}} of {{of}} recipients who are no longer customers, and their law counts current ones only.',
  },
  suggestions: {
    notInThisLaw: 'Record the basis that the law in the evidence knows (in Canada implied, in Australia inferred consent), or take them out. Not legal advice.',
    fundraising: 'Rest appeals on consent, or in the UK on the charitable soft opt-in. Not legal advice.',
    optOutNotOffered: 'Fill in `opt_out_offered_at_collection` where a proof exists, and take the others out. Not legal advice.',
    noSale: 'Fill in `relationship_type` where a proof exists, and take the others out; an abandoned basket is no sale. Not legal advice.',
    notPaid: CONSENT,
    otherSeller: 'Let the seller write to them, list its name under `sender.formerNames` if it is the same company, or take them out. Not legal advice.',
    formerCustomer: CONSENT,
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const claimed = sql`opt_in_required AND consent_active AND consent_basis = 'soft_opt_in'`;
    const judged = sql`${claimed} AND list_contains(${CONDITIONAL}, jurisdiction)`;
    const ended = sql`(coalesce(relationship_ended_at <= send_at, false) OR coalesce(${MATCHES_ADDRESS} AND contact_lifecycle = 'former_customer' AND NOT coalesce(relationship_last_event_at > contact_ended_at, false), false))`;
    // A purchase is paid unless the record says otherwise; a contract need not be.
    const paid = sql`coalesce(relationship_paid, relationship_type = 'purchase' OR relationship_type IS NULL)`;
    return [
      { messageId: 'notInThisLaw', where: sql`${claimed} AND NOT list_contains(${KNOWN_TO_LAW}, jurisdiction)`, evidence: EVIDENCE },
      ...(manifest.kind === 'fundraising' ? [{ messageId: 'fundraising' as const, where: sql`${judged} AND NOT list_contains(${DONATION}, jurisdiction)`, evidence: EVIDENCE }] : []),
      { messageId: 'optOutNotOffered', where: sql`${judged} AND consent_opt_out_offered IS NOT true`, evidence: EVIDENCE },
      { messageId: 'noSale', where: sql`${judged} AND NOT ${SALE}`, evidence: EVIDENCE },
      { messageId: 'notPaid', where: sql`${judged} AND list_contains(${PAID}, jurisdiction) AND NOT ${paid} AND relationship_type <> 'donation'`, evidence: EVIDENCE },
      { messageId: 'otherSeller', where: sql`${judged} AND seller_is_sender = false`, evidence: [...EVIDENCE, 'seller_entity'] },
      { messageId: 'formerCustomer', where: sql`${judged} AND list_contains(${CURRENT}, jurisdiction) AND ${ended}`, evidence: EVIDENCE },
    ];
  },
});
