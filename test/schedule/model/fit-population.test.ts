import { describe, expect, it } from 'vitest';
import { arrivalTerm } from '#schedule/model/arrival-term.js';
import { fitCalibration, DEFAULT_CALIBRATION } from '#schedule/model/calibration.js';
import type { Outcome } from '#schedule/model/calibration.js';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { fitPopulation } from '#schedule/model/fit-population.js';
import { populationShape } from '#schedule/model/population-shape.js';
import { MAX_MESSAGES, sampleBuilder } from '#schedule/model/sample.js';
import type { Sample } from '#schedule/model/sample.js';
import { emptyStatistics } from '#schedule/model/statistics.js';
import { expit } from '#stats/logit.js';
import { scaleToMeanOne } from '#stats/scale-to-mean-one.js';
import { seededRandom } from '#stats/seeded-random.js';

const MORNING = scaleToMeanOne(Array.from({ length: 168 }, (_, hour) => ([8, 9].includes(hour % 24) ? 8 : 0.3)));
const EVENING = scaleToMeanOne(Array.from({ length: 168 }, (_, hour) => ([20, 21].includes(hour % 24) ? 8 : 0.3)));

/** People whose engagements are Poisson around level x shape x exposure; the sender mails at ten, so mornings are tried more often. */
function drawSample(people: number, shapeOf: (person: number) => Float64Array, exposureOf: (hour: number) => number = () => 1): Sample {
  const random = seededRandom(5);
  const builder = sampleBuilder(people);
  for (let person = 0; person < people; person++) {
    const statistics = emptyStatistics();
    const level = 0.15 * -Math.log(1 - random());
    for (let hour = 0; hour < 168; hour++) {
      statistics.exposure[hour] = exposureOf(hour);
      statistics.engagements[hour] = poisson(level * shapeOf(person)[hour]! * statistics.exposure[hour]!, random);
    }
    statistics.arrivals[34] = 20;
    builder.add(statistics);
  }
  return builder.build();
}

function poisson(mean: number, random: () => number): number {
  let [count, product] = [0, random()];
  for (const limit = Math.exp(-mean); product > limit; product *= random()) count++;
  return count;
}

describe('populationShape', () => {
  it('finds the evening although the sender tries the morning five times as often', () => {
    const { shape } = populationShape(drawSample(600, () => EVENING, (hour) => (hour % 24 < 14 ? 5 : 1)), 0);
    expect(shape[2 * 24 + 20]! / shape[2 * 24 + 9]!).toBeGreaterThan(6);
  });

  it('is, where nobody was ever tried, the shipped profile bent to the same hours of other days', () => {
    const { shape } = populationShape(drawSample(300, () => EVENING, (hour) => (hour < 120 ? 1 : 0)), 0);
    const against = (hour: number, other: number): number => shape[hour]! / shape[other]! / (DEFAULT_PROFILE[hour]! / DEFAULT_PROFILE[other]!);
    expect(against(5 * 24 + 20, 5 * 24 + 12)).toBeGreaterThan(3);
    expect(against(5 * 24 + 20, 5 * 24 + 21)).toBeCloseTo(1, 0);
  });

  it('has mean 1 and a level for each person, even without an event', () => {
    const { shape, levels } = populationShape(drawSample(50, () => EVENING.map(() => 0)), 0);
    expect(shape.reduce((a, b) => a + b) / 168).toBeCloseTo(1, 9);
    expect([...levels].every((level) => level > 0 && level < 1)).toBe(true);
  });
});

describe('arrivalTerm', () => {
  it('is high where mail is read at once', () => {
    const sample = drawSample(400, () => MORNING);
    expect(arrivalTerm({ ...sample, atOnce: 2000 }).hours).toBeGreaterThan(4 * arrivalTerm({ ...sample, atOnce: 200 }).hours);
  });

  it('is what was seen elsewhere when there is no mail to learn it from', () => {
    expect(arrivalTerm(sampleBuilder(1).build()).hours).toBeCloseTo(0.4, 9);
  });
});

