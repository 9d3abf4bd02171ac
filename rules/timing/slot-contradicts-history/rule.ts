import { defineAudienceRule, sql } from '#rule/rule.js';

/** Hours of the day that count as near: two before, two after. */
const CHANCE = 5 / 24;
/** Near the slot less than a quarter of what chance would bring, at the best time of day twice as much. */
const RARE = CHANCE / 4;
const CLEAR = CHANCE * 2;

export default defineAudienceRule({
  id: 'timing/slot-contradicts-history',
  severity: 'info',
  summary: 'The slot is at a time of day at which the recipient has never reacted',
  needs: ['recipients', 'events', 'schedule'],
  events: ['click|reply|conversion|gift'],
  facts: ['slot', 'rhythm'],
  messages: { never: '{{count}} of {{of}} recipients ({{percent}} %) react to mail at another time of day than that of their slot.' },
  suggestions: { never: 'Let `presend plan` choose their slot: each of them has an hour within a day at which most reactions came (evidence: best_hour).' },
  defaultOptions: { minimumReactions: 5, officeReactions: 8, officeFrom: 8, officeUntil: 18 },
  optionsSchema: {
    minimumReactions: { type: 'integer', minimum: 3 }, officeReactions: { type: 'integer', minimum: 3 },
    officeFrom: { type: 'integer', minimum: 0, maximum: 23 }, officeUntil: { type: 'integer', minimum: 1, maximum: 24 },
  },
  cases({ manifest }, { minimumReactions, officeReactions, officeFrom, officeUntil }) {
    if (manifest.kind === 'transactional') return [];
    // A work address is moved out of office hours only on more evidence.
    const mayMove = sql`(NOT works OR reactions >= ${officeReactions} OR (best_hour >= ${officeFrom} AND best_hour < ${officeUntil}))`;
    return [{
      messageId: 'never', where: sql`reactions >= ${minimumReactions} AND reactions_near_slot < reactions * ${RARE} AND best_reactions >= reactions * ${CLEAR} AND ${mayMove}`,
      evidence: ['local_hour', 'best_hour'],
    }];
  },
});
