import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Appender, Warehouse } from '#warehouse/warehouse.js';
import { LIFETIME_HOURS } from '../model/decay-table.js';
import { offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { EventLog } from './event-log.js';
import { NO_MESSAGE, personJudge } from './judge-person.js';
import type { JudgeRules, Reason, Verdicts } from './judge-person.js';
import { ACT, FIRST_SIGNAL, kindOf } from './log-kinds.js';
import { SLOT } from './statistics.js';
import { waitForReply } from './work-holidays.js';
import type { WorkCalendars } from './work-holidays.js';

export interface JudgeOptions extends JudgeRules {
  /** By `zone_number`. */
  readonly zones: readonly ZoneOffsets[];
  /** Whose holidays end the wait for a reply; undefined: mail is waited for as long as it lives. */
  readonly calendars?: WorkCalendars;
  /** Whether a table of gifts was given. */
  readonly gifts: boolean;
}

/** What became of a log. */
export interface JudgedLog {
  /** Engagement events by what became of them, most frequent first: `human`, or why they do not count. */
  readonly signals: Readonly<Record<string, number>>;
  readonly messages: number;
  /** Messages that somebody engaged with. */
  readonly engaged: number;
}

/** The number of whoever is no recipient. */
const NOBODY = -1;

/** Told of every event of engagement; nobody has the number `NOBODY`. */
export type SignalVisitor = (person: number, kind: number, at: number, reason: Reason) => void;

/**
 * Makes `plan_mails`, one row a message, in the order of people: when it went out, in UTC and on the recipient's clock, when it was first engaged with (infinity: never), and how many seconds it is watched for;
 * `plan_messages`, the same with recipient ids; and `plan_prefetched`, whose mail a machine fetches whether or not anybody reads, and since when, so that the reader's opens are hidden. Needs `plan_recipients`, `plan_zones` and, when given,
 * `gifts`. The log is sorted by person once, and judged and put on the person's clock as it streams by: what is in memory is one person's.
 */
export async function judgeLog(warehouse: Warehouse, log: EventLog, options: JudgeOptions, visit: SignalVisitor = () => undefined): Promise<JudgedLog> {
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_mails (person INTEGER, sent_s DOUBLE, triggered BOOLEAN, engaged_s DOUBLE, local_s DOUBLE, watch_s DOUBLE)`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE plan_prefetched (person INTEGER, since_s DOUBLE)`);
  const verdicts = verdictWriter({ mails: await warehouse.append('plan_mails'), prefetched: await warehouse.append('plan_prefetched') }, options, visit);
  const people = peopleReader(warehouse.streamNumbers(peopleQuery(options)));
  const judge = personJudge(options);
  let [person, message] = [NaN, NaN];
  const endPerson = async (): Promise<void> => {
    if (Number.isNaN(person)) return;
    if (person !== NOBODY) while (!people.has(person)) await people.advance();
    verdicts.begin(person, people);
    judge.close(people.opensCount(person), verdicts);
  };
  for await (const [persons, messages, instants, acts] of warehouse.streamNumbers(sortedLog(log, options))) {
    for (let row = 0; row < persons!.length; row++) {
      if (persons![row] !== person || (person === NOBODY && messages![row] !== message)) { // the rows of nobody are as many as you like, and held a message at a time
        await endPerson();
        person = persons![row]!;
        message = messages![row]!;
      }
      judge.add(messages![row]!, instants![row]!, acts![row]!);
    }
  }
  await endPerson();
  await people.close();
  const judged = verdicts.close();
  await log.close();
  await warehouse.run(sql`
    CREATE OR REPLACE VIEW plan_messages AS
    SELECT recipient_id, mails.* REPLACE (CASE WHEN isfinite(engaged_s) THEN engaged_s END AS engaged_s), ${SLOT} AS slot FROM plan_mails AS mails JOIN plan_recipients AS recipients ON recipients.person = mails.person`);
  return judged;
}

/**
 * Rows of the log and gifts, doubles all, in the order of all of them: person, message, instant, act. Of ids so many bits are left as a double holds exactly, of links 32: they are compared within one message.
 * Who is no recipient has messages of their own.
 */
function sortedLog(log: EventLog, { now, gifts }: JudgeOptions): Sql {
  return sql`
    SELECT CAST(person AS DOUBLE), CAST(message AS DOUBLE), epoch(occurred_at), CAST(act AS DOUBLE)
    FROM (FROM (
      SELECT coalesce(person, ${NOBODY}) AS person, coalesce(CAST(CASE WHEN person IS NULL THEN hash(log.recipient, message) ELSE message END >> 11 AS BIGINT), ${NO_MESSAGE}) AS message, occurred_at, ${ACT} AS act
      FROM (SELECT recipient, message, occurred_at, CAST(kind AS BIGINT) AS kind, coalesce(CAST(link >> 32 AS BIGINT), 0) AS link FROM ${log.rows(now)}) AS log
      LEFT JOIN (SELECT person, hash(recipient_id) AS recipient FROM plan_recipients) AS recipients ON recipients.recipient = log.recipient
      WHERE person IS NOT NULL OR kind >= ${FIRST_SIGNAL}
      ${gifts ? sql`UNION ALL ${givenRows()}` : sql``})
    ORDER BY person, message, occurred_at, act)`;
}

