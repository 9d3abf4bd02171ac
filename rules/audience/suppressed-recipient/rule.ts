import { throughDay } from '#audience/through-day.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['suppressed_by', 'suppression_match', 'suppression_scope'];
/** An opt-out from advertising leaves the receipt alone; a dead mailbox and a lawyer's word do not. */
const BLOCK_SERVICE_MAIL = ['legal_hold', 'hard_bounce'];

export default defineAudienceRule({
  id: 'audience/suppressed-recipient',
  severity: 'error',
  summary: 'Somebody on a suppression list is among the recipients',
  needs: ['recipients', 'suppressions'],
  columns: ['recipients.email|suppressions.recipient_id'],
  messages: {
    listed: '{{count}} of {{of}} recipients are on a suppression list and must not get this campaign.',
    variant: '{{count}} of {{of}} recipients have another spelling of a mailbox that is on a suppression list.',
  },
  suggestions: {
    listed: 'Take them out, and sync suppressions into the ESP before every send.',
    variant: 'Look at them: a plus tag or Gmail\'s dots most often mean the same person.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    const blocked = manifest.kind === 'transactional' ? sql`list_contains(${BLOCK_SERVICE_MAIL}, suppressed_by)` : sql`suppressed_by IS NOT NULL`;
    const resubscribed = sql`suppressed_by = 'unsubscribe' AND suppression_match <> 'domain' AND consent_active AND consent_basis = 'express' AND consent_confirmed_at > ${throughDay(sql`suppressed_at`)}`;
    const isListed = sql`${blocked} AND NOT coalesce(${resubscribed}, false)`;
    return [
      { messageId: 'listed', where: sql`${isListed} AND suppression_match <> 'variant'`, evidence: EVIDENCE },
      { messageId: 'variant', where: isListed, severity: 'warning', evidence: EVIDENCE },
    ];
  },
});
