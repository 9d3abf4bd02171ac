import { defineAudienceRule, sql } from '#rule/rule.js';

const HOLD_BACK = 'Hold this mail back for them, or let the more valuable of the two go out; offer "less often" in the preferences.';

export default defineAudienceRule({
  id: 'audience/frequency-cap-exceeded',
  severity: 'warning',
  summary: 'Somebody would get too much mail in a short time',
  needs: ['recipients', 'events'],
  events: ['sent|delivered'],
  facts: ['engagement'],
  messages: {
    day: '{{count}} of {{of}} recipients ({{percent}} %) would get more than {{cap}} in 24 hours.',
    week: '{{count}} of {{of}} recipients ({{percent}} %) would get more than {{cap}} in 7 days.',
    month: '{{count}} of {{of}} recipients ({{percent}} %) would get more than {{cap}} in 30 days.',
  },
  suggestions: { day: HOLD_BACK, week: HOLD_BACK, month: HOLD_BACK },
  defaultOptions: { perDay: 1, perWeek: 3, perMonth: 8 },
  optionsSchema: { perDay: { type: 'integer', minimum: 1 }, perWeek: { type: 'integer', minimum: 1 }, perMonth: { type: 'integer', minimum: 1 } },
  cases({ manifest }, { perDay, perWeek, perMonth }) {
    if (manifest.kind === 'transactional') return [];
    return [
      { messageId: 'day', where: sql`sends_day >= ${perDay}`, evidence: ['sends_day'], data: { cap: mails(perDay) } },
      { messageId: 'week', where: sql`sends_week >= ${perWeek}`, evidence: ['sends_week'], data: { cap: mails(perWeek) } },
      { messageId: 'month', where: sql`sends_month >= ${perMonth}`, evidence: ['sends_month'], data: { cap: mails(perMonth) } },
    ];
  },
});

function mails(count: number): string {
  return count === 1 ? 'one mail' : `${String(count)} mails`;
}
