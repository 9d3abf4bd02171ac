import { normalAddress } from '#audience/address.js';
import { IS_HARD_BOUNCE } from '#audience/bounces.js';
import { hasValue } from '#audience/has-value.js';
import { IS_BARRED_AS_PERSON } from '#audience/person-suppressions.js';
import { CONSENTED_AT } from '#audience/through-day.js';
import { daysFrom } from '#rule/option-schemas.js';
import { defineRule, isAmong, sql } from '#rule/rule.js';
import type { Sql, Totals } from '#rule/rule.js';
import statuses from './statuses.json' with { type: 'json' };

/** How the entries of the list's last year are spread over days. */
interface Rhythm {
  readonly days: number;
  readonly span: number;
  /** Days from the newest entry to now. */
  readonly silence: number;
}

/** Words of a list's own `status` that say who is gone, without accents, `_`, `-` and what stands in brackets behind. A customer who left is none of them. */
const GONE = statuses.map((word) => word.normalize('NFD').replace(/\p{M}/gu, ''));
/** Asked once for each different status: many recipients have the same. */
const IS_GONE = hasValue('status', (status) => sql`list_contains(${GONE}, strip_accents(translate(lower(trim(regexp_replace(${status}, '\\([^()]*\\)$', ''))), '_-', '  ')))`);

/** Too few to speak of a rhythm. Our own limits. */
const LEAST_DAYS = 5;
const LEAST_SPAN = 7;
/** A silence that happens less often than this by chance says that nobody synced. */
const CHANCE = 0.001;
/** Even a list with entries every day may miss one. */
const BUSIEST = 0.95;

const SYNC = 'Sync the list now, rebuild the audience, and run this check at send time, not when the audience is exported.';

export default defineRule<'silent' | 'missed' | 'person' | 'bounced' | 'gone', { minSilentDays: number }>({
  id: 'audience/suppression-list-stale',
  severity: 'error',
  summary: 'The suppression list is older than what it should hold',
  needs: ['recipients'],
  columns: ['suppressions.at|events.type|recipients.status'],
  facts: ['engagement', 'persons'],
  messages: {
    silent: 'The suppression list has entries on {{days}} of {{span}} days, and none for the last {{silence}}: it has not been synced.',
    missed: '{{count}} of {{of}} recipients have unsubscribed or complained by the events, and are on no suppression list.',
    person: '{{count}} of {{of}} recipients complained at another of their addresses by the events, and are on no suppression list: that holds for the person.',
    bounced: 'Mail to {{count}} of {{of}} recipients came back for good by the events, none has reached them since, and they are on no suppression list.',
    gone: '{{count}} of {{of}} recipients have a status that says that they have unsubscribed, complained or cannot be reached, and are on no suppression list.',
  },
  suggestions: { silent: SYNC, missed: 'Take them out, and find out why the list does not know them: every opt-out since its last sync is missing too.', person: 'Take them out, and put every address of a person on the list when one of them complains.', bounced: 'Take them out, or write to a new address of theirs: mail to dead mailboxes counts against the sender.', gone: 'Take them out: the list was exported with those whom the system itself would not mail.' },
  defaultOptions: { minSilentDays: 2 },
  optionsSchema: { minSilentDays: daysFrom(1) },
  async *check({ manifest }, { minSilentDays }, { totals, now }) {
    if (!totals || manifest.kind === 'transactional') return;
    const { days, span, silence } = await rhythmOf(totals, now);
    if (silence < minSilentDays || days < LEAST_DAYS || span < LEAST_SPAN) return;
    const chance = (1 - Math.min(days / span, BUSIEST)) ** silence;
    if (chance < CHANCE) yield { messageId: 'silent', data: { days, span, silence }, location: { part: 'audience' }, evidence: { days, span, silence } };
  },
  audienceCases({ manifest }, _options, { deliveries }) {
    if (manifest.kind === 'transactional') return [];
    const hasReturned = sql`(complained_at IS NULL AND consent_active AND consent_basis = 'express' AND ${CONSENTED_AT} > unsubscribed_at)`;
    return [
      ...(deliveries ? [{ messageId: 'missed' as const, where: sql`(unsubscribed_at IS NOT NULL OR complained_at IS NOT NULL) AND NOT ${isListed(HAVE_LEFT)} AND NOT coalesce(${hasReturned}, false)`, evidence: ['unsubscribed_at', 'complained_at'] },
        { messageId: 'person' as const, where: sql`person_complained_at IS NOT NULL AND suppressed_by IS NULL AND NOT coalesce(${IS_BARRED_AS_PERSON}, false)`, evidence: ['person_complained_at'] },
        { messageId: 'bounced' as const, where: sql`bounced_at > coalesce(last_reached_at, TIMESTAMP '-infinity') AND NOT ${isListed(HAVE_BOUNCED)}`, evidence: ['bounced_at'] }] : []),
      { messageId: 'gone', where: sql`${IS_GONE} AND NOT ${isListed(sql`SELECT recipient_id FROM recipients WHERE ${IS_GONE}`)}`, evidence: ['status'] },
    ];
  },
});

const HAVE_LEFT = sql`SELECT recipient_id FROM events WHERE type IN ('unsubscribe', 'complaint')`;
const HAVE_BOUNCED = sql`SELECT recipient_id FROM events WHERE ${IS_HARD_BOUNCE}`;

/** Whether one of those asked about stands on any list: one whose scope is another topic knows them, and is no list out of date. Long lists are searched for those alone: by what stands before the @, however a domain is written. */
function isListed(asked: Sql): Sql {
  const mailbox = (address: Sql) => sql`split_part(${address}, '@', 1)`;
  const own = sql`SELECT ${mailbox(normalAddress(sql`email`))} FROM recipients WHERE ${isAmong(sql`recipient_id`, asked)}`;
  return sql`(suppressed_by IS NOT NULL OR ${isAmong(sql`recipient_id`, sql`SELECT recipient_id FROM suppressions WHERE ${isAmong(sql`recipient_id`, asked)}`)}
    OR coalesce(${isAmong(sql`email`, sql`SELECT email FROM (SELECT lower(email) AS email FROM suppressions) WHERE ${isAmong(mailbox(sql`email`), own)}`)}, false))`;
}

async function rhythmOf(totals: Totals, now: Date): Promise<Rhythm> {
  const row = await totals(sql`
    SELECT count(DISTINCT CAST("at" AS DATE)) AS days, date_diff('day', min("at"), max("at")) + 1 AS span, date_diff('hour', max("at"), ${now}) / 24 AS silence
    FROM suppressions WHERE "at" <= ${now} AND "at" > (SELECT max("at") FROM suppressions WHERE "at" <= ${now}) - to_days(365)`);
  return { days: Number(row['days'] ?? 0), span: Number(row['span'] ?? 0), silence: Math.floor(Number(row['silence'] ?? 0)) };
}
