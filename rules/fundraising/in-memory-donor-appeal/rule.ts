import { asksForMoney, asksForUpgrade } from '#campaign/facts/ask.js';
import { monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const OWN_JOURNEY = 'Take them out of this appeal; ask in a mail of their own whether they want to hear of your work.';

export default defineAudienceRule({
  id: 'fundraising/in-memory-donor-appeal',
  severity: 'error',
  summary: 'People who only ever gave in memory of somebody get a general appeal',
  needs: ['recipients', 'gifts', 'manifest'],
  facts: ['giving'],
  messages: {
    upgrade: '{{count}} of {{of}} recipients only ever gave in memory of somebody, and this mail asks them to give more.',
    recent: '{{count}} of {{of}} recipients only ever gave in memory of somebody, less than {{months}} months before the send.',
    anniversary: '{{count}} of {{of}} recipients only ever gave in memory of somebody, and the send falls near the day of that gift.',
    onlyInMemory: '{{count}} of {{of}} recipients only ever gave in memory of somebody, and no consent on file says that they want appeals.',
  },
  suggestions: { upgrade: OWN_JOURNEY, recent: OWN_JOURNEY, anniversary: OWN_JOURNEY, onlyInMemory: OWN_JOURNEY },
  defaultOptions: { recentMonths: 6, anniversaryDays: 14 },
  optionsSchema: { recentMonths: monthsFrom(0), anniversaryDays: { type: 'integer', minimum: 0, maximum: 60 } },
  cases({ manifest }, { recentMonths, anniversaryDays }) {
    if (!asksForMoney(manifest)) return [];
    const only = sql`gifts_in_memory > 0 AND gifts_comparable = 0`;
    const days = sql`date_diff('day', last_in_memory_at, send_at)`;
    const fromAnniversary = sql`abs(${days} - 365.2425 * round(${days} / 365.2425))`;
    const hasOwnConsent = sql`coalesce(consent_active AND consent_covers AND consent_basis = 'express' AND len(consent_purposes) > 0, false)`;
    return [
      ...(asksForUpgrade(manifest) ? [{ messageId: 'upgrade', where: only } as const] : []),
      { messageId: 'recent', where: sql`${only} AND last_in_memory_at > send_at - to_months(${recentMonths})`, evidence: ['last_in_memory_at'], data: { months: recentMonths } },
      { messageId: 'anniversary', where: sql`${only} AND ${fromAnniversary} <= ${anniversaryDays}`, evidence: ['last_in_memory_at'] },
      { messageId: 'onlyInMemory', where: sql`${only} AND NOT ${hasOwnConsent}`, severity: 'warning', evidence: ['consent_basis'] },
    ];
  },
});
