import { jurisdictionsWhere } from '#config/law-profiles.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'recipient_class', 'law', 'consent_basis'];
const REMEDY = 'Take them out, or ask for consent on your own site, in person or by post. Not legal advice.';

/** Companies may be written to until they object. */
const OPT_OUT_FOR_COMPANIES = jurisdictionsWhere(({ optIn }) => !optIn.requiredFor.includes('legal_person'));
const NOTICE = jurisdictionsWhere(({ optIn }) => optIn.companyNotice === true);

export default defineAudienceRule({
  id: 'consent/b2b-exemption-not-applicable',
  severity: 'error',
  summary: 'An exemption for business contacts is claimed where the law has none for them',
  needs: ['recipients', 'consents'],
  messages: {
    notInThisLaw: 'An exemption for business contacts or a legitimate interest is claimed for {{count}} of {{of}} recipients, whose law asks for prior opt-in from them too.',
    notACompany: 'An exemption for business contacts or a legitimate interest is claimed for {{count}} of {{of}} recipients whom their law protects as it does consumers.',
    classUnknown: 'An exemption for business contacts or a legitimate interest is claimed for {{count}} of {{of}} recipients of whom it is not on file whether they are companies.',
    notTold: 'An exemption for business contacts is claimed for {{count}} of {{of}} recipients, and the record says that they could not object when the address was collected.',
    freeMail: 'An exemption for business contacts is claimed for {{count}} of {{of}} recipients with an address at a free-mail provider, which a person rather than a company holds.',
  },
  suggestions: {
    notInThisLaw: REMEDY,
    notACompany: REMEDY,
    classUnknown: 'Fill in `recipient_class`; without it they count as consumers. Not legal advice.',
    notTold: 'Tell them where the address is from and how to object before the first mail, or take them out. Not legal advice.',
    freeMail: 'Use an address of the company, or take them out. Not legal advice.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const claimed = sql`consent_active AND consent_basis IN ('b2b_exemption', 'legitimate_interest')`;
    const refused = sql`${claimed} AND opt_in_required AND NOT consent_accepted`;
    const exempt = sql`${claimed} AND NOT opt_in_required AND list_contains(${OPT_OUT_FOR_COMPANIES}, jurisdiction) AND jurisdiction <> 'US'`;
    return [
      { messageId: 'classUnknown', where: sql`${refused} AND recipient_class = 'unknown' AND list_contains(${OPT_OUT_FOR_COMPANIES}, jurisdiction)`, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'notACompany', where: sql`${refused} AND list_contains(${OPT_OUT_FOR_COMPANIES}, jurisdiction)`, evidence: EVIDENCE },
      { messageId: 'notInThisLaw', where: refused, evidence: EVIDENCE },
      { messageId: 'notTold', where: sql`${exempt} AND consent_opt_out_offered = false AND list_contains(${NOTICE}, jurisdiction) AND recipient_class = 'legal_person'`, evidence: EVIDENCE },
      { messageId: 'freeMail', where: sql`${exempt} AND email_domain IS NOT NULL AND company_domain IS NULL`, severity: 'warning', evidence: EVIDENCE },
    ];
  },
});
