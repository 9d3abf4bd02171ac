import { dayName } from '#timing/calendar.js';
import { campaignClaims } from '#timing/campaign-claims.js';
import { copyDeadlines, isOver, offerEnd } from '#timing/deadlines.js';
import { slotsOf } from '#timing/slots.js';
import { defineRule } from '#rule/rule.js';

/** Hours by which the last clocks on earth are behind UTC: what has ended on them has ended for everybody. */
const LAST_CLOCKS = 12;
const HOUR = 3_600_000;

const MEND = 'Take these recipients out, send to them earlier, or correct the end.';

export default defineRule<'ended' | 'endedCopy' | 'manifest' | 'copy', object>({
  id: 'timing/offer-expired-at-send',
  severity: 'error',
  summary: 'The offer has ended when the mail arrives',
  needs: [],
  facts: ['slot'],
  messages: {
    ended: 'The offer ends at {{end}}, and the mail goes out at {{sendAt}}.',
    endedCopy: 'The mail says "{{words}}", which is {{day}}, and goes out at {{sendAt}}.',
    manifest: 'The offer ends at {{end}}, and {{count}} of {{of}} recipients ({{percent}} %) get the mail after that.',
    copy: 'The mail says "{{words}}", which is {{day}}, and {{count}} of {{of}} recipients ({{percent}} %) get it after that on their clock.',
  },
  suggestions: { ended: MEND, endedCopy: MEND, manifest: MEND, copy: MEND },
  defaultOptions: {},
  optionsSchema: {},
  async *check(campaign, _options, { sendAt, sendAtGiven, totals }) {
    if (await slotsOf(totals)) return;
    const end = offerEnd(campaign);
    const data = { sendAt: sendAt.toISOString() };
    if (end && sendAt >= end.end) yield { messageId: 'ended', data: { ...data, end: end.end.toISOString() }, location: end.location };
    const isPlanned = sendAtGiven === true || campaign.manifest.schedule?.from !== undefined;
    if (!isPlanned || campaign.manifest.kind === 'transactional') return;
    for (const { words, day, location, end: over, isInstant } of copyDeadlines(campaign, (await campaignClaims(campaign)).claims, data.sendAt.slice(0, 10))) {
      if (day !== end?.day && sendAt.getTime() - (isInstant ? 0 : LAST_CLOCKS * HOUR) >= over.getTime()) yield { messageId: 'endedCopy', heuristic: true, data: { ...data, words, day: dayName(day) }, location };
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