describe('fitPopulation', () => {
  it('tells morning people from evening people', () => {
    const { shapes, shares } = fitPopulation(drawSample(800, (person) => (person % 2 === 0 ? MORNING : EVENING)), seededRandom(1));
    const morning = shares.filter((_, index) => shapes[index]![33]! > shapes[index]![44]!).reduce((a, b) => a + b, 0);
    expect(shapes).toHaveLength(12);
    expect(morning).toBeGreaterThan(0.4);
    expect(morning).toBeLessThan(0.6);
    expect(Math.max(...shapes.map((shape) => shape[44]! / shape[33]!))).toBeGreaterThan(8);
  });

  it('has one shape for everybody where three thousand engagements are not to be had, between the shipped profile and the list', () => {
    const { shapes, shares, engagements } = fitPopulation(drawSample(60, () => EVENING), seededRandom(1));
    const lead = (shape: Float64Array): number => shape[44]! / shape[33]!;
    expect(engagements).toBeLessThan(3000);
    expect([shapes.length, shares]).toEqual([1, [1]]);
    expect(lead(shapes[0]!)).toBeGreaterThan(1.2 * lead(DEFAULT_PROFILE));
    expect(lead(shapes[0]!)).toBeLessThan(lead(EVENING) / 1.2);
  });

  it('knows whether the list itself reads in office hours', () => {
    const share = (shape: Float64Array): number => fitPopulation(drawSample(100, () => shape), seededRandom(1)).inOfficeHours;
    expect(share(MORNING)).toBeGreaterThan(0.45);
    expect(share(EVENING)).toBeLessThan(0.3);
  });

  it('works without any mail', () => {
    const population = fitPopulation(sampleBuilder(1).build(), seededRandom(1));
    expect(population.prior.rate).toBeGreaterThan(0);
    expect(Number.isFinite(population.prior.rate)).toBe(true);
  });
});

describe('sampleBuilder', () => {
  it('lets a test address that gets everything count for no more than MAX_MESSAGES', () => {
    const statistics = emptyStatistics();
    statistics.arrivals[34] = 100 * MAX_MESSAGES;
    statistics.engagements[40] = 100 * MAX_MESSAGES;
    const builder = sampleBuilder(1);
    builder.add(statistics);
    expect(builder.build().totals[0]).toBeCloseTo(MAX_MESSAGES, 6);
  });
});

