import { defineAudienceRule, sql } from '#rule/rule.js';
import type { RuleContext } from '#rule/rule.js';

const EVIDENCE = ['jurisdiction', 'law', 'consent_given_at', 'last_sent_at'];
const REMEDY = 'Ask them anew on another way than e-mail, and leave out those who do not answer. Not legal advice.';

export default defineAudienceRule({
  id: 'consent/consent-dormant',
  severity: 'warning',
  summary: 'A consent has not been used for so long that its giver no longer expects mail',
  needs: ['recipients', 'consents'],
  facts: ['engagement'],
  messages: {
    longDormant: '{{count}} of {{of}} recipients have a consent on file that was not used for {{months}} months or more; a court has taken such silence for its end.',
    dormant: '{{count}} of {{of}} recipients have a consent on file that was not used for {{months}} months or more.',
    relationEnded: '{{count}} of {{of}} recipients gave their consent as members, and their membership has ended.',
  },
  suggestions: { longDormant: REMEDY, dormant: REMEDY, relationEnded: 'Check whether the consent was meant to outlast the membership. Not legal advice.' },
  defaultOptions: { months: 24, longMonths: 48 },
  optionsSchema: { months: { type: 'integer', minimum: 1, maximum: 120 }, longMonths: { type: 'integer', minimum: 1, maximum: 240 } },
  async unchecked({ manifest }, _options, context) {
    const isAsked = manifest.kind !== 'transactional' && (await firstSend(context)) === undefined;
    return isAsked ? 'rows of type sent or delivered in events' : undefined;
  },
  async cases({ manifest }, { months, longMonths }, context) {
    if (manifest.kind === 'transactional') return [];
    const begins = await firstSend(context);
    const given = sql`opt_in_required AND consent_active AND consent_basis = 'express'`;
    const relationEnded = { messageId: 'relationEnded', where: sql`${given} AND relationship_type = 'membership' AND relationship_ended_at <= send_at`, evidence: [...EVIDENCE, 'relationship_ended_at'] } as const;
    if (begins === undefined) return [relationEnded];
    // Not to be in the history means nothing where the history does not reach that far back.
    const unusedFor = (span: number) => sql`greatest(consent_given_at, consent_confirmed_at, last_sent_at, last_engaged_at) + to_months(${span}) <= send_at
      AND (last_sent_at IS NOT NULL OR CAST(${begins} AS TIMESTAMP) + to_months(${span}) <= send_at)`;
    return [
      { messageId: 'longDormant', where: sql`${given} AND ${unusedFor(longMonths)}`, evidence: EVIDENCE, data: { months: longMonths } },
      { messageId: 'dormant', where: sql`${given} AND ${unusedFor(months)}`, evidence: EVIDENCE, data: { months } },
      relationEnded,
    ];
  },
});

/** Undefined: no mail is in the history. */
async function firstSend({ totals }: RuleContext): Promise<Date | undefined> {
  const first = (await totals?.(sql`SELECT min(occurred_at) AS first FROM events WHERE type IN ('sent', 'delivered')`))?.['first'];
  return typeof first === 'string' ? new Date(first) : undefined;
}
