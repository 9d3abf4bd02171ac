import { EMAIL_DOMAINS } from '#audience/register-domains.js';
import type { Campaign } from '#campaign/campaign.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineRule, sql } from '#rule/rule.js';
import type { Totals } from '#rule/rule.js';

/** RFC 5321 (64 octets before the @, 254 in all), RFC 5322 dot-atoms, and the letters of RFC 6531. */
const LONGEST = 254;
const ATOM = "[\\p{L}\\p{N}\\p{M}!#$%&'*+/=?^_`{|}~-]+";
const ADDRESS = `(?:${ATOM}(?:\\.${ATOM})*|"[^"\\\\\\x00-\\x1f]+")@[^@\\s]+`;
const LONGEST_MAILBOX = 64;

/** Latin letters beside Cyrillic or Greek ones in one mailbox: аnna@ with a Cyrillic а. */
const LOOKALIKE = '\\p{Latin}[\\p{Cyrillic}\\p{Greek}]|[\\p{Cyrillic}\\p{Greek}]\\p{Latin}';

/** Of a list most of which is at domains kept for examples and tests. */
const RESERVED = sql`
  SELECT coalesce(sum(recipients) FILTER (WHERE fault = 'reserved'), 0) AS count, (SELECT count(email) FROM recipients) AS "of" FROM ${EMAIL_DOMAINS}`;

/** Mailboxes that tests, forms filled in to get past, and machines leave behind. */
const TEST_LOCAL = '^(test|tests|tester|testing|test[._-]test|test[._-]?[0-9]+|test[._-]?(user|account|mail|email|adresse)|(my|the|email|mail)test|asdf[a-zöä]*|qwert[yz]?|azerty|no-?reply|do-?not-?reply|dummy|fake|foo|bar|foobar|x{3,}|a{3,}|abc|abc123|123|1234|12345|beispiel|example|max[._]?mustermann|erika[._]?mustermann|john[._]?doe|jane[._]?doe|seed[+._-].*|qa\\+.*|noemail|nomail|none|null|undefined|n/a|na|keine|kein)$';

const ASK = 'Ask the person for the right address, or take the row out; do not correct it by guessing.';

type MessageId = 'sample' | 'malformed' | 'reserved' | 'typo' | 'test' | 'missing' | 'own';

export default defineRule<MessageId, { allow: string[] }>({
  id: 'audience/invalid-or-test-address',
  severity: 'error',
  summary: 'An address cannot get mail, or belongs to a test',
  needs: ['recipients'],
  columns: ['recipients.email'],
  messages: {
    sample: '{{count}} of {{of}} recipients are at domains reserved for examples: this is a sample, not a list to send to.',
    malformed: '{{count}} of {{of}} recipients have an address that cannot exist.',
    reserved: '{{count}} of {{of}} recipients are at domains reserved for examples and tests.',
    typo: '{{count}} of {{of}} recipients have a domain that is one slip away from a large provider\'s.',
    test: '{{count}} of {{of}} recipients look like test rows or machines.',
    missing: '{{count}} of {{of}} recipients have no address.',
    own: '{{count}} of {{of}} recipients are at the sender\'s own domain.',
  },
  suggestions: {
    sample: 'Nothing to do for a trial; before the send, export the real list.',
    malformed: ASK,
    reserved: 'Take the test rows out.',
    typo: ASK,
    test: 'Take them out; seed addresses that shall stay can be named in the rule\'s options.',
    missing: 'Take them out, or find out why the export lost their addresses.',
    own: 'Keep them as seeds, or take colleagues out of a campaign for others.',
  },
  defaultOptions: { allow: [] },
  optionsSchema: { allow: PHRASES },
  async *check(_campaign, _options, { totals }) {
    const { count, of, isSample } = await reservedShare(totals);
    if (isSample) yield { messageId: 'sample', severity: 'info', data: { count, of }, location: { part: 'audience' } };
  },
  async audienceCases(campaign, { allow }, { mergeFields, totals }) {
    const allowed = allow.map((entry) => entry.toLowerCase().replace(/^@/, ''));
    const isAllowed = sql`(email IN (SELECT unnest(${allowed})) OR coalesce(email_domain, '') IN (SELECT unnest(${allowed})))`;
    const isJudged = allowed.length === 0 ? sql`coalesce(email, '') <> ''` : sql`coalesce(email, '') <> '' AND NOT ${isAllowed}`;
    const isReserved = sql`${isJudged} AND domain_fault = 'reserved'`;
    const { isSample } = await reservedShare(totals);
    const isMalformed = sql`(email_domain IS NULL OR ends_with(field_email, '.') OR domain_fault IN ('malformed', 'unknown_tld', 'lookalike') OR length(email) > ${LONGEST}
      OR NOT regexp_full_match(email, ${ADDRESS}) OR length(mailbox) > ${LONGEST_MAILBOX}
      OR (strlen(mailbox) > length(mailbox) AND regexp_matches(mailbox, ${LOOKALIKE})))`;
    const hasAddresses = mergeFields?.names.some((name) => name.trim().toLowerCase() === 'email') ?? false;
    return [
      { messageId: 'malformed', where: sql`${isJudged} AND ${isMalformed}`, evidence: ['domain_fault'] },
      { messageId: 'reserved', where: sql`${isReserved} AND NOT ${isSample}`, evidence: ['email_domain'] },
      { messageId: 'typo', where: sql`${isJudged} AND domain_fault = 'typo'`, severity: 'warning', evidence: ['email_domain'] },
      { messageId: 'test', where: sql`${isJudged} AND regexp_matches(mailbox, ${TEST_LOCAL})`, heuristic: true },
      { messageId: 'missing', where: sql`${hasAddresses} AND coalesce(email, '') = ''`, severity: 'warning' },
      { messageId: 'own', where: sql`${isJudged} AND list_contains(${ownDomains(campaign)}, email_domain)`, severity: 'info' },
    ];
  },
});

/** Asked before the scan, which would count anew for each part of a long list. */
async function reservedShare(totals: Totals | undefined): Promise<{ readonly count: number; readonly of: number; readonly isSample: boolean }> {
  const found = (await totals?.(RESERVED)) ?? {};
  const [count, of] = [Number(found['count'] ?? 0), Number(found['of'] ?? 0)];
  return { count, of, isSample: 2 * count > of };
}

/** Of a campaign for others: members of staff may well be customers or donors. */
function ownDomains({ manifest }: Campaign): readonly string[] {
  if (manifest.audienceType !== 'prospecting') return [];
  const from = manifest.from?.email?.split('@')[1];
  return [...(manifest.sender?.domains ?? []), ...(from === undefined ? [] : [from])].map((domain) => domain.toLowerCase());
}