describe('fitCalibration', () => {
  /** What a model says of people who get two mails a day in different slots, and what happens when it is off by this much. Every day has an appeal of its own. */
  function outcomes(people: number, offset: number, contrast: number, apart = 1): Outcome[] {
    const random = seededRandom(9);
    const appeal = Array.from({ length: 30 }, () => random() - 0.5);
    return Array.from({ length: 10 * people }, (_, index) => {
      const day = Math.floor(30 * random());
      const [level, distance] = [3 * random() - 3, apart * (2 * random() - 1)];
      return { person: Math.floor(index / 10), day, level, distance, messages: 2, engaged: Math.round(2 * expit(offset + level + contrast * distance + appeal[day]!) + random() - 0.5) };
    });
  }

  const shapesOf = (count: number): Float64Array[] => Array.from({ length: count }, () => DEFAULT_PROFILE);
  const MANY = { shapes: shapesOf(12), inOfficeHours: 0.35 };
  const fast = { hours: 5, error: 0.02 };
  const slow = { hours: 12, error: 0.02 };

  it('finds an offset in the usual mail, whatever that of later mail is', () => {
    const offset = (later: number): number => fitCalibration(outcomes(500, later, 0.3), outcomes(500, -0.6, 0.3), undefined, MANY).offset;
    expect(Math.abs(offset(-0.6) + 0.6)).toBeLessThan(0.3);
    expect(Math.abs(offset(0.5) - offset(-0.6))).toBeLessThan(0.1);
  });
  it('expects as many engagements of the usual mail as there were, though a few mails brought most of them', () => {
    const level = -2;
    const mail = (day: number, engaged: number): Outcome => ({ person: day, day, level, distance: 0, messages: 1000, engaged });
    // Nine middling mails and one that pleased very much: 1,500 of 10,000.
    const usual = Array.from({ length: 10 }, (_, day) => mail(0.1 * day, day === 4 ? 600 : 100));
    const { offset, slope } = fitCalibration(outcomes(500, 0, 0.5), usual, undefined, MANY);
    expect(10_000 * expit(offset + slope * level)).toBeCloseTo(1500, -1);
  });
  describe('when days differ in how many got mail and in what it pleased', () => {
    const level = -2;
    const day = (number: number, messages: number, rate: number): Outcome => ({ person: number, day: number, level, distance: 0, messages, engaged: rate * messages });
    const expectedRate = (usual: readonly Outcome[]): number => {
      const { offset, slope } = fitCalibration(outcomes(500, 0, 0.5), usual, undefined, MANY);
      return expit(offset + slope * level);
    };

    it('expects what the mean day brought, not the mean message: the next mail is one more mail', () => {
      const days = Array.from({ length: 40 }, (_, number) => (number % 2 === 0 ? day(number, 20_000, 0.2) : day(number, 100_000, 0.1)));
      expect(expectedRate(days)).toBeCloseTo(0.15, 2);
    });
    it('lets a day with few messages say little', () => {
      const days = Array.from({ length: 40 }, (_, number) => (number % 2 === 0 ? day(number, 20_000, 0.1) : day(number, 2, 0.5)));
      expect(expectedRate(days)).toBeLessThan(0.11);
      expect(expectedRate(days)).toBeGreaterThan(0.1);
    });
    it('expects what mail brings by now where it has brought less and less for a year', () => {
      const days = Array.from({ length: 100 }, (_, number) => day(3.6 * number, 20_000, 0.3 * 0.995 ** number * (number % 2 === 0 ? 1.2 : 0.8)));
      const [now, mean] = [0.3 * 0.995 ** 99, days.reduce((sum, { engaged, messages }) => sum + engaged / messages, 0) / days.length];
      expect(expectedRate(days) - now).toBeLessThan((mean - now) / 3);
    });
  });
  it('moves the contrast to what the slots of the log show among each other', () => {
    const [less, more] = [0.1, 1.2].map((contrast) => fitCalibration(outcomes(1000, 0, contrast), [], undefined, MANY).contrast) as [number, number];
    expect(less).toBeLessThan(DEFAULT_CALIBRATION.contrast - 0.1);
    expect(more).toBeGreaterThan(DEFAULT_CALIBRATION.contrast + 0.1);
  });
  it('keeps the contrast of simulated worlds where mail always goes out in like slots', () => {
    const { contrast, contrastError } = fitCalibration(outcomes(500, 0, 0.9, 0.001), [], undefined, MANY);
    expect(contrast).toBeCloseTo(DEFAULT_CALIBRATION.contrast, 1);
    expect(contrastError).toBeCloseTo(DEFAULT_CALIBRATION.contrastError, 2);
  });
  it('promises more where mail is buried fast than where it is not', () => {
    expect(fitCalibration([], [], fast, MANY).contrast).toBeGreaterThan(DEFAULT_CALIBRATION.contrast);
    expect(fitCalibration([], [], slow, MANY).contrast).toBeLessThan(DEFAULT_CALIBRATION.contrast);
    expect(fitCalibration(outcomes(500, 0, 0.4), [], fast, MANY).contrast).toBeGreaterThan(fitCalibration(outcomes(500, 0, 0.4), [], slow, MANY).contrast);
  });
  it('promises more where one shape stands for everybody, by which hours differ less than they do', () => {
    expect(fitCalibration([], [], slow, { ...MANY, shapes: shapesOf(1) }).contrast).toBeGreaterThan(1.3 * fitCalibration([], [], slow, MANY).contrast);
  });
  it('promises less where people read in office hours, and no more where they do not', () => {
    const contrast = (inOfficeHours: number): number => fitCalibration([], [], fast, { ...MANY, inOfficeHours }).contrast;
    expect(contrast(0.55)).toBeLessThan(0.65 * contrast(0.35));
    expect(contrast(0.2)).toBe(contrast(0.35));
  });
  it('says how much mail it rests on', () => expect(fitCalibration(outcomes(500, 0, 0.3), [], undefined, MANY).messages).toBe(10_000));
  it('is the shipped one below five thousand messages', () => expect(fitCalibration(outcomes(249, -0.6, 0.2), outcomes(500, -0.6, 0.2), undefined, MANY)).toEqual(DEFAULT_CALIBRATION));
});
