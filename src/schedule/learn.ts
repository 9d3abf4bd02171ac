import { seededRandom } from '#stats/seeded-random.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { makeSample, samplePeople } from './evidence/read-people.js';
import { fitCalibration } from './model/calibration.js';
import type { Calibration, Outcome } from './model/calibration.js';
import { fitPopulation } from './model/fit-population.js';
import { personScorer } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import { sampleBuilder } from './model/sample.js';
import { meanLogit, modelLogit } from './model/slot-estimates.js';

/** People that the population is learned from. */
const SAMPLE = 10_000;
/** Days before now whose mail shows how far a model from before them came true. */
const CALIBRATION_DAYS = 90;
const DAY = 86_400_000;

/** The population as it was known at an instant, from a sample of its people, which `plan_sample` holds afterwards. */
export async function learnPopulation(warehouse: Warehouse, asOf: Date, seed: number): Promise<Population> {
  await makeSample(warehouse, asOf, SAMPLE, seed);
  const sample = sampleBuilder(SAMPLE);
  for await (const person of samplePeople(warehouse, asOf)) sample.add(person.statistics);
  return fitPopulation(sample.build(), seededRandom(seed, 'archetypes'));
}

/** Fits the model on what was known 90 days ago and holds it against the scheduled mail since. */
export async function learnCalibration(warehouse: Warehouse, now: Date, horizonHours: number, seed: number): Promise<Calibration> {
  const asOf = new Date(now.getTime() - CALIBRATION_DAYS * DAY);
  const population = await learnPopulation(warehouse, asOf, seed);
  const score = personScorer(population, reachTable(horizonHours, population.arrivalTerm));
  const later = await laterMail(warehouse, asOf, now, horizonHours);
  const outcomes: Outcome[] = [];
  for await (const { recipientId, statistics } of samplePeople(warehouse, asOf)) {
    const { level: { shape, rate }, reach } = score(statistics);
    const level = meanLogit(shape / rate, reach);
    for (const { slot, messages, engaged } of later.get(recipientId) ?? []) outcomes.push({ level, distance: modelLogit(shape / rate, reach[slot]!) - level, messages, engaged });
  }
  return fitCalibration(outcomes);
}

interface LaterMail extends Record<string, unknown> {
  readonly recipient_id: string;
  readonly slot: number;
  readonly messages: number;
  readonly engaged: number;
}

/** What the people of the sample got after an instant, long enough ago for the horizon to have passed. */
async function laterMail(warehouse: Warehouse, asOf: Date, now: Date, horizonHours: number): Promise<ReadonlyMap<string, readonly LaterMail[]>> {
  const rows = await warehouse.all<LaterMail>(sql`
    SELECT recipient_id, slot, count(*) AS messages, count(CASE WHEN engaged_s - sent_s <= ${horizonHours * 3600} THEN 1 END) AS engaged
    FROM plan_mails AS mails JOIN plan_sample AS sample ON sample.person = mails.person
    WHERE NOT triggered AND sent_s > ${asOf.getTime() / 1000} AND sent_s <= ${now.getTime() / 1000 - horizonHours * 3600}
    GROUP BY recipient_id, slot ORDER BY recipient_id, slot`);
  const byPerson = new Map<string, LaterMail[]>();
  for (const row of rows) {
    const slots = byPerson.get(row.recipient_id);
    if (slots === undefined) byPerson.set(row.recipient_id, [row]);
    else slots.push(row);
  }
  return byPerson;
}
