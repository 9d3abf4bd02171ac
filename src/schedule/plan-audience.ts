import { InputError } from '#errors.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { addCounts, noCounts } from './evidence/blocks.js';
import type { LogBlock, LogCounts } from './evidence/blocks.js';
import { blockJudge } from './evidence/judge-block.js';
import type { EvidenceQuery, Judging } from './evidence/judge-block.js';
import { prepareEvidence } from './evidence/prepare-evidence.js';
import type { LogSource } from './evidence/open-log.js';
import { allBlocks } from './evidence/people-blocks.js';
import { somePeople } from './evidence/read-people.js';
import { allotCapacity } from './allot-capacity.js';
import { goalModelOf } from './goal-model-of.js';
import { learnCalibration, learnPopulation } from './learn-population.js';
import { planBlock } from './plan-block.js';
import type { BlockEncodings, PlannedBlock } from './plan-block.js';
import type { PlanningContext } from './plan-person.js';
import type { Explanation, PlanResult, PlanSink } from './plan-result.js';
import { planInThreads, threadsAvailable } from './plan-threads.js';
import { planningContext } from './planning-context.js';
import type { PlanningFacts, Span } from './planning-context.js';
import type { ScheduleConfig } from './schedule-config.js';
import { WEEK_SECONDS } from './slots/pressure.js';
import { tally } from './tally.js';
import type { Tally } from './tally.js';
import { utcTime } from './zones/local-time.js';

/** Tables, a span and where rows go. */
export interface AudiencePlanOptions {
  /** Files, folders or globs. */
  readonly recipients: string;
  readonly log: LogSource;
  readonly consents?: string;
  readonly gifts?: string;
  /** Who may be asked, and from when on: what `presend asks` wrote. */
  readonly asks?: string;
  /** The plan of the step before. */
  readonly afterPlan?: string;
  /** The span in which mail may go out; `until` is exclusive. */
  readonly from: Date;
  readonly until: Date;
  readonly now: Date;
  /** Decides among equally good slots, and the minute within the hour. */
  readonly seed: number;
  readonly config: ScheduleConfig;
  /** The campaign speaks to people at work. */
  readonly businessContext: boolean;
  /** Zone of whom none is known of; undefined: the one that most recipients name. */
  readonly defaultZone: string | undefined;
  readonly rows: PlanSink;
  readonly explanations?: PlanSink<Explanation>;
  /** Memory for the tables, as DuckDB writes sizes (`4GiB`); what does not fit goes to the temporary folder. */
  readonly memory?: string;
  /** Told what is being done, now and then. */
  readonly progress: (stage: string) => void;
}

const DAY = 86_400_000;
const LONGEST_SPAN_DAYS = 31;
/** As many as a backtest asks of an arm; our own. */
const ENOUGH_REPLIES = 30;

/**
 * Chooses a send window for every recipient. Rows go to the sinks in the order of recipient ids; memory does not grow with the audience.
 * Throws UserError for what cannot be read or planned.
 */
export async function planAudience(options: AudiencePlanOptions): Promise<PlanResult> {
  const { now, config, seed } = options;
  const span = plannedSpan(options);
  const goal = goalModelOf(config);
  const warehouse = await openWarehouse(options.memory === undefined ? {} : { memoryLimit: options.memory });
  try {
    options.progress('reading the tables');
    const { judging, strangers, ...evidence } = await prepareEvidence(warehouse, {
      ...options, goal: config.goal, holidays: config.holidays, scannerClickSeconds: config.scannerClickSeconds, openConsent: config.openConsent, ...(config.series.after !== undefined && { after: config.series.after }),
    });
    if (config.goal === 'reply') await refuseTooFewReplies(warehouse, judging);
    options.progress('learning when people engage');
    const learned = { warehouse, judging, goal, seed, fetchedUntil: Infinity };
    const population = await learnPopulation(learned, now);
    options.progress('holding an earlier model against the mail since');
    const { calibration, appeals } = await learnCalibration(learned, now, population);
    const { badZones, rejected, unreadWords, knownZones, defaultZone } = evidence;
    const query: EvidenceQuery = { asOf: now, recentSince: recentSince(span.from, config), appeals };
    const facts: PlanningFacts = { judging, query, knownZones, defaultZone, population, calibration, span, config, seed, inSeries: config.series.after !== undefined || options.afterPlan !== undefined };
    const context = await withAllotment(warehouse, facts, planningContext(facts), span);
    const encodings = { rows: options.rows.encoding, ...(options.explanations && { explanations: options.explanations.encoding }) };
    const { log, ...counts } = await writeEverybody(plannedBlocks(allBlocks(warehouse, judging, query), facts, context, encodings), options);
    addCounts(log, { signals: strangers, messages: 0, engaged: 0 });
    return {
      ...counts, badZones, rejected, unreadWords, eventsGiven: 'model' in options.log || options.log.events !== undefined, signals: byFrequency(log.signals), messages: log.messages, defaultZone, now: now.toISOString(), from: utcTime(span.from), until: utcTime(span.until), seed,
      goal: config.goal, horizonHours: config.horizonHours, defaultSlot: { at: utcTime(context.defaultSecond), zone: defaultZone },
      population: { people: population.people, engagements: population.engagements, archetypes: population.shapes.length, arrivalTerm: population.arrivalTerm },
      calibration,
    };
  } finally {
    await warehouse.close();
  }
}

