import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignSeats } from '#schedule/slots/assignment.js';
import type { SeatingProblem } from '#schedule/slots/assignment.js';

/** The most people that can sit, and the highest sum of values with so many, by trying everything. */
function bestOf({ values, groups, perHour, perGroup }: SeatingProblem): readonly [number, number] {
  const hours = values[0]!.length;
  const seats: number[] = [];
  let best: readonly [number, number] = [0, 0];
  const fits = (person: number, hour: number): boolean => values[person]![hour]! > -Infinity && seats.filter((seat) => seat === hour).length < perHour
    && seats.filter((seat, other) => seat === hour && groups[other] === groups[person]).length < perGroup[groups[person]!]!;
  const go = (person: number, count: number, sum: number): void => {
    if (person === values.length) {
      if (count > best[0] || (count === best[0] && sum > best[1])) best = [count, sum];
      return;
    }
    for (let hour = -1; hour < hours; hour++) {
      if (hour >= 0 && !fits(person, hour)) continue;
      seats.push(hour);
      go(person + 1, count + (hour < 0 ? 0 : 1), sum + (hour < 0 ? 0 : values[person]![hour]!));
      seats.pop();
    }
  };
  go(0, 0, 0);
  return best;
}

function worth({ values }: SeatingProblem, seats: Int32Array): readonly [number, number] {
  const seated = [...seats.keys()].filter((person) => seats[person]! >= 0);
  return [seated.length, seated.reduce((sum, person) => sum + values[person]![seats[person]!]!, 0)];
}

const problem = fc.record({ people: fc.integer({ min: 1, max: 5 }), hours: fc.integer({ min: 1, max: 4 }), perHour: fc.integer({ min: 1, max: 2 }), limit: fc.integer({ min: 1, max: 2 }) }).chain(({ people, hours, perHour, limit }) => fc.record({
  values: fc.array(fc.array(fc.oneof(fc.constant(-Infinity), fc.integer({ min: 1, max: 9 }).map((tenths) => tenths / 10), fc.double({ min: 0.01, max: 0.99, noNaN: true })), { minLength: hours, maxLength: hours }).map((row) => Float64Array.from(row)), { minLength: people, maxLength: people }),
  groups: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: people, maxLength: people }),
  perHour: fc.constant(perHour), perGroup: fc.constant([Infinity, limit] as readonly number[]),
}));

describe('assignSeats', () => {
  it('is as good as the best of all assignments', () => {
    fc.assert(fc.property(problem, (given) => {
      const [count, sum] = worth(given, assignSeats(given).seats);
      const [mostPeople, mostWorth] = bestOf(given);
      expect(count).toBe(mostPeople);
      expect(sum).toBeCloseTo(mostWorth, 8);
    }), { numRuns: 400 });
  });

  it('keeps every limit and every closed hour', () => {
    fc.assert(fc.property(problem, (given) => {
      const { seats } = assignSeats(given);
      for (let hour = 0; hour < given.values[0]!.length; hour++) {
        const there = [...seats.keys()].filter((person) => seats[person] === hour);
        expect(there.length).toBeLessThanOrEqual(given.perHour);
        expect(there.filter((person) => given.groups[person] === 1).length).toBeLessThanOrEqual(given.perGroup[1]!);
        for (const person of there) expect(given.values[person]![hour]!).toBeGreaterThan(-Infinity);
      }
    }), { numRuns: 400 });
  });

  it('moves aside who loses less', () => {
    const values = [Float64Array.of(0.5, 0.49), Float64Array.of(0.5, 0.2)];
    expect([...assignSeats({ values, groups: [0, 0], perHour: 1, perGroup: [Infinity] }).seats]).toEqual([1, 0]);
  });

  it('prices an hour at what one more person there costs the others', () => {
    const values = [Float64Array.of(0.5, 0.4), Float64Array.of(0.5, 0.2)];
    const { prices } = assignSeats({ values, groups: [0, 0], perHour: 2, perGroup: [Infinity] });
    expect([...prices].map((price) => Math.round(price * 1e6) / 1e6)).toEqual([0.1, 0]);
  });

  it('seats nobody of nobody', () => expect(assignSeats({ values: [], groups: [], perHour: 1, perGroup: [Infinity] }).seats).toHaveLength(0));
});
