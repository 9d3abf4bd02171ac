import { SHARED_MAILBOX, TECHNICAL_MAILBOX } from '#audience/shared-mailbox.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'audience/role-account-recipient',
  severity: 'warning',
  summary: 'A mailbox that several people or a machine reads is among the recipients',
  needs: ['recipients'],
  columns: ['recipients.email'],
  messages: {
    technical: '{{count}} of {{of}} recipients are mailboxes for abuse, privacy or technical reports.',
    shared: '{{count}} of {{of}} recipients are shared mailboxes such as info@ or sales@, without an express opt-in on file.',
    agreed: '{{count}} of {{of}} recipients are shared mailboxes such as info@ or sales@ with an opt-in.',
  },
  suggestions: {
    technical: 'Take them out: mail there counts as abuse.',
    shared: 'Take them out, or ask who of the team wants the mail.',
    agreed: 'Address the team, not a person.',
  },
  defaultOptions: { allow: [] as string[] },
  optionsSchema: { allow: PHRASES },
  cases({ manifest }, { allow }) {
    if (manifest.kind === 'transactional') return [];
    const isJudged = sql`NOT list_contains(${allow.map((entry) => entry.toLowerCase())}, mailbox) AND mailbox <> coalesce(lower(trim(last_name)), '')`;
    const isShared = sql`regexp_full_match(mailbox, ${`(?s)${SHARED_MAILBOX}`}) AND ${isJudged}`;
    return [
      { messageId: 'technical', where: sql`regexp_full_match(mailbox, ${TECHNICAL_MAILBOX}) AND ${isJudged}` },
      { messageId: 'agreed', where: sql`${isShared} AND coalesce(consent_active AND consent_basis = 'express', false)`, severity: 'info' },
      { messageId: 'shared', where: isShared, evidence: ['recipient_class', 'jurisdiction'] },
    ];
  },
});
