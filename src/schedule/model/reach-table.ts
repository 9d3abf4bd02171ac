import { lagsOf } from './goal-model.js';
import type { GoalModel } from './goal-model.js';
import { HOURS_IN_WEEK } from './hour-of-week.js';
import { ARRIVAL_HOURS } from './statistics.js';

/** For each slot, what each hour after the send is worth: `weights[slot * cells + lag]`. */
export interface ReachTable {
  readonly cells: number;
  readonly weights: Float64Array;
}

/**
 * A mail that goes out at any minute of hour `slot` reaches attention in the hours that follow, each worth what decay leaves of it, up
 * to the horizon; the arrival itself is worth `arrivalTerm` hours of the slot's attention, if the slot is open.
 */
export function reachTable({ decay, horizons }: Pick<GoalModel, 'decay' | 'horizons'>, arrivalTerm: number): ReachTable {
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
  return { cells, weights };
}

/** Part of cell `lag` between the end of the arrival and the horizon, the send's minute being uniform within the hour. */
function shareOfCell(lag: number, horizon: number): number {
  if (lag === 0) return (1 - ARRIVAL_HOURS) ** 2 / 2;
  if (lag === horizon) return 0.5;
  return lag === 1 ? 1 - ARRIVAL_HOURS ** 2 / 2 : 1;
}