/** A gift says when somebody was there, unless it was collected, or without the time of day. */
function givenRows(): Sql {
  return sql`
    SELECT coalesce(person, ${NOBODY}), ${NO_MESSAGE}, occurred_at, ${ACT}
    FROM (
      SELECT recipient_id, occurred_at, CAST(0 AS BIGINT) AS link, CAST(CASE
        WHEN type IN ('legacy', 'match') OR (type = 'regular' AND coalesce(event, '') NOT IN ('start', 'upgrade')) OR event IN ('decline', 'cancel') THEN ${kindOf('gift', 'collected_gift')}
        WHEN epoch(occurred_at) % 86400 = 0 THEN ${kindOf('gift', 'gift_without_time')}
        ELSE ${kindOf('gift', 'given')} END AS BIGINT) AS kind
      FROM gifts) AS gifts
    LEFT JOIN plan_recipients AS recipients ON recipients.recipient_id = gifts.recipient_id`;
}

/** Doubles all, in the order of people: zone, whether opens count, and calendar. */
function peopleQuery({ calendars }: JudgeOptions): Sql {
  return sql`
    SELECT CAST(person AS DOUBLE), CAST(zone_number AS DOUBLE), CAST(opens_count AS DOUBLE), CAST(${calendars === undefined ? -1 : sql`coalesce(calendar, -1)`} AS DOUBLE)
    FROM plan_recipients AS people JOIN (SELECT DISTINCT zone, zone_number FROM plan_zones) AS numbers ON numbers.zone = people.zone
    ${calendars === undefined ? sql`` : sql`LEFT JOIN plan_calendars AS calendars ON calendars.place = coalesce(people.place, people.zone)`}
    ORDER BY person`;
}

interface PeopleReader {
  has(person: number): boolean;
  advance(): Promise<void>;
  zone(person: number): number;
  opensCount(person: number): boolean;
  calendar(person: number): number;
  close(): Promise<void>;
}

/** Reads who has which zone beside the log. People are numbered without gaps. */
function peopleReader(chunks: AsyncIterable<readonly Float64Array[]>): PeopleReader {
  const chunk = chunks[Symbol.asyncIterator]();
  let [people, zones, opensCount, calendars] = [new Float64Array(), new Float64Array(), new Float64Array(), new Float64Array()] as readonly Float64Array[];
  const indexOf = (person: number): number => person - people![0]!;
  return {
    has: (person) => people!.length > 0 && person <= people!.at(-1)!,
    async advance() {
      const next = await chunk.next();
      if (next.done === true) throw new Error('the log names a person that is no recipient');
      [people, zones, opensCount, calendars] = next.value;
    },
    zone: (person) => zones![indexOf(person)]!,
    opensCount: (person) => opensCount![indexOf(person)] === 1,
    calendar: (person) => calendars![indexOf(person)]!,
    async close() { await chunk.return?.(); },
  };
}

/** Writes what became of people's logs, and counts. */
function verdictWriter(tables: { readonly mails: Appender; readonly prefetched: Appender }, { zones, calendars }: JudgeOptions, visit: SignalVisitor): Verdicts & { begin(person: number, people: PeopleReader): void; close(): JudgedLog } {
  const counts: Partial<Record<Reason, number>> = {};
  const row = new Float64Array(6);
  let [messages, engagedMessages] = [0, 0];
  let [person, fetchedSince] = [NaN, Infinity];
  let zone: ZoneOffsets | undefined;
  let calendar: ReadonlyMap<number, number> | undefined;
  const endPerson = (): void => {
    if (fetchedSince < Infinity) tables.prefetched.add([person, fetchedSince]);
    fetchedSince = Infinity;
  };
  return {
    begin(next, people) {
      endPerson();
      person = next;
      zone = zones[people.zone(person)];
      calendar = calendars?.[people.calendar(person)];
    },
    mail(sent, triggered, engaged) {
      const local = sent + offsetAt(zone!, sent);
      const watch = calendars === undefined ? LIFETIME_HOURS * 3600 : waitForReply(calendar, local);
      row[0] = person;
      row[1] = sent;
      row[2] = triggered ? 1 : 0;
      row[3] = engaged;
      row[4] = local;
      row[5] = watch;
      tables.mails.add(row);
      messages++;
      if (engaged < Infinity) engagedMessages++;
    },
    signal(kind, at, judged) {
      const reason = person === NOBODY && judged !== 'no_reply' ? 'not_in_audience' : judged;
      counts[reason] = (counts[reason] ?? 0) + 1;
      if (person !== NOBODY && (reason === 'apple_prefetch' || reason === 'machine_open') && at < fetchedSince) fetchedSince = at;
      visit(person, kind, at, reason);
    },
    close() {
      endPerson();
      tables.mails.close();
      tables.prefetched.close();
      const byFrequency = Object.entries(counts).sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
      return { signals: Object.fromEntries(byFrequency), messages, engaged: engagedMessages };
    },
  };
}
