import type { Campaign } from '#campaign/campaign.js';
import type { Location } from '#campaign/location.js';
import { zoneOfCountry, zonesOfRegions } from '#schedule/zones/zone-of-country.js';
import { offsetAt, zoneOffsets } from '#schedule/zones/zone-offsets.js';
import { sql } from '#rule/rule.js';
import type { Sql } from '#warehouse/sql.js';
import { dayNamed, daysAfter, nextWeekday, weekdayOf } from './calendar.js';
import type { TimeClaim, TimeWords } from './time-claim.js';
import { placeOfClaim } from './place-of-claim.js';

/** An end that the manifest or the copy sets. */
export interface Deadline {
  /** As a message shows it: `offerEndsAt`, or the words. */
  readonly words: string;
  readonly location: Location;
  readonly source: 'manifest' | 'copy';
  /** Its last day, `2026-12-06`; of the manifest's, on the clock of the offset that is written there. */
  readonly day: string;
  /** The end itself: an instant, or a wall time on each recipient's clock (written as if it were UTC). */
  readonly end: Date;
  readonly isInstant: boolean;
}

const DAY = 86_400_000;
/** What has ended on clocks so far behind UTC, in hours, has ended for everybody. */
const LAST_CLOCKS = 12;
/** A date that lies so far back is no forgotten deadline but history. Days; with a year, those of last year's mail that is sent again. */
const HISTORY = 120;
const HISTORY_WITH_YEAR = 400;

/** The manifest's end of the offer. */
export function offerEnd({ manifest: { offerEndsAt }, locateField }: Campaign): Deadline | undefined {
  if (offerEndsAt === undefined || Number.isNaN(Date.parse(offerEndsAt))) return undefined;
  const end = new Date(offerEndsAt);
  const minutes = /([+-])(\d\d):?(\d\d)$/.exec(offerEndsAt);
  const offset = minutes ? (minutes[1] === '-' ? -1 : 1) * (Number(minutes[2]) * 60 + Number(minutes[3])) : 0;
  // An end at midnight belongs to the day before.
  return { words: 'offerEndsAt', location: locateField('offerEndsAt'), source: 'manifest', day: new Date(end.getTime() + offset * 60_000 - 60_000).toISOString().slice(0, 10), end, isInstant: true };
}

/** Deadlines in the copy that name a date, a weekday or this weekend; each once. `from`: the day on which the first recipient reads it. */
export function copyDeadlines(campaign: Campaign, claims: readonly TimeClaim[], from: string): readonly Deadline[] {
  const found = new Map<string, Deadline>();
  for (const claim of claims) {
    if (claim.kind !== 'deadline') continue;
    const day = namedDay(claim.when, from);
    if (day === undefined || day < daysAfter(from, claim.when.date?.year === undefined ? -HISTORY : -HISTORY_WITH_YEAR)) continue;
    const deadline = { words: claim.words, location: placeOfClaim(campaign, claim), source: 'copy' as const, day, ...endOf(claim.when, day) };
    const key = String(deadline.end.getTime());
    if (!found.has(key)) found.set(key, deadline);
  }
  return [...found.values()];
}

/** The day that words name by themselves; undefined for "today" alone. */
export function namedDay({ day, date, weekday }: TimeWords, from: string): string | undefined {
  if (date) return dayNamed(date, from);
  if (day === 'weekend') return daysAfter(from, 7 - weekdayOf(from));
  return weekday === undefined || day !== undefined ? undefined : nextWeekday(weekday, from);
}

/** Until when words hold that mean a certain day; without a time, until it is over. */
export function endOf({ minute = 1440, untilMinute = minute, zone }: TimeWords, day: string): { readonly end: Date; readonly isInstant: boolean } {
  const wall = Date.parse(day) + untilMinute * 60_000;
  if (zone === undefined) return { end: new Date(wall), isInstant: false };
  return { end: new Date(wall - offsetOf(zone, wall) * 1000), isInstant: true };
}

/** UTC offset of a zone in seconds, near a wall time. */
export function offsetOf(zone: string, wall: number): number {
  return offsetAt(zoneOffsets(zone, wall - DAY, wall + DAY), wall / 1000);
}

/** Hours by which the last clocks of a country are behind UTC near a wall time; of no country, those of the last place on earth. */
export function hoursBehind(country: string | undefined, wall: number): number {
  const code = country?.toUpperCase() ?? '';
  const only = zoneOfCountry(code);
  const zones = only === undefined ? zonesOfRegions(code) : [only];
  return zones.length === 0 ? LAST_CLOCKS : Math.max(...zones.map((zone) => -offsetOf(zone, wall) / 3600));
}

/** Whether the end has come at the recipient's slot; NULL where the slot or, if it matters, the zone is not known. */
export function isOver({ end, isInstant }: Pick<Deadline, 'end' | 'isInstant'>): Sql {
  return isInstant ? sql`slot_at >= CAST(${end} AS TIMESTAMP)` : sql`local_send_at >= CAST(${end} AS TIMESTAMP)`;
}

/** Whether less than so many hours are left. */
export function isNear({ end, isInstant }: Pick<Deadline, 'end' | 'isInstant'>, hours: number): Sql {
  const latest = new Date(end.getTime() - hours * 3_600_000);
  return isInstant ? sql`slot_at > CAST(${latest} AS TIMESTAMP)` : sql`local_send_at > CAST(${latest} AS TIMESTAMP)`;
}

/** The slot on the recipient's clock, or on that of a zone as it goes on a day. */
export function localIn(zone: string | undefined, day: string): Sql {
  return zone === undefined ? sql`local_send_at` : sql`(slot_at + to_seconds(CAST(${offsetOf(zone, Date.parse(day))} AS BIGINT)))`;
}

/** Minutes since midnight on that clock. */
export function minuteOfDay(zone: string | undefined, day: string): Sql {
  const local = localIn(zone, day);
  return sql`(hour(${local}) * 60 + minute(${local}))`;
}
