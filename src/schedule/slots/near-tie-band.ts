/** Engaged mails that halve the band: as many as make evidence personal. */
const HALVED_BY = 5;

/**
 * Share of the best rate that an hour may lose for one person and still be drawn: `nearTies` for who never engaged, less the more is known. Estimates of people
 * of whom little is known are alike, and so would be their error; of who is known well a draw only loses what it gives away (bench/results/send-time.md).
 */
export function nearTieBand(nearTies: number, events: number): number {
  return nearTies / (1 + events / HALVED_BY);
}
