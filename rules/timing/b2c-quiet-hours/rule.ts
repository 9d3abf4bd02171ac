import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'timing/b2c-quiet-hours',
  severity: 'info',
  summary: 'Mail reaches people at home in the night',
  needs: ['recipients', 'schedule'],
  facts: ['slot', 'rhythm'],
  messages: { night: '{{count}} of {{of}} recipients ({{percent}} %) would get this between {{from}}:00 and {{until}}:00 on their clock.' },
  suggestions: { night: 'Send it in each recipient\'s own zone; `presend plan` keeps quiet hours.' },
  defaultOptions: { from: 22, until: 7, personalReactions: 5 },
  optionsSchema: { from: { type: 'integer', minimum: 12, maximum: 23 }, until: { type: 'integer', minimum: 0, maximum: 11 }, personalReactions: { type: 'integer', minimum: 1 } },
  cases({ manifest }, { from, until, personalReactions }) {
    if (manifest.kind === 'transactional') return [];
    const isProven = sql`coalesce(reactions >= ${personalReactions} AND reactions_near_slot * 2 >= best_reactions, false)`;
    return [{
      messageId: 'night', where: sql`NOT works AND (local_hour >= ${from} OR local_hour < ${until}) AND NOT ${isProven}`,
      evidence: ['local_hour', 'zone'], data: { from, until: String(until).padStart(2, '0') },
    }];
  },
});
