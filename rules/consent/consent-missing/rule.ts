import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'recipient_class', 'law'];
const EVIDENCE_OF_RECORD = [...EVIDENCE, 'consent_basis', 'consent_source'];
const REMEDY = 'Take them out, or reach them another way: asking for consent by e-mail is itself marketing in Germany and Canada. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/consent-missing',
  severity: 'error',
  summary: 'There is no evidence on file that the recipient may be sent this',
  needs: ['recipients', 'consents'],
  messages: {
    objected: '{{count}} of {{of}} recipients have an objection to marketing on file.',
    withdrawn: '{{count}} of {{of}} recipients have withdrawn the consent on file.',
    noRecord: '{{count}} of {{of}} recipients need a prior opt-in by law, and there is no record of one.',
    saysNone: '{{count}} of {{of}} recipients need a prior opt-in by law, and their record says that there is none.',
    pending: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs is still pending.',
    expired: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs has expired.',
    notYet: '{{count}} of {{of}} recipients need a prior opt-in by law, and theirs is dated after the send.',
    basisNotAccepted: '{{count}} of {{of}} recipients need a prior opt-in by law, and the basis on file is not one that this law accepts.',
  },
  suggestions: {
    objected: 'Take them out and put them on the suppression list. Not legal advice.',
    withdrawn: 'Take them out and put them on the suppression list. Not legal advice.',
    noRecord: REMEDY,
    saysNone: REMEDY,
    pending: 'Take them out until they confirm; do not send a second promotional reminder. Not legal advice.',
    expired: REMEDY,
    notYet: 'Correct the dates, or send later. Not legal advice.',
    basisNotAccepted: 'Take them out, or record the basis that the law in the evidence accepts; legitimate interest is none in most of Europe. Not legal advice.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    return [
      { messageId: 'objected', where: sql`consent_status = 'objected'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'withdrawn', where: sql`consent_status = 'withdrawn'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'noRecord', where: sql`opt_in_required AND consent_status IS NULL`, evidence: EVIDENCE },
      { messageId: 'saysNone', where: sql`opt_in_required AND consent_status = 'none'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'pending', where: sql`opt_in_required AND consent_status = 'pending'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'expired', where: sql`opt_in_required AND consent_status = 'expired'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'notYet', where: sql`opt_in_required AND consent_status = 'future'`, evidence: EVIDENCE_OF_RECORD },
      { messageId: 'basisNotAccepted', where: sql`opt_in_required AND NOT consent_accepted`, evidence: EVIDENCE_OF_RECORD },
    ];
  },
});
