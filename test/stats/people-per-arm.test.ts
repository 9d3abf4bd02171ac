import { describe, expect, it } from 'vitest';
import { detectableLift } from '#stats/detectable-lift.js';
import { peoplePerArm } from '#stats/people-per-arm.js';

const usual = { power: 0.8, alpha: 0.05 };

describe('people per arm', () => {
  it('is what the formula gives by hand', () => {
    expect(peoplePerArm({ base: 0.2, lift: 0.1, ...usual })).toBe(6510);
    expect(peoplePerArm({ base: 0.6, lift: 0.25, ...usual })).toBe(152);
  });

  it('grows as the lift shrinks', () => {
    expect(peoplePerArm({ base: 0.2, lift: 0.05, ...usual })).toBeGreaterThan(3.8 * 6510);
  });

  it('is endless where no rate is left', () => {
    expect(peoplePerArm({ base: 0.95, lift: 0.1, ...usual })).toBe(Infinity);
    expect(peoplePerArm({ base: 0.2, lift: 0, ...usual })).toBe(Infinity);
  });

  it('turns around into the lift that arms show', () => {
    const lift = detectableLift(6510, { base: 0.2, ...usual })!;
    expect(lift).toBeCloseTo(0.1, 3);
    expect(detectableLift(2, { base: 0.2, ...usual })).toBeUndefined();
  });
});
