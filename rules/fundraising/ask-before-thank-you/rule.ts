import { asksForMoney } from '#campaign/facts/ask.js';
import { daysFrom, monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'fundraising/ask-before-thank-you',
  severity: 'error',
  summary: 'Donors are asked again before they were thanked',
  needs: ['recipients', 'gifts', 'events', 'manifest'],
  facts: ['giving', 'stewardship'],
  messages: {
    unthanked: '{{count}} of {{of}} recipients gave, have no thank-you or receipt on file since, and would get an ask.',
    justGave: '{{count}} of {{of}} recipients gave less than {{days}} days before the send, and would get the next ask already.',
  },
  suggestions: {
    unthanked: 'Thank them first; ask in a later mail.',
    justGave: 'Leave out who gave in the last days.',
  },
  defaultOptions: { daysAfterGift: 14, bookingLagDays: 3, lookBackMonths: 6 },
  optionsSchema: { daysAfterGift: daysFrom(0), bookingLagDays: daysFrom(0), lookBackMonths: monthsFrom(1) },
  cases({ manifest }, { daysAfterGift, bookingLagDays, lookBackMonths }) {
    if (!asksForMoney(manifest)) return [];
    const isRecorded = sql`thanks_due_at > send_at - to_months(${lookBackMonths}) AND thanks_due_at + to_days(${bookingLagDays}) >= (SELECT min(occurred_at) FROM events)`;
    return [
      { messageId: 'unthanked', where: sql`${isRecorded} AND coalesce(last_thanked_at < thanks_due_at - to_days(${bookingLagDays}), true)`, evidence: ['thanks_due_at', 'last_thanked_at'] },
      { messageId: 'justGave', where: sql`thanks_due_at > send_at - to_days(${daysAfterGift})`, severity: 'warning', evidence: ['thanks_due_at'], data: { days: daysAfterGift } },
    ];
  },
});
