import { daysFrom, monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';
import { statusPhrases } from './status-phrases.js';
import type { StatusClaim } from './status-phrases.js';

const VARIANT = 'Say it only to those it is true of: put it into a condition, or write a variant for them.';

export default defineAudienceRule<StatusClaim, { lapsedMonths: number; graceDays: number; activeMonths: number }>({
  id: 'fundraising/donor-status-copy-mismatch',
  severity: 'warning',
  summary: 'The copy takes donors for something that their gifts say they are not',
  needs: ['recipients', 'gifts'],
  facts: ['giving'],
  messages: {
    startMonthly: '{{count}} of {{of}} recipients give regularly already, and the mail says "{{words}}".',
    continued: '{{count}} of {{of}} recipients never gave, or not for over a year, and the mail says "{{words}}".',
    missYou: '{{count}} of {{of}} recipients gave within the last year, and the mail says "{{words}}".',
  },
  suggestions: { startMonthly: VARIANT, continued: VARIANT, missYou: VARIANT },
  defaultOptions: { lapsedMonths: 12, graceDays: 45, activeMonths: 12 },
  optionsSchema: { lapsedMonths: monthsFrom(1), graceDays: daysFrom(0), activeMonths: monthsFrom(1) },
  cases(campaign, { lapsedMonths, graceDays, activeMonths }) {
    if (campaign.manifest.kind === 'transactional') return [];
    const isLapsed = sql`NOT pledge_active AND last_gift_at <= send_at - to_months(${lapsedMonths}) - to_days(${graceDays})`;
    const contradicted: Readonly<Record<StatusClaim, Sql>> = {
      startMonthly: sql`pledge_active`,
      continued: sql`gifts = 0 OR (${isLapsed})`,
      missYou: sql`pledge_active OR last_gift_at > send_at - to_months(${activeMonths})`,
    };
    return [...statusPhrases(campaign)].map(([claim, phrase]) => ({ messageId: claim, where: contradicted[claim], evidence: claim === 'startMonthly' ? ['pledge_since'] : ['last_gift_at'], data: { words: phrase } }));
  },
});
