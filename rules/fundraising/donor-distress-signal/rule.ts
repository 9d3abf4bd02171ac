import { IS_RECORDED_DISTRESSED } from '#audience/recorded-state.js';
import { asksForMoney, asksForUpgrade } from '#campaign/facts/ask.js';
import { daysFrom } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { Sql } from '#rule/rule.js';

type MessageId = 'complained' | 'paymentFailed' | 'stopped' | 'reduced' | 'refunded' | 'status';

const HOLD_BACK = 'Leave them out of this ask; send service help or thanks only.';

export default defineAudienceRule<MessageId, { days: number }>({
  id: 'fundraising/donor-distress-signal',
  severity: 'error',
  summary: 'An ask goes to donors who have just stopped, reduced, complained or could not pay',
  needs: ['recipients', 'gifts', 'manifest'],
  facts: ['giving', 'engagement', 'stewardship'],
  messages: {
    complained: '{{count}} of {{of}} recipients complained in the {{days}} days before the send, and this mail asks them for {{what}}.',
    paymentFailed: '{{count}} of {{of}} recipients had a payment fail in the {{days}} days before the send without one since, and this mail asks them for {{what}}.',
    stopped: '{{count}} of {{of}} recipients stopped their regular gift in the {{days}} days before the send, and this mail asks them for {{what}}.',
    reduced: '{{count}} of {{of}} recipients reduced their regular gift in the {{days}} days before the send, and this mail asks them for {{what}}.',
    refunded: '{{count}} of {{of}} recipients got a gift back in the {{days}} days before the send, and this mail asks them for {{what}}.',
    status: '{{count}} of {{of}} recipients have a status that says they have stopped, paused, complained or could not pay, and this mail asks them for {{what}}.',
  },
  suggestions: { complained: HOLD_BACK, paymentFailed: HOLD_BACK, stopped: HOLD_BACK, reduced: HOLD_BACK, refunded: HOLD_BACK, status: HOLD_BACK },
  defaultOptions: { days: 90 },
  optionsSchema: { days: daysFrom(1) },
  cases({ manifest }, { days }) {
    if (!asksForMoney(manifest)) return [];
    const isUpgrade = asksForUpgrade(manifest);
    const severity = isUpgrade ? 'error' : 'warning';
    const data = { days, what: isUpgrade ? 'a higher gift' : 'money' };
    const within = (at: Sql): Sql => sql`${at} BETWEEN send_at - to_days(${days}) AND send_at`;
    const cases: readonly (readonly [MessageId, Sql, string[]])[] = [
      ['complained', within(sql`complained_at`), ['complained_at']],
      ['paymentFailed', sql`${within(sql`payment_failed_at`)} AND coalesce(last_payment_at < payment_failed_at, true)`, ['payment_failed_at']],
      ['stopped', sql`${within(sql`last_cancel_at`)} AND NOT pledge_active`, ['last_cancel_at']],
      ['reduced', sql`${within(sql`last_downgrade_at`)} AND coalesce(last_upgrade_at < last_downgrade_at, true)`, ['last_downgrade_at']],
      ['refunded', within(sql`last_refund_at`), ['last_refund_at']],
      ['status', IS_RECORDED_DISTRESSED, ['status']],
    ];
    return cases.map(([messageId, where, evidence]) => ({ messageId, where, severity, evidence, data }));
  },
});
