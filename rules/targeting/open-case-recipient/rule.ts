import { MATCHES_COMPANY, MATCHES_PERSON } from '#audience/contact-match.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import words from './words.json' with { type: 'json' };

const CLOSED = oneOf(Object.values(words.closed).flat());
/** A case that says that it is closed (`closed`, `resolved 2026-10-01`, `#4412: closed`), words for no case (`no open tickets`), and the answer to a survey, which is none. */
const CLOSED_OR_SURVEY = `^${CLOSED}([^\\p{L}]|$)|[^\\p{L}]${CLOSED}$|^nps([^\\p{L}]|$)|^${oneOf(words.without)} ${oneOf(words.case)}([^\\p{L}]|$)`;
/** `not closed` is open. */
const NOT_CLOSED = `(^|[^\\p{L}])${oneOf(words.not)}( ${oneOf(words.yet)})? ${CLOSED}`;
/** Cases of the whole account, by how words of twelve languages begin. */
const OF_ACCOUNT = oneOf(words.account);
const EVIDENCE = ['contact_open_case', 'contact_owner', 'contact_match'];

export default defineAudienceRule({
  id: 'targeting/open-case-recipient',
  severity: 'warning',
  summary: 'Somebody with an open complaint or case gets promotional mail',
  needs: ['recipients', 'contacts', 'manifest'],
  columns: ['recipients.email|recipients.company|recipients.last_name', 'contacts.open_case'],
  messages: {
    person: '{{count}} of {{of}} recipients have an open case in the CRM, and this mail wants something of them.',
    account: '{{count}} of {{of}} recipients work for a company with an open dispute, overdue payment or cancellation in the CRM.',
    company: '{{count}} of {{of}} recipients work for a company where somebody else has an open case.',
  },
  suggestions: {
    person: 'Hold this mail back until the case is closed; send them news of the case instead.',
    account: 'Ask the account owner first.',
    company: 'Ask the account owner whether this is the moment.',
  },
  defaultOptions: { ignore: [] as string[] },
  optionsSchema: { ignore: PHRASES },
  cases({ manifest }, { ignore }) {
    if (manifest.kind === 'transactional') return [];
    const said = sql`lower(trim(contact_open_case))`;
    const isClosed = sql`(list_contains(${[...words.none, ...ignore.map((word) => word.toLowerCase())]}, ${said}) OR (regexp_matches(${said}, ${CLOSED_OR_SURVEY}) AND NOT regexp_matches(${said}, ${NOT_CLOSED})))`;
    const isOpen = sql`contact_open_case IS NOT NULL AND NOT ${isClosed}`;
    return [
      { messageId: 'person', where: sql`${isOpen} AND ${MATCHES_PERSON}`, evidence: EVIDENCE },
      { messageId: 'account', where: sql`${isOpen} AND ${MATCHES_COMPANY} AND regexp_matches(lower(contact_open_case), ${OF_ACCOUNT})`, evidence: EVIDENCE },
      { messageId: 'company', where: sql`${isOpen} AND ${MATCHES_COMPANY}`, severity: 'info', evidence: EVIDENCE },
    ];
  },
});

function oneOf(patterns: readonly string[]): string {
  return `(${patterns.join('|')})`;
}
