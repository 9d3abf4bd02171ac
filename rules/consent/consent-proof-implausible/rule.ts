import { throughDay } from '#audience/through-day.js';
import { defineAudienceRule, sql } from '#rule/rule.js';
import type { AudienceCase, Totals } from '#rule/rule.js';

type MessageId = 'future' | 'confirmedBefore' | 'confirmedAtOnce' | 'sameInstant';

const EVIDENCE = ['jurisdiction', 'consent_source_type', 'consent_source', 'consent_given_at'];
/** One click by a scanner, or an import that filled both fields, is faster than a reader. */
const SCANNER = 'Ask for a second click on the page behind the link, which scanners do not make. Not legal advice.';
/** Instants are counted by 16 bits of their hashes first, and then those in the fullest of these buckets: an instant of more than a hundredth of the list is in one of them. */
const BUCKET = sql`CAST(hash(instant) >> CAST(48 AS UBIGINT) AS USMALLINT)`;
const CANDIDATES = 100;

export default defineAudienceRule({
  id: 'consent/consent-proof-implausible',
  severity: 'warning',
  summary: 'The times of a consent on file cannot be those of a person who gave it',
  needs: ['recipients', 'consents'],
  columns: ['consents.given_at|consents.confirmed_at'],
  messages: {
    future: '{{count}} of {{of}} recipients have a consent on file that is dated in the future.',
    confirmedBefore: '{{count}} of {{of}} recipients have confirmed before they signed up.',
    confirmedAtOnce: '{{count}} of {{of}} recipients have confirmed within {{seconds}} seconds of the sign-up, as scanners and imports do.',
    sameInstant: '{{count}} of {{of}} recipients have consented in the same instant ({{instant}}), which looks like the time of an import.',
  },
  suggestions: {
    future: 'Correct the dates; day and month may have changed places. Not legal advice.',
    confirmedBefore: 'Restore the times from the logs of the form. Not legal advice.',
    confirmedAtOnce: SCANNER,
    sameInstant: 'Restore the original proofs from where the list came from. Not legal advice.',
  },
  defaultOptions: { minSeconds: 2, maxShare: 0.05, minRecipients: 20 },
  optionsSchema: { minSeconds: { type: 'number', minimum: 0, maximum: 60 }, maxShare: { type: 'number', exclusiveMinimum: 0, maximum: 1 }, minRecipients: { type: 'integer', minimum: 2 } },
  async cases({ manifest }, { minSeconds, maxShare, minRecipients }, { now, totals }): Promise<AudienceCase<MessageId>[]> {
    if (manifest.kind === 'transactional') return [];
    const express = sql`opt_in_required AND consent_basis = 'express'`;
    const judged = sql`${express} AND consent_active`;
    const common = await commonestInstant(totals);
    const isImport = common !== undefined && common.recipients >= minRecipients && common.recipients > maxShare * common.of;
    return [
      { messageId: 'future', where: sql`${express} AND consent_status IN ('active', 'future') AND (consent_given_at > ${now} OR (consent_confirmed_at > ${now} AND consent_confirmed_at <= send_at))`, evidence: EVIDENCE },
      { messageId: 'confirmedBefore', where: sql`${judged} AND ${throughDay(sql`consent_confirmed_at`)} < consent_given_at`, evidence: EVIDENCE },
      ...(isImport ? [{ messageId: 'sameInstant' as const, where: sql`${judged} AND date_trunc('second', consent_given_at) = ${common.instant} AND ${NOT_ON_PAPER}`, evidence: EVIDENCE, data: { instant: common.instant.toISOString() } }] : []),
      { messageId: 'confirmedAtOnce', where: sql`${judged} AND ${HAS_TIME} AND epoch(consent_confirmed_at - consent_given_at) < ${minSeconds}`, evidence: EVIDENCE, data: { seconds: minSeconds } },
    ];
  },
});

/** A day is kept as its first instant, and says nothing of seconds. */
const HAS_TIME = sql`date_trunc('day', consent_confirmed_at) <> consent_confirmed_at`;
/** Forms typed in together, and lists of an event, share a day for good reason. */
const NOT_ON_PAPER = sql`coalesce(consent_source_type NOT IN ('paper', 'event'), true)`;

/** The instant at which the most recipients consented; two passes over one column, in bounded memory. */
async function commonestInstant(totals: Totals | undefined): Promise<{ instant: Date; recipients: number; of: number } | undefined> {
  const row = await totals?.(sql`
    WITH given AS (
        SELECT date_trunc('second', given_at) AS instant FROM recipient_consents JOIN consent_kinds USING (kind)
        WHERE state = 'active' AND basis = 'express' AND coalesce(source_type NOT IN ('paper', 'event'), true)),
      buckets AS MATERIALIZED (SELECT ${BUCKET} AS bucket, count(*) AS consents FROM given GROUP BY bucket)
    SELECT arg_max(instant, recipients) AS instant, max(recipients) AS recipients, (SELECT CAST(sum(consents) AS BIGINT) FROM buckets) AS of
    FROM (
      SELECT instant, count(*) AS recipients FROM given
      WHERE instant IS NOT NULL AND ${BUCKET} IN (SELECT bucket FROM buckets ORDER BY consents DESC LIMIT ${CANDIDATES}) GROUP BY instant)`);
  const instant = row?.['instant'];
  return typeof instant === 'string' ? { instant: new Date(instant), recipients: Number(row?.['recipients']), of: Number(row?.['of']) } : undefined;
}
