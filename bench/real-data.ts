/**
 * Whether a person's hours foretell the same person's later hours in real logs: `npm run bench real-data -- <git directory or opens.csv> ...`.
 * No lift: what would have come of other send times, no such log can say. See README.md.
 */
import { parseArgs } from 'node:util';
import { DEFAULT_PROFILE } from '#schedule/model/default-profile.js';
import { fitPopulation } from '#schedule/model/fit-population.js';
import { personScorer } from '#schedule/model/person.js';
import type { Population } from '#schedule/model/population.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { reachTable } from '#schedule/model/reach-table.js';
import { sampleBuilder } from '#schedule/model/sample.js';
import { emptyStatistics } from '#schedule/model/statistics.js';
import { hash32, seededRandom } from '#stats/seeded-random.js';
import { committers } from './real-data/committers.js';
import { openers } from './real-data/openers.js';

const { positionals, values: { past, zone } } = parseArgs({ allowPositionals: true, options: { past: { type: 'string', default: '1,3,5,10,20,50' }, zone: { type: 'string', default: 'Europe/Brussels' } } });
/** Fewer later sessions than this tell nothing of a person. */
const LATER = 5;
/** How many of its hours a rhythm is asked for: of the week, and of the day. */
const BEST_OF_WEEK = 24;
const BEST_OF_DAY = 3;
/** Each person is tested once, with everybody's hours and the planner's population learned from the people of the other parts. */
const PARTS = 3;
/** Counts that the population's shape is worth in the Dirichlet model. */
const DIRICHLET = 20;
const HOURS = 168;

type Rhythm = Float64Array;

const people = positionals.flatMap((path) => (path.endsWith('.csv') ? openers(path, zone) : committers(path)));
console.log(`${people.length} people, ${people.reduce((sum, { hours }) => sum + hours.length, 0)} sessions`);
const parts = Array.from({ length: PARTS }, (_, part) => {
  const [tested, others] = [people.filter(({ id }) => hash32(id) % PARTS === part), people.filter(({ id }) => hash32(id) % PARTS !== part)];
  return { tested, models: modelsOf(others.map(({ hours }) => hours)) };
});
for (const count of past.split(',').map(Number)) measure(count);

/** The planner's population, taught with people who may act at any hour: exposure is the same all over the week. */
function learned(rhythms: readonly (readonly number[])[]): Population {
  const sample = sampleBuilder(rhythms.length);
  for (const hours of rhythms) sample.add(statisticsOf(hours));
  return fitPopulation(sample.build(), seededRandom(1, 'real data'));
}

function statisticsOf(hours: readonly number[]): ReturnType<typeof emptyStatistics> {
  const statistics = emptyStatistics();
  statistics.exposure.fill(1);
  for (const hour of hours) statistics.engagements[hour]!++;
  statistics.events = hours.length;
  return statistics;
}

type Models = Readonly<Record<string, (hours: readonly number[]) => Rhythm>>;

function modelsOf(rhythms: readonly (readonly number[])[]): Models {
  const everybody = scaled(smoothed(countsOf(rhythms.flat()), 0.5));
  const score = personScorer({ ...learned(rhythms), arrivalTerm: 0 }, reachTable(engagementModel(24), 0));
  return {
    population: () => everybody,
    shipped: () => DEFAULT_PROFILE,
    'modal hour': (hours) => modal(hours, everybody),
    KDE: (hours) => scaled(smoothed(countsOf(hours), 1.5).map((value) => value + 0.01 * hours.length / HOURS)),
    Dirichlet: (hours) => scaled(countsOf(hours).map((value, hour) => value + (DIRICHLET * everybody[hour]!) / HOURS)),
    planner: (hours) => scaled(score(statisticsOf(hours)).attention),
  };
}

function measure(count: number): void {
  const results = parts.flatMap(({ tested, models }) => tested.filter(({ hours }) => hours.length >= count + LATER).map(({ hours }) => (
    Object.fromEntries(Object.entries(models).map(([name, model]) => [name, judged(model(hours.slice(0, count)), hours.slice(count))]))
  )));
  console.log(`\n${count} past sessions, ${results.length} people`);
  for (const name of Object.keys(parts[0]!.models)) {
    const mean = (figure: keyof Judgement): string => meanOf(results.map((result) => result[name]![figure]));
    console.log(`  ${name.padEnd(11)} log-likelihood an event ${mean('likelihood')}   best ${BEST_OF_WEEK} hours of the week ${mean('week')}   best ${BEST_OF_DAY} of the day ${mean('day')}`);
  }
}

interface Judgement {
  readonly likelihood: number;
  readonly week: number;
  readonly day: number;
}

/** Log-likelihood an event and hits of one person's later hours, each person counting once. */
function judged(rhythm: Rhythm, later: readonly number[]): Judgement {
  const clock = Float64Array.from({ length: 24 }, (_, hour) => rhythm.reduce((sum, value, other) => (other % 24 === hour ? sum + value : sum), 0));
  return {
    likelihood: later.reduce((sum, hour) => sum + Math.log(rhythm[hour]! / HOURS), 0) / later.length,
    week: hits(rhythm, later, BEST_OF_WEEK),
    day: hits(clock, later.map((hour) => hour % 24), BEST_OF_DAY),
  };
}

/** The share of the later hours that fall into so many best ones. */
function hits(rhythm: Rhythm, later: readonly number[], count: number): number {
  const best = new Set([...rhythm.keys()].sort((a, b) => rhythm[b]! - rhythm[a]! || a - b).slice(0, count));
  return later.filter((hour) => best.has(hour)).length / later.length;
}

/** The most frequent hour of the day on every day, neighbours next; a tenth is spread over the week, since a rule alone has no likelihood. */
function modal(hours: readonly number[], everybody: Rhythm): Rhythm {
  const clock = new Float64Array(24);
  for (const hour of hours) clock[hour % 24]!++;
  const mode = clock.indexOf(Math.max(...clock));
  return scaled(Float64Array.from({ length: HOURS }, (_, hour) => {
    const apart = Math.min((hour - mode + 168) % 24, (mode - hour + 168) % 24);
    return 0.1 + Math.exp(-apart * apart / 4.5) + 1e-6 * everybody[hour]!;
  }));
}

function countsOf(hours: readonly number[]): Rhythm {
  const counts = new Float64Array(HOURS);
  for (const hour of hours) counts[hour]!++;
  return counts;
}

/** By a circular Gaussian of so many hours. */
function smoothed(counts: Rhythm, deviation: number): Rhythm {
  return counts.map((_, hour) => counts.reduce((sum, value, other) => {
    const apart = Math.min((hour - other + HOURS) % HOURS, (other - hour + HOURS) % HOURS);
    return value === 0 || apart > 12 ? sum : sum + value * Math.exp(-0.5 * (apart / deviation) ** 2);
  }, 0));
}

function scaled(rhythm: Rhythm): Rhythm {
  const sum = rhythm.reduce((total, value) => total + value, 0);
  return rhythm.map((value) => (HOURS * value) / sum);
}

/** With half of the 95 % interval, between people. */
function meanOf(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
  return `${mean.toFixed(3)} +-${((1.96 * deviation) / Math.sqrt(values.length)).toFixed(3)}`;
}
