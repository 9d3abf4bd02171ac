import { join, raw, sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';

/** A predicate for whom somebody was found. */
export interface Found {
  /** Its number in the lists `found` of verdict_masks. */
  readonly slot: number;
  readonly count: number;
  /** Its evidence columns, and where each stands in the lists `evidence` of recipient_verdicts. */
  readonly places: ReadonlyMap<string, number>;
}

export interface Described {
  /** Ids of a few recipients: those with the smallest hashes. */
  readonly sample: readonly string[];
  /** Column to value to recipients: the most frequent, then `other`. */
  readonly evidence: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Top {
  readonly slot: number;
  readonly place: number;
  readonly top: readonly { readonly value: string; readonly recipients: number }[];
}

const TOP_VALUES = 5;
/** DuckDB keeps no more. */
const MOST_SAMPLES = 999_999;

/** Samples and evidence of every predicate, from one pass over the recipients for whom some predicate holds for each of the two. */
export async function describeHits(warehouse: Warehouse, masks: readonly Sql[], found: readonly Found[], sampleSize: number): Promise<ReadonlyMap<number, Described>> {
  if (found.length === 0) return new Map();
  const marked = sql`(
    SELECT recipient_id, recipient.evidence, unnest(found) AS slot
    FROM recipient_verdicts AS recipient JOIN verdict_masks AS verdict USING (${join(masks, ', ')}) WHERE recipient.evidence IS NOT NULL)`;
  const samples = await warehouse.all<{ slot: number; sample: string[] }>(sql`
    SELECT slot, min_by(recipient_id, struct_pack(number := hash(recipient_id), id := recipient_id), ${Math.min(sampleSize, MOST_SAMPLES)}) AS sample FROM ${marked} GROUP BY slot`);
  const tops = await topValues(warehouse, marked, found);
  return new Map(found.map(({ slot, count, places }) => [slot, {
    sample: samples.find((row) => row.slot === slot)?.sample ?? [],
    evidence: Object.fromEntries([...places].map(([column, place]) => [column, withOthers(tops.find((row) => row.slot === slot && row.place === place), count)])),
  }]));
}

async function topValues(warehouse: Warehouse, marked: Sql, found: readonly Found[]): Promise<readonly Top[]> {
  const asked = found.flatMap(({ slot, places }) => [...places.values()].map((place) => sql`(${slot}, ${place})`));
  if (asked.length === 0) return [];
  return warehouse.all<{ slot: number; place: number; top: Top['top'] }>(sql`
    SELECT slot, place, min_by(struct_pack(value := value, recipients := recipients), struct_pack(fewer := -recipients, value := value), ${raw(String(TOP_VALUES))}) AS top
    FROM (
      SELECT slot, place, coalesce(evidence[place + 1], 'none') AS value, count(*) AS recipients
      FROM ${marked} JOIN (VALUES ${join(asked, ', ')}) AS asked(slot, place) USING (slot) GROUP BY slot, place, value)
    GROUP BY slot, place`);
}

function withOthers(found: Top | undefined, count: number): Record<string, number> {
  const top = found?.top ?? [];
  const other = top.reduce((left, { recipients }) => left - recipients, count);
  return Object.fromEntries([...top.map(({ value, recipients }) => [value, recipients] as const), ...(other > 0 ? [['other', other] as const] : [])]);
}
