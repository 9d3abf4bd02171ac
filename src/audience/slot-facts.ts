import { holidayBook } from '#schedule/slots/holidays.js';
import weeks from '#schedule/slots/working-weeks.json' with { type: 'json' };
import { ISO_REGION } from '#schedule/zones/iso-region.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { countryCode } from './country-code.js';
import type { FactStage, StageInput } from './fact-stage.js';
import { insertBatch } from './insert-rows.js';
import { placeOf } from './zone-facts.js';

const OFFSETS = raw('slot_offsets');
/** The same, one row a zone: lists `starts` and `seconds`. */
export const ZONE_CLOCKS = raw('slot_zone_clocks');
const HOLIDAYS = raw('slot_holidays');
const WEEKS = raw('slot_weeks');

const DAY = 86_400;
/** How far back the clocks of a zone are known, for what happened before the slot. */
const DAYS_BACK = 366;
/** A schedule that reaches further than this holds a mistake: slots beyond have no local time, and are not judged. */
const LONGEST_SPAN = 400 * DAY;

/** Epoch seconds. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/**
 * When each recipient reads the mail on his own clock. Without a schedule and `--send-at` all of it is NULL, as is the slot of who is held
 * back or not in the schedule; without a known zone the local columns are.
 */
export async function prepareSlotFacts(input: StageInput): Promise<FactStage> {
  const { warehouse, given, context } = input;
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${OFFSETS} (zone VARCHAR, starts BIGINT, ends BIGINT, seconds BIGINT)`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${HOLIDAYS} (place VARCHAR, starts BIGINT, ends BIGINT)`);
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${WEEKS} AS SELECT unnest(${Object.keys(weeks.daysEarlier)}) AS country, CAST(unnest(${Object.values(weeks.daysEarlier).map(String)}) AS INTEGER) AS days`);
  const isScheduled = given.has('schedule');
  const span = isScheduled || context.sendAtGiven === true ? await spanOf(warehouse, isScheduled ? sql`SELECT send_at FROM schedule` : sql`SELECT ${context.sendAt} AS send_at`) : undefined;
  await warehouse.run(sql`CREATE OR REPLACE TABLE slot_start AS SELECT to_timestamp(${span?.from ?? 0} + ${DAYS_BACK * DAY})::TIMESTAMP AS starts_at`);
  if (span) {
    const places = await writtenPlaces(warehouse);
    await makeOffsets(warehouse, places, span);
    await makeHolidays(warehouse, places, span);
  }
  await warehouse.run(sql`CREATE OR REPLACE TABLE ${ZONE_CLOCKS} AS SELECT zone, list(starts ORDER BY starts) AS starts, list(seconds ORDER BY starts) AS seconds FROM ${OFFSETS} GROUP BY zone`);
  const slot = isScheduled ? sql`planned.send_at` : context.sendAtGiven === true ? sql`CAST(${context.sendAt} AS TIMESTAMP)` : sql`CAST(NULL AS TIMESTAMP)`;
  const businessContext = context.manifest.context === 'b2b';
  return (recipients) => sql`
    SELECT timed.*, dayname(local_send_at) AS local_day, CAST(hour(local_send_at) AS INTEGER) AS local_hour,
      coalesce(weeks.days, 0) AS week_starts_earlier,
      coalesce(CAST(epoch(local_send_at) AS BIGINT) BETWEEN free.starts AND free.ends - 1, false) AS on_holiday
    FROM (
      SELECT zoned.*, slot_at + to_seconds(offsets.seconds) AS local_send_at
      FROM (
        SELECT r.*, ${slot} AS slot_at,
          CASE WHEN r.email_domain IS NOT NULL THEN r.company_domain IS NOT NULL ELSE r.company IS NOT NULL OR ${businessContext} END AS works
        FROM (${recipients}) AS r
        LEFT JOIN schedule AS planned ON planned.recipient_id = r.recipient_id
      ) AS zoned
      LEFT JOIN ${OFFSETS} AS offsets ON offsets.zone = zoned.zone AND epoch(zoned.slot_at) >= offsets.starts AND epoch(zoned.slot_at) < offsets.ends
    ) AS timed
    LEFT JOIN ${WEEKS} AS weeks ON weeks.country = timed.country
    LEFT JOIN (SELECT place, min(starts) AS starts, max(ends) AS ends, day FROM (SELECT *, unnest(range(starts // ${DAY}, (ends + ${DAY - 1}) // ${DAY})) AS day FROM ${HOLIDAYS}) GROUP BY place, day) AS free
      ON free.place = coalesce(CASE WHEN timed.region IS NOT NULL THEN ${placeOf(sql`timed.country`, sql`timed.region`)} END, timed.country) AND free.day = CAST(epoch(timed.local_send_at) AS BIGINT) // ${DAY}`;
}

async function spanOf(warehouse: Warehouse, slots: Sql): Promise<Span | undefined> {
  const [row] = await warehouse.all<{ from: number | null; until: number | null }>(sql`SELECT epoch(min(send_at)) AS "from", epoch(max(send_at)) AS until FROM (${slots})`);
  if (row?.from == null || row.until == null) return undefined;
  return { from: row.from - DAYS_BACK * DAY, until: Math.min(row.until, row.from + LONGEST_SPAN) + DAY };
}

/** Countries and regions that recipients name: `DE`, `DE-BY`. */
async function writtenPlaces(warehouse: Warehouse): Promise<readonly string[]> {
  const written = await warehouse.all<{ country: string; region: string | null }>(sql`SELECT DISTINCT country, upper(region) AS region FROM recipients WHERE country IS NOT NULL`);
  return [...new Set(written.flatMap(({ country, region }) => {
    const code = countryCode(country);
    if (code === undefined) return [];
    return [code, ...(region === null ? [] : [new RegExp(ISO_REGION).test(region) ? region : `${code}-${region}`])];
  }))];
}

async function makeOffsets(warehouse: Warehouse, places: readonly string[], { from, until }: Span): Promise<void> {
  const zones = await warehouse.all<{ zone: string }>(sql`SELECT zone FROM plan_zone_names UNION SELECT zone FROM plan_place_zones WHERE place IN (SELECT unnest(${places}))`);
  const rows = zones.flatMap(({ zone }) => {
    const { starts, offsets } = zoneOffsets(zone, from * 1000, until * 1000);
    return starts.map((start, index) => [zone, String(start), String(starts[index + 1] ?? until), String(offsets[index])]);
  });
  await insertBatch(warehouse, OFFSETS, rows);
}

/** Public holidays, by the seconds that a clock on UTC would count to their wall times. */
async function makeHolidays(warehouse: Warehouse, places: readonly string[], { from, until }: Span): Promise<void> {
  const book = holidayBook({ from: from + DAYS_BACK * DAY, until }, { categories: ['public'], for: 'work' });
  await insertBatch(warehouse, HOLIDAYS, places.flatMap((place) => book(place).closed.map(({ from: starts, until: ends }) => [place, String(starts), String(ends)])));
}
