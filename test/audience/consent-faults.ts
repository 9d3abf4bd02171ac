import type { Cells, Fault } from './fault.js';

const MISSING = 'consent/consent-missing';
const SOFT = 'consent/soft-opt-in-unmet';
const DOUBLE = 'consent/double-opt-in-unconfirmed';
const PROOF = 'consent/consent-proof-incomplete';
const IMPLIED = 'consent/implied-consent-expired';
const SCOPE = 'consent/consent-scope-mismatch';
const SOURCE = 'consent/purchased-or-scraped-source';
const B2B = 'consent/b2b-exemption-not-applicable';
const CHARITY = 'consent/charity-soft-opt-in-invalid';
const UNKNOWN = 'consent/jurisdiction-unknown';
const MINOR = 'consent/minor-recipient';
const FREELY = 'consent/consent-not-freely-given';
const IMPLAUSIBLE = 'consent/consent-proof-implausible';

/** A sale with everything that the customer exception asks for. */
const SALE: Cells = { basis: 'soft_opt_in', relationship_type: 'purchase', relationship_paid: 'true', relationship_last_event_at: '2026-05-01T10:00:00Z', opt_out_offered_at_collection: 'true' };
const IMPLIED_SALE: Cells = { basis: 'implied', relationship_type: 'purchase', relationship_last_event_at: '2026-05-01T10:00:00Z' };
const EXEMPT: Cells = { basis: 'b2b_exemption' };
const CANADA: Cells = { country: 'CA' };
const SUPPORT: Cells = { basis: 'charitable_soft_opt_in', relationship_type: 'donation' };

const holds = (name: string, rule: string, fault: Pick<Fault, 'recipient' | 'consent' | 'contact'>): Fault => ({ name, rules: [rule], verdict: 'hold', ...fault });
const warns = (name: string, rule: string, fault: Pick<Fault, 'recipient' | 'consent' | 'contact'>): Fault => ({ name, rules: [rule], verdict: 'send', ...fault });
const honest = (name: string, fault: Pick<Fault, 'recipient' | 'consent' | 'contact'>): Fault => ({ name, rules: [], verdict: 'send', ...fault });

