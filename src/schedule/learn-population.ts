import { seededRandom } from '#stats/seeded-random.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { makeSample, samplePeople } from './evidence/read-people.js';
import { dailyStatisticsOf } from './evidence/statistics.js';
import { burialFit } from './model/burial.js';
import { fitCalibration } from './model/calibration.js';
import type { Calibration, Outcome } from './model/calibration.js';
import { fitPopulation } from './model/fit-population.js';
import type { GoalModel } from './model/goal-model.js';
import { levelWithout, personScorer } from './model/person.js';
import type { Posterior } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import { sampleBuilder } from './model/sample.js';
import { expectedLogRate, logOdds, usualLogRate } from './model/slot-estimates.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from './model/statistics.js';
import type { MessageGroup } from './model/statistics.js';

/** People that the population is learned from. */
const SAMPLE = 10_000;
/** And those whose delays show how fast mail is buried. */
const BURIAL_SAMPLE = 3000;
/** Days before now whose mail a model from before them is held against. */
const LATER_DAYS = 90;
/** Days whose mail shows the usual level, so that all seasons are in it, and people it is taken from. */
const USUAL_DAYS = 365;
const USUAL_SAMPLE = 2000;
const DAY = 86_400_000;

/** The population as it was known at an instant, from a sample of its people, which `plan_sample` holds afterwards. */
export async function learnPopulation(warehouse: Warehouse, asOf: Date, goal: GoalModel, seed: number): Promise<Population> {
  await makeSample(warehouse, asOf, SAMPLE, seed);
  const sample = sampleBuilder(SAMPLE);
  for await (const person of samplePeople(warehouse, asOf, goal)) sample.add(person.statistics);
  return fitPopulation(sample.build(), seededRandom(seed, 'archetypes'));
}

/**
 * Fits the model on what was known 90 days ago and holds it against the scheduled mail since, and the present one (`population`) against a year's mail. What the speed
 * of burial says of the contrast was read off opens and clicks: replies go without.
 */
export async function learnCalibration(warehouse: Warehouse, now: Date, goal: GoalModel, seed: number, population: Population): Promise<Calibration> {
  const asOf = daysBefore(now, LATER_DAYS);
  const earlier = await learnPopulation(warehouse, asOf, goal, seed);
  const score = personScorer(earlier, reachTable(goal, earlier.arrivalTerm));
  const mail = await sampleMail(warehouse, asOf, now, goal);
  const later: Outcome[] = [];
  const burial = burialFit(BURIAL_SAMPLE);
  let person = 0;
  for await (const { recipientId, statistics, statisticsAt } of samplePeople(warehouse, asOf, goal)) {
    const posterior = score(statistics);
    for (const mails of mail.get(recipientId) ?? []) later.push(outcomeOf(person, posterior, mails));
    if (goal.countsOpens) burial.add((decay) => statisticsAt(0, decay));
    person++;
  }
  return fitCalibration(later, await usualOutcomes(warehouse, now, goal, seed, population), burial.fit());
}

/** What became of a year's mail, and what is said of each message by what is known of its recipient without it. */
async function usualOutcomes(warehouse: Warehouse, now: Date, goal: GoalModel, seed: number, population: Population): Promise<readonly Outcome[]> {
  await makeSample(warehouse, now, USUAL_SAMPLE, seed);
  const mail = await sampleMail(warehouse, daysBefore(now, USUAL_DAYS), now, goal);
  const score = personScorer(population, reachTable(goal, population.arrivalTerm));
  const left = emptyStatistics();
  const outcomes: Outcome[] = [];
  let person = 0;
  for await (const { recipientId, statistics } of samplePeople(warehouse, now, goal)) {
    const posterior = score(statistics);
    for (const mails of mail.get(recipientId) ?? []) {
      clearStatistics(left);
      addMessageGroup(left, mails, goal.decay);
      outcomes.push(outcomeOf(person, { ...posterior, level: levelWithout(posterior, left, population.arrivalTerm) }, mails));
    }
    person++;
  }
  return outcomes;
}

function outcomeOf(person: number, posterior: Posterior, { slot, day, messages, reached }: SampleMail): Outcome {
  const usual = usualLogRate(posterior);
  return { person, day, level: logOdds(usual), distance: expectedLogRate(posterior.level, posterior.reach[slot]!) - usual, messages, engaged: reached };
}

function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * DAY);
}

/** Messages of a day to a person. */
interface SampleMail extends MessageGroup, Record<string, unknown> {
  readonly recipient_id: string;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** Those that were engaged with within the horizon. */
  readonly reached: number;
}

/** What the people of the sample got after an instant, and was watched up to the horizon. */
async function sampleMail(warehouse: Warehouse, since: Date, now: Date, { horizons }: GoalModel): Promise<ReadonlyMap<string, readonly SampleMail[]>> {
  const rows = await warehouse.all<SampleMail>(sql`
    SELECT recipient_id, mails.* FROM (${dailyStatisticsOf(since, now, horizons, sql`person IN (SELECT person FROM plan_sample)`)}) AS mails
    JOIN plan_sample AS sample ON sample.person = mails.person ORDER BY recipient_id, slot, day, last_lag, engaged`);
  const byPerson = new Map<string, SampleMail[]>();
  for (const row of rows) {
    const mails = byPerson.get(row.recipient_id);
    if (mails === undefined) byPerson.set(row.recipient_id, [row]);
    else mails.push(row);
  }
  return byPerson;
}
