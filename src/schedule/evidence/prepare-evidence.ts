import { CONSENTS, GIFTS, RECIPIENTS } from '#audience/tables.js';
import { loadTable } from '#warehouse/load-table.js';
import type { Rejected } from '#warehouse/rejected.js';
import { sql } from '#warehouse/sql.js';
import type { UnreadWords } from '#warehouse/unread-words.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { BadZones } from '../zones/zone-tables.js';
import { makeZoneNames, makeZoneOffsets } from '../zones/zone-tables.js';
import { zonesOfRegions } from '../zones/zone-of-country.js';
import type { Goal, HolidayRule } from '../schedule-config.js';
import type { Judging } from './judge-block.js';
import type { Reason } from './judge-person.js';
import { openLog } from './open-log.js';
import type { LogSource } from './open-log.js';
import { makePlanRecipients, unreadCountries } from './plan-recipients.js';
import { makeAskRests } from './ask-rests.js';
import { makeSeries } from './series.js';
import { countStrangers, makeSortedLog } from './sorted-log.js';
import { workCalendars } from './work-holidays.js';

export interface EvidenceOptions {
  /** Files, folders or globs. */
  readonly recipients: string;
  readonly log: LogSource;
  readonly consents?: string;
  readonly gifts?: string;
  /** What `presend asks` wrote. */
  readonly asks?: string;
  /** The plan of the step before. */
  readonly afterPlan?: string;
  /** The campaign of the step before. */
  readonly after?: string;
  readonly now: Date;
  /** Up to when zones must be known. */
  readonly until: Date;
  /** undefined: the zone that most recipients name. */
  readonly defaultZone: string | undefined;
  readonly businessContext: boolean;
  readonly scannerClickSeconds: number;
  readonly openConsent?: 'required' | 'advised';
  /** Default: any engagement. */
  readonly goal?: Goal;
  /** Whose holidays end the wait for a reply; only with goal reply. */
  readonly holidays?: HolidayRule | null;
}

/** What the tables came to, besides the tables `plan_recipients` and `plan_log` that were made. */
export interface Evidence {
  readonly defaultZone: string;
  readonly judging: Judging;
  /** Engagement events of people who are no recipients, by what becomes of them. */
  readonly strangers: Partial<Readonly<Record<Reason, number>>>;
  /** Recipients by zone, of those whose zone is known. */
  readonly knownZones: ReadonlyMap<string, number>;
  readonly badZones: BadZones;
  readonly rejected: readonly Rejected[];
  /** Words that no list knows, in rows that were read, and what they count as. */
  readonly unreadWords: readonly UnreadWords[];
}

/** Older mail weighs below one per cent; its daylight saving time is not looked up. */
const ZONE_YEARS = 6;
/** Where nobody's zone is known. */
const NO_ZONE = 'UTC';
const DAY = 86_400_000;

/** Loads the tables and puts them in the order in which the planner reads them: who is where, and what is logged of each. */
export async function prepareEvidence(warehouse: Warehouse, options: EvidenceOptions): Promise<Evidence> {
  const { recipients, consents, gifts, asks, after, afterPlan, now, until, goal, scannerClickSeconds } = options;
  const people = await loadTable(warehouse, RECIPIENTS, recipients);
  const log = await openLog(warehouse, options.log);
  const tables = [
    people, ...log.tables,
    ...(consents === undefined ? [] : [await loadTable(warehouse, CONSENTS, consents)]),
    ...(gifts === undefined ? [] : [await loadTable(warehouse, GIFTS, gifts)]),
    ...await makeSeries(warehouse, { log, after, afterPlan, now }),
    ...await makeAskRests(warehouse, asks),
  ];
  const badZones = await makeZoneNames(warehouse);
  await makePlanRecipients(warehouse, { openConsent: 'required', ...options, defaultZone: options.defaultZone ?? NO_ZONE, consents: consents !== undefined });
  const defaultZone = options.defaultZone ?? await takeCommonestZone(warehouse);
  const first = firstEvent(log.first, now);
  const zones = await makeZoneOffsets(warehouse, first, new Date(until.getTime() + 2 * DAY), [defaultZone, ...await zonesOfUnknown(warehouse)]);
  const calendars = goal === 'reply' ? await workCalendars(warehouse, { from: first.getTime() / 1000, until: now.getTime() / 1000 }, options.holidays ?? null) : undefined;
  await makeSortedLog(warehouse, log, { now, gifts: gifts !== undefined });
  await log.close();
  return {
    knownZones: await knownZones(warehouse), defaultZone, badZones, rejected: tables.flatMap(({ rejected }) => rejected), unreadWords: [...tables.flatMap(({ unreadWords }) => unreadWords), ...await unreadCountries(warehouse)],
    judging: { now, scannerClickSeconds, zones, ...(goal && { goal }), ...(calendars && { calendars }) }, strangers: await countStrangers(warehouse, goal),
  };
}

function firstEvent(first: Date | undefined, now: Date): Date {
  const earliest = now.getTime() - ZONE_YEARS * 365 * DAY;
  return new Date(Math.min(now.getTime(), Math.max(earliest, (first ?? now).getTime()) - DAY));
}

/** Zones of the countries of people whose own is not known. */
async function zonesOfUnknown(warehouse: Warehouse): Promise<readonly string[]> {
  const countries = await warehouse.all<{ country: string }>(sql`SELECT DISTINCT country FROM plan_recipients WHERE zone_source = 'default' AND country IS NOT NULL ORDER BY 1`);
  return countries.flatMap(({ country }) => zonesOfRegions(country));
}

async function knownZones(warehouse: Warehouse): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.all<{ zone: string; recipients: number }>(sql`
    SELECT zone, count(*) AS recipients FROM plan_recipients WHERE zone_source <> 'default' GROUP BY 1 ORDER BY 1`);
  return new Map(rows.map(({ zone, recipients }) => [zone, recipients]));
}

/** Gives those of whom no zone is known the one that most others have, by what they wrote, their region or their country. */
async function takeCommonestZone(warehouse: Warehouse): Promise<string> {
  const [first] = await warehouse.all<{ zone: string }>(sql`
    SELECT zone FROM plan_recipients WHERE zone_source <> 'default' GROUP BY zone ORDER BY count(*) DESC, zone LIMIT 1`);
  const commonest = first?.zone ?? NO_ZONE;
  if (commonest !== NO_ZONE) await warehouse.run(sql`UPDATE plan_recipients SET zone = ${commonest} WHERE zone_source = 'default'`);
  return commonest;
}
