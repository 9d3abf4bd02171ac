import type { PullPart } from './decay-table.js';
import { lagsOf } from './goal-model.js';
import type { GoalModel } from './goal-model.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { ARRIVAL_HOURS } from './statistics.js';

/** For each slot, what each hour after the send is worth: `weights[slot * cells + lag]`. */
export interface ReachTable {
  readonly cells: number;
  readonly weights: Float64Array;
  /** By slot: the last lag, whole hours. */
  readonly horizons: readonly number[];
  /** What the weights of all lags but the first two and the last are the sum of. */
  readonly parts: readonly [PullPart, PullPart];
}

/**
 * A mail that goes out at any minute of hour `slot` reaches attention in the hours that follow, each worth what decay leaves of it, up
 * to the horizon; the arrival itself is worth `arrivalTerm` hours of the slot's attention, if the slot is open.
 */
export function reachTable({ decay, parts, horizons }: Pick<GoalModel, 'decay' | 'parts' | 'horizons'>, arrivalTerm: number): ReachTable {
  const lags = lagsOf(decay);
  const whole = horizons.map((hours) => Math.max(1, Math.min(Math.round(hours), lags - 1)));
  const cells = Math.max(...whole) + 1;
  const weights = new Float64Array(HOURS_IN_WEEK * cells);
  for (let slot = 0; slot < HOURS_IN_WEEK; slot++) {
    const horizon = whole[slot]!;
    for (let lag = 0; lag <= horizon; lag++) {
      const pull = decay[slot * lags + lag]!;
      weights[slot * cells + lag] = pull * shareOfCell(lag, horizon) + (lag === 0 && pull > 0 ? arrivalTerm : 0);
    }
  }
  return { cells, weights, horizons: whole, parts };
}

/** Part of cell `lag` between the end of the arrival and the horizon, the send's minute being uniform within the hour. */
function shareOfCell(lag: number, horizon: number): number {
  if (lag === 0) return (1 - ARRIVAL_HOURS) ** 2 / 2;
  if (lag === horizon) return 0.5;
  return lag === 1 ? 1 - ARRIVAL_HOURS ** 2 / 2 : 1;
}

/** Two weeks, so that no hour needs a look at whether the week is over. */
const twoWeeks = new Float64Array(2 * HOURS_IN_WEEK);
/** By hour: the sum from it on of attention times what each part is at the hour. */
const [buriedFrom, stayingFrom] = [new Float64Array(2 * HOURS_IN_WEEK), new Float64Array(2 * HOURS_IN_WEEK)];

/**
 * Writes the attention that a mail of each slot reaches: that of the hours after the send, each by its weight. What lies between the second hour and the last is the difference of two
 * sums from an hour on, of which the later one is the smaller, so that nothing is lost to rounding.
 */
export function reachOf({ cells, weights, horizons, parts: [buried, staying] }: ReachTable): (attention: Float64Array, out: Float64Array) => void {
  const weightsOf = (weight: (first: number, horizon: number) => number): Float64Array => Float64Array.from(horizons, (horizon, slot) => weight(slot * cells, horizon));
  const here = weightsOf((first) => weights[first]!);
  const next = weightsOf((first, horizon) => (horizon > 1 ? weights[first + 1]! : 0));
  const last = weightsOf((first, horizon) => weights[first + horizon]!);
  const ends = Uint16Array.from(horizons, (horizon, slot) => slot + horizon);
  const end = HOURS_IN_WEEK + cells - 1;
  return (attention, out) => {
    twoWeeks.set(attention);
    twoWeeks.set(attention, HOURS_IN_WEEK);
    let [buriedSum, stayingSum] = [0, 0];
    for (let hour = end - 1; hour > 1; hour--) {
      const value = twoWeeks[hour]!;
      buriedFrom[hour] = buriedSum += buried.atHour[hour]! * value;
      stayingFrom[hour] = stayingSum += staying.atHour[hour]! * value;
    }
    for (let slot = 0; slot < HOURS_IN_WEEK; slot++) {
      const until = ends[slot]!;
      const from = Math.min(slot + 2, until);
      out[slot] = here[slot]! * twoWeeks[slot]! + next[slot]! * twoWeeks[slot + 1]! + last[slot]! * twoWeeks[until]!
        + buried.atSend[slot]! * (buriedFrom[from]! - buriedFrom[until]!) + staying.atSend[slot]! * (stayingFrom[from]! - stayingFrom[until]!);
    }
  };
}
