/** The same profile with mean 1. */
export function scaleToMeanOne(values: ArrayLike<number>): Float64Array {
  const scaled = Float64Array.from(values);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  if (!(mean > 0)) throw new RangeError('a profile needs a positive mean');
  return scaled.map((value) => value / mean);
}
