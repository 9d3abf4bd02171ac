import { HOURS_IN_WEEK } from './hour-of-week.js';
import type { Posterior } from './person.js';
import type { Statistics } from './statistics.js';

/** Somebody's clock may be ahead of the one that the statistics are kept on by `shift` hours, with probability `prior`. */
export interface ShiftedClock {
  readonly shift: number;
  readonly prior: number;
}

/** A posterior over clocks, seen on one of them. */
export interface Located {
  /** Index of the clock that hours are given on. */
  readonly clock: number;
  /** Posterior probability of each clock. */
  readonly weights: readonly number[];
  /** Averaged over the clocks. */
  readonly posterior: Posterior;
}

/**
 * Averages a person over the clocks that they may live by: each weighs its prior times how well it explains the hours of the person's
 * engagements. A single guess would be right for half of the people only; what is asked is not where somebody lives but when to send.
 * @param preferred index of the clock that the result is given on; undefined: the likeliest
 */
export function locatePerson(clocks: readonly ShiftedClock[], statisticsAt: (shift: number) => Statistics, score: (statistics: Statistics) => Posterior, preferred?: number): Located {
  const scored = clocks.map(({ shift, prior }) => copy(score(statisticsAt(shift)), Math.log(prior)));
  const highest = Math.max(...scored.map(({ logEvidence }) => logEvidence));
  const sum = scored.reduce((total, { logEvidence }) => total + Math.exp(logEvidence - highest), 0);
  const weights = scored.map(({ logEvidence }) => Math.exp(logEvidence - highest) / sum);
  const clock = preferred ?? weights.indexOf(Math.max(...weights));
  const own = scored[clock]!;
  const average = (values: (posterior: Posterior) => Float64Array, scale: (posterior: Posterior) => number): Float64Array => {
    const mean = new Float64Array(HOURS_IN_WEEK);
    scored.forEach((posterior, index) => {
      const weight = weights[index]! * scale(posterior);
      const shifted = values(posterior);
      let from = (clocks[index]!.shift - clocks[clock]!.shift + HOURS_IN_WEEK) % HOURS_IN_WEEK;
      for (let hour = 0; hour < HOURS_IN_WEEK; hour++) {
        mean[hour]! += weight * shifted[from]!;
        if (++from === HOURS_IN_WEEK) from = 0;
      }
    });
    return mean;
  };
  const level = ({ rankingLevel }: Posterior): number => rankingLevel / own.rankingLevel;
  return {
    clock, weights,
    posterior: { ...own, reach: average(({ reach }) => reach, level), attention: average(({ attention }) => attention, level), evidence: average(({ evidence }) => evidence, () => 1) },
  };
}

function copy(posterior: Posterior, logPrior: number): Posterior {
  return {
    ...posterior, archetypes: posterior.archetypes.slice(), attention: posterior.attention.slice(), evidence: posterior.evidence.slice(), reach: posterior.reach.slice(), usual: posterior.usual.slice(),
    level: { ...posterior.level }, logEvidence: posterior.logEvidence + logPrior,
  };
}
