import { drawFrom } from './draw.js';
import type { Draw } from './draw.js';
import { drawRhythm } from './rhythm.js';
import type { Rhythm } from './rhythm.js';
import { END, ZONES } from './world.js';
import type { World } from './world.js';

const DAY = 86_400_000;
/** Mails that people of five groups got at most: from, to, share. */
const HISTORIES = [[0, 0, 0.14], [1, 7, 0.3], [8, 25, 0.24], [26, 70, 0.2], [71, 160, 0.12]] as const;
/** Days since those joined who are new. */
const RECENT_DAYS = 60;
/** Mails a week that the sender's habits come to. */
const MAILS_A_WEEK = 2.45;

export interface SimulatedPerson {
  readonly id: string;
  readonly zone: string;
  readonly zoneKnown: boolean;
  /** The rhythm before and after a new job, a baby, a move. */
  readonly rhythms: readonly [Rhythm, Rhythm];
  /** Milliseconds; Infinity: never. */
  readonly changesAt: number;
  /** Minutes by which the whole rhythm moves in a year. */
  readonly drift: number;
  /** Chance that a fresh mail is opened at the first look at it. */
  readonly interest: number;
  /** Other mail a day over how many of them push a mail down to 1/e. */
  readonly burial: number;
  /** Inclination to open by hour of the day. */
  readonly mood: readonly number[];
  readonly clicks: number;
  /** Chance of a gift after a click. */
  readonly gives: number;
  readonly apple: boolean;
  readonly prefetchedLate: number;
  /** Which scanner reads along; -1: none. */
  readonly scanner: number;
  readonly agent: number;
  readonly mostMails: number;
  /** Milliseconds. */
  readonly joinedAt: number;
}

/** Person number `index` of a world. */
export function simulatedPerson(world: World, index: number): SimulatedPerson {
  const draw = drawFrom(world.seed, `person ${String(index)}`);
  const before = drawRhythm(draw, world.sharpness, world.office);
  const after = drawRhythm(draw, world.sharpness, world.office);
  const apple = draw.uniform() < world.apple;
  const scanned = !apple && draw.uniform() < (0.12 / (1 - world.apple)) * (before.kind === 0 ? 1.6 : 0.7);
  const [least, most] = HISTORIES[draw.pick(HISTORIES.map(([, , share]) => share))]!;
  const mostMails = least + Math.floor(draw.uniform() * (most - least + 1));
  return {
    id: `p${String(index).padStart(6, '0')}`, zone: ZONES[draw.pick(ZONES.map(([, weight]) => weight))]![0], zoneKnown: draw.uniform() >= 0.2,
    rhythms: [before, after], changesAt: draw.uniform() < (0.15 * world.days) / 365 ? END - draw.uniform() * world.days * DAY : Infinity,
    drift: 30 * draw.normal(), interest: drawInterest(world, draw, index),
    burial: (draw.logNormal(17, 0.7) * world.burial) / draw.logNormal(13, 0.5), mood: Array.from({ length: 24 }, () => Math.exp(0.12 * draw.normal())),
    clicks: draw.beta(1.6, 9), gives: draw.uniform() < 0.35 ? draw.beta(2, 12) : 0,
    apple, prefetchedLate: 0.25 + 0.3 * draw.uniform(), scanner: scanned ? Math.floor(3 * draw.uniform()) : -1, agent: draw.pick([45, 9, 18, 6, 18, 4]),
    mostMails, joinedAt: END - Math.min(world.recent > drawFrom(world.seed, `joined ${String(index)}`).uniform() ? RECENT_DAYS : world.days, (mostMails / MAILS_A_WEEK + draw.uniform()) * 7) * DAY,
  };
}

/** People who open nothing much keep a chance. */
function drawInterest({ seed, inactive }: World, draw: Draw, index: number): number {
  const interest = Math.min(0.95, 0.03 + 0.85 * draw.beta(1.3, 2.6));
  return inactive > drawFrom(seed, `inactive ${String(index)}`).uniform() ? 0.02 * interest : interest;
}

export function rhythmAt(person: SimulatedPerson, instant: number): Rhythm {
  return person.rhythms[instant >= person.changesAt ? 1 : 0];
}
