import { EVENTS, EVENT_TYPES } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable, ReducedColumn } from '#warehouse/load-table.js';
import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import agents from './machine-agents.json' with { type: 'json' };

/**
 * What is read of a log, whether it stands in the table `events` or in a model file: relations to select from. People, messages, campaigns and links are
 * the 64-bit hashes of their names: two that coincide are not to be expected in a billion logs. Who is a recipient, and what the clock says, comes later.
 */
export interface EventLog {
  /** `recipient`, `message`, `sent`, `triggered`: one row a message, what a person got under one message id (or, without, campaign id), of those that went out by an instant and had not bounced by then. */
  readonly sendsUntil: (now: Date) => Sql;
  /** One row an engagement, `SIGNAL_COLUMNS`: the same event delivered twice is one. */
  readonly signals: Sql;
  /** `recipient`, `sent`: when people got a campaign, up to an instant; the last time for each is among them. */
  readonly sendsOf: (campaign: string, until: Date) => Promise<Sql>;
  /** Of all events, whatever their type; undefined: there is none. */
  readonly first: Date | undefined;
  /** Gives back the memory of the rows: nothing is read after it. */
  readonly close: () => Promise<void>;
}

/** What a person may do with a mail. The first of them, whichever it is, is the message's engagement. */
const SIGNALS = ['open', 'click', 'reply', 'conversion', 'gift'];
const MACHINES = ['apple_prefetch', 'scanner_agent', 'machine_open', 'auto_reply'];
export const SIGNAL_TYPE = enumOf(SIGNALS);
const MACHINE_TYPE = enumOf(MACHINES);

const [HASH, INSTANT] = [raw('UBIGINT'), raw('TIMESTAMP')];
/** `sent`: the first send; `last_sent`: the last one, if it is another; `bounced`, `triggered`: the first row that says so; `campaign`: of its sends, or `SEVERAL`; instants are UTC. */
export const MESSAGE_COLUMNS = { recipient: HASH, message: HASH, sent: INSTANT, last_sent: INSTANT, bounced: INSTANT, triggered: INSTANT, campaign: HASH };
/** `message`: NULL where the event names none; `machine`: what the event by itself shows of who made it. */
export const SIGNAL_COLUMNS = { recipient: HASH, message: HASH, type: SIGNAL_TYPE, occurred_at: INSTANT, link: HASH, machine: MACHINE_TYPE };

/** Apple's Mail Privacy Protection fetches every mail with this user agent and no more. */
const APPLE_PREFETCH = 'Mozilla/5.0';
/** Categories of replies, in small letters and without what stands between the words, that no person wrote. */
const AUTOMATIC = ['auto', 'automatic', 'autoreply', 'autoresponse', 'autoresponder', 'automaticreply', 'outofoffice', 'ooo', 'vacation'];
/** By what `machine` is told: a model made with other ones is another model. */
export const MACHINE_SIGNS = [APPLE_PREFETCH, agents.tokens, AUTOMATIC] as const;

/** Stands for the campaign where sends of one message name several. */
export const SEVERAL = 0;

const MESSAGE_ID = raw('coalesce(message_id, campaign_id)');
const hashOf = (id: Sql): Sql => sql`CASE WHEN ${id} IS NOT NULL THEN hash(${id}) END`;

/**
 * What of an event is used, as the table `events` holds it: half of what the file says. `user_agent` of opens and clicks alone; `says`: what the event by itself, its user agent apart, shows of who
 * made it; `propensity` is kept for who asks for it.
 */
const REDUCED: readonly ReducedColumn[] = [
  { name: 'recipient', type: HASH, value: hashOf(raw('recipient_id')) },
  { name: 'message', type: HASH, value: hashOf(MESSAGE_ID) },
  { name: 'type', type: enumOf(EVENT_TYPES), value: raw('type') },
  { name: 'occurred_at', type: INSTANT, value: raw('occurred_at') },
  { name: 'triggered', type: raw('BOOLEAN'), value: raw('triggered') },
  { name: 'campaign', type: HASH, value: hashOf(raw('campaign_id')) },
  { name: 'link', type: HASH, value: hashOf(raw('url')) },
  { name: 'user_agent', type: raw('VARCHAR'), value: sql`CASE WHEN type IN ('open', 'click') THEN user_agent END` },
  {
    name: 'says', type: MACHINE_TYPE, value: sql`CASE
      WHEN type = 'open' AND machine_open THEN 'machine_open'
      WHEN type = 'reply' AND regexp_replace(lower(coalesce(category, '')), '[^a-z]', '', 'g') IN (${namesOf(AUTOMATIC)}) THEN 'auto_reply' END`,
  },
];
const PROPENSITY: ReducedColumn = { name: 'propensity', type: raw('DOUBLE'), value: raw('propensity') };

/** Loads a table of events into `events`, as narrow as can be. */
export function loadEvents(warehouse: Warehouse, files: string, propensities = false): Promise<LoadedTable> {
  return loadTable(warehouse, EVENTS, files, { reduced: propensities ? [...REDUCED, PROPENSITY] : REDUCED });
}

