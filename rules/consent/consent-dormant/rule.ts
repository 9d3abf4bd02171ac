import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law', 'consent_given_at', 'last_sent_at'];
const REMEDY = 'Ask them anew on another way than e-mail, and leave out those who do not answer. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/consent-dormant',
  severity: 'warning',
  summary: 'A consent has not been used for so long that its giver no longer expects mail',
  needs: ['recipients', 'consents', 'events'],
  events: ['sent|delivered'],
  facts: ['engagement'],
  messages: {
    longDormant: '{{count}} of {{of}} recipients have a consent on file that was not used for {{months}} months or more; a court has taken such silence for its end.',
    dormant: '{{count}} of {{of}} recipients have a consent on file that was not used for {{months}} months or more.',
    relationEnded: '{{count}} of {{of}} recipients gave their consent as members, and their membership has ended.',
  },
  suggestions: { longDormant: REMEDY, dormant: REMEDY, relationEnded: 'Check whether the consent was meant to outlast the membership. Not legal advice.' },
  defaultOptions: { months: 24, longMonths: 48 },
  optionsSchema: { months: { type: 'integer', minimum: 1, maximum: 120 }, longMonths: { type: 'integer', minimum: 1, maximum: 240 } },
  async cases({ manifest }, { months, longMonths }, { totals, sendAt }) {
    if (manifest.kind === 'transactional') return [];
    const oldest = (await totals?.(sql`SELECT min(occurred_at) AS oldest FROM events WHERE type IN ('sent', 'delivered')`))?.['oldest'];
    const given = sql`opt_in_required AND consent_active AND consent_basis = 'express'`;
    // Not to be in the history means nothing where the history does not reach that far back.
    const begins = typeof oldest === 'string' ? new Date(oldest) : sendAt;
    const unusedFor = (span: number) => sql`greatest(consent_given_at, consent_confirmed_at, last_sent_at, last_engaged_at) + to_months(${span}) <= send_at
      AND (last_sent_at IS NOT NULL OR CAST(${begins} AS TIMESTAMP) + to_months(${span}) <= send_at)`;
    return [
      { messageId: 'longDormant', where: sql`${given} AND ${unusedFor(longMonths)}`, evidence: EVIDENCE, data: { months: longMonths } },
      { messageId: 'dormant', where: sql`${given} AND ${unusedFor(months)}`, evidence: EVIDENCE, data: { months } },
      { messageId: 'relationEnded', where: sql`${given} AND relationship_type = 'membership' AND relationship_ended_at <= send_at`, evidence: [...EVIDENCE, 'relationship_ended_at'] },
    ];
  },
});
