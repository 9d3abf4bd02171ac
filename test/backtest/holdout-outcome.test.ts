import { describe, expect, it } from 'vitest';
import { holdoutOutcome } from '#backtest/holdout-outcome.js';
import type { AssignedPerson, HoldoutOutcome } from '#backtest/holdout-outcome.js';
import { seededRandom } from '#stats/seeded-random.js';

const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** 330 people, each with one mail if at all; who gets the plan is drawn, on which weekday the mail goes out and whether it does may hang on it. */
async function outcome(seed: number, { day, mailed = () => true }: { readonly day: (arm: AssignedPerson['arm'], random: () => number) => number; readonly mailed?: (arm: AssignedPerson['arm'], random: () => number) => boolean }): Promise<HoldoutOutcome> {
  const random = seededRandom(seed, 'holdout');
  async function* people(): AsyncGenerator<AssignedPerson> {
    for (let person = 0; person < 330; person++) {
      const arm = random() < 0.5 ? 'plan' : 'control';
      const mails = mailed(arm, random) ? 1 : 0;
      const sentOn = day(arm, random);
      yield await Promise.resolve({ arm, mails, engaged: random() < 0.4 ? mails : 0, weekdays: WEEK.map((each) => (each === sentOn ? mails : 0)) });
    }
  }
  return holdoutOutcome(people());
}

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed);
const anyDay = (_arm: string, random: () => number): number => Math.floor(7 * random());
const reasons = async (how: Parameters<typeof outcome>[1]): Promise<readonly string[]> => (await Promise.all(SEEDS.map((seed) => outcome(seed, how)))).flatMap(({ refusals }) => refusals.map(({ reason }) => reason));

describe('a small holdout', () => {
  it('is not refused for what chance alone does to weekdays and to who is held', async () => {
    expect((await reasons({ day: anyDay, mailed: (_arm, random) => random() < 0.85 })).length).toBeLessThan(3);
  });

  it('is refused when a third of one arm was mailed at the weekend and nobody of the other', async () => {
    expect(await reasons({ day: (arm, random) => (arm === 'plan' && random() < 1 / 3 ? 6 : Math.floor(5 * random())) })).toEqual(SEEDS.map(() => 'weekdays'));
  });

  it('is refused when one arm got a fifth less mail a person', async () => {
    expect(await reasons({ day: anyDay, mailed: (arm, random) => arm === 'control' || random() < 0.8 })).toEqual(SEEDS.map(() => 'unequal_mailing'));
  });
});
