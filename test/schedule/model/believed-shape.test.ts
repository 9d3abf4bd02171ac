import { describe, expect, it } from 'vitest';
import { believedShape } from '#schedule/model/believed-shape.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';

const EVENING = scaleToMeanOne(Array.from({ length: 168 }, (_, hour) => (hour % 24 === 20 ? 10 : 0.5)));
const lead = (shape: Float64Array): number => shape[20]! / shape[9]!;

describe('believedShape', () => {
  it('is the shipped profile where nobody engaged', () => believedShape(EVENING, 0).forEach((value, hour) => expect(value).toBeCloseTo(DEFAULT_PROFILE[hour]!, 12)));

  it('is half of either, on a logarithmic scale, with two thousand engagements', () => {
    expect(lead(believedShape(EVENING, 2000))).toBeCloseTo(Math.sqrt(lead(EVENING) * lead(DEFAULT_PROFILE)), 10);
  });

  it('is nearly what was learned with a hundred times as many', () => {
    expect(lead(believedShape(EVENING, 200_000)) / lead(EVENING)).toBeCloseTo(1, 1);
  });

  it('has a mean of one', () => expect(believedShape(EVENING, 500).reduce((sum, value) => sum + value, 0) / 168).toBeCloseTo(1, 12));
});
