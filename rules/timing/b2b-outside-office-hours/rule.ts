import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['local_day', 'local_hour', 'country'];
const MOVE = 'Send it to them in their own office hours; `presend plan` does, in each recipient\'s zone.';

export default defineAudienceRule({
  id: 'timing/b2b-outside-office-hours',
  severity: 'warning',
  summary: 'Mail reaches work addresses outside of their office hours',
  needs: ['recipients', 'schedule'],
  facts: ['slot', 'rhythm'],
  messages: {
    holiday: '{{count}} of {{of}} recipients ({{percent}} %) would get this at a work address on a public holiday.',
    dayOff: '{{count}} of {{of}} recipients ({{percent}} %) would get this at a work address on a day off.',
    hours: '{{count}} of {{of}} recipients ({{percent}} %) would get this at a work address before {{from}}:00 or after {{until}}:00 on their clock.',
  },
  suggestions: { holiday: MOVE, dayOff: MOVE, hours: MOVE },
  defaultOptions: { from: 8, until: 18, days: [1, 2, 3, 4, 5], personalReactions: 8 },
  optionsSchema: {
    from: { type: 'integer', minimum: 0, maximum: 23 }, until: { type: 'integer', minimum: 1, maximum: 24 },
    days: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 7 } }, personalReactions: { type: 'integer', minimum: 1 },
  },
  cases({ manifest }, { from, until, days, personalReactions }) {
    if (manifest.kind === 'transactional' || manifest.context === 'b2c') return [];
    // The week begins on Sunday or Saturday in some countries.
    const isDayOff = sql`NOT list_contains(${days.map(String)}, CAST((isodow(local_send_at) - 1 + week_starts_earlier) % 7 + 1 AS VARCHAR))`;
    const isProven = sql`coalesce(reactions >= ${personalReactions} AND reactions_near_slot * 2 >= best_reactions, false)`;
    return [
      { messageId: 'holiday', where: sql`works AND local_send_at IS NOT NULL AND on_holiday`, evidence: EVIDENCE },
      { messageId: 'dayOff', where: sql`works AND ${isDayOff}`, evidence: EVIDENCE },
      { messageId: 'hours', where: sql`works AND (local_hour < ${from} OR local_hour >= ${until}) AND NOT ${isProven}`, evidence: EVIDENCE, data: { from, until } },
    ];
  },
});
