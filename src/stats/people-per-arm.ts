import { normalQuantile } from './normal-quantile.js';

export interface ArmOptions {
  /** Rate that is expected without the treatment, between 0 and 1. */
  readonly base: number;
  /** What the treatment should bring, as a share of the base: 0.1 is ten per cent more. */
  readonly lift: number;
  /** Chance of seeing it when it is there. */
  readonly power: number;
  /** Chance of seeing it when it is not: two-sided. */
  readonly alpha: number;
}

/**
 * People in each of two equal arms that are needed to tell two proportions apart (Fleiss, Levin and Paik, Statistical Methods for Rates
 * and Proportions, 3rd ed. 2003, formula 4.14, without the continuity correction). Infinity when the rate wanted is no probability.
 */
export function peoplePerArm({ base, lift, power, alpha }: ArmOptions): number {
  const wanted = base * (1 + lift);
  if (!(base > 0 && wanted > 0 && wanted < 1) || lift === 0) return Infinity;
  const mean = (base + wanted) / 2;
  const unequal = normalQuantile(1 - alpha / 2) * Math.sqrt(2 * mean * (1 - mean));
  const spread = normalQuantile(power) * Math.sqrt(base * (1 - base) + wanted * (1 - wanted));
  return Math.ceil(((unequal + spread) / (wanted - base)) ** 2);
}
