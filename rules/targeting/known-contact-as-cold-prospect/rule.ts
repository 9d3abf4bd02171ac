import { MATCHES_COMPANY, MATCHES_PERSON } from '#audience/contact-match.js';
import type { Severity } from '#rule/finding.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['contact_lifecycle', 'contact_matched_on', 'contact_owner', 'contact_last_purchase_at'];
const ASK_OWNER = 'Leave them to the account owners named in the evidence, or write to them as people you know.';

const DEFAULTS: { readonly companySeverity: Severity } = { companySeverity: 'error' };

export default defineAudienceRule({
  id: 'targeting/known-contact-as-cold-prospect',
  severity: 'error',
  summary: 'Somebody the CRM knows is addressed as a stranger',
  needs: ['recipients', 'contacts', 'manifest'],
  columns: ['recipients.email|recipients.company|recipients.last_name'],
  messages: {
    knownPerson: '{{count}} of {{of}} prospects are in the CRM themselves, as customer, former customer, donor, partner or the like.',
    formerCustomerCompany: '{{count}} of {{of}} prospects work for a former customer.',
    customerCompany: '{{count}} of {{of}} prospects work for a customer or for a company with an open opportunity.',
    likelyPerson: '{{count}} of {{of}} prospects have the name of somebody in the CRM at a company of the same name.',
    relatedCompany: '{{count}} of {{of}} prospects work for a company that the CRM knows otherwise, as partner, supplier or donor, say.',
    companyName: '{{count}} of {{of}} prospects give a company whose name is in the CRM.',
    nameElsewhere: '{{count}} of {{of}} prospects have the name of somebody in the CRM who was at another company.',
  },
  suggestions: {
    knownPerson: ASK_OWNER,
    formerCustomerCompany: ASK_OWNER,
    customerCompany: ASK_OWNER,
    likelyPerson: 'Check whether they are the same person, and treat those who are as people you know.',
    relatedCompany: ASK_OWNER,
    companyName: 'Check whether it is the same company, and ask the account owner.',
    nameElsewhere: 'Check whether they have moved on: an old relation is a better start than a cold mail.',
  },
  defaultOptions: DEFAULTS,
  optionsSchema: { companySeverity: { enum: ['error', 'warning', 'info'] } },
  cases({ manifest }, { companySeverity }) {
    if (manifest.audienceType !== 'prospecting') return [];
    const weaker = companySeverity === 'info' ? 'info' : 'warning';
    return [
      { messageId: 'knownPerson', where: MATCHES_PERSON, evidence: EVIDENCE },
      { messageId: 'formerCustomerCompany', where: sql`${MATCHES_COMPANY} AND contact_lifecycle = 'former_customer'`, severity: companySeverity, evidence: EVIDENCE },
      { messageId: 'customerCompany', where: sql`${MATCHES_COMPANY} AND contact_lifecycle IN ('customer', 'open_opportunity')`, severity: companySeverity, evidence: EVIDENCE },
      { messageId: 'likelyPerson', where: sql`contact_match = 'name_at_company'`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'relatedCompany', where: MATCHES_COMPANY, severity: weaker, evidence: EVIDENCE },
      { messageId: 'companyName', where: sql`contact_match = 'company'`, severity: weaker, evidence: EVIDENCE },
      { messageId: 'nameElsewhere', where: sql`contact_match = 'name_elsewhere'`, severity: 'info', evidence: EVIDENCE },
    ];
  },
});
