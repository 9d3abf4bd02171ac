import { seededRandom } from '#stats/seeded-random.js';
import { raw, sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { makeSample, samplePeople } from './evidence/read-people.js';
import { burialFit } from './model/burial.js';
import { fitCalibration } from './model/calibration.js';
import type { Calibration, Outcome } from './model/calibration.js';
import { fitPopulation } from './model/fit-population.js';
import type { GoalModel } from './model/goal-model.js';
import { personScorer } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import { sampleBuilder } from './model/sample.js';
import { expectedLogit, usualLogit } from './model/slot-estimates.js';

/** People that the population is learned from. */
const SAMPLE = 10_000;
/** And those whose delays show how fast mail is buried. */
const BURIAL_SAMPLE = 3000;
/** Days before now whose mail shows how far a model from before them came true. */
const CALIBRATION_DAYS = 90;
const DAY = 86_400_000;

/** The population as it was known at an instant, from a sample of its people, which `plan_sample` holds afterwards. */
export async function learnPopulation(warehouse: Warehouse, asOf: Date, goal: GoalModel, seed: number): Promise<Population> {
  await makeSample(warehouse, asOf, SAMPLE, seed);
  const sample = sampleBuilder(SAMPLE);
  for await (const person of samplePeople(warehouse, asOf, goal)) sample.add(person.statistics);
  return fitPopulation(sample.build(), seededRandom(seed, 'archetypes'));
}

/** Fits the model on what was known 90 days ago and holds it against the scheduled mail since. What the speed of burial says of the contrast was read off opens and clicks: replies go without. */
export async function learnCalibration(warehouse: Warehouse, now: Date, goal: GoalModel, seed: number): Promise<Calibration> {
  const asOf = new Date(now.getTime() - CALIBRATION_DAYS * DAY);
  const population = await learnPopulation(warehouse, asOf, goal, seed);
  const score = personScorer(population, reachTable(goal, population.arrivalTerm));
  const later = await laterMail(warehouse, asOf, now, goal);
  const outcomes: Outcome[] = [];
  const burial = burialFit(BURIAL_SAMPLE);
  let person = 0;
  for await (const { recipientId, statistics, statisticsAt } of samplePeople(warehouse, asOf, goal)) {
    const posterior = score(statistics);
    const level = usualLogit(posterior);
    for (const { slot, day, messages, engaged } of later.get(recipientId) ?? []) outcomes.push({ person, day, level, distance: expectedLogit(posterior.level, posterior.reach[slot]!) - level, messages, engaged });
    if (goal.countsOpens) burial.add((decay) => statisticsAt(0, decay));
    person++;
  }
  return fitCalibration(outcomes, burial.fit());
}

interface LaterMail extends Record<string, unknown> {
  readonly recipient_id: string;
  readonly slot: number;
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly messages: number;
  readonly engaged: number;
}

/** What the people of the sample got after an instant, long enough ago for the horizon to have passed, and watched until then. */
async function laterMail(warehouse: Warehouse, asOf: Date, now: Date, { horizons }: GoalModel): Promise<ReadonlyMap<string, readonly LaterMail[]>> {
  const horizon = sql`[${raw(horizons.map((hours) => hours * 3600).join(', '))}][slot + 1]`;
  const rows = await warehouse.all<LaterMail>(sql`
    SELECT recipient_id, slot, CAST(floor(sent_s / 86400) AS INTEGER) AS day, count(*) AS messages, count(CASE WHEN engaged_s - sent_s <= ${horizon} THEN 1 END) AS engaged
    FROM plan_mails AS mails JOIN plan_sample AS sample ON sample.person = mails.person
    WHERE NOT triggered AND sent_s > ${asOf.getTime() / 1000} AND sent_s <= ${now.getTime() / 1000 - Math.max(...horizons) * 3600} AND watch_s >= ${horizon}
    GROUP BY recipient_id, slot, day ORDER BY recipient_id, slot, day`);
  const byPerson = new Map<string, LaterMail[]>();
  for (const row of rows) {
    const slots = byPerson.get(row.recipient_id);
    if (slots === undefined) byPerson.set(row.recipient_id, [row]);
    else slots.push(row);
  }
  return byPerson;
}
