import { InputError } from '#errors.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { prepareEvidence } from './evidence/prepare-evidence.js';
import type { Evidence } from './evidence/prepare-evidence.js';
import { allotCapacity, SEATED_EXACTLY } from './allot-capacity.js';
import { readPeople, somePeople } from './evidence/read-people.js';
import { explainPerson } from './explain-person.js';
import { learnCalibration, learnPopulation } from './learn.js';
import type { Calibration } from './model/calibration.js';
import { personScorer } from './model/person.js';
import type { Population } from './model/population.js';
import { reachTable } from './model/reach-table.js';
import { planPerson } from './plan-person.js';
import type { PlanningContext } from './plan-person.js';
import type { Explanation, PlannedRecipient, PlanResult, PlanSink } from './plan-result.js';
import type { ScheduleConfig } from './schedule-config.js';
import { UNLIMITED } from './slots/allotment.js';
import { capacityBook } from './slots/capacity.js';
import { defaultSlot } from './slots/default-slot.js';
import { personSlots } from './slots/person-slots.js';
import { WEEK_SECONDS } from './slots/pressure.js';
import { spanHours } from './slots/span-hours.js';
import { tally } from './tally.js';
import type { Tally } from './tally.js';
import { utcTime } from './zones/local-time.js';
import { zoneCandidates } from './zones/zone-candidates.js';
import { zoneOffsets } from './zones/zone-offsets.js';

/** Tables, a span and where rows go. */
export interface AudiencePlanOptions {
  /** Files, folders or globs. */
  readonly recipients: string;
  readonly events: string;
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

/** Rows handed to a sink at once. */
const CHUNK = 1000;
const DAY = 86_400_000;
const LONGEST_SPAN_DAYS = 31;

/**
 * Chooses a send window for every recipient. Rows go to the sinks in the order of recipient ids; memory does not grow with the audience.
 * Throws UserError for what cannot be read or planned.
 */
export async function planAudience(options: AudiencePlanOptions): Promise<PlanResult> {
  const { now, config, seed } = options;
  const span = plannedSpan(options);
  const warehouse = await openWarehouse(options.memory === undefined ? {} : { memoryLimit: options.memory });
  try {
    options.progress('reading the tables');
    const evidence = await prepareEvidence(warehouse, {
      ...options, scannerClickSeconds: config.scannerClickSeconds, openConsent: config.openConsent, ...(config.series.after !== undefined && { after: config.series.after }),
    });
    options.progress('learning when people engage');
    const population = await learnPopulation(warehouse, now, seed);
    options.progress('holding an earlier model against the mail since');
    const calibration = await learnCalibration(warehouse, now, config.horizonHours, seed);
    const context = planningContext(evidence, population, { span, config, seed, calibration, inSeries: config.series.after !== undefined || options.afterPlan !== undefined });
    const counts = await planEverybody(warehouse, await withAllotment(warehouse, now, context, span), span.from, options);
    const { badZones, rejected, signals, messages, defaultZone } = evidence;
    return {
      ...counts, badZones, rejected, signals, messages, defaultZone, now: now.toISOString(), from: utcTime(span.from), until: utcTime(span.until), seed,
      horizonHours: config.horizonHours, defaultSlot: { at: utcTime(context.defaultSecond), zone: defaultZone },
      population: { people: population.people, engagements: population.engagements, archetypes: population.shapes.length, arrivalTerm: population.arrivalTerm },
      calibration,
    };
  } finally {
    await warehouse.close();
  }
}

interface Span {
  /** Epoch seconds; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
}

/** The part of the span that is still to come. */
function plannedSpan({ from, until, now }: AudiencePlanOptions): Span {
  if (until <= from) throw new InputError('--until', `${until.toISOString()} is not after --from ${from.toISOString()}`, 'Give a later one.');
  if (until <= now) throw new InputError('--until', `${until.toISOString()} has passed (it is ${now.toISOString()})`, 'Give a span that is still to come, or the clock with --now.');
  if (until.getTime() - from.getTime() > LONGEST_SPAN_DAYS * DAY) throw new InputError('--until', `the span is longer than ${String(LONGEST_SPAN_DAYS)} days`, 'Plan a shorter span; habits change.');
  return { from: Math.ceil(Math.max(from.getTime(), now.getTime()) / 1000), until: Math.floor(until.getTime() / 1000) };
}

function planningContext(
  { zones, knownZones, defaultZone }: Evidence, population: Population,
  { span, config, seed, calibration, inSeries }: { readonly span: Span; readonly config: ScheduleConfig; readonly seed: number; readonly calibration: Calibration; readonly inSeries: boolean },
): PlanningContext {
  const table = reachTable(config.horizonHours, population.arrivalTerm);
  const capacity = capacityBook(config.capacity);
  const senderClock = zoneOffsets(defaultZone, span.from * 1000 - DAY, span.until * 1000 + 2 * DAY);
  const open = { ...config, quietHours: null, blackouts: [], latest: Infinity };
  return {
    score: personScorer(population, table), archetypes: population.shapes.length, table, calibration, defaultZone,
    candidatesFor: zoneCandidates({ defaultZone, zones, known: knownZones, at: span.from }),
    slotsOf: personSlots({ zones, span, config, capacity, inSeries }), capacity, allotment: UNLIMITED, zones, config, seed,
    defaultSecond: defaultSlot(spanHours(senderClock, { ...span, config: open, works: false, holidays: [], daysEarlier: 0 }))?.start ?? span.from,
  };
}

/** Seats are taken before anybody is planned; each gives their own back when their turn comes. */
async function withAllotment(warehouse: Warehouse, now: Date, context: PlanningContext, span: Span): Promise<PlanningContext> {
  const { perHour, perDomainPerHour } = context.config.capacity;
  if (perHour === Infinity && Object.keys(perDomainPerHour).length === 0) return context;
  const { people, total } = await somePeople(warehouse, now, recentSince(span.from, context), SEATED_EXACTLY, context.seed);
  return { ...context, allotment: await allotCapacity(people, total, span, context) };
}

/** Mail since then may be too near to the span. */
function recentSince(from: number, { config }: PlanningContext): number {
  return from - Math.max(WEEK_SECONDS, config.minimumGapHours * 3600);
}

async function planEverybody(warehouse: Warehouse, context: PlanningContext, from: number, { now, rows, explanations, progress }: AudiencePlanOptions): Promise<Tally> {
  const counts = tally();
  let planned: PlannedRecipient[] = [];
  let explained: Explanation[] = [];
  const flush = async (): Promise<void> => {
    await rows.write(planned);
    await explanations?.write(explained);
    [planned, explained] = [[], []];
  };
  for await (const person of readPeople(warehouse, now, recentSince(from, context))) {
    const result = planPerson(person, context);
    counts.add(person, result);
    planned.push(result.row);
    if (explanations !== undefined) explained.push(explainPerson(person, result, context));
    if (planned.length < CHUNK) continue;
    await flush();
    progress(`planning: ${counts.total().recipients.toLocaleString('en-GB')} recipients`);
  }
  await flush();
  return counts.total();
}
