import { EVENT_LOG, EVENT_TYPES } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import type { LoadedTable, ReducedColumn } from '#warehouse/load-table.js';
import { identifier, join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { kindOf, MACHINES, sendKind, SIGNAL_KIND, SIGNALS } from './log-kinds.js';
import agents from './machine-agents.json' with { type: 'json' };

/**
 * What is read of a log, whether it stands in the table `events` or in a model file: relations to select from. People, messages, campaigns and links are
 * the 64-bit hashes of their names: two that coincide are not to be expected in a billion logs. Who is a recipient, and what the clock says, comes later.
 */
export interface EventLog {
  /**
   * A row a send or bounce up to an instant, and a row an engagement: `recipient`, `message` (what a person got under one message id, or, without, campaign id; NULL for engagements that name none), `occurred_at`, `kind`
   * (`log-kinds.ts`), `link`. The same one may stand there twice.
   */
  readonly rows: (now: Date) => Sql;
  /** `recipient`, `sent`: when people got a campaign, or will; the last time for each is among them. */
  readonly sendsOf: (campaign: string) => Promise<Sql>;
  /** `recipient`, `sent`: scheduled mail that goes out after an instant; of a message that goes out more often, the first and the last time. */
  readonly bookedAfter: (now: Date) => Sql;
  /** Of all events, whatever their type; undefined: there is none. */
  readonly first: Date | undefined;
  /** Gives back the memory of the rows: nothing is read after it. */
  readonly close: () => Promise<void>;
}

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

const hashOf = (id: Sql): Sql => sql`CASE WHEN ${id} IS NOT NULL THEN hash(${id}) END`;

/** Of an event in the table. */
const TYPES = [...EVENT_TYPES, 'other'] as const;
/** A value of its enum: DuckDB 1.5.5 casts each row's text by itself, but works out a constant once, and the place of a text in a list once for each value of a Parquet dictionary. */
const machine = (name: (typeof MACHINES)[number]): Sql => sql`CAST('${raw(name)}' AS ${MACHINE_TYPE})`;

/** What of an event is used, as the table `events` holds it: `reference` is the campaign of a send or delivery, and of all else the link. No long IN: it would become a join, and put the rows out of order; no OR: DuckDB sorts the places of what it holds for. */
const REDUCED: readonly ReducedColumn[] = [
  { name: 'recipient', type: HASH, value: hashOf(raw('recipient_id')) },
  { name: 'message', type: HASH, value: sql`coalesce(${hashOf(raw('message_id'))}, ${hashOf(raw('campaign_id'))})` },
  { name: 'type', type: enumOf(TYPES), value: sql`list_extract(CAST([${namesOf(TYPES)}] AS ${enumOf(TYPES)}[]), list_position([${namesOf(TYPES)}], type))` },
  { name: 'occurred_at', type: INSTANT, value: raw('occurred_at') },
  { name: 'triggered', type: raw('BOOLEAN'), value: raw('triggered') },
  { name: 'reference', type: HASH, value: sql`CASE WHEN type IN ('sent', 'delivered') THEN ${hashOf(raw('campaign_id'))} ELSE ${hashOf(raw('url'))} END` },
  {
    name: 'machine', type: MACHINE_TYPE, value: sql`CASE
      WHEN type = 'open' AND user_agent = ${APPLE_PREFETCH} THEN ${machine('apple_prefetch')}
      WHEN type IN ('open', 'click') AND regexp_extract(lower(user_agent), ${anyOf(agents.tokens)}) <> '' THEN ${machine('scanner_agent')}
      WHEN type = 'open' AND machine_open THEN ${machine('machine_open')}
      WHEN type = 'reply' AND list_contains(${AUTOMATIC}, regexp_replace(lower(coalesce(category, '')), '[^a-z]', '', 'g')) THEN ${machine('auto_reply')} END`,
  },
];
const PROPENSITY: ReducedColumn = { name: 'propensity', type: raw('DOUBLE'), value: raw('propensity') };

/** Loads a table of events into `events`, as narrow as can be. */
export function loadEvents(warehouse: Warehouse, files: string, propensities = false): Promise<LoadedTable> {
  return loadTable(warehouse, EVENT_LOG, files, { reduced: propensities ? [...REDUCED, PROPENSITY] : REDUCED });
}

/** The table `events` without a row. */
export async function makeNoEvents(warehouse: Warehouse): Promise<void> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE events (${join(REDUCED.map(({ name, type }) => sql`${identifier(name)} ${type}`), ', ')})`);
}

/** The log in the table `events`, which stays when it is `kept`. Where a system exports no sends, its deliveries are the sends: `sent` rows that are all later are mail that is booked. */
export async function eventsLog(warehouse: Warehouse, kept = false): Promise<EventLog> {
  const [found] = await warehouse.all<{ first: string | null; delivered: boolean | null }>(sql`
    SELECT min(occurred_at) AS first, max(occurred_at) FILTER (WHERE type = 'delivered') < coalesce(min(occurred_at) FILTER (WHERE type = 'sent'), 'infinity') AS delivered FROM events`);
  const sends = found?.delivered === true ? sql`'sent', 'delivered'` : sql`'sent'`;
  return {
    rows: (now) => eventRows(sends, now),
    sendsOf: (campaign) => Promise.resolve(sql`(SELECT recipient, occurred_at AS sent FROM events WHERE type IN (${sends}) AND reference = hash(CAST(${campaign} AS VARCHAR)))`),
    bookedAfter: (now) => bookedSends(mergedMessages(messageRows(sql`(
      SELECT events.recipient, events.message, occurred_at, false AS bounce, triggered, CAST(NULL AS UBIGINT) AS campaign
      FROM events SEMI JOIN (SELECT recipient, message FROM events WHERE type IN (${sends}) AND occurred_at > ${now}) AS later ON later.recipient = events.recipient AND later.message = events.message
      WHERE type IN (${sends}))`)), now),
    first: typeof found?.first === 'string' ? new Date(found.first) : undefined,
    close: async () => { if (!kept) await warehouse.run(sql`DROP TABLE events`); },
  };
}

function eventRows(sends: Sql, now: Date): Sql {
  return sql`(
    SELECT recipient, message, occurred_at, CASE WHEN type IN (${sends}) THEN ${sendKind(sql`triggered`)} WHEN type = 'bounce' THEN ${raw(String(kindOf('bounce')))} ELSE ${SIGNAL_KIND} END AS kind, reference AS link
    FROM events WHERE CASE WHEN type IN (${sends}, 'bounce') THEN message IS NOT NULL AND occurred_at <= ${now} ELSE type IN (${namesOf(SIGNALS)}) END)`;
}

/** Of messages, a row each. Who has set off a mail gets it whatever else there is. */
export function bookedSends(messages: Sql, now: Date): Sql {
  return sql`(SELECT recipient, sent FROM (SELECT recipient, unnest([sent, last_sent]) AS sent FROM ${messages} WHERE coalesce(last_sent, sent) > ${now} AND triggered IS NULL) WHERE sent > ${now})`;
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
    SELECT recipient, message, occurred_at, type = 'bounce' AS bounce, triggered, CASE WHEN type = 'sent' THEN reference END AS campaign
    FROM events WHERE type IN ('sent', 'bounce') AND message IS NOT NULL)`;
}