/** The log in the table `events`, which stays when it is `kept`. Makes `log_agents`. */
export async function eventsLog(warehouse: Warehouse, kept = false): Promise<EventLog> {
  await warehouse.run(agentsTable());
  const [first] = await warehouse.all<{ at: string | null }>(sql`SELECT min(occurred_at) AS at FROM events`);
  return {
    sendsUntil: sentEvents,
    signals: mergedSignals(signalRows()),
    sendsOf: (campaign, until) => Promise.resolve(sql`(SELECT recipient, occurred_at AS sent FROM events WHERE type = 'sent' AND campaign = hash(CAST(${campaign} AS VARCHAR)) AND occurred_at <= ${until})`),
    first: first?.at === null || first === undefined ? undefined : new Date(first.at),
    close: async () => { if (!kept) await warehouse.run(sql`DROP TABLE events`); },
  };
}

/** The longest GROUP BY of a plan, so it holds as little as can be of a message. */
function sentEvents(now: Date): Sql {
  return sql`(
    SELECT * FROM (
      SELECT recipient, message, min(occurred_at) AS sent, coalesce(bool_or(triggered), false) AS triggered
      FROM events WHERE type = 'sent' AND message IS NOT NULL AND occurred_at <= ${now} GROUP BY recipient, message) AS sent
    ANTI JOIN (SELECT recipient, message FROM events WHERE type = 'bounce' AND occurred_at <= ${now}) AS bounced ON bounced.recipient = sent.recipient AND bounced.message = sent.message)`;
}

/** Rows of messages, several of which may be of one, as one row a message. It does not matter in which order and how often rows are merged. */
export function mergedMessages(rows: Sql): Sql {
  return sql`(
    SELECT recipient, message, min(sent) AS sent, nullif(max(coalesce(last_sent, sent)), min(sent)) AS last_sent, min(bounced) AS bounced, min(triggered) AS triggered,
      CASE WHEN min(campaign) <> max(campaign) THEN CAST(${SEVERAL} AS UBIGINT) ELSE min(campaign) END AS campaign
    FROM ${rows} GROUP BY recipient, message)`;
}

export function mergedSignals(rows: Sql): Sql {
  return sql`(SELECT DISTINCT ${columnsOf(SIGNAL_COLUMNS)} FROM ${rows})`;
}

/** A row a send or bounce, of those that name a message: as narrow as can be, since most of a log are sends. */
export function sendRows(): Sql {
  return sql`(
    SELECT recipient, message, occurred_at, type = 'bounce' AS bounce, triggered, CASE WHEN type = 'sent' THEN campaign END AS campaign
    FROM events WHERE type IN ('sent', 'bounce') AND message IS NOT NULL)`;
}

/** The same in the columns of messages. */
export function messageRows(sends: Sql): Sql {
  return sql`(
    SELECT recipient, message, CASE WHEN NOT bounce THEN occurred_at END AS sent, CAST(NULL AS TIMESTAMP) AS last_sent, CASE WHEN bounce THEN occurred_at END AS bounced,
      CASE WHEN triggered THEN occurred_at END AS triggered, campaign
    FROM ${sends})`;
}

/** A row an engagement. Needs `log_agents`. */
export function signalRows(): Sql {
  return sql`(
    SELECT recipient, message, CAST(type AS ${SIGNAL_TYPE}) AS type, occurred_at, link,
      CASE WHEN type = 'open' AND prefetches THEN CAST('apple_prefetch' AS ${MACHINE_TYPE}) WHEN is_machine THEN CAST('scanner_agent' AS ${MACHINE_TYPE}) ELSE says END AS machine
    FROM events LEFT JOIN log_agents AS agents ON agents.user_agent = events.user_agent
    WHERE type IN (${namesOf(SIGNALS)}))`;
}

/** Every user agent is looked at once, however many events it made. */
export function agentsTable(): Sql {
  const tokens = join(agents.tokens.map((token) => sql`contains(lower(user_agent), ${token})`), ' OR ');
  return sql`
    CREATE OR REPLACE TABLE log_agents AS
    SELECT user_agent, user_agent = ${APPLE_PREFETCH} AS prefetches, ${tokens} AS is_machine
    FROM (SELECT DISTINCT user_agent FROM events WHERE user_agent IS NOT NULL)`;
}

/** Names of columns, for a SELECT. */
export function columnsOf(columns: Readonly<Record<string, Sql>>): Sql {
  return raw(Object.keys(columns).join(', '));
}

function enumOf(names: readonly string[]): Sql {
  return sql`ENUM (${namesOf(names)})`;
}

/** Literals of names that we wrote ourselves: a parameter would be compared as text, and an enum's value made one. */
function namesOf(names: readonly string[]): Sql {
  return raw(names.map((name) => `'${name}'`).join(', '));
}
