import { hash32 } from '#stats/seeded-random.js';
import type { Person, ReadModel } from './evidence/read-people.js';
import type { Calibration } from './model/calibration.js';
import type { GoalModel } from './model/goal-model.js';
import { locatePerson } from './model/locate-person.js';
import type { Posterior } from './model/person.js';
import type { ReachTable } from './model/reach-table.js';
import { calibratedRate, modelRates, slotEstimates } from './model/slot-estimates.js';
import type { SlotEstimates } from './model/slot-estimates.js';
import type { Evidence, PlannedRecipient } from './plan-result.js';
import type { ScheduleConfig } from './schedule-config.js';
import { UNLIMITED } from './slots/allotment.js';
import type { Allotment } from './slots/allotment.js';
import type { CapacityBook } from './slots/capacity.js';
import { chooseSlot } from './slots/choose-slot.js';
import type { Choice } from './slots/choose-slot.js';
import { contenders, contendingRates } from './slots/contending-rates.js';
import { hourOfWeekAt } from './slots/default-slot.js';
import { nearTieBand } from './slots/near-tie-band.js';
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
  readonly goal: GoalModel & ReadModel;
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
  const { allotment, calibration, capacity, config, zones } = context;
  const nearTies = nearTieBand(config.nearTies, person.statistics.events);
  const instantWithin = instantOf(person, context.seed);
  const seat = allotment.seatOf(person.recipientId);
  if (seat !== undefined) capacity.release(seat, person.domain);
  const slots = context.slotsOf(person, instantWithin);
  const priceOf = allotment === UNLIMITED ? undefined : (hour: SpanHour): number => allotment.priceOf(instantWithin(hour), person.domain);
  const rates = priceOf === undefined ? contendingRates(slots, posterior, nearTies) : modelRates(posterior);
  const among = priceOf === undefined ? contenders(slots, rates) : undefined;
  const chosen = chooseSlot(among ?? slots, rates, nearTies, fraction(context.seed, 'slot', person), priceOf);
  const choice = among === undefined || chosen === undefined ? chosen : { ...chosen, index: among.places[chosen.index]!, first: among.places[chosen.first]!, last: among.places[chosen.last]! };
  const defaultHour = hourOfWeekAt(zones.get(person.zone)!, context.defaultSecond);
  if (choice === undefined) {
    return { row: heldRow(person, context, reasonHeld(slots)), posterior, slots, choice, defaultRate: calibratedRate(posterior, defaultHour, calibration), moved: undefined };
  }
  const second = instantWithin(slots.hours[choice.index]!);
  capacity.take(second, person.domain);
  const estimates = slotEstimates(posterior, slots.hours[choice.index]!.hourOfWeek, defaultHour, context.table, calibration);
  const moved = movedFrom(among ?? slots, rates, slots.hours[choice.index]!, config.nearTies);
  const slot = { second, start: slots.hours[choice.first]!.start, end: slots.hours[choice.last]!.end, propensity: choice.propensity, reason: moved === undefined ? '' : reasonMoved(moved) };
  return { row: scheduledRow(person, context, slot, estimates), posterior, slots, choice, defaultRate: estimates.otherRate, moved };
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

/** One object literal each: V8 builds a row several times faster than from a spread and what follows it. */
function scheduledRow(
  { recipientId, zone, zoneSource, statistics: { events } }: Person, { archetypes, zones }: PlanningContext,
  { second, start, end, propensity, reason }: { readonly second: number; readonly start: number; readonly end: number; readonly propensity: number; readonly reason: string }, { rate, lift }: SlotEstimates,
): PlannedRecipient {
  return {
    recipient_id: recipientId, timezone: zone, timezone_source: zoneSource, evidence: evidenceOf(events, archetypes), personal_events: events,
    status: 'scheduled', send_at: utcTime(second), local_send_at: localTime(zones.get(zone)!, second), window_start: utcTime(start), window_end: utcTime(end),
    expected_rate: rounded(rate.value), expected_rate_low: rounded(rate.low), expected_rate_high: rounded(rate.high),
    lift: rounded(lift.value), lift_low: rounded(lift.low), lift_high: rounded(lift.high), propensity: rounded(propensity), reason,
  };
}

function heldRow({ recipientId, zone, zoneSource, statistics: { events } }: Person, { archetypes }: PlanningContext, reason: string): PlannedRecipient {
  return {
    recipient_id: recipientId, timezone: zone, timezone_source: zoneSource, evidence: evidenceOf(events, archetypes), personal_events: events,
    status: 'held', send_at: null, local_send_at: null, window_start: null, window_end: null,
    expected_rate: null, expected_rate_low: null, expected_rate_high: null, lift: null, lift_low: null, lift_high: null, propensity: null, reason,
  };
}

function evidenceOf(events: number, archetypes: number): Evidence {
  if (events >= PERSONAL_EVENTS) return 'personal';
  return events > 0 && archetypes > 1 ? 'archetype' : 'population';
}

/** The best hour of the span, when it is closed and better than anything that is open by more than a near tie. */
function movedFrom({ hours, closedBy }: PersonSlots, rates: Float64Array, chosen: SpanHour, nearTies: number): Moved | undefined {
  let best = 0;
  for (let at = 1; at < hours.length; at++) if (rates[hours[at]!.hourOfWeek]! > rates[hours[best]!.hourOfWeek]!) best = at;
  const constraint = closedBy[best];
  if (constraint === null || constraint === undefined || rates[chosen.hourOfWeek]! >= rates[hours[best]!.hourOfWeek]! * (1 - nearTies)) return undefined;
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
