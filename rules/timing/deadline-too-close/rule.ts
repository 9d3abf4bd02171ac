import { campaignClaims } from '#timing/campaign-claims.js';
import { copyDeadlines, isNear, isOver, minuteOfDay, offerEnd } from '#timing/deadlines.js';
import { slotsOf } from '#timing/slots.js';
import type { TimeClaim } from '#timing/time-claim.js';
import { hoursFrom } from '#rule/option-schemas.js';
import { defineRule, sql } from '#rule/rule.js';

/** Minutes. */
const DAY = 1440;

const EARLIER = 'Send it to these recipients earlier (`presend plan` keeps a rest before `offerEndsAt`), or let the offer run longer.';

export default defineRule({
  id: 'timing/deadline-too-close',
  severity: 'warning',
  summary: 'The deadline comes before most readers will have opened the mail',
  needs: ['schedule'],
  facts: ['slot'],
  messages: {
    one: '{{words}} comes less than {{hours}} hours after the mail goes out.',
    many: '{{words}} comes less than {{hours}} hours after {{count}} of {{of}} recipients ({{percent}} %) get the mail.',
  },
  suggestions: { one: EARLIER, many: EARLIER },
  defaultOptions: { hours: 24, lastCallHours: 4 },
  optionsSchema: { hours: hoursFrom(1), lastCallHours: hoursFrom(0) },
  async *check(campaign, options, { sendAt, totals }) {
    const end = offerEnd(campaign);
    if (!end || (await slotsOf(totals))) return;
    const hours = hoursFor((await campaignClaims(campaign)).claims, options);
    const left = (end.end.getTime() - sendAt.getTime()) / 3_600_000;
    if (left > 0 && left < hours) yield { messageId: 'one', data: { words: end.words, hours }, location: end.location, evidence: { hoursLeft: Math.round(left * 10) / 10 } };
  },
  async audienceCases(campaign, options, { totals }) {
    const slots = await slotsOf(totals);
    if (!slots || campaign.manifest.kind === 'transactional') return [];
    const { claims } = await campaignClaims(campaign);
    const hours = hoursFor(claims, options);
    const end = offerEnd(campaign);
    const evidence = ['local_day', 'local_hour'];
    const deadlines = [...(end ? [end] : []), ...copyDeadlines(campaign, claims, slots.firstDay).filter(({ day }) => day !== end?.day)];
    const near = deadlines.map((deadline) => ({
      messageId: 'many' as const, where: sql`${isNear(deadline, hours)} AND NOT ${isOver(deadline)}`, evidence, location: deadline.location,
      data: { words: deadline.source === 'manifest' ? deadline.words : `"${deadline.words}"`, hours }, ...(deadline.source === 'copy' && { heuristic: true }),
    }));
    const tonight = claims.find(isLastDay);
    if (deadlines.length > 0 || !tonight) return near;
    const { minute = DAY, untilMinute = minute, zone } = tonight.when;
    const now = minuteOfDay(zone, slots.commonDay);
    const words = untilMinute === DAY ? `The end of the day ("${tonight.words}")` : `"${tonight.words}"`;
    return [{ messageId: 'many' as const, where: sql`${now} >= ${untilMinute - 60 * hours} AND ${now} < ${untilMinute}`, heuristic: true, evidence, location: tonight.passage.location, data: { words, hours } }];
  },
});

/** A mail that says that it is the last call may come late; not so late that nobody can heed it. */
function hoursFor(claims: readonly TimeClaim[], { hours, lastCallHours }: { readonly hours: number; readonly lastCallHours: number }): number {
  return claims.some((claim) => claim.kind === 'countdown' || isLastDay(claim)) ? lastCallHours : hours;
}

function isLastDay(claim: TimeClaim): claim is TimeClaim & { readonly kind: 'deadline' } {
  return claim.kind === 'deadline' && (claim.when.day === 'today' || claim.when.day === 'tonight');
}
