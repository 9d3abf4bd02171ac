import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Statistics } from './statistics.js';

/** Statistics of the people that the population is learned from, side by side. */
export interface Sample {
  readonly people: number;
  readonly mailed: MailedHours;
  /** Hours with engagements, and how many: person r's stand from `starts[r]` to `starts[r + 1]`. */
  readonly starts: Uint32Array;
  readonly hours: Uint8Array;
  readonly counts: Float32Array;
  /** 1: most opens are hidden. */
  readonly opensHidden: Uint8Array;
  /** Weighted engagements of each person. */
  readonly totals: Float64Array;
  /** Weighted engagements within minutes of scheduled sends. */
  readonly atOnce: number;
  /** What the statistics of triggered mail were made with. */
  readonly triggeredAppeal: number;
}

/** Hours in which mail arrived or lay there: person r's stand from `starts[r]` to `starts[r + 1]`. Mail on few days leaves most hours out. */
export interface MailedHours {
  readonly starts: Uint32Array;
  readonly hours: Uint8Array;
  readonly exposure: Float32Array;
  readonly arrivals: Float32Array;
}

/** Weighted messages beyond which a person counts for no more: a test address must not become the population. */
export const MAX_MESSAGES = 500;

/** Collects up to `capacity` people. */
export function sampleBuilder(capacity: number, triggeredAppeal = 1): { add(statistics: Statistics): void; build(): Sample } {
  const mailed = { starts: new Uint32Array(capacity + 1), hours: new Uint8Array(capacity * HOURS_IN_WEEK), exposure: new Float32Array(capacity * HOURS_IN_WEEK), arrivals: new Float32Array(capacity * HOURS_IN_WEEK) };
  const starts = new Uint32Array(capacity + 1);
  const totals = new Float64Array(capacity);
  const opensHidden = new Uint8Array(capacity);
  const hours: number[] = [];
  const counts: number[] = [];
  let people = 0;
  let mailedHours = 0;
  let atOnce = 0;
  return {
    add(statistics) {
      const share = Math.min(1, MAX_MESSAGES / Math.max(1, sum(statistics.arrivals)));
      for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
        if (statistics.exposure[hour] !== 0 || statistics.arrivals[hour] !== 0) {
          mailed.hours[mailedHours] = hour;
          mailed.exposure[mailedHours] = share * statistics.exposure[hour]!;
          mailed.arrivals[mailedHours++] = share * statistics.arrivals[hour]!;
        }
        if (statistics.engagements[hour] === 0) continue;
        hours.push(hour);
        counts.push(share * statistics.engagements[hour]!);
      }
      opensHidden[people] = statistics.opensHidden ? 1 : 0;
      totals[people] = share * sum(statistics.engagements);
      atOnce += share * statistics.atOnce;
      starts[++people] = hours.length;
      mailed.starts[people] = mailedHours;
    },
    build: () => ({
      people, mailed: { starts: mailed.starts, hours: mailed.hours.subarray(0, mailedHours), exposure: mailed.exposure.subarray(0, mailedHours), arrivals: mailed.arrivals.subarray(0, mailedHours) },
      starts, hours: Uint8Array.from(hours), counts: Float32Array.from(counts), totals: totals.subarray(0, people), opensHidden: opensHidden.subarray(0, people), atOnce, triggeredAppeal,
    }),
  };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
