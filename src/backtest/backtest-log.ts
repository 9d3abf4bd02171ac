import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { makeMessages } from '#schedule/evidence/messages-table.js';
import { prepareEvidence } from '#schedule/evidence/prepare-evidence.js';
import { somePeople } from '#schedule/evidence/read-people.js';
import { learnCalibration, learnPopulation } from '#schedule/learn-population.js';
import type { LearnedFrom } from '#schedule/learn-population.js';
import { engagementModel } from '#schedule/model/goal-model.js';
import { personScorer } from '#schedule/model/person.js';
import { reachTable } from '#schedule/model/reach-table.js';
import type { ScheduleConfig } from '#schedule/schedule-config.js';
import type { Comparison, LogBacktest } from './backtest-result.js';
import { openHours } from './block-policy.js';
import { evaluatedPeople } from './evaluated-people.js';
import type { EvaluatedPerson } from './evaluated-people.js';
import { holdoutDesign } from './holdout-design.js';
import { modalHour } from './modal-hour.js';
import { offPolicy } from './off-policy.js';
import type { OffPolicy } from './off-policy.js';
import { populationEngagements, readLog, timedEngagements } from './read-log.js';
import { logRefusals, overlapRefusals } from './refusals.js';
import { timingTest } from './timing-test.js';

/** Tables, periods and how the plan is judged. */
export interface LogBacktestOptions {
  readonly recipients: string;
  readonly events: string;
  readonly consents?: string;
  readonly gifts?: string;
  readonly now: Date;
  /** What is known at this instant is learned from, nothing later. */
  readonly trainedUntil: Date;
  readonly from: Date;
  readonly until: Date;
  readonly windowHours: number;
  readonly seed: number;
  readonly config: ScheduleConfig;
  /** Of the holdout to design. */
  readonly lift: number;
  readonly power: number;
  readonly alpha: number;
  readonly progress: (stage: string) => void;
}

/** Longer lists are evaluated on so many recipients, chosen by a hash of their ids. */
const EVALUATED = 200_000;
/** Tuesday at ten, where nobody engaged with anything. */
const NOBODYS_MODE = 34;

/** Holds the plan that a model of the past would have made against what was sent since. `visit` sees each person that is evaluated. */
export async function backtestLog(options: LogBacktestOptions, visit: (person: EvaluatedPerson) => void = () => undefined): Promise<LogBacktest> {
  const { config, from, until, seed, trainedUntil } = options;
  const warehouse = await openWarehouse();
  try {
    options.progress('reading the tables');
    const { judging, rejected, unreadWords } = await prepareEvidence(warehouse, { ...options, log: { events: options.events, propensities: true }, until: new Date(Math.max(until.getTime(), options.now.getTime())), defaultZone: config.defaultZone, businessContext: false, scannerClickSeconds: config.scannerClickSeconds, openConsent: config.openConsent });
    await makeMessages(warehouse, judging);
    const log = await readLog(warehouse, { from: from.getTime() / 1000, until: until.getTime() / 1000 }, config.horizonHours, EVALUATED, seed);
    const refusals = logRefusals({ trainedUntil: trainedUntil.getTime(), from: from.getTime(), messages: log.messages, withoutPropensity: log.withoutPropensity });
    const estimates = offPolicy();
    if (refusals.length === 0) await evaluate({ warehouse, judging, goal: engagementModel(config.horizonHours), seed, fetchedUntil: trainedUntil.getTime() / 1000 }, log.mails, estimates, options, visit);
    const total = await countRecipients(warehouse);
    options.progress('testing whether people have hours of their own');
    const timing = timingTest(await timedEngagements(warehouse, until.getTime() / 1000, seed), seed);
    return {
      kind: 'log', trainedUntil: trainedUntil.toISOString(), from: from.toISOString(), until: until.toISOString(), horizonHours: config.horizonHours,
      windowHours: options.windowHours, seed, recipients: total, evaluated: Math.min(total, EVALUATED), messages: log.messages, withoutPropensity: log.withoutPropensity, engaged: log.engaged,
      overlap: { plan: estimates.overlap('plan'), modal: estimates.overlap('modal') },
      comparisons: (['logged', 'modal'] as const).map((over) => comparison(over, refusals, estimates)), timing: timing ?? null,
      holdout: log.messages === 0 || log.engaged === 0 ? null : holdoutDesign({ ...options, base: log.engaged / log.messages, recipients: total }), rejected, unreadWords,
    };
  } finally {
    await warehouse.close();
  }
}

async function countRecipients(warehouse: Warehouse): Promise<number> {
  const [all] = await warehouse.all<{ recipients: number }>(sql`SELECT count(*) AS recipients FROM plan_recipients`);
  return all?.recipients ?? 0;
}

/** Trains on what was known at the end of the training, then adds everybody who got mail in the evaluated period. */
async function evaluate(from: LearnedFrom, mails: Parameters<typeof evaluatedPeople>[1]['mails'], estimates: OffPolicy, { config, trainedUntil, windowHours, progress }: LogBacktestOptions, visit: (person: EvaluatedPerson) => void): Promise<void> {
  progress('learning from what was known then');
  const { warehouse, judging, goal, seed, fetchedUntil } = from;
  await warehouse.run(sql`DELETE FROM plan_fetched WHERE at_s > ${fetchedUntil}`);
  const population = await learnPopulation(from, trainedUntil);
  const { calibration, appeals } = await learnCalibration(from, trainedUntil, population);
  const score = personScorer(population, reachTable(goal, population.arrivalTerm));
  const populationMode = modalHour(await populationEngagements(warehouse, trainedUntil)) ?? NOBODYS_MODE;
  const { people } = await somePeople(warehouse, judging, { asOf: trainedUntil, recentSince: Infinity, fetchedUntil, appeals }, { size: () => EVALUATED, seed }, { ...goal, triggeredAppeal: population.triggeredAppeal });
  progress('holding the plan against the mail since');
  for await (const person of evaluatedPeople(people, { score, calibration, open: openHours(config.quietHours), windowHours, populationMode, mails })) {
    estimates.add(person);
    visit(person);
  }
}

function comparison(over: Comparison['over'], refused: readonly Comparison['refusals'][number][], estimates: OffPolicy): Comparison {
  const refusals = refused.length > 0 ? refused : [
    ...overlapRefusals('the plan', estimates.overlap('plan')),
    ...(over === 'modal' ? overlapRefusals('the modal hour', estimates.overlap('modal')) : []),
  ];
  return { over, refusals, lift: refusals.length > 0 ? null : estimates.liftOver(over) };
}
