import { DECAY } from './decay-table.js';
import { lagsOf } from './goal-model.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';

/** Minutes after the send that belong to the arrival itself, in hours. */
export const ARRIVAL_HOURS = 1 / 6;

/**
 * Messages of one person that went out in the same hour of the week and ended in the same hour cell, triggered ones apart: sums of recency weights, so that
 * two groups merge by adding. One row of the statistics query, see ../evidence/statistics.ts.
 */
export interface MessageGroup {
  /** Local hour of the week of the send. */
  readonly slot: number;
  /** The hour cell, counted from the send's, in which the mail was first engaged with, or in which watching it ended. */
  readonly last_lag: number;
  /** Whether it was engaged with. */
  readonly engaged: boolean;
  readonly messages: number;
  /** Sum of the weights. */
  readonly weight: number;
  /** Weight of those that were engaged with within `ARRIVAL_HOURS`, mail that the person's own action set off aside. */
  readonly at_once: number;
  /** Weighted hours in the send's own cell, in the one after it, and in the last one, in which the mail lay there unengaged. */
  readonly hours_first: number;
  readonly hours_second: number;
  readonly hours_last: number;
  /** Whether the person's own action set it off. */
  readonly triggered: boolean;
}

/** Sufficient statistics of one person, per local hour of the week. */
export interface Statistics {
  /** Weighted engagements. */
  readonly engagements: Float64Array;
  /** Weighted hours in which mail lay there unengaged, each hour worth what decay leaves of the mail's pull. */
  readonly exposure: Float64Array;
  /** Weighted sends. */
  readonly arrivals: Float64Array;
  /** Sum over engagements of weight times log decay: with the hours they fell on, what tells one clock from another. */
  logDecay: number;
  /** Whether Apple Mail, or a missing consent, hides most opens: what is seen of the person is mostly clicks. */
  opensHidden: boolean;
  /** Messages engaged with, unweighted. */
  events: number;
  atOnce: number;
  /** How many times as much the person's mail pleased as mail does on average; 1 where that is not known. */
  appeal: number;
}

export function emptyStatistics(): Statistics {
  return {
    engagements: new Float64Array(HOURS_IN_WEEK), exposure: new Float64Array(HOURS_IN_WEEK), arrivals: new Float64Array(HOURS_IN_WEEK),
    logDecay: 0, opensHidden: false, events: 0, atOnce: 0, appeal: 1,
  };
}

export function clearStatistics(statistics: Statistics): void {
  statistics.engagements.fill(0);
  statistics.exposure.fill(0);
  statistics.arrivals.fill(0);
  statistics.logDecay = 0;
  statistics.opensHidden = false;
  statistics.events = 0;
  statistics.atOnce = 0;
  statistics.appeal = 1;
}

/**
 * Adds a group: the person's attention was tried from the send to the engagement, and again at every hour of silence, by triggered mail so much harder as it pleases more
 * (`triggeredAppeal`, see triggered-appeal.ts).
 */
export function addMessageGroup(statistics: Statistics, group: MessageGroup, decay: Float64Array = DECAY, triggeredAppeal = 1): void {
  const { slot, engaged, weight } = group;
  const appeal = group.triggered ? triggeredAppeal : 1;
  const lags = lagsOf(decay);
  const lastLag = Math.min(group.last_lag, lags - 1);
  const first = slot * lags;
  for (let lag = 0, hour = slot; lag <= lastLag; lag++, hour = hour === HOURS_IN_WEEK - 1 ? 0 : hour + 1) {
    const hours = lag === lastLag ? group.hours_last : lag === 0 ? group.hours_first : lag === 1 ? group.hours_second : weight;
    statistics.exposure[hour]! += appeal * decay[first + lag]! * hours;
  }
  statistics.arrivals[slot]! += appeal * weight;
  if (engaged) {
    const lag = openLag(decay, first, lastLag);
    statistics.engagements[(slot + lag) % HOURS_IN_WEEK]! += weight;
    statistics.logDecay += weight * Math.log(decay[first + lag]!);
    statistics.events += group.messages;
  }
  statistics.atOnce += group.at_once;
}

/** What was done in a closed hour counts in the last open one before it in which the mail was there; where there is none, in the first one after it. */
function openLag(decay: Float64Array, first: number, lastLag: number): number {
  for (let lag = lastLag; lag >= 0; lag--) if (decay[first + lag]! > 0) return lag;
  let lag = lastLag;
  while (decay[first + lag] === 0) lag++;
  return lag;
}