/** The same in the columns of messages. */
export function messageRows(sends: Sql): Sql {
  return sql`(
    SELECT recipient, message, CASE WHEN NOT bounce THEN occurred_at END AS sent, CAST(NULL AS TIMESTAMP) AS last_sent, CASE WHEN bounce THEN occurred_at END AS bounced,
      CASE WHEN triggered THEN occurred_at END AS triggered, campaign
    FROM ${sends})`;
}

/** A row an engagement. */
export function signalRows(): Sql {
  return sql`(SELECT recipient, message, CAST(type AS ${SIGNAL_TYPE}) AS type, occurred_at, reference AS link, machine FROM events WHERE type IN (${namesOf(SIGNALS)}))`;
}

/** Names of columns, for a SELECT. */
export function columnsOf(columns: Readonly<Record<string, Sql>>): Sql {
  return raw(Object.keys(columns).join(', '));
}

/** A pattern of any of some texts: one look at a user agent, not one for each. Where user agents come from a dictionary, DuckDB 1.5.5 extracts once for each of them, but matches row by row. */
function anyOf(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[^a-z0-9]/g, '\\$&')).join('|');
}

function enumOf(names: readonly string[]): Sql {
  return sql`ENUM (${namesOf(names)})`;
}

/** Literals of names that we wrote ourselves: a parameter would be compared as text, and an enum's value made one. */
function namesOf(names: readonly string[]): Sql {
  return raw(names.map((name) => `'${name}'`).join(', '));
}
