import { seededRandom } from '#stats/seeded-random.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { DAILY_COLUMNS, GROUP_COLUMNS, messageGroups } from './evidence/message-groups.js';
import { listReader } from './evidence/people-blocks.js';
import type { PeopleBlock } from './evidence/people-blocks.js';
import { blockMail, blockPeople, drawPeople, makeSample, messageGroup, sampleBlocks } from './evidence/read-people.js';
import type { Person, ReadModel } from './evidence/read-people.js';
import { dailyMail } from './evidence/statistics.js';
import { burialFit } from './model/burial.js';
import { fitCalibration } from './model/calibration.js';
import type { Calibration, Outcome } from './model/calibration.js';
import { fitPopulation } from './model/fit-population.js';
import type { GoalModel } from './model/goal-model.js';
import { levelWithout, personScorer } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import { sampleBuilder } from './model/sample.js';
import { expectedLogRate, logOdds, usualLogRate } from './model/slot-estimates.js';
import { addMessageGroup, clearStatistics, emptyStatistics } from './model/statistics.js';
import type { MessageGroup } from './model/statistics.js';
import { triggeredAppeal } from './model/triggered-appeal.js';

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

/** The population as it was known at an instant, from a sample of its people, which `plan_sample` holds afterwards; `plan_drawn`, those it was taken from. */
export async function learnPopulation(warehouse: Warehouse, asOf: Date, goal: GoalModel, seed: number): Promise<Population> {
  await drawPeople(warehouse, SAMPLE, seed);
  await makeSample(warehouse, asOf, SAMPLE, seed);
  return populationOf(await sampleBlocks(warehouse, asOf), goal, seed);
}

function populationOf(blocks: readonly PeopleBlock[], goal: GoalModel, seed: number): Population {
  const model = { ...goal, triggeredAppeal: triggeredAppeal(mailOf(blocks), goal.decay) };
  const sample = sampleBuilder(SAMPLE, model.triggeredAppeal);
  for (const block of blocks) for (const { statistics } of blockPeople(block, model)) sample.add(statistics);
  return fitPopulation(sample.build(), seededRandom(seed, 'archetypes'));
}

function* mailOf(blocks: readonly PeopleBlock[]): Generator<readonly MessageGroup[]> {
  for (const block of blocks) yield* blockMail(block);
}

/**
 * Fits the model on what was known 90 days ago and holds it against the scheduled mail since, and the present one (`population`) against a year's mail. What the speed
 * of burial says of the contrast was read off opens and clicks: replies go without. Needs `plan_drawn`.
 */
export async function learnCalibration(warehouse: Warehouse, now: Date, goal: GoalModel, seed: number, population: Population): Promise<Calibration> {
  const asOf = daysBefore(now, LATER_DAYS);
  await makeSample(warehouse, asOf, SAMPLE, seed);
  const blocks = await sampleBlocks(warehouse, asOf);
  const earlier = populationOf(blocks, goal, seed);
  const score = personScorer(earlier, reachTable(goal, earlier.arrivalTerm));
  const later: Outcome[] = [];
  const burial = burialFit(BURIAL_SAMPLE);
  for await (const { number, person, mails } of mailedPeople(warehouse, blocks, asOf, now, { ...goal, triggeredAppeal: earlier.triggeredAppeal })) {
    const posterior = score(person.statistics);
    const usual = mails.length === 0 ? 0 : usualLogRate(posterior);
    for (const mail of mails) later.push(outcomeOf(number, mail, expectedLogRate(posterior.level, posterior.reach[mail.group.slot]!), usual));
    if (goal.countsOpens) burial.add((decay) => person.statisticsAt(0, decay));
  }
  return fitCalibration(later, await usualOutcomes(warehouse, now, goal, seed, population), goal.countsOpens ? burial.fit() : undefined, population.shapes.length);
}

/** What became of a year's mail, and what is said of each message by what is known of its recipient without it. */
async function usualOutcomes(warehouse: Warehouse, now: Date, goal: GoalModel, seed: number, population: Population): Promise<readonly Outcome[]> {
  await makeSample(warehouse, now, USUAL_SAMPLE, seed);
  const score = personScorer(population, reachTable(goal, population.arrivalTerm));
  const left = emptyStatistics();
  const outcomes: Outcome[] = [];
  for await (const { number, person, mails } of mailedPeople(warehouse, await sampleBlocks(warehouse, now), daysBefore(now, USUAL_DAYS), now, { ...goal, triggeredAppeal: population.triggeredAppeal })) {
    const posterior = score(person.statistics);
    for (const mail of mails) {
      clearStatistics(left);
      addMessageGroup(left, mail.group, goal.decay);
      const level = levelWithout(posterior, left, population.arrivalTerm);
      outcomes.push(outcomeOf(number, mail, expectedLogRate(level, posterior.reach[mail.group.slot]!), usualLogRate({ ...posterior, level })));
    }
  }
  return outcomes;
}

/** `own` and `usual`: logarithms of the rates expected of the mail's slot, and of the usual ones. */
function outcomeOf(person: number, { day, group: { messages }, reached }: SampleMail, own: number, usual: number): Outcome {
  return { person, day, level: logOdds(usual), distance: own - usual, messages, engaged: reached };
}

function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * DAY);
}

/** Messages of a day to a person. */
interface SampleMail {
  readonly group: MessageGroup;
  /** Days since 1970, UTC. */
  readonly day: number;
  /** Those that were engaged with within the horizon. */
  readonly reached: number;
}

/** The people of `plan_sample`, numbered, with what they got after an instant and was watched up to the horizon. */
async function* mailedPeople(warehouse: Warehouse, blocks: readonly PeopleBlock[], since: Date, now: Date, model: GoalModel & ReadModel): AsyncGenerator<{ readonly number: number; readonly person: Person; readonly mails: readonly SampleMail[] }> {
  const daily = dailyMail(since, now, model.horizons, sql`plan_sample_mails`);
  const reader = listReader(messageGroups(warehouse.streamNumbers(daily)));
  let number = 0;
  try {
    for (const block of blocks) {
      const { starts, numbers } = await reader.read(block.people);
      let index = 0;
      for (const person of blockPeople(block, model)) yield { number: number++, person, mails: mailsOf(numbers, starts[index]!, starts[++index]!) };
    }
  } finally {
    await reader.close();
  }
}

function mailsOf(numbers: Float64Array, from: number, until: number): readonly SampleMail[] {
  const mails: SampleMail[] = [];
  for (let at = from; at < until; at += DAILY_COLUMNS.length) mails.push({ group: messageGroup(numbers, at), day: numbers[at + GROUP_COLUMNS.length]!, reached: numbers[at + GROUP_COLUMNS.length + 1]! });
  return mails;
}
