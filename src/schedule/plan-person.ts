import { hash32 } from '#stats/seeded-random.js';
import type { Person } from './evidence/read-people.js';
import type { Calibration } from './model/calibration.js';
import type { GoalModel } from './model/goal-model.js';
import { locatePerson } from './model/locate-person.js';
import type { Posterior } from './model/person.js';
import type { ReachTable } from './model/reach-table.js';
import { calibratedRate, modelRates, slotEstimates } from './model/slot-estimates.js';
import type { Evidence, PlannedRecipient } from './plan-result.js';
import type { ScheduleConfig } from './schedule-config.js';
import type { Allotment } from './slots/allotment.js';
import type { CapacityBook } from './slots/capacity.js';
import { chooseSlot } from './slots/choose-slot.js';
import type { Choice } from './slots/choose-slot.js';
import { hourOfWeekAt } from './slots/default-slot.js';
import type { Moved, PersonSlots } from './slots/person-slots.js';
import { reasonHeld, reasonMoved } from './slots/reasons.js';
import type { SpanHour } from './slots/span-hours.js';
import { localTime, utcTime } from './zones/local-time.js';
import type { ZoneCandidate } from './zones/zone-candidates.js';
import type { ZoneOffsets } from './zones/zone-offsets.js';

/** Own engaged messages from which on a slot is called personal: a proposal of practice, not a measurement. */
const PERSONAL_EVENTS = 5;

/** What the recipients of one run share. */
export interface PlanningContext {
  readonly score: (statistics: Person['statistics']) => Posterior;
  readonly archetypes: number;
  /** Zones that somebody without one may live in. */
  readonly candidatesFor: (place: string | null) => readonly ZoneCandidate[];
  readonly defaultZone: string;
  readonly goal: GoalModel;
  readonly table: ReachTable;
  readonly calibration: Calibration;
  readonly slotsOf: (person: Person, instantWithin: (hour: SpanHour) => number) => PersonSlots;
  readonly capacity: CapacityBook;
  readonly allotment: Allotment;
  readonly zones: ReadonlyMap<string, ZoneOffsets>;
  readonly config: ScheduleConfig;
  readonly seed: number;
  /** The slot that lift is measured against, epoch seconds. */
  readonly defaultSecond: number;
}

/** A recipient's row with what the summary and the explanation need besides. */
export interface PlannedPerson {
  readonly row: PlannedRecipient;
  readonly posterior: Posterior;
  readonly slots: PersonSlots;
  readonly choice: Choice | undefined;
  /** Expected rate in the default slot. */
  readonly defaultRate: number;
  readonly moved: Moved | undefined;
}

/** Plans one recipient, and takes the room that the slot needs. What it returns holds until the next call. */
export function planPerson(found: Person, context: PlanningContext): PlannedPerson {
  const { person, posterior } = located(found, context);
  const rates = modelRates(posterior);
  const instantWithin = instantOf(person, context.seed);
  const seat = context.allotment.seatOf(person.recipientId);
  if (seat !== undefined) context.capacity.release(seat, person.domain);
  const slots = context.slotsOf(person, instantWithin);
  const priceOf = (hour: SpanHour): number => context.allotment.priceOf(instantWithin(hour), person.domain);
  const choice = chooseSlot(slots, rates, context.config.nearTies, fraction(context.seed, 'slot', person), priceOf);
  const defaultHour = hourOfWeekAt(context.zones.get(person.zone)!, context.defaultSecond);
  if (choice === undefined) {
    const row = { ...whois(person, context), ...WITHOUT_SLOT, reason: reasonHeld(slots) };
    return { row, posterior, slots, choice, defaultRate: calibratedRate(posterior, defaultHour, context.calibration), moved: undefined };
  }
  const second = instantWithin(slots.hours[choice.index]!);
  context.capacity.take(second, person.domain);
  const estimates = slotEstimates(posterior, slots.hours[choice.index]!.hourOfWeek, defaultHour, context.table, context.calibration);
  const moved = movedFrom(slots, rates, choice, context.config.nearTies);
  const row: PlannedRecipient = {
    ...whois(person, context), status: 'scheduled', send_at: utcTime(second), local_send_at: localTime(context.zones.get(person.zone)!, second),
    window_start: utcTime(slots.hours[choice.first]!.start), window_end: utcTime(slots.hours[choice.last]!.end),
    expected_rate: rounded(estimates.rate.value), expected_rate_low: rounded(estimates.rate.low), expected_rate_high: rounded(estimates.rate.high),
    lift: rounded(estimates.lift.value), lift_low: rounded(estimates.lift.low), lift_high: rounded(estimates.lift.high),
    propensity: rounded(choice.propensity), reason: moved === undefined ? '' : reasonMoved(moved),
  };
  return { row, posterior, slots, choice, defaultRate: estimates.otherRate, moved };
}

