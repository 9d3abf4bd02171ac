import type { Draw } from './draw.js';
import type { SimulatedPerson } from './person.js';
import { rhythmAt } from './person.js';
import { CELLS, CELL_MINUTES, cumulative, minuteOfSum, OTHER_MAIL, sumAt } from './rhythm.js';
import { END } from './world.js';
import type { World } from './world.js';

const WEEK_MINUTES = CELLS * CELL_MINUTES;
/** Share of its pull that a buried mail keeps; hours in which age takes it to 1/e; what a second look is worth. */
const FLOOR = 0.06;
const AGE_MINUTES = 96 * 60;
const SECOND_LOOK = 0.3;
const MOST = 0.97;
/** Minutes within which a notification is followed. */
const NOTICED_WITHIN = 8;
const BURIED = cumulative(OTHER_MAIL, 1);

/** A mail as it lies in one mailbox. */
export interface SentMail {
  /** Milliseconds, and minutes since a Monday 00:00 on the person's clock. */
  readonly at: number;
  readonly minuteOfWeek: number;
  /** Minutes by which the person's rhythm has drifted. */
  readonly drift: number;
  /** How good the mail is, 1 on average. */
  readonly appeal: number;
}

/** Minutes until the person opens it; undefined: never, or after a week. */
export function minutesToOpen(world: World, person: SimulatedPerson, mail: SentMail, draw: Draw): number | undefined {
  const { looked, looks } = rhythmAt(person, mail.at);
  const start = mail.minuteOfWeek + mail.drift + WEEK_MINUTES;
  const arrived = sumAt(BURIED, mail.minuteOfWeek);
  const interest = person.interest * mail.appeal;
  let seen = false;
  if (world.notification > 0 && draw.uniform() < notified(world, looked, looks, Math.floor(start / CELL_MINUTES) % CELLS)) {
    const minutes = NOTICED_WITHIN * draw.uniform();
    if (draw.uniform() < Math.min(MOST, interest * mood(person, mail.minuteOfWeek))) return minutes;
    seen = true;
  }
  for (let sum = sumAt(looked, start); ;) {
    sum += draw.exponential();
    const minutes = minuteOfSum(looked, sum) - start;
    if (minutes > WEEK_MINUTES) return undefined;
    const minute = mail.minuteOfWeek + minutes;
    const left = FLOOR + (1 - FLOOR) * Math.exp(-(sumAt(BURIED, minute) - arrived) * person.burial);
    const chance = interest * mood(person, minute) * left * Math.exp(-minutes / AGE_MINUTES) * (seen ? SECOND_LOOK : 1);
    if (draw.uniform() < Math.min(MOST, chance)) return minutes;
    seen = true;
  }
}

function notified({ notification }: World, looked: Float64Array, looks: number, cell: number): number {
  return notification * Math.min(1, ((looked[cell + 1]! - looked[cell]!) * 96) / looks / 2);
}

function mood(person: SimulatedPerson, minuteOfWeek: number): number {
  return person.mood[Math.floor(minuteOfWeek / 60) % 24]!;
}

const HORIZON_CELLS = 96;
const BURIED_CELLS = Float64Array.from({ length: CELLS }, (_, cell) => BURIED[cell + 1]! - BURIED[cell]!);
const AGED = Math.exp(-CELL_MINUTES / AGE_MINUTES);

/**
 * The true chance that the person opens an average mail within 24 hours, by hour of the week in which it is sent, at the end of the log. Two
 * states go forward over the cells, unseen and seen but unopened; sends at a quarter past and a quarter to stand for the hour.
 */
export function trueRates(world: World, person: SimulatedPerson): Float64Array {
  const { looked, looks } = rhythmAt(person, END);
  const drift = (person.drift * world.days) / 365;
  const perCell = Float64Array.from({ length: CELLS }, (_, cell) => sumAt(looked, (cell + 1) * CELL_MINUTES + drift + WEEK_MINUTES) - sumAt(looked, cell * CELL_MINUTES + drift + WEEK_MINUTES));
  const unseen = perCell.map((count) => Math.exp(-count));
  const buried = BURIED_CELLS.map((count) => Math.exp(-count * person.burial));
  const halfBuried = buried.map(Math.sqrt);
  const from = (first: number): number => {
    const notice = world.notification * Math.min(1, (perCell[first]! * 96) / looks / 2);
    let fresh = 1 - notice;
    let seen = notice * (1 - Math.min(MOST, person.interest * person.mood[(first >> 2) % 24]!));
    let [left, young] = [1, Math.sqrt(AGED)];
    for (let step = 0, cell = first; step < HORIZON_CELLS; step++) {
      const chance = Math.min(MOST, person.interest * person.mood[(cell >> 2) % 24]! * (FLOOR + (1 - FLOOR) * left * halfBuried[cell]!) * young);
      const looking = 1 - unseen[cell]!;
      const again = looking > 0 ? Math.max(0, perCell[cell]! - looking) / looking : 0;
      seen = seen * Math.exp(-SECOND_LOOK * chance * perCell[cell]!) + fresh * looking * (1 - chance) * Math.exp(-SECOND_LOOK * chance * again);
      fresh *= unseen[cell]!;
      left *= buried[cell]!;
      young *= AGED;
      if (++cell === CELLS) cell = 0;
    }
    return 1 - fresh - seen;
  };
  return Float64Array.from({ length: 168 }, (_, hour) => (from(4 * hour + 1) + from(4 * hour + 3)) / 2);
}
