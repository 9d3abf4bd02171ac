/** Events over a time, twice: of one person, say, under two conditions. */
export interface RatedStratum {
  readonly events: number;
  readonly time: number;
  readonly otherEvents: number;
  readonly otherTime: number;
}

/**
 * How many times as high the first rate is as the other, strata compared each within itself: Mantel-Haenszel, which holds for many strata with few events each
 * (Greenland and Robins 1985). Shrunk to 1 by `prior` compared events on either side.
 */
export function rateRatio(strata: Iterable<RatedStratum>, prior: number): number {
  let [first, other] = [prior, prior];
  for (const { events, time, otherEvents, otherTime } of strata) {
    const total = time + otherTime;
    if (total <= 0) continue;
    first += (events * otherTime) / total;
    other += (otherEvents * time) / total;
  }
  return first / other;
}
