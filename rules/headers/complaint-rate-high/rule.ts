import type { Problem } from '#rule/finding.js';
import { daysFrom } from '#rule/option-schemas.js';
import { defineRule, type DeliveryCounts } from '#rule/rule.js';

type MessageId = 'complaints' | 'complaintsAtDomain' | 'bounces' | 'bouncesAtDomain';

interface Options {
  readonly days: number;
  readonly complaintWarning: number;
  readonly complaintError: number;
  readonly bounceWarning: number;
  readonly minimumVolume: number;
}

const DAY = 86_400_000;
const PAUSE = 'Write only to those who clicked or answered lately, and find out where the complaints come from.';
const CLEAN = 'Take addresses that bounced out, and find out how they came in.';

export default defineRule<MessageId, Options>({
  id: 'headers/complaint-rate-high',
  severity: 'error',
  summary: 'Earlier mail drew so many complaints or bounces that providers will block the next',
  needs: ['recipients', 'events'],
  events: ['sent|delivered'],
  messages: {
    complaints: '{{percent}} % of {{volume}} mails in the last {{days}} days drew a complaint; Gmail asks for less than {{limit}} %.',
    complaintsAtDomain: '{{percent}} % of {{volume}} mails to {{domain}} in the last {{days}} days drew a complaint; Gmail asks for less than {{limit}} %.',
    bounces: '{{percent}} % of {{volume}} mails in the last {{days}} days bounced; more than {{limit}} % point to a list that is old or bought.',
    bouncesAtDomain: '{{percent}} % of {{volume}} mails to {{domain}} in the last {{days}} days bounced; more than {{limit}} % point to a list that is old or bought.',
  },
  suggestions: { complaints: PAUSE, complaintsAtDomain: PAUSE, bounces: CLEAN, bouncesAtDomain: CLEAN },
  defaultOptions: { days: 7, complaintWarning: 0.001, complaintError: 0.003, bounceWarning: 0.02, minimumVolume: 1000 },
  optionsSchema: {
    days: daysFrom(1),
    complaintWarning: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    complaintError: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    bounceWarning: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    minimumVolume: { type: 'integer', minimum: 1 },
  },
  async *check(_campaign, options, { deliveries, sendAt, now }) {
    // What happens after the clock's time is not known yet, whenever the mail is sent.
    const until = sendAt < now ? sendAt : now;
    const history = await deliveries?.between(new Date(until.getTime() - options.days * DAY), until, options.minimumVolume);
    if (!history) return;
    yield* problemsOf(history.all, undefined, options);
    for (const { domain, ...counts } of history.domains) yield* problemsOf(counts, domain, options);
  },
});

function* problemsOf(counts: DeliveryCounts, domain: string | undefined, options: Options): Iterable<Problem<MessageId>> {
  const { days, complaintWarning, complaintError, bounceWarning, minimumVolume } = options;
  const { sent, delivered, complaints, bounces } = counts;
  // Deliveries may be on file for a part only: what was sent and did not bounce arrived.
  const arrived = Math.max(delivered, sent - bounces);
  const attempted = Math.max(sent, delivered + bounces);
  const isSmall = attempted < minimumVolume;
  const shared = { location: { part: 'audience' as const }, evidence: { ...counts, ...(domain !== undefined && { domain }) } };
  const data = (rate: number, limit: number, volume: number) => ({ percent: percent(rate), limit: percent(limit), volume, days, domain });
  const rate = arrived > 0 ? complaints / arrived : 0;
  if (rate >= complaintWarning) {
    const severity = isSmall ? 'info' : rate < complaintError ? 'warning' : undefined;
    yield { ...shared, messageId: domain === undefined ? 'complaints' : 'complaintsAtDomain', data: data(rate, complaintWarning, arrived), ...(severity && { severity }) };
  }
  const bounced = sent + delivered > 0 ? bounces / attempted : 0;
  if (bounced > bounceWarning) {
    yield { ...shared, messageId: domain === undefined ? 'bounces' : 'bouncesAtDomain', data: data(bounced, bounceWarning, attempted), severity: isSmall ? 'info' : 'warning' };
  }
}

/** With two decimals. */
function percent(share: number): string {
  return (100 * share).toFixed(2);
}
