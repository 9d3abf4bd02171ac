import golden from '../../../fixtures/send-time/golden.json' with { type: 'json' };
import type { Population } from '#schedule/model/population.js';
import { emptyStatistics } from '#schedule/model/statistics.js';
import type { Statistics } from '#schedule/model/statistics.js';

/** The population of the reference values. */
export const REFERENCE_POPULATION: Population = {
  shares: golden.shares, shapes: golden.shapes.map((shape) => Float64Array.from(shape)), prior: golden.prior, seenPrior: golden.prior, hiddenPrior: golden.prior, inOfficeHours: 0.4, arrivalTerm: golden.arrivalTerm, triggeredAppeal: 1,
  arrivals: Float64Array.from({ length: 168 }, (_, hour) => (hour === 34 ? 1 : 0)), people: 10_000, engagements: 46_500,
};

/** Statistics of the people of the reference values, from the most active one to one without an event. */
export const REFERENCE_PEOPLE: readonly { readonly statistics: Statistics; readonly p: readonly number[] }[] = golden.cases.map(({ engagements, exposure, p }) => {
  const statistics = emptyStatistics();
  for (const [hour, count] of Object.entries(engagements as Readonly<Record<string, number>>)) statistics.engagements[Number(hour)] = count;
  statistics.exposure.set(exposure);
  return { statistics, p };
});

export const REFERENCE_DECAY = golden.decay as unknown as readonly (readonly [slot: number, lag: number, weight: number])[];
