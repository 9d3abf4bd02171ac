import { seededRandom } from '#stats/seeded-random.js';

/** One engagement: whose, at which hour of the local day, and in which stratum hours may be swapped. */
export interface TimedEngagement {
  readonly person: number;
  readonly hour: number;
  readonly stratum: number;
}

/** Whether people have hours of their own, beyond those of the list and of the schedule. */
export interface TimingTest {
  readonly people: number;
  readonly engagements: number;
  readonly permutations: number;
  /** Share of pairs of one person's engagements that lie within an hour of each other on the clock, and the same after swapping hours between people. */
  readonly agreement: number;
  readonly byChance: number;
  /** Chance of so much agreement, or more, if nobody had hours of their own. */
  readonly pValue: number;
}

const PERMUTATIONS = 199;

/**
 * Swaps hours between people within strata (who got mail at the same hour, and engages about as often) and asks whether one person's
 * engagements agree more than that. Each person counts in proportion to their engagements. Permutation p-value: Phipson and Smyth 2010.
 */
export function timingTest(engagements: readonly TimedEngagement[], seed: number, permutations = PERMUTATIONS): TimingTest | undefined {
  const counts = countsOf(engagements);
  const taking = engagements.filter(({ person }) => counts[person]! >= 2);
  if (taking.length === 0) return undefined;
  const people = Int32Array.from(taking, ({ person }) => person);
  const hours = Uint8Array.from(taking, ({ hour }) => hour);
  const groups = strataOf(taking);
  const agreement = agreementOf(people, hours, counts);
  const random = seededRandom(seed, 'timing');
  let [sum, asHigh] = [0, 0];
  for (let round = 0; round < permutations; round++) {
    for (const group of groups) shuffle(hours, group, random);
    const shuffled = agreementOf(people, hours, counts);
    sum += shuffled;
    if (shuffled >= agreement - 1e-12) asHigh++;
  }
  return { people: counts.filter((count) => count >= 2).length, engagements: taking.length, permutations, agreement, byChance: sum / permutations, pValue: (asHigh + 1) / (permutations + 1) };
}

function countsOf(engagements: readonly TimedEngagement[]): Int32Array {
  const counts = new Int32Array(engagements.reduce((most, { person }) => Math.max(most, person + 1), 0));
  for (const { person } of engagements) counts[person]!++;
  return counts;
}

function strataOf(engagements: readonly TimedEngagement[]): readonly Int32Array[] {
  const strata = new Map<number, number[]>();
  engagements.forEach(({ stratum }, index) => {
    const members = strata.get(stratum);
    if (members === undefined) strata.set(stratum, [index]);
    else members.push(index);
  });
  return [...strata.values()].map((members) => Int32Array.from(members));
}

/** Fisher and Yates, among the places of one stratum. */
function shuffle(hours: Uint8Array, places: Int32Array, random: () => number): void {
  for (let last = places.length - 1; last > 0; last--) {
    const other = places[Math.floor(random() * (last + 1))]!;
    const own = places[last]!;
    [hours[own], hours[other]] = [hours[other]!, hours[own]!];
  }
}

/** The mean over engagements of the share of the same person's other ones that lie within an hour of it. */
function agreementOf(people: Int32Array, hours: Uint8Array, counts: Int32Array): number {
  const clock = new Int32Array(counts.length * 24);
  for (let index = 0; index < people.length; index++) clock[people[index]! * 24 + hours[index]!]!++;
  let sum = 0;
  for (let index = 0; index < people.length; index++) {
    const [first, hour] = [people[index]! * 24, hours[index]!];
    const near = clock[first + hour]! + clock[first + ((hour + 1) % 24)]! + clock[first + ((hour + 23) % 24)]! - 1;
    sum += near / (counts[people[index]!]! - 1);
  }
  return sum / people.length;
}
