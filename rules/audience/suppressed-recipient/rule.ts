import { IS_BARRED_AS_PERSON } from '#audience/person-suppressions.js';
import { CONSENTED_AT, throughDay } from '#audience/through-day.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

const EVIDENCE = ['suppressed_by', 'suppression_match', 'suppression_scope'];
const EVIDENCE_OF_PERSON = ['person_suppressed_by', 'person_suppression_scope', 'person_score', 'person_address'];
/** An opt-out from advertising leaves the receipt alone; a dead mailbox and a lawyer's word do not. */
const BLOCK_SERVICE_MAIL = ['legal_hold', 'hard_bounce'];

export default defineAudienceRule({
  id: 'audience/suppressed-recipient',
  severity: 'error',
  summary: 'Somebody on a suppression list is among the recipients',
  needs: ['recipients', 'suppressions'],
  facts: ['persons'],
  columns: ['recipients.email|suppressions.recipient_id'],
  messages: {
    listed: '{{count}} of {{of}} recipients are on a suppression list and must not get this campaign.',
    person: '{{count}} of {{of}} recipients objected or complained at another of their addresses: that holds for the person, and so for this address.',
    variant: '{{count}} of {{of}} recipients have another spelling of a mailbox that is on a suppression list.',
    personMaybe: '{{count}} of {{of}} recipients may be people who are on a suppression list with an address that several people share.',
    personLeft: '{{count}} of {{of}} recipients are on a suppression list with another of their addresses.',
  },
  suggestions: {
    listed: 'Take them out, and sync suppressions into the ESP before every send.',
    person: 'Take them out, and put every address of a person on the list when one of them objects.',
    variant: 'Look at them: a plus tag or Gmail\'s dots most often mean the same person.',
    personMaybe: 'Ask who said no before you write to them.',
    personLeft: 'Write to them only if they asked for mail to this address: who leaves with one seldom wants it at another.',
  },
  defaultOptions: { maxSharedBy: 2 },
  optionsSchema: { maxSharedBy: { type: 'integer', minimum: 1, maximum: 10 } },
  cases({ manifest }, { maxSharedBy }) {
    const blocked = manifest.kind === 'transactional' ? sql`list_contains(${BLOCK_SERVICE_MAIL}, suppressed_by)` : sql`suppressed_by IS NOT NULL`;
    const resubscribed = sql`suppressed_by = 'unsubscribe' AND suppression_match <> 'domain' AND consent_active AND consent_basis = 'express' AND consent_confirmed_at <= send_at AND consent_confirmed_at > ${throughDay(sql`suppressed_at`)}`;
    const stopped = manifest.kind === 'transactional' ? sql`person_suppressed_by = 'legal_hold'` : sql`person_suppressed_by IS NOT NULL`;
    const isAskedSince = sql`(person_suppressed_by IN ('unsubscribe', 'manual') AND consent_active AND consent_basis = 'express' AND ${CONSENTED_AT} > ${throughDay(sql`person_suppressed_at`)})`;
    const isPerson = sql`${stopped} AND person_shared_by <= ${maxSharedBy} AND NOT coalesce(${isAskedSince}, false)`;
    const isListed = sql`${blocked} AND NOT coalesce(${resubscribed}, false)`;
    return [
      { messageId: 'listed', where: sql`${isListed} AND suppression_match <> 'variant'`, evidence: EVIDENCE },
      { messageId: 'person', where: sql`${stopped} AND ${IS_BARRED_AS_PERSON}`, evidence: EVIDENCE_OF_PERSON },
      { messageId: 'variant', where: isListed, severity: 'warning', evidence: EVIDENCE },
      { messageId: 'personMaybe', where: sql`${isPerson} AND person_shared_by > 1`, severity: 'warning', evidence: EVIDENCE_OF_PERSON },
      { messageId: 'personLeft', where: isPerson, severity: 'warning', evidence: EVIDENCE_OF_PERSON },
    ];
  },
});
