import { describe, expect, it } from 'vitest';
import { poolDays } from '#schedule/model/pool-days.js';
import { populationShape } from '#schedule/model/population-shape.js';
import { sampleBuilder } from '#schedule/model/sample.js';
import { emptyStatistics } from '#schedule/model/statistics.js';

const at = (day: number, hour: number): number => day * 24 + hour;
const WORKDAYS = [0, 1, 2, 3, 4];
const [MONDAY, WEDNESDAY, SATURDAY, SUNDAY] = [0, 2, 5, 6] as const;
const NINE = 9;

/** People who got mail at nine on workdays, so many hours of exposure each day, and engaged once in ten of them, on one day more often. */
function shapeOf(exposureOf: (day: number) => number, day: number, timesAsOften: number): Float64Array {
  const builder = sampleBuilder(1000);
  for (let person = 0; person < 1000; person++) {
    const statistics = emptyStatistics();
    for (const workday of WORKDAYS) {
      statistics.exposure[at(workday, NINE)] = exposureOf(workday);
      statistics.engagements[at(workday, NINE)] = 0.1 * exposureOf(workday) * (workday === day ? timesAsOften : 1);
    }
    builder.add(statistics);
  }
  return populationShape(builder.build(), 0).shape;
}

describe('poolDays', () => {
  it('says three tenths of a workday\'s hour on the other workdays, and nothing of it at the weekend or in other hours', () => {
    const values = new Float64Array(168);
    values[at(MONDAY, NINE)] = 10;
    const pooled = poolDays(values);
    expect([...pooled].map((value, hour) => [hour, value]).filter(([, value]) => value !== 0)).toEqual(WORKDAYS.map((day) => [at(day, NINE), day === MONDAY ? 10 : 3]));
  });

  it('joins Saturday and Sunday', () => {
    const values = new Float64Array(168);
    [values[at(SATURDAY, NINE)], values[at(SUNDAY, NINE)]] = [1, 2];
    const pooled = poolDays(values);
    expect(pooled[at(SATURDAY, NINE)]).toBeCloseTo(1.6, 12);
    expect(pooled[at(SUNDAY, NINE)]).toBeCloseTo(2.3, 12);
  });
});

describe('populationShape', () => {
  it('leaves a day whose mails pleased more 1.12 times the attention of the others rather than 1.4 times, where all days had as much mail', () => {
    const shape = shapeOf(() => 20, MONDAY, 1.4);
    // (1.4 + .3 x 4) / (1 + .3 x 1.4 + .3 x 3), less what the profile takes.
    expect(shape[at(MONDAY, NINE)]! / shape[at(WEDNESDAY, NINE)]!).toBeGreaterThan(1.08);
    expect(shape[at(MONDAY, NINE)]! / shape[at(WEDNESDAY, NINE)]!).toBeLessThan((1.4 + 1.2) / (1 + 0.42 + 0.9) + 0.01);
  });

  it('believes a day the less the less mail it had', () => {
    const often = shapeOf(() => 20, MONDAY, 1.4);
    const seldom = shapeOf((day) => (day === MONDAY ? 2 : 20), MONDAY, 1.4);
    const lead = (shape: Float64Array): number => shape[at(MONDAY, NINE)]! / shape[at(WEDNESDAY, NINE)]!;
    expect(lead(seldom)).toBeLessThan(1 + (lead(often) - 1) / 2);
    expect(lead(seldom)).toBeGreaterThan(1);
  });
});
