/** Lanczos coefficients, g = 7, n = 9 (Godfrey 2001); relative error below 1e-13 for x > 0. */
const COEFFICIENTS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const G = 7;

/** Natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma needs x > 0, got ${String(x)}`);
  const z = x - 1;
  let series: number = COEFFICIENTS[0];
  for (let index = 1; index < COEFFICIENTS.length; index++) series += COEFFICIENTS[index]! / (z + index);
  const t = z + G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series);
}
