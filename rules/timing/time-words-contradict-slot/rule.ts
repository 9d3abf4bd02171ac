import { campaignClaims } from '#timing/campaign-claims.js';
import { falseWords } from '#timing/false-words.js';
import type { FalseWords } from '#timing/false-words.js';
import { slotsOf } from '#timing/slots.js';
import { defineAudienceRule } from '#rule/rule.js';

const REWRITE = 'Write the date and the hour instead, or send it to everybody at the time that the words mean.';

export default defineAudienceRule<FalseWords, object>({
  id: 'timing/time-words-contradict-slot',
  severity: 'warning',
  summary: 'The copy says something about the time that is false when it is read',
  needs: ['recipients', 'schedule'],
  facts: ['slot'],
  messages: {
    greeting: '{{count}} of {{of}} recipients ({{percent}} %) read "{{words}}" outside of {{from}} to {{until}} on their clock.',
    otherDay: '{{count}} of {{of}} recipients ({{percent}} %) read "{{words}}" on another day of their week.',
    season: '{{count}} of {{of}} recipients ({{percent}} %) read "{{words}}" outside of its days, {{from}} to {{until}}.',
    wrongDay: '"{{words}}" is false for {{count}} of {{of}} recipients ({{percent}} %) on their day of reading: {{day}} is meant, by {{source}}.',
    endsEarlier: '"{{words}}" is false for {{count}} of {{of}} recipients ({{percent}} %): on their clock the offer ends before {{hour}}.',
    over: '"{{words}}" is past when {{count}} of {{of}} recipients ({{percent}} %) get the mail: {{day}} is over on their clock.',
    countdown: '"{{words}}" is false for {{count}} of {{of}} recipients ({{percent}} %), counted from their slot to the end that {{source}} sets.',
  },
  suggestions: {
    greeting: 'Greet without the time of day, or send it to these recipients at that time.',
    otherDay: 'Greet without the day, or send it to these recipients on that day.',
    season: 'Leave the wish out, or send it to these recipients within those days.',
    wrongDay: REWRITE,
    endsEarlier: 'Name the time zone of the end, or let it end at midnight on everybody\'s clock.',
    over: 'Leave it out, or send it to these recipients before.',
    countdown: 'Write the end with date, hour and zone instead.',
  },
  defaultOptions: {},
  optionsSchema: {},
  async unchecked(campaign, _options, { totals }) {
    const { claims, unread } = await campaignClaims(campaign);
    const slots = await slotsOf(totals);
    if (campaign.manifest.kind === 'transactional') return undefined;
    if (claims.length === 0) return unread[0];
    if (!slots) return 'nobody\'s local time is known: give the recipients a timezone, a country or a region';
    const unknown = slots.planned - slots.local;
    return unread[0] ?? (unknown > 0 ? `"${claims[0]?.words ?? ''}" for ${String(unknown)} of ${String(slots.planned)} recipients whose time zone is not known` : undefined);
  },
  async cases(campaign, _options, { totals }) {
    const slots = await slotsOf(totals);
    if (!slots || campaign.manifest.kind === 'transactional') return [];
    return falseWords({ campaign, claims: (await campaignClaims(campaign)).claims, slots });
  },
});
