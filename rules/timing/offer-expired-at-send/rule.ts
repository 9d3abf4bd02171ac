import type { Campaign } from '#campaign/campaign.js';
import { spokenText } from '#campaign/facts/spoken-text.js';
import { dayName } from '#timing/calendar.js';
import { campaignClaims } from '#timing/campaign-claims.js';
import { datedWeekdays, type DatedWeekday } from '#timing/dated-weekdays.js';
import { copyDeadlines, hoursBehind, isOver, offerEnd } from '#timing/deadlines.js';
import { placeOfClaim } from '#timing/place-of-claim.js';
import { sendDays, type SendDays } from '#timing/send-days.js';
import { slotsOf } from '#timing/slots.js';
import type { TimeClaim } from '#timing/time-claim.js';
import { defineRule } from '#rule/rule.js';
import { otherDay, otherWeekday } from './wrong-days.js';

const HOUR = 3_600_000;

const DIGIT = /\d/;
const MEND = 'Take these recipients out, send to them earlier, or correct the end.';

export default defineRule<'ended' | 'endedCopy' | 'weekday' | 'otherDay' | 'manifest' | 'copy', object>({
  id: 'timing/offer-expired-at-send',
  severity: 'error',
  summary: 'The offer has ended when the mail arrives',
  needs: [],
  facts: ['slot'],
  messages: {
    ended: 'The offer ends at {{end}}, and the mail goes out at {{sendAt}}.',
    endedCopy: 'The mail says "{{words}}", which is {{day}}, and goes out at {{sendAt}}.',
    weekday: 'The mail says "{{words}}", but that day is {{day}}.',
    otherDay: 'The mail says "{{words}}" and goes out on {{sendDay}}: that would be another day than {{day}}.',
    manifest: 'The offer ends at {{end}}, and {{count}} of {{of}} recipients ({{percent}} %) get the mail after that.',
    copy: 'The mail says "{{words}}", which is {{day}}, and {{count}} of {{of}} recipients ({{percent}} %) get it after that on their clock.',
  },
  suggestions: { ended: MEND, endedCopy: MEND, weekday: 'Correct the weekday or the date.', otherDay: 'Correct the words or the date, or send the mail on the day on which they are true.', manifest: MEND, copy: MEND },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _options, { sendAt, sendAtGiven, totals }) {
    const slots = await slotsOf(totals);
    const days = slots ? { first: slots.firstDay, last: slots.firstDay } : sendDays(campaign, { sendAt, ...(sendAtGiven !== undefined && { sendAtGiven }) });
    if (campaign.manifest.kind !== 'transactional' && DIGIT.test(spokenText(campaign))) yield* wrongWeekdays(campaign, await datedWeekdays(campaign), days);
    if (slots) return;
    if (campaign.manifest.kind !== 'transactional' && days) yield* wrongDays(campaign, (await campaignClaims(campaign)).claims, days);
    const end = offerEnd(campaign);
    const data = { sendAt: sendAt.toISOString() };
    if (end && sendAt >= end.end) yield { messageId: 'ended', data: { ...data, end: end.end.toISOString() }, location: end.location };
    const isPlanned = sendAtGiven === true || campaign.manifest.schedule?.from !== undefined;
    if (!isPlanned || campaign.manifest.kind === 'transactional') return;
    for (const { words, day, location, end: over, isInstant } of copyDeadlines(campaign, (await campaignClaims(campaign)).claims, data.sendAt.slice(0, 10))) {
      if (day !== end?.day && sendAt.getTime() - (isInstant ? 0 : hoursBehind(campaign.manifest.sender?.country, over.getTime()) * HOUR) >= over.getTime()) yield { messageId: 'endedCopy', heuristic: true, data: { ...data, words, day: dayName(day) }, location };
    }
  },
  async audienceCases(campaign, _options, { totals }) {
    const slots = await slotsOf(totals);
    if (!slots) return [];
    const end = offerEnd(campaign);
    const evidence = ['local_day', 'zone'];
    const ended = end ? [{ messageId: 'manifest' as const, where: isOver(end), evidence, data: { end: end.end.toISOString() }, location: end.location }] : [];
    if (campaign.manifest.kind === 'transactional') return ended;
    const said = copyDeadlines(campaign, (await campaignClaims(campaign)).claims, slots.firstDay).filter(({ day }) => day !== end?.day);
    return [...ended, ...said.map((deadline) => ({ messageId: 'copy' as const, where: isOver(deadline), heuristic: true, apart: true, evidence, data: { words: deadline.words, day: dayName(deadline.day) }, location: deadline.location }))];
  },
});

/** "Wednesday, 10 December 2026", which is a Thursday, once; of a date without a year, where it is known when the mail goes out. */
function* wrongWeekdays(campaign: Campaign, dated: readonly DatedWeekday[], days: SendDays | undefined) {
  const seen = new Set<string>();
  for (const each of dated) {
    const { words, passage } = each;
    const day = otherWeekday(each, days);
    if (day === undefined || seen.has(words)) continue;
    seen.add(words);
    yield { messageId: 'weekday' as const, heuristic: true, data: { words, day: dayName(day) }, location: placeOfClaim(campaign, { words, passage }), evidence: { day } };
  }
}

/** "Tomorrow, 14 March" in a mail that goes out on the 12th, once. */
function* wrongDays(campaign: Campaign, claims: readonly TimeClaim[], days: SendDays) {
  const seen = new Set<string>();
  for (const claim of claims) {
    const day = otherDay(claim, days);
    if (day === undefined || seen.has(claim.words)) continue;
    seen.add(claim.words);
    const sendDay = days.first === days.last ? dayName(days.first) : `${dayName(days.first)} to ${dayName(days.last)}, by the clocks of the earth`;
    yield { messageId: 'otherDay' as const, heuristic: true, data: { words: claim.words, day: dayName(day), sendDay }, location: placeOfClaim(campaign, claim), evidence: { day } };
  }
}
