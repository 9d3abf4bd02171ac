import { monthsFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import { occasionsOf, optOutNames } from './occasions-of.js';
import type { Occasion } from './occasions-of.js';

/** Hard to read for who mourns. */
const OF_FAMILY: readonly Occasion[] = ['mothers_day', 'fathers_day', 'valentines', 'family_christmas', 'baby', 'pet_loss', 'cancer', 'legacy'];

export default defineAudienceRule({
  id: 'fundraising/sensitive-occasion',
  severity: 'error',
  summary: 'A mail about a sensitive occasion goes to people who do not want it, or who mourn',
  needs: ['recipients'],
  facts: ['giving'],
  messages: {
    optedOut: '{{count}} of {{of}} recipients have opted out of mail about {{occasion}}, and this mail is about it.',
    mourning: '{{count}} of {{of}} recipients are recorded as bereaved or gave in memory of somebody in the {{months}} months before the send, and this mail is about {{occasion}}.',
    notAsked: 'The list does not say who wants no mail about {{occasion}}: no opt-out was ever collected.',
  },
  suggestions: {
    optedOut: 'Take them out.',
    mourning: 'Take them out, or read the mail with their eyes first.',
    notAsked: 'Offer it in the preferences and keep the answer; a mail that only asks for it is one more mail.',
  },
  defaultOptions: { mourningMonths: 24 },
  optionsSchema: { mourningMonths: monthsFrom(0) },
  cases(campaign, { mourningMonths }, { mergeFields }) {
    const occasions = campaign.manifest.kind === 'transactional' ? [] : occasionsOf(campaign);
    if (occasions.length === 0) return [];
    const data = { occasion: occasions.map((occasion) => occasion.replaceAll('_', ' ')).join(', '), months: mourningMonths };
    const key = sql`regexp_replace(lower(name), '[^\\p{L}\\p{N}]', '', 'g')`;
    const optedOut = sql`len(list_filter(occasion_opt_outs, lambda name: list_contains(${occasions.flatMap(optOutNames)}, ${key}))) > 0`;
    const since = sql`send_at - to_months(${mourningMonths})`;
    const isAsked = mergeFields?.names.some((name) => /^occasion[-_ ]opt[-_ ]outs$/i.test(name.trim())) === true;
    return [
      { messageId: 'optedOut', where: optedOut, data },
      ...(occasions.some((occasion) => OF_FAMILY.includes(occasion)) ? [{ messageId: 'mourning', where: sql`(bereaved_at <= send_at AND bereaved_at > ${since}) OR last_in_memory_at > ${since}`, severity: 'warning', heuristic: true, data } as const] : []),
      ...(isAsked ? [] : [{ messageId: 'notAsked', where: sql`true`, severity: 'info', heuristic: true, data } as const]),
    ];
  },
});
