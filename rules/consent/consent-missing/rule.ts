import { HAS_OBJECTED_ELSEWHERE } from '#audience/person-suppressions.js';
import { jurisdictionsWhere, LAW_PROFILES } from '#config/law-profiles.js';
import { defineAudienceRule, join, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'recipient_class', 'law'];
const EVIDENCE_OF_RECORD = [...EVIDENCE, 'consent_basis', 'consent_source'];
const REMEDY = 'Take them out, or reach them another way: asking for consent by e-mail is itself marketing in Germany and Canada. Not legal advice.';

/** Bases with a rule of their own, which also says where no law accepts them. */
const JUDGED_ELSEWHERE = ['soft_opt_in', 'charitable_soft_opt_in', 'b2b_exemption', 'legitimate_interest'];
/** What consent/purchased-or-scraped-source reports. */
const BAD_SOURCES = ['purchased', 'scraped'];
/** Where consent/double-opt-in-unconfirmed reports a sign-up that waits for its confirmation. */
const DOUBLE_OPT_IN = jurisdictionsWhere(({ doubleOptIn }) => doubleOptIn === 'expected');

const IS_FOR_US = sql`(consent_covers AND consent_of_sender IS NOT false)`;
/** The country's own law is not among the profiles. */
const LAW_UNKNOWN = sql`(jurisdiction IN ('unknown', 'strictest')${join(
  [...LAW_PROFILES.values()].flatMap(({ id, optIn: { leftToNationalLaw: left } }) => (left ? [sql` OR (jurisdiction = ${id} AND list_contains(${left.classes}, recipient_class))`] : [])),
  '',
)})`;

export default defineAudienceRule({
  id: 'consent/consent-missing',
  severity: 'error',
  summary: 'There is no evidence on file that the recipient may be sent this',
  needs: ['recipients', 'consents'],
  facts: ['persons'],
  messages: {
    objected: '{{count}} of {{of}} recipients have an objection to marketing on file.',
    objectedElsewhere: '{{count}} of {{of}} recipients have an objection to marketing on file in another row of the list, under another address or the same.',
    withdrawn: '{{count}} of {{of}} recipients have withdrawn the consent on file.',
    unclear: '{{count}} of {{of}} recipients have a consent on file whose status, or whose day of withdrawal, cannot be read: it may say that they withdrew.',
    lawUnknown: '{{count}} of {{of}} recipients have no record of a prior opt-in, and the law of their country is not known here; the strictest one was applied.',
    noRecord: '{{count}} of {{of}} recipients need a prior opt-in by law, and there is no record of one.',
    saysNone: '{{count}} of {{of}} recipients need a prior opt-in by law, and their record says that there is none.',
    pending: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs is still pending.',
    expired: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs has expired.',
    notYet: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs is dated after the send.',
    basisNotAccepted: '{{count}} of {{of}} recipients need a prior opt-in by law, and the basis on file is not one that this law accepts.',
  },
  suggestions: {
    objected: 'Take them out and put them on the suppression list. Not legal advice.',
    objectedElsewhere: 'Take every row of these people out, and put all their addresses on the suppression list. Not legal advice.',
    withdrawn: 'Take them out and put them on the suppression list. Not legal advice.',
    unclear: 'Write one of active, pending, withdrawn, objected or expired, and days as 2026-12-01, for the words that the report names, or take them out. Not legal advice.',
    lawUnknown: 'Take them out, store their country, or have their law checked and set `jurisdiction`. Not legal advice.',
    noRecord: REMEDY,
    saysNone: REMEDY,
    pending: 'Take them out until they confirm; do not send a second promotional reminder. Not legal advice.',
    expired: REMEDY,
    notYet: 'Correct the dates, or send later. Not legal advice.',
    basisNotAccepted: 'Take them out, or record the basis that the law in the evidence accepts. Not legal advice.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const isOurs = sql`(opt_in_required OR ${IS_FOR_US})`;
    const waitsForConfirmation = sql`(consent_basis = 'express' AND list_contains(${DOUBLE_OPT_IN}, jurisdiction))`;
    return [
      { messageId: 'objected', where: sql`consent_status = 'objected' AND ${isOurs}`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'objectedElsewhere', where: HAS_OBJECTED_ELSEWHERE, evidence: EVIDENCE },
      { messageId: 'withdrawn', where: sql`consent_status = 'withdrawn' AND ${isOurs}`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'unclear', where: sql`consent_status = 'unclear' AND ${isOurs}`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'lawUnknown', where: sql`opt_in_required AND consent_status IS NULL AND ${LAW_UNKNOWN}`, evidence: [...EVIDENCE, 'country'] },
      { messageId: 'noRecord', where: sql`opt_in_required AND consent_status IS NULL`, evidence: EVIDENCE },
      { messageId: 'saysNone', where: sql`opt_in_required AND consent_status = 'none' AND coalesce(NOT list_contains(${BAD_SOURCES}, consent_source_type), true)`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'pending', where: sql`opt_in_required AND consent_status = 'pending' AND NOT ${waitsForConfirmation}`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'expired', where: sql`opt_in_required AND consent_status = 'expired'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'notYet', where: sql`opt_in_required AND consent_status = 'future'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'basisNotAccepted', where: sql`opt_in_required AND consent_active AND NOT consent_accepted AND NOT list_contains(${JUDGED_ELSEWHERE}, consent_basis)`, evidence: EVIDENCE_OF_RECORD },
    ];
  },
});
