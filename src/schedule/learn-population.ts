import { seededRandom } from '#stats/seeded-random.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import type { PeopleBlock } from './evidence/blocks.js';
import type { Judging } from './evidence/judge-block.js';
import { DAILY_COLUMNS, GROUP_COLUMNS } from './evidence/message-groups.js';
import { blockMail, blockPeople, drawPeople, makeSample, messageGroup, sampleBlocks } from './evidence/read-people.js';
import type { Person, ReadModel } from './evidence/read-people.js';
import { burialFit } from './model/burial.js';
import { fitCalibration } from './model/calibration.js';
import type { Calibration, Outcome } from './model/calibration.js';
import { appealOf, dayAppeals } from './model/day-appeals.js';
import type { DayAppeals, DayMail } from './model/day-appeals.js';
import { fitPopulation } from './model/fit-population.js';
import type { GoalModel } from './model/goal-model.js';
import { levelEvidence, personScorer } from './model/person.js';
import type { Posterior } from './model/person.js';
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

/** What all of it is learned from. */
export interface LearnedFrom {
  readonly warehouse: Warehouse;
  readonly judging: Judging;
  readonly goal: GoalModel;
  readonly seed: number;
  /** As in `EvidenceQuery`. */
  readonly fetchedUntil: number;
}

/** The population as it was known at an instant, from a sample of its people, which `plan_sample` holds afterwards; `plan_drawn`, those it was taken from. */
export async function learnPopulation({ warehouse, judging, goal, seed, fetchedUntil }: LearnedFrom, asOf: Date): Promise<Population> {
  await drawPeople(warehouse, SAMPLE, seed);
  await makeSample(warehouse, asOf, SAMPLE, seed);
  return populationOf(await held(sampleBlocks(warehouse, judging, { asOf, fetchedUntil })), goal, seed);
}

async function held(blocks: AsyncIterable<PeopleBlock>): Promise<readonly PeopleBlock[]> {
  const all: PeopleBlock[] = [];
  for await (const block of blocks) all.push(block);
  return all;
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

/** What a year's mail and the model say of each other. */
export interface Calibrated {
  readonly calibration: Calibration;
  readonly appeals: DayAppeals;
}

/**
 * Fits the model on what was known 90 days ago and holds it against the scheduled mail since, and the present one (`population`) against a year's mail. What the speed
 * of burial says of the contrast was read off opens and clicks: replies go without. Needs `plan_drawn`.
 */
export async function learnCalibration(from: LearnedFrom, now: Date, population: Population): Promise<Calibrated> {
  const { warehouse, judging, goal, seed, fetchedUntil } = from;
  const asOf = daysBefore(now, LATER_DAYS);
  await makeSample(warehouse, asOf, SAMPLE, seed);
  const blocks = await held(sampleBlocks(warehouse, judging, { asOf, fetchedUntil, daily: { since: asOf, until: now, horizons: goal.horizons } }));
  const earlier = populationOf(blocks, goal, seed);
  const score = personScorer(earlier, reachTable(goal, earlier.arrivalTerm));
  const later: Outcome[] = [];
  const burial = burialFit(BURIAL_SAMPLE);
  let number = 0;
  for (const block of blocks) {
    for (const { person, mails } of mailedPeople(block, { ...goal, triggeredAppeal: earlier.triggeredAppeal })) {
      const posterior = score(person.statistics);
      const usual = mails.length === 0 ? 0 : usualLogRate(posterior);
      for (const mail of mails) later.push(outcomeOf(number, mail, expectedLogRate(posterior.level, posterior.reach[mail.group.slot]!), usual));
      if (goal.countsOpens) burial.add((decay) => person.statisticsAt(0, decay));
      number++;
    }
  }
  const people = await usualPeople(from, now, population);
  const appeals = dayAppeals(people.map(({ mails }) => mails));
  return { calibration: fitCalibration(later, usualOutcomes(people, appeals), goal.countsOpens ? burial.fit() : undefined, population), appeals };
}

/** A person with a year's mail, all of it taken to please alike. */
interface UsualPerson extends Pick<Posterior, 'level' | 'reach' | 'usual'> {
  /** What all of their mail adds to the rate of the level. */
  readonly exposure: number;
  readonly mails: readonly (SampleMail & DayMail)[];
}

async function usualPeople({ warehouse, judging, goal, seed, fetchedUntil }: LearnedFrom, now: Date, population: Population): Promise<readonly UsualPerson[]> {
  await makeSample(warehouse, now, USUAL_SAMPLE, seed);
  const score = personScorer(population, reachTable(goal, population.arrivalTerm));
  const alone = emptyStatistics();
  const people: UsualPerson[] = [];
  for await (const block of sampleBlocks(warehouse, judging, { asOf: now, fetchedUntil, daily: { since: daysBefore(now, USUAL_DAYS), until: now, horizons: goal.horizons } })) {
    for (const { person, mails } of mailedPeople(block, { ...goal, triggeredAppeal: population.triggeredAppeal })) {
      const { level, reach, usual, attention } = score(person.statistics);
      const known = mails.map((mail) => {
        clearStatistics(alone);
        addMessageGroup(alone, mail.group, goal.decay);
        return { ...mail, messages: mail.group.messages, weight: mail.group.weight, ...levelEvidence({ attention }, alone, population.arrivalTerm) };
      });
      people.push({ level: { ...level }, reach: reach.slice(), usual: usual.slice(), exposure: levelEvidence({ attention }, person.statistics, population.arrivalTerm).exposure, mails: known });
    }
  }
  return people;
}

/** What became of each message, and what is said of it by what is known of its recipient without it, as a plan says it. */
function usualOutcomes(people: readonly UsualPerson[], appeals: DayAppeals): readonly Outcome[] {
  return people.flatMap((person, number) => {
    const appeal = appealOf(person.mails, appeals);
    return person.mails.map((mail) => {
      const level = { shape: person.level.shape - mail.engagements, rate: person.level.rate + (appeal - 1) * person.exposure - appeal * mail.exposure };
      return outcomeOf(number, mail, expectedLogRate(level, person.reach[mail.group.slot]!), usualLogRate({ ...person, level }));
    });
  });
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

/** The people of a block, with their mail by day. */
function* mailedPeople(block: PeopleBlock, model: GoalModel & ReadModel): Generator<{ readonly person: Person; readonly mails: readonly SampleMail[] }> {
  const { starts, numbers } = block.daily;
  let index = 0;
  for (const person of blockPeople(block, model)) yield { person, mails: mailsOf(numbers, starts[index]!, starts[++index]!) };
}

function mailsOf(numbers: Float64Array, from: number, until: number): readonly SampleMail[] {
  const mails: SampleMail[] = [];
  for (let at = from; at < until; at += DAILY_COLUMNS.length) mails.push({ group: messageGroup(numbers, at), day: numbers[at + GROUP_COLUMNS.length]!, reached: numbers[at + GROUP_COLUMNS.length + 1]! });
  return mails;
}
