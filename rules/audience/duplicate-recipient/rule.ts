import { defineAudienceRule, sql } from '#rule/rule.js';

export default defineAudienceRule({
  id: 'audience/duplicate-recipient',
  severity: 'warning',
  summary: 'Somebody would get the mail twice',
  needs: ['recipients'],
  columns: ['recipients.email'],
  facts: ['duplicates'],
  messages: {
    address: '{{count}} of {{of}} rows repeat the address of an earlier row: the mail would go there twice.',
    variant: '{{count}} of {{of}} rows have another spelling of a mailbox that an earlier row has.',
    contact: '{{count}} of {{of}} rows have another address of a person who is already in the list, by the CRM.',
    shared: '{{count}} of {{of}} rows have the address of an earlier row, but another first name: several people may read that mailbox.',
  },
  suggestions: {
    address: 'Keep one row a person: the one with the freshest consent.',
    variant: 'Check whether they are one person, and keep one row.',
    contact: 'Write to the address that the person uses for this.',
    shared: 'Write once, to both names, or leave them as they are if each has asked for the mail.',
  },
  defaultOptions: {},
  optionsSchema: {},
  cases({ manifest }) {
    if (manifest.kind === 'transactional') return [];
    return [
      { messageId: 'address', where: sql`duplicate_match = 'address'` },
      { messageId: 'variant', where: sql`duplicate_match = 'variant'` },
      { messageId: 'contact', where: sql`duplicate_match = 'contact'`, evidence: ['contact_matched_on'] },
      { messageId: 'shared', where: sql`duplicate_match = 'shared_address'`, severity: 'info' },
    ];
  },
});
