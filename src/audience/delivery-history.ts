import type { DeliveryCounts, DeliveryHistory } from '#rule/rule.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Audience } from './audience.js';
import { IS_BOUNCE } from './bounces.js';

/** A row of counts. */
type Counts = Pick<DeliveryCounts, keyof DeliveryCounts>;

/** Domains that are named; the worst come first. */
const MOST_DOMAINS = 20;

const COUNTS = sql`count(*) FILTER (WHERE type = 'sent') AS sent, count(*) FILTER (WHERE type = 'delivered') AS delivered,
  count(*) FILTER (WHERE type = 'complaint') AS complaints, count(*) FILTER (WHERE ${IS_BOUNCE}) AS bounces`;

/** What became of earlier mail, as the events table tells it. */
export function deliveryHistoryOf({ warehouse, given }: Audience): DeliveryHistory | undefined {
  if (!given.has('events')) return undefined;
  return {
    async between(from, until, minimumSent) {
      const within = sql`occurred_at >= ${from} AND occurred_at < ${until}`;
      const [all] = await warehouse.all<Counts>(sql`SELECT ${COUNTS} FROM events WHERE ${within}`);
      const domains = await warehouse.all<Counts & { domain: string }>(perDomain(within, minimumSent));
      return { all: all ?? { sent: 0, delivered: 0, complaints: 0, bounces: 0 }, domains };
    },
  };
}

/** Domains with enough mail and at least one complaint or bounce, by the share of complaints, then of bounces. */
function perDomain(within: Sql, minimumSent: number): Sql {
  return sql`
    SELECT domain, sent, delivered, complaints, bounces
    FROM (
      SELECT email_domain AS domain, ${COUNTS}
      FROM events JOIN recipient_facts ON recipient_facts.recipient_id = events.recipient_id
      WHERE ${within} AND email_domain IS NOT NULL
      GROUP BY email_domain) AS by_domain
    WHERE greatest(sent, delivered) >= ${minimumSent} AND complaints + bounces > 0
    ORDER BY complaints / greatest(sent, delivered) DESC, bounces / greatest(sent, delivered) DESC, domain
    LIMIT ${MOST_DOMAINS}`;
}
