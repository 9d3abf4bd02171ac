/** A ratio less one, with the bounds of its 95 % confidence interval. */
export interface LiftEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Totals of several measures over clusters that are independent of each other, and what is needed for the variance of ratios of them. */
export interface ClusteredTotals {
  /** Adds a cluster: its sum of each measure. */
  add(sums: ArrayLike<number>): void;
  total(measure: number): number;
  /**
   * The product of totals, each raised to its power, less one. The interval is by the delta method on the logarithm, between clusters. Powers
   * must sum to zero (what is compared is a ratio). undefined when a total is not positive.
   */
  lift(powers: readonly (readonly [measure: number, power: number])[]): LiftEstimate | undefined;
}

/** The normal quantile that leaves 2.5 % above it. */
const Z = 1.959963984540054;

/** Memory is that of the cross-products of the measures, however many clusters there are. */
export function clusteredTotals(measures: number): ClusteredTotals {
  const totals = new Float64Array(measures);
  const products = new Float64Array(measures * measures);
  let clusters = 0;
  const variance = (gradient: Float64Array): number => {
    let sum = 0;
    for (let a = 0; a < measures; a++) for (let b = 0; b < measures; b++) sum += gradient[a]! * gradient[b]! * products[a * measures + b]!;
    return (sum * clusters) / (clusters - 1);
  };
  return {
    add(sums) {
      clusters++;
      for (let a = 0; a < measures; a++) {
        totals[a]! += sums[a]!;
        for (let b = 0; b < measures; b++) products[a * measures + b]! += sums[a]! * sums[b]!;
      }
    },
    total: (measure) => totals[measure]!,
    lift(powers) {
      if (clusters < 2 || powers.some(([measure]) => !(totals[measure]! > 0))) return undefined;
      const gradient = new Float64Array(measures);
      for (const [measure, power] of powers) gradient[measure]! += power / totals[measure]!;
      const log = powers.reduce((sum, [measure, power]) => sum + power * Math.log(totals[measure]!), 0);
      const width = Z * Math.sqrt(Math.max(0, variance(gradient)));
      return { value: Math.expm1(log), low: Math.expm1(log - width), high: Math.expm1(log + width) };
    },
  };
}
