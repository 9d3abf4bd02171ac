import { offsetAt } from '#schedule/zones/zone-offsets.js';
import { clockOf } from './log.js';
import type { Truth } from './simulate.js';
import { END, SENDER_ZONE } from './world.js';

/** Slots that somebody chose, as instants of the week after the log, by person; who is not in it gets the sender's habits. */
export type Choices = ReadonlyMap<string, number>;

export interface Score {
  readonly people: number;
  /** Share of the engagement lost against each person's truly best hour. */
  readonly regret: number;
  /** Over the sender's habits, and over the modal hour. */
  readonly overLogged: number;
  readonly overModal: number;
}

/** Scores choices over some of the people. */
export function score(truths: readonly Truth[], chosen: Choices, modal: Choices): Score {
  const sum = (value: (truth: Truth) => number): number => truths.reduce((total, truth) => total + value(truth), 0);
  const gained = sum((truth) => rateOf(truth, chosen));
  return {
    people: truths.length, regret: 1 - gained / sum(({ rates }) => Math.max(...rates)),
    overLogged: gained / sum(loggedRate) - 1, overModal: gained / sum((truth) => rateOf(truth, modal)) - 1,
  };
}

/** Share of true opens that the log would show of somebody whose opens are not hidden. */
const SHOWN = 0.93;

/** What plans say of one person. */
export interface Projection {
  /** Of the chosen slot, and its gain over the default slot, with the bounds of their intervals. */
  readonly rate: readonly [value: number, low: number, high: number];
  readonly lift: readonly [value: number, low: number, high: number];
}

/** Lift over a slot that is the same instant for everybody. */
export interface ProjectedLift {
  readonly projected: number;
  readonly true: number;
  /** Shares of people whose interval of the lift, and of the rate, holds the true one. */
  readonly liftsHeld: number;
  readonly ratesHeld: number;
}

export function projectedLift(truths: readonly Truth[], chosen: Choices, projections: ReadonlyMap<string, Projection>, defaultSecond: number): ProjectedLift {
  const sums = { said: 0, saidByDefault: 0, gained: 0, byDefault: 0, lifts: 0, rates: 0 };
  for (const truth of truths) {
    const { rate: [rate, lowest, highest], lift: [lift, low, high] } = projections.get(truth.id)!;
    const [gained, byDefault] = [rateOf(truth, chosen), truth.rates[hourOfWeek(truth.zone, defaultSecond)]!];
    const gain = gained / byDefault - 1;
    sums.said += rate;
    sums.saidByDefault += rate / (1 + lift);
    sums.gained += gained;
    sums.byDefault += byDefault;
    if (gain >= low && gain <= high) sums.lifts++;
    if (SHOWN * gained >= lowest && SHOWN * gained <= highest) sums.rates++;
  }
  return { projected: sums.said / sums.saidByDefault - 1, true: sums.gained / sums.byDefault - 1, liftsHeld: sums.lifts / truths.length, ratesHeld: sums.rates / truths.length };
}

function rateOf(truth: Truth, choices: Choices): number {
  const second = choices.get(truth.id);
  return second === undefined ? loggedRate(truth) : truth.rates[hourOfWeek(truth.zone, second)]!;
}

export function hourOfWeek(zone: string, second: number): number {
  return Math.floor((second + offsetAt(clockOf(zone), second)) / 3600 + 72) % 168;
}

/** What the sender's habits bring, by their shares. */
function loggedRate({ zone, rates, habits }: Truth): number {
  const apart = (offsetAt(clockOf(zone), END / 1000) - offsetAt(clockOf(SENDER_ZONE), END / 1000)) / 3600;
  return habits.reduce((sum, [day, hour, share]) => sum + share * rates[(Math.floor(day * 24 + hour + apart) + 168) % 168]!, 0);
}

/** How far predicted rates are from true ones. */
export interface CalibrationError {
  /** Expected calibration error in ten equally large groups. */
  readonly error: number;
  /** What rates that are right on average, and as far from the truth of single people, would be expected to score in groups of this size. */
  readonly floor: number;
}

/** Mean of the absolute value of a normal variable with deviation one. */
const MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);

/** Predicted rates of the chosen slots against true ones, of people whose opens can be seen. */
export function calibrationError(truths: readonly Truth[], chosen: Choices, predicted: ReadonlyMap<string, number>): CalibrationError {
  const pairs = truths.filter(({ apple, id }) => !apple && predicted.has(id)).map((truth) => [predicted.get(truth.id)!, SHOWN * rateOf(truth, chosen)] as const).sort(([a], [b]) => a - b);
  let [error, floor] = [0, 0];
  for (let group = 0; group < 10; group++) {
    const members = pairs.slice(Math.floor((group * pairs.length) / 10), Math.floor(((group + 1) * pairs.length) / 10));
    const mean = members.reduce((sum, [said, true_]) => sum + said - true_, 0) / members.length;
    const variance = members.reduce((sum, [said, true_]) => sum + (said - true_ - mean) ** 2, 0) / (members.length - 1);
    error += (members.length / pairs.length) * Math.abs(mean);
    floor += (members.length / pairs.length) * MEAN_ABSOLUTE * Math.sqrt(variance / members.length);
  }
  return { error, floor };
}