function byFrequency(signals: LogCounts['signals']): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(signals).sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1)));
}

/** Replies tell no hours then; whoever has a plan for replies must not mistake the shipped profile for theirs. */
async function refuseTooFewReplies(warehouse: Warehouse, judging: Judging): Promise<void> {
  const query = { asOf: judging.now, recentSince: Infinity };
  const { judge } = blockJudge(judging, query);
  let replied = 0;
  for await (const block of allBlocks(warehouse, judging, query)) {
    replied += judge(block).counts.engaged;
    if (replied >= ENOUGH_REPLIES) return;
  }
  throw new InputError('goal reply', `the events hold ${replied === 0 ? 'no mail' : `${String(replied)} ${replied === 1 ? 'mail' : 'mails'}`} that a person replied to, and it takes ${String(ENOUGH_REPLIES)}`, 'Plan with --goal engagement, which opens, clicks and gifts count for too.');
}

/** The part of the span that is still to come. */
function plannedSpan({ from, until, now }: AudiencePlanOptions): Span {
  if (until <= from) throw new InputError('--until', `${until.toISOString()} is not after --from ${from.toISOString()}`, 'Give a later one.');
  if (until <= now) throw new InputError('--until', `${until.toISOString()} has passed (it is ${now.toISOString()})`, 'Give a span that is still to come, or the clock with --now.');
  if (until.getTime() - from.getTime() > LONGEST_SPAN_DAYS * DAY) throw new InputError('--until', `the span is longer than ${String(LONGEST_SPAN_DAYS)} days`, 'Plan a shorter span; habits change.');
  return { from: Math.ceil(Math.max(from.getTime(), now.getTime()) / 1000), until: Math.floor(until.getTime() / 1000) };
}

/** Seats are taken before anybody is planned; each gives their own back when their turn comes. */
async function withAllotment(warehouse: Warehouse, { judging, query }: PlanningFacts, context: PlanningContext, span: Span): Promise<PlanningContext> {
  if (isUnlimited(context.config)) return context;
  return { ...context, allotment: await allotCapacity((size, domain) => somePeople(warehouse, judging, query, { size, seed: context.seed, ...(domain !== undefined && { domain }) }, context.goal), span, context) };
}

function isUnlimited({ capacity: { perHour, perDomainPerHour } }: ScheduleConfig): boolean {
  return perHour === Infinity && Object.keys(perDomainPerHour).length === 0;
}

/** Mail since then may be too near to the span. */
function recentSince(from: number, { minimumGapHours }: ScheduleConfig): number {
  return from - Math.max(WEEK_SECONDS, minimumGapHours * 3600);
}

/** With seats to share, what one gets is no longer there for the next; without, nobody knows of anybody else, and threads plan them side by side. */
function plannedBlocks(blocks: AsyncIterable<LogBlock>, facts: PlanningFacts, context: PlanningContext, encodings: BlockEncodings): AsyncIterable<PlannedBlock> {
  return threadsAvailable && isUnlimited(facts.config) ? planInThreads(blocks, { facts, encodings }) : planHere(blocks, facts, context, encodings);
}

async function* planHere(blocks: AsyncIterable<LogBlock>, { judging, query }: PlanningFacts, context: PlanningContext, encodings: BlockEncodings): AsyncGenerator<PlannedBlock> {
  const { judge } = blockJudge(judging, query);
  for await (const block of blocks) yield planBlock(judge(block), context, encodings);
}

async function writeEverybody(blocks: AsyncIterable<PlannedBlock>, { rows, explanations, progress }: AudiencePlanOptions): Promise<Tally & { readonly log: LogCounts }> {
  const counts = tally();
  const log = noCounts();
  for await (const planned of blocks) {
    counts.add(planned.counts);
    addCounts(log, planned.log);
    await rows.writeEncoded(planned.rows);
    await explanations?.writeEncoded(planned.explanations);
    progress(`planning: ${counts.total().recipients.toLocaleString('en-GB')} recipients`);
  }
  return { ...counts.total(), log };
}
