import { peoplePerArm } from './people-per-arm.js';
import type { ArmOptions } from './people-per-arm.js';

/** Halvings of the interval in which the lift is looked for. */
const ROUNDS = 40;

/** The smallest lift that arms of this size show, by `peoplePerArm`; undefined when not even a rate of nearly one would be told apart. */
export function detectableLift(people: number, design: Omit<ArmOptions, 'lift'>): number | undefined {
  let [low, high] = [0, 0.999 / design.base - 1];
  if (!(high > 0) || peoplePerArm({ ...design, lift: high }) > people) return undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (peoplePerArm({ ...design, lift: middle }) > people) low = middle;
    else high = middle;
  }
  return high;
}
