/** Taps below this share of the middle one are left out. */
const NEGLIGIBLE = 1e-6;

/** Smooths values on a circle with a Gaussian of this standard deviation (in cells, at least 0.1); the sum stays the same. */
export function circularGaussian(values: ArrayLike<number>, deviation: number): Float64Array {
  const size = values.length;
  const reach = Math.min(Math.ceil(deviation * Math.sqrt(-2 * Math.log(NEGLIGIBLE))), Math.floor((size - 1) / 2));
  const taps = Array.from({ length: 2 * reach + 1 }, (_, index) => Math.exp(-0.5 * ((index - reach) / deviation) ** 2));
  const total = taps.reduce((sum, tap) => sum + tap, 0);
  return Float64Array.from({ length: size }, (_, cell) =>
    taps.reduce((sum, tap, index) => sum + tap * (values[(cell + index - reach + size) % size] ?? 0), 0) / total);
}
