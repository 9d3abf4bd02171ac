import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** A gateway follows this many different links of one mail within one window. */
const BURST_LINKS = 3;
/** Seconds; a window is two cells long and begins at every cell. */
export const BURST_CELL = 5;
/** Cells before and after the window's first that belong to the burst: the window and ten seconds on either side. */
const BURST_CELLS = [-2, -1, 0, 1, 2, 3];

/** Of at least so many mails, a mailbox behind a gateway has this share clicked within seconds. */
const SCANNED_MAILS = 3;
const SCANNED_SHARE = 0.5;
/** In such a mailbox, opens and clicks within this many seconds of the send say nothing. */
export const SCANNED_SECONDS = 20 * 60;
/** Unless the gateway gives its name, event by event: then unnamed acts come in fewer of the mails that it clicks than these, at once and within `SCANNED_SECONDS`. Our own. */
const UNNAMED_AT_ONCE = 0.1;
const UNNAMED_SOON = 0.5;

/** Makes `plan_bursts`: cells of time in which a gateway followed the links of a message. Only messages with enough clicks are looked into. Needs `plan_engagements`. */
export async function makeBursts(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_bursts AS
    WITH clicks AS (SELECT person, message, link, at_s FROM plan_engagements WHERE type = 'click' AND link IS NOT NULL AND message IS NOT NULL),
      many AS (SELECT person, message FROM clicks GROUP BY ALL HAVING count(*) >= ${BURST_LINKS})
    SELECT DISTINCT person, message, first_cell + unnest([${raw(BURST_CELLS.join(', '))}]) AS cell
    FROM (
      SELECT person, message, first_cell
      FROM (
        SELECT person, message, link, floor(at_s / ${BURST_CELL}) + unnest([0, -1]) AS first_cell
        FROM clicks SEMI JOIN many ON many.person = clicks.person AND many.message = clicks.message)
      GROUP BY ALL HAVING count(DISTINCT link) >= ${BURST_LINKS})`);
}

/**
 * Makes `plan_scanned`: people whose mail is mostly clicked within `clickSeconds` of the send, and not by a gateway alone whose events are known by its name: the
 * reader's acts are what is left of those then. Needs `plan_sends` and `plan_engagements`.
 */
export async function makeScanned(warehouse: Warehouse, clickSeconds: number): Promise<void> {
  await warehouse.run(sql`
    CREATE OR REPLACE TABLE plan_scanned AS
    WITH gateways AS (
      SELECT person, clicked
      FROM plan_sends AS sends JOIN (
        SELECT person, count(DISTINCT message) AS clicked FROM plan_engagements
        WHERE type = 'click' AND at_s >= sent_s AND at_s - sent_s <= ${clickSeconds} GROUP BY person) AS quick USING (person)
      GROUP BY person, clicked
      HAVING count(*) >= ${SCANNED_MAILS} AND clicked >= ${SCANNED_SHARE} * count(*))
    SELECT person
    FROM plan_engagements JOIN gateways USING (person)
    WHERE type IN ('open', 'click') AND reason IS NULL AND at_s >= sent_s AND at_s - sent_s <= ${SCANNED_SECONDS}
    GROUP BY person, clicked
    HAVING count(DISTINCT message) FILTER (at_s - sent_s <= ${clickSeconds}) >= ${UNNAMED_AT_ONCE} * clicked OR count(DISTINCT message) >= ${UNNAMED_SOON} * clicked`);
}