/** Another zone that is at least this likely has a say in which hours are open. */
const PLAUSIBLE = 0.2;

/**
 * Who has no zone is averaged over those that they may live in. The clock is the likeliest one's, or the default one's as long as the person has
 * done nothing that tells.
 */
export function located(found: Person, { score, candidatesFor, defaultZone }: PlanningContext): { readonly person: Person; readonly posterior: Posterior } {
  const candidates = found.zoneSource === 'default' ? candidatesFor(found.place) : [];
  if (candidates.length < 2) {
    const only = candidates[0];
    return { person: only === undefined || only.zone === defaultZone ? found : { ...found, zone: only.zone, zoneSource: 'inferred' }, posterior: score(only === undefined ? found.statistics : found.statisticsAt(only.shift)) };
  }
  const silent = found.statistics.events === 0 ? candidates.findIndex(({ zone }) => zone === defaultZone) : -1;
  const { clock, weights, posterior } = locatePerson(candidates, found.statisticsAt, score, silent < 0 ? undefined : silent);
  const plausibleZones = candidates.filter((_, index) => index !== clock && weights[index]! >= PLAUSIBLE).map(({ zone }) => zone);
  return { person: { ...found, zone: candidates[clock]!.zone, zoneSource: silent < 0 ? 'inferred' : 'default', plausibleZones }, posterior };
}

const WITHOUT_SLOT = {
  status: 'held', send_at: null, local_send_at: null, window_start: null, window_end: null, expected_rate: null, expected_rate_low: null,
  expected_rate_high: null, lift: null, lift_low: null, lift_high: null, propensity: null,
} as const;

function whois({ recipientId, zone, zoneSource, statistics }: Person, { archetypes }: PlanningContext): Pick<PlannedRecipient, 'recipient_id' | 'timezone' | 'timezone_source' | 'evidence' | 'personal_events'> {
  return { recipient_id: recipientId, timezone: zone, timezone_source: zoneSource, evidence: evidenceOf(statistics.events, archetypes), personal_events: statistics.events };
}

function evidenceOf(events: number, archetypes: number): Evidence {
  if (events >= PERSONAL_EVENTS) return 'personal';
  return events > 0 && archetypes > 1 ? 'archetype' : 'population';
}

/** The best hour of the span, when it is closed and better than anything that is open by more than a near tie. */
function movedFrom({ hours, closedBy }: PersonSlots, rates: Float64Array, { index }: Choice, nearTies: number): Moved | undefined {
  const rate = (hour: SpanHour): number => rates[hour.hourOfWeek]!;
  const best = hours.reduce((highest, hour, at) => (rate(hour) > rate(hours[highest]!) ? at : highest), 0);
  const constraint = closedBy[best];
  if (constraint === null || constraint === undefined || rate(hours[index]!) >= rate(hours[best]!) * (1 - nearTies)) return undefined;
  return { hour: hours[best]!, closedBy: constraint };
}

/** The second within an hour at which the person's mail goes out: the same minute of every hour. */
export function instantOf(person: Person, seed: number): (hour: SpanHour) => number {
  const minute = fraction(seed, 'minute', person);
  return ({ start, end }) => Math.max(start, Math.floor((start + minute * (end - start)) / 60) * 60);
}

/** A number in [0, 1) that is the person's own, for one purpose of one run. */
function fraction(seed: number, purpose: string, { recipientId }: Person): number {
  return hash32(`${String(seed)} ${purpose} ${recipientId}`) / 2 ** 32;
}

/** Four decimals: more would claim more than is known. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