/** What may be wrong with a consent for a marketing mail of `CAMPAIGN`, and what only looks so. */
export const CONSENT_FAULTS: readonly Fault[] = [
  holds('soft opt-in without an opt-out at the sale', SOFT, { consent: { ...SALE, opt_out_offered_at_collection: null } }),
  holds('soft opt-in after an inquiry', SOFT, { consent: { ...SALE, relationship_type: 'inquiry' } }),
  holds('soft opt-in after a German negotiation', SOFT, { consent: { ...SALE, relationship_type: 'negotiation' } }),
  holds('soft opt-in from a sister company', SOFT, { consent: { ...SALE, seller_entity: 'Nordlicht AG' } }),
  holds('soft opt-in of a free account in Italy', SOFT, { recipient: { country: 'IT' }, consent: { ...SALE, relationship_type: 'contract', relationship_paid: 'false' } }),
  holds('soft opt-in of a former Italian customer', SOFT, { recipient: { country: 'IT' }, consent: { ...SALE, relationship_ended_at: '2026-06-01T00:00:00Z' } }),
  holds('soft opt-in in Canada', SOFT, { recipient: CANADA, consent: SALE }),
  honest('soft opt-in with everything on file', { consent: SALE }),
  honest('soft opt-in with a box to be unticked', { recipient: { country: 'NL' }, consent: { ...SALE, pre_ticked: 'true' } }),
  honest('soft opt-in after a British negotiation', { recipient: { country: 'GB' }, consent: { ...SALE, relationship_type: 'negotiation' } }),
  holds('sign-up without confirmation', DOUBLE, { consent: { confirmed_at: null } }),
  holds('sign-up confirmed after the send', DOUBLE, { consent: { confirmed_at: '2027-01-01T00:00:00Z' } }),
  warns('Swiss sign-up without confirmation', DOUBLE, { recipient: { country: 'CH' }, consent: { confirmed_at: null } }),
  honest('signed form', { consent: { confirmed_at: null, source_type: 'paper', proof_ref: 'scan-{n}' } }),
  honest('British sign-up without confirmation', { recipient: { country: 'GB' }, consent: { confirmed_at: null } }),
  warns('consent without a time', PROOF, { recipient: { country: 'DK' }, consent: { given_at: null, confirmed_at: null } }),
  warns('consent without a source', PROOF, { consent: { source: null, source_type: null, proof_ref: null } }),
  warns('consent without a wording', PROOF, { consent: { wording_version: null, proof_ref: null } }),
  honest('old consent whose proof is in an archive', { consent: { source: null, source_type: null, wording_version: null } }),
  holds('purchase 24 months ago', IMPLIED, { recipient: CANADA, consent: { ...IMPLIED_SALE, relationship_last_event_at: '2024-11-30T10:00:00Z' } }),
  holds('inquiry seven months ago', IMPLIED, { recipient: CANADA, consent: { ...IMPLIED_SALE, relationship_type: 'inquiry' } }),
  holds('contract that ended long ago', IMPLIED, { recipient: CANADA, consent: { ...IMPLIED_SALE, relationship_type: 'contract', relationship_ended_at: '2024-01-01T00:00:00Z' } }),
  warns('purchase 23 months ago', IMPLIED, { recipient: CANADA, consent: { ...IMPLIED_SALE, relationship_last_event_at: '2025-01-10T10:00:00Z' } }),
  honest('recent purchase in Canada', { recipient: CANADA, consent: IMPLIED_SALE }),
  honest('old contract that ended last year', { recipient: CANADA, consent: { ...IMPLIED_SALE, relationship_type: 'contract', relationship_last_event_at: '2019-01-01T00:00:00Z', relationship_ended_at: '2025-06-01T00:00:00Z' } }),
  honest('old purchase, later express consent', { recipient: CANADA, consent: [{ ...IMPLIED_SALE, relationship_last_event_at: '2020-01-01T00:00:00Z' }, {}] }),
  holds('consent to something else', SCOPE, { consent: { purposes: 'event invitations' } }),
  holds('consent to another company', SCOPE, { consent: { controller: 'Südlicht GmbH' } }),
  holds('consent to a company of the group', SCOPE, { consent: { controller: 'Nordlicht AG' } }),
  honest('consent in German words', { consent: { purposes: 'Werbung;Veranstaltungen', controller: 'NORDLICHT' } }),
  honest('one record for each purpose', { consent: [{ purposes: 'event invitations' }, { purposes: 'direct_marketing' }] }),
  honest('one record for each company', { consent: [{ controller: 'Südlicht GmbH' }, {}] }),
  holds('bought address', SOURCE, { consent: { source_type: 'purchased' } }),
  holds('scraped address', SOURCE, { consent: { basis: 'none', source_type: 'scraped' } }),
  warns('address bought in the US', SOURCE, { recipient: { country: 'US' }, consent: { basis: 'none', source_type: 'purchased' } }),
  warns('source that sounds bought', SOURCE, { consent: { source: 'LinkedIn export {n}' } }),
  holds('exemption for a German company', B2B, { recipient: { recipient_class: 'legal_person' }, consent: EXEMPT }),
  holds('exemption for a British sole trader', B2B, { recipient: { country: 'GB', recipient_class: 'sole_trader' }, consent: EXEMPT }),
  holds('legitimate interest in a French consumer', B2B, { recipient: { country: 'FR' }, consent: { basis: 'legitimate_interest' } }),
  holds('exemption for an Irish company', B2B, { recipient: { country: 'IE', recipient_class: 'legal_person' }, consent: EXEMPT }),
  warns('exemption for nobody knows whom', B2B, { recipient: { country: 'GB', recipient_class: 'unknown', email: 'ann{n}@firm{n}.co.uk', company: null }, consent: EXEMPT }),
  honest('exemption for a British company', { recipient: { country: 'GB', recipient_class: 'legal_person', email: 'ann{n}@firm{n}.co.uk' }, consent: EXEMPT }),
  honest('British company without a word on its class', { recipient: { country: 'GB', recipient_class: null, email: 'ann{n}@firm{n}.co.uk', company: 'Firm {n} Ltd.' }, consent: null }),
  honest('French general address', { recipient: { country: 'FR', recipient_class: null, email: 'contact@societe{n}.fr', company: null }, consent: null }),
  holds('charitable soft opt-in in Germany', CHARITY, { consent: SUPPORT }),
  holds('charitable soft opt-in for marketing', CHARITY, { recipient: { country: 'GB' }, consent: SUPPORT }),
  warns('no country', UNKNOWN, { recipient: { country: null } }),
  warns('country without a profile', UNKNOWN, { recipient: { country: 'Japan' } }),
  { name: 'no country and no record', rules: [MISSING, UNKNOWN], verdict: 'hold', recipient: { country: null }, consent: null },
  holds('child', MINOR, { recipient: { age_band: 'under13' } }),
  holds('German of fifteen', MINOR, { recipient: { country: 'DE', age_band: '13_15' } }),
  warns('French of about fifteen', MINOR, { recipient: { country: 'FR', age_band: '13_15' } }),
  honest('German of seventeen', { recipient: { age_band: '16_17' } }),
  holds('box ticked beforehand', FREELY, { consent: { pre_ticked: 'true' } }),
  holds('consent bundled with terms', FREELY, { consent: { bundled: 'true' } }),
  honest('bundled consent and a free one', { consent: [{ bundled: 'true', given_at: '2026-09-01T00:00:00Z', confirmed_at: '2026-09-01T00:05:00Z' }, {}] }),
  warns('confirmed before the sign-up', IMPLAUSIBLE, { consent: { given_at: '2026-05-01T10:00:00Z', confirmed_at: '2026-05-01T09:59:00Z' } }),
  warns('confirmed within a second', IMPLAUSIBLE, { consent: { given_at: '2026-05-01T10:00:00Z', confirmed_at: '2026-05-01T10:00:01Z' } }),
  holds('withdrawn in a later row', MISSING, { consent: [{}, { status: 'withdrawn', given_at: null, confirmed_at: null, withdrawn_at: '2026-11-01T00:00:00Z' }] }),
  holds('implied consent in Germany', MISSING, { consent: IMPLIED_SALE }),
  honest('withdrawn, then given again', { consent: [{ status: 'withdrawn', given_at: '2024-01-01T00:00:00Z', withdrawn_at: '2025-01-01T00:00:00Z' }, {}] }),
  honest('objection to something else', { consent: [{}, { status: 'objected', purposes: 'event invitations', withdrawn_at: '2026-11-01T00:00:00Z' }] }),
  honest('consent with an end after the send', { consent: { withdrawn_at: '2027-01-01T00:00:00Z' } }),
];
