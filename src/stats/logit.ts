/** Log odds of a probability strictly between 0 and 1. */
export function logit(p: number): number {
  return Math.log(p / (1 - p));
}

/** Inverse of `logit`; does not overflow. */
export function expit(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
