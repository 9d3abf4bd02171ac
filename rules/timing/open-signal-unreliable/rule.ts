import { defineRule, sql } from '#rule/rule.js';
import type { Totals } from '#rule/rule.js';

/** An open sooner after the send is a machine's: nobody reads within seconds. */
const PREFETCH_SECONDS = 5;
const USE_CLICKS = 'Choose slots and segments by clicks, replies, conversions and gifts, as `presend plan` does; keep opens for totals.';

interface Opens {
  readonly opens: number;
  readonly apple: number;
  readonly marked: number;
  readonly prefetched: number;
  readonly unnamed: number;
}

export default defineRule({
  id: 'timing/open-signal-unreliable',
  severity: 'warning',
  summary: 'The opens of the history are mostly a machine\'s, or cannot be told from them',
  needs: ['recipients', 'events'],
  messages: {
    machines: '{{percent}} % of {{opens}} opens were made by machines ({{apple}} by Apple\'s Mail Privacy Protection, {{marked}} more marked by the exporting system, {{prefetched}} more within {{seconds}} seconds of the send): a slot that they suggest is the machines\'.',
    unclassified: '{{percent}} % of {{opens}} opens name no user agent: those of people cannot be told from those of machines.',
  },
  suggestions: { machines: USE_CLICKS, unclassified: 'Export the events with their user_agent, or leave opens out of it.' },
  defaultOptions: { maximumShare: 0.2, maximumUnnamedShare: 0.5, minimumOpens: 20 },
  optionsSchema: { maximumShare: { type: 'number', minimum: 0, maximum: 1 }, maximumUnnamedShare: { type: 'number', minimum: 0, maximum: 1 }, minimumOpens: { type: 'integer', minimum: 1 } },
  async *check({ manifest }, { maximumShare, maximumUnnamedShare, minimumOpens }, { totals }) {
    if (!totals || manifest.kind === 'transactional') return;
    const { opens, apple, marked, prefetched, unnamed } = await opensOf(totals);
    if (opens < minimumOpens) return;
    const location = { part: 'audience' } as const;
    const evidence = { opens, apple, marked, prefetched, unnamed };
    const machines = (apple + marked + prefetched) / opens;
    if (machines > maximumShare) yield { messageId: 'machines', data: { percent: 100 * machines, opens, apple, marked, prefetched, seconds: PREFETCH_SECONDS }, location, evidence };
    else if (unnamed / opens > maximumUnnamedShare) yield { messageId: 'unclassified', severity: 'info', data: { percent: (100 * unnamed) / opens, opens }, location, evidence };
  },
});

/** Apple's prefetch names itself "Mozilla/5.0" and no more. Each open is counted once, under the first that holds. */
async function opensOf(totals: Totals): Promise<Opens> {
  const isApple = sql`coalesce(trim(user_agent) = 'Mozilla/5.0', false)`;
  const row = await totals(sql`
    SELECT count(*) AS opens, count(*) FILTER (WHERE ${isApple}) AS apple, count(*) FILTER (WHERE marked AND NOT ${isApple}) AS marked,
      count(*) FILTER (WHERE soon AND NOT marked AND NOT ${isApple}) AS prefetched, count(*) FILTER (WHERE user_agent IS NULL AND NOT marked AND NOT soon) AS unnamed
    FROM (
      SELECT opened.user_agent, coalesce(opened.machine_open, false) AS marked, coalesce(opened.occurred_at >= sent.sent_at AND opened.occurred_at < sent.sent_at + to_seconds(${PREFETCH_SECONDS}), false) AS soon
      FROM events AS opened
      LEFT JOIN (SELECT recipient_id, message_id, max(occurred_at) AS sent_at FROM events WHERE type IN ('sent', 'delivered') AND message_id IS NOT NULL GROUP BY ALL) AS sent
        ON sent.recipient_id = opened.recipient_id AND sent.message_id = opened.message_id
      WHERE opened.type = 'open')`);
  return { opens: Number(row['opens']), apple: Number(row['apple']), marked: Number(row['marked']), prefetched: Number(row['prefetched']), unnamed: Number(row['unnamed']) };
}
