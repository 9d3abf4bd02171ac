/** Whether a person's hours foretell the same person's later hours in real logs: `npm run bench real-data -- <git directory> ...`. No mail and no lift. See README.md. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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

const { positionals, values: { past } } = parseArgs({ allowPositionals: true, options: { past: { type: 'string', default: '1,3,5,10,20,50' } } });
/** Sessions begin after half an hour of silence; fewer later ones than this tell nothing of a person. */
const SESSION_SECONDS = 1800;
const LATER = 5;
const LEARN_SHARE = 0.65;
/** Counts that the population's shape is worth in the Dirichlet model. */
const DIRICHLET = 20;
const HOURS = 168;

type Rhythm = Float64Array;

const people = positionals.flatMap(sessionsOf);
const [learning, tested] = [people.filter(isLearning), people.filter((person) => !isLearning(person))];
console.log(`${String(people.length)} people, ${String(people.reduce((sum, { hours }) => sum + hours.length, 0))} sessions; ${String(learning.length)} to learn the population from`);
const population = learned(learning.map(({ hours }) => hours));
const everybody = scaled(smoothed(countsOf(learning.flatMap(({ hours }) => hours)), 0.5));
for (const count of past.split(',').map(Number)) measure(count);

interface Person {
  readonly id: string;
  /** Hours of the local week in which sessions began, oldest first. */
  readonly hours: readonly number[];
}

function isLearning({ id }: Person): boolean {
  return hash32(id) / 2 ** 32 < LEARN_SHARE;
}

/** Authors are hashed as they are read; bots, and commits that some web service made in UTC, are left out. */
function sessionsOf(directory: string): readonly Person[] {
  const log = execFileSync('git', ['-C', directory, 'log', '--format=%ae%x09%ad', '--date=raw'], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const commits = new Map<string, (readonly [second: number, hour: number])[]>();
  for (const line of log.split('\n')) {
    const [author = '', date = ''] = line.split('\t');
    const [time = '', zone = ''] = date.split(' ');
    const second = Number(time);
    if (!/^[+-]\d{4}$/.test(zone) || zone === '+0000' || /bot|noreply/i.test(author)) continue;
    const offset = Number(`${zone[0]!}1`) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3)) * 60);
    const id = createHash('sha256').update(author).digest('hex');
    const known = commits.get(id);
    const commit = [second, (Math.floor((second + offset) / 3600) + 72) % HOURS] as const;
    if (known === undefined) commits.set(id, [commit]);
    else known.push(commit);
  }
  return [...commits].map(([id, times]) => ({ id, hours: times.sort(([a], [b]) => a - b).filter(([second], index) => index === 0 || second - times[index - 1]![0] >= SESSION_SECONDS).map(([, hour]) => hour) }));
}

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

function measure(count: number): void {
  const taking = tested.filter(({ hours }) => hours.length >= count + LATER);
  const score = personScorer({ ...population, arrivalTerm: 0 }, reachTable(engagementModel(24), 0));
  const models: Readonly<Record<string, (hours: readonly number[]) => Rhythm>> = {
    population: () => everybody,
    shipped: () => DEFAULT_PROFILE,
    'modal hour': (hours) => modal(hours),
    KDE: (hours) => scaled(smoothed(countsOf(hours), 1.5).map((value) => value + 0.01 * hours.length / HOURS)),
    Dirichlet: (hours) => scaled(countsOf(hours).map((value, hour) => value + (DIRICHLET * everybody[hour]!) / HOURS)),
    planner: (hours) => scaled(score(statisticsOf(hours)).attention),
  };
  console.log(`\n${String(count)} past sessions, ${String(taking.length)} people`);
  for (const [name, model] of Object.entries(models)) {
    const results = taking.map(({ hours }) => judged(model(hours.slice(0, count)), hours.slice(count)));
    console.log(`  ${name.padEnd(11)} log-likelihood an event ${meanOf(results.map(({ likelihood }) => likelihood))}   best 24 hours of the week ${meanOf(results.map(({ hits }) => hits))}`);
  }
}

/** Log-likelihood an event and hits of one person's later hours, each person counting once. */
function judged(rhythm: Rhythm, later: readonly number[]): { readonly likelihood: number; readonly hits: number } {
  const best = new Set([...rhythm.keys()].sort((a, b) => rhythm[b]! - rhythm[a]! || a - b).slice(0, 24));
  return {
    likelihood: later.reduce((sum, hour) => sum + Math.log(rhythm[hour]! / HOURS), 0) / later.length,
    hits: later.filter((hour) => best.has(hour)).length / later.length,
  };
}

/** The most frequent hour of the day on every day, neighbours next; a tenth is spread over the week, since a rule alone has no likelihood. */
function modal(hours: readonly number[]): Rhythm {
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
