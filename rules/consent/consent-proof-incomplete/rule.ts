import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law', 'consent_source_type'];
const REMEDY = 'Fill it in from the logs of the form, or name where the proof is kept in `proof_ref`. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/consent-proof-incomplete',
  severity: 'warning',
  summary: 'A consent on file lacks what would prove it',
  needs: ['recipients', 'consents'],
  messages: {
    noDate: '{{count}} of {{of}} recipients have a consent on file without the time at which it was given, so that it could not be proved.',
    noSource: '{{count}} of {{of}} recipients have a consent on file that does not say where it was given, so that it could not be proved.',
    noWording: '{{count}} of {{of}} recipients have a consent on file that does not say to which wording.',
    noPurpose: '{{count}} of {{of}} recipients have a consent on file that does not say for what.',
    noController: '{{count}} of {{of}} recipients have a consent on file that does not say to whom.',
  },
  suggestions: { noDate: REMEDY, noSource: REMEDY, noWording: REMEDY, noPurpose: REMEDY, noController: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    const needed = sql`opt_in_required AND consent_active AND consent_basis = 'express'`;
    const unproved = sql`${needed} AND consent_proved IS NOT true`;
    return [
      { messageId: 'noDate', where: sql`${needed} AND consent_given_at IS NULL AND consent_confirmed_at IS NULL`, evidence: EVIDENCE },
      { messageId: 'noSource', where: sql`${unproved} AND consent_source IS NULL AND coalesce(consent_source_type = 'import', true)`, evidence: EVIDENCE },
      { messageId: 'noWording', where: sql`${unproved} AND consent_wording_version IS NULL`, evidence: EVIDENCE },
      { messageId: 'noPurpose', where: sql`${unproved} AND coalesce(len(consent_purposes), 0) = 0`, severity: 'info', evidence: EVIDENCE },
      { messageId: 'noController', where: sql`${unproved} AND consent_controller IS NULL`, severity: 'info', evidence: EVIDENCE },
    ];
  },
});
