import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law', 'consent_source', 'consent_wording_version'];
const REMEDY = 'Treat them as people without consent, and mend the form. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/consent-not-freely-given',
  severity: 'error',
  summary: 'A consent on file was not given by an act of its own',
  needs: ['recipients', 'consents'],
  columns: ['consents.pre_ticked|consents.bundled'],
  messages: {
    preTicked: '{{count}} of {{of}} recipients have a consent on file that comes from a box ticked beforehand.',
    bundled: '{{count}} of {{of}} recipients have a consent on file that was bundled with terms or with something else they wanted.',
  },
  suggestions: { preTicked: REMEDY, bundled: REMEDY },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    // The other bases may rest on a box to be unticked.
    const express = sql`opt_in_required AND consent_active AND consent_basis = 'express'`;
    return [
      { messageId: 'preTicked', where: sql`${express} AND consent_pre_ticked`, evidence: EVIDENCE },
      { messageId: 'bundled', where: sql`${express} AND consent_bundled`, evidence: EVIDENCE },
    ];
  },
});
