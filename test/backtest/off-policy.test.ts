import { describe, expect, it } from 'vitest';
import { bestBlock, blockOf, openHours } from '#backtest/block-policy.js';
import { modalHour } from '#backtest/modal-hour.js';
import { offPolicy } from '#backtest/off-policy.js';
import type { LoggedMail } from '#backtest/off-policy.js';
import { logRefusals, overlapRefusals } from '#backtest/refusals.js';
import { seededRandom } from '#stats/seeded-random.js';

const mail = (slot: number, propensity: number, engaged: boolean): LoggedMail => ({ slot, propensity, engaged });

describe('off-policy estimates', () => {
  it('are worked out as by hand', () => {
    const estimates = offPolicy();
    for (let person = 0; person < 2; person++) {
      estimates.add({ mails: [mail(10, 0.5, true), mail(11, 0.5, false), mail(10, 0.5, false), mail(11, 0.5, true), mail(10, 0.5, true)], plan: [10], modal: [11], expected: () => 0.5 });
    }
    expect(estimates.overlap('plan')).toMatchObject({ meanWeight: 1.2, effectiveSample: 6, matchedEngagements: 4 });
    expect(estimates.overlap('plan').weights.filter(({ mails }) => mails > 0)).toEqual([{ upTo: 0, mails: 4, share: 0 }, { upTo: 2, mails: 6, share: 1 }]);
    expect(estimates.liftOver('logged').ips!.value).toBeCloseTo(4 / 3 - 1, 12);
    expect(estimates.liftOver('logged').snips!.value).toBeCloseTo((2 / 3) / 0.6 - 1, 12);
    expect(estimates.liftOver('logged').doublyRobust!.value).toBeCloseTo((0.5 + 0.2) / 0.6 - 1, 12);
    expect(estimates.liftOver('modal').ips!.value).toBeCloseTo(1, 12);
  });

  it('hold the truth in about 95 of 100 logs, whatever the model of the outcomes says', () => {
    const covered = { ips: 0, snips: 0, doublyRobust: 0 };
    for (let world = 0; world < 100; world++) {
      const random = seededRandom(world, 'off-policy');
      const estimates = offPolicy();
      for (let person = 0; person < 300; person++) {
        const level = 0.1 + 0.4 * (person % 3);
        const mails = Array.from({ length: 6 }, () => {
          const planned = random() < 0.25;
          return mail(planned ? 19 : 10, planned ? 0.25 : 0.75, random() < level * (planned ? 1 : 0.8));
        });
        estimates.add({ mails, plan: [19], modal: [10], expected: () => 0.9 });
      }
      const lift = estimates.liftOver('logged');
      for (const name of ['ips', 'snips', 'doublyRobust'] as const) covered[name] += Number(lift[name]!.low <= 1 / 0.85 - 1 && lift[name]!.high >= 1 / 0.85 - 1);
    }
    for (const count of Object.values(covered)) expect([count >= 88, count]).toEqual([true, count]);
  });
});

describe('refusals', () => {
  const log = { trainedUntil: 1, from: 1, messages: 1000, withoutPropensity: 0 };

  it('name what is missing', () => {
    expect(logRefusals(log)).toEqual([]);
    expect(logRefusals({ ...log, trainedUntil: 2 })[0]!.reason).toBe('overlapping_periods');
    expect(logRefusals({ ...log, messages: 0 })[0]!.reason).toBe('no_messages');
    expect(logRefusals({ ...log, withoutPropensity: 1000 })[0]!.text).toContain('None of 1,000 mails has a propensity');
    expect(logRefusals({ ...log, withoutPropensity: 51 })[0]!.text).toContain('Only 949 of 1,000 mails have');
    expect(logRefusals({ ...log, withoutPropensity: 50 })).toEqual([]);
  });

  it('hold every bound', () => {
    const enough = { meanWeight: 1, effectiveSample: 100, matchedEngagements: 30 };
    const reasons = (change: object): string[] => overlapRefusals('the plan', { ...enough, ...change }).map(({ reason }) => reason);
    expect(reasons({})).toEqual([]);
    expect(reasons({ meanWeight: 0.89 })).toEqual(['mean_weight']);
    expect(reasons({ meanWeight: 1.11 })).toEqual(['mean_weight']);
    expect(reasons({ effectiveSample: 99.9 })).toEqual(['effective_sample']);
    expect(reasons({ matchedEngagements: 29 })).toEqual(['matched_engagements']);
    const text = (change: object): string => overlapRefusals('the plan', { ...enough, ...change })[0]!.text;
    expect([text({ meanWeight: 0.8, effectiveSample: 5000 }), text({ meanWeight: 1.2, effectiveSample: 5000 }), text({ meanWeight: 1.12, effectiveSample: 200 })]).toEqual([
      expect.stringContaining('hardly tried'), expect.stringContaining('too small to be true'), expect.stringContaining('may be chance'),
    ]);
  });
});

describe('policies', () => {
  it('choose the block with the best mean of its open hours', () => {
    const rates = new Float64Array(168).fill(0.1);
    rates[23] = 0.9;
    rates[33] = rates[34] = 0.4;
    expect(bestBlock(rates, openHours(null), 6)).toEqual([18, 19, 20, 21, 22, 23]);
    expect(bestBlock(rates, openHours({ from: 22 * 60, until: 7 * 60 }), 6)).toEqual([30, 31, 32, 33, 34, 35].filter((hour) => hour >= 31));
  });

  it('take the modal weekday and hour apart, and nothing for who never engaged', () => {
    const engagements = new Float64Array(168);
    expect(modalHour(engagements)).toBeUndefined();
    engagements[24 + 9] = 2;
    engagements[24 + 20] = 1;
    engagements[72 + 20] = 2;
    expect(modalHour(engagements)).toBe(24 + 20);
    expect(blockOf(24 + 20, 6)).toEqual([42, 43, 44, 45, 46, 47]);
  });
});
