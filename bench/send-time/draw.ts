import { seededRandom } from '#stats/seeded-random.js';

/** Draws from the distributions that the simulation needs; the same sequence for the same seed and label. */
export interface Draw {
  uniform(): number;
  normal(): number;
  exponential(): number;
  /** By its median and the deviation of its logarithm. */
  logNormal(median: number, deviation: number): number;
  /** Unit scale. */
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  /** Index into weights. */
  pick(weights: readonly number[]): number;
}

export function drawFrom(seed: number, label: string): Draw {
  const uniform = seededRandom(seed, label);
  const positive = (): number => 1 - uniform();
  const normal = (): number => Math.sqrt(-2 * Math.log(positive())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape: number): number => (shape < 1 ? gammaAboveOne(shape + 1) * positive() ** (1 / shape) : gammaAboveOne(shape));
  /** Marsaglia and Tsang 2000. */
  const gammaAboveOne = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(positive()) < x * x / 2 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    uniform, normal, gamma,
    exponential: () => -Math.log(positive()),
    logNormal: (median, deviation) => median * Math.exp(deviation * normal()),
    beta(a, b) {
      const first = gamma(a);
      return first / (first + gamma(b));
    },
    pick(weights) {
      let left = uniform() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return index < 0 ? weights.length - 1 : index;
    },
  };
}
