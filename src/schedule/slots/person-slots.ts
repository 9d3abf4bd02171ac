import type { Person } from '../evidence/read-people.js';
import type { ScheduleConfig } from '../schedule-config.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { CapacityBook } from './capacity.js';
import { calendarPlace, holidayBook } from './holidays.js';
import { engagedOutside } from './office-evidence.js';
import { pressure } from './pressure.js';
import type { PressureConstraint } from './pressure.js';
import { spanHours } from './span-hours.js';
import type { CalendarConstraint, SpanHour } from './span-hours.js';
import weeks from './working-weeks.json' with { type: 'json' };

export type Constraint = CalendarConstraint | PressureConstraint | 'series' | 'capacity' | 'ask_rest' | 'no_ask';

/** The hours of the span for one recipient, and what closes each of them. */
export interface PersonSlots {
  readonly hours: readonly SpanHour[];
  /** One entry an hour; null: open. */
  readonly closedBy: readonly (Constraint | null)[];
  /** Why the person must not be asked in any hour, or from when on only. */
  readonly askHeldBy?: string;
}

/** A better hour than the one chosen, and what closed it. */
export interface Moved {
  readonly hour: SpanHour;
  readonly closedBy: Constraint;
}

/** What the slots of a run are made of. */
export interface SlotSources {
  readonly zones: ReadonlyMap<string, ZoneOffsets>;
  /** Epoch seconds; `until` is exclusive. */
  readonly span: { readonly from: number; readonly until: number };
  readonly config: ScheduleConfig;
  readonly capacity: CapacityBook;
  /** Whether this is a step of a series. */
  readonly inSeries: boolean;
}

const DAYS_EARLIER: Readonly<Record<string, number>> = weeks.daysEarlier;
const COUNTRY = 2;

/**
 * Says which hours are open to a person. Calendars are worked out once for each zone, kind of address, working week and set of holidays,
 * and shared by all to whom nothing else applies.
 */
export function personSlots({ zones, span, config, capacity, inSeries }: SlotSources): (person: Person, instantWithin: (hour: SpanHour) => number) => PersonSlots {
  const calendarOf = calendars(zones, span, config);
  return (person, instantWithin) => {
    const own = calendarOf(person);
    const { zone, domain, otherSends, stepBefore, ask } = person;
    if (ask?.barredBy != null) return { hours: own.hours, closedBy: own.hours.map(() => 'no_ask'), askHeldBy: ask.barredBy };
    if (inSeries && stepBefore === null) return { hours: own.hours, closedBy: own.hours.map(() => 'series') };
    const inAll = inAllZones(calendarOf, own, person);
    const askFrom = ask?.notBefore ?? 0;
    const isLimited = capacity.isLimited(domain);
    if (askFrom <= span.from && otherSends.length === 0 && !inSeries && !isLimited) return inAll.closedBy.includes(null) ? inAll : own;
    const tooNear = pressure(otherSends, zones.get(zone)!, config);
    const earliest = stepBefore === null ? -Infinity : stepBefore + config.series.waitHours * 3600;
    const closing = (hour: SpanHour): Constraint | null => (hour.start < earliest ? 'series' : null) ?? (hour.start < askFrom ? 'ask_rest' : null) ?? tooNear(hour)
      ?? (!isLimited || capacity.hasRoom(instantWithin(hour), domain) ? null : 'capacity');
    const restricted = ({ hours, closedBy }: PersonSlots): PersonSlots => ({
      hours, closedBy: hours.map((hour, index) => closedBy[index] ?? closing(hour)), ...(askFrom > span.from && { askHeldBy: ask!.reason }),
    });
    const slots = restricted(inAll);
    return inAll === own || slots.closedBy.includes(null) ? slots : restricted(own);
  };
}

/** The hours of which those are open that every zone allows that a person may live in: they get mail in one of them, if there is one, else when the likeliest zone allows it. */
function inAllZones(calendarOf: (person: Person) => PersonSlots, own: PersonSlots, person: Person): PersonSlots {
  if (person.plausibleZones.length === 0) return own;
  const others = person.plausibleZones.map((zone) => calendarOf({ ...person, zone }));
  const closedBy = own.closedBy.map((constraint, index) => {
    const { start, end } = own.hours[index]!;
    return others.reduce((closed, other) => closed ?? constraintAt(other, start) ?? constraintAt(other, end - 1), constraint);
  });
  return { hours: own.hours, closedBy };
}

/** What closes the hour that an instant lies in; null for an instant outside of all. */
function constraintAt({ hours, closedBy }: PersonSlots, second: number): Constraint | null {
  let [low, high] = [0, hours.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (hours[middle]!.start <= second) low = middle;
    else high = middle;
  }
  return closedBy[low] ?? null;
}

function calendars(zones: SlotSources['zones'], span: SlotSources['span'], config: ScheduleConfig): (person: Person) => PersonSlots {
  const made = new Map<string, PersonSlots>();
  const holidays = holidayBook(span, config.holidays);
  return ({ zone, zoneSource, works, place, statistics }) => {
    const at = calendarPlace(place, zoneSource === 'explicit' ? zone : null);
    const daysEarlier = DAYS_EARLIER[at?.slice(0, COUNTRY) ?? ''] ?? 0;
    const bound = works && config.officeHours !== null && engagedOutside(statistics.engagements, config.officeHours, daysEarlier) < config.officeHours.unlessEngagedOutside;
    const free = holidays(works || config.holidays?.for === 'everybody' ? at : null);
    const key = `${zone} ${String(bound)} ${String(daysEarlier)} ${free.key}`;
    const calendar = made.get(key) ?? shared(spanHours(zones.get(zone)!, { ...span, config, works: bound, daysEarlier, holidays: free.closed }));
    made.set(key, calendar);
    return calendar;
  };
}

function shared(hours: readonly SpanHour[]): PersonSlots {
  return { hours, closedBy: hours.map(({ refusedBy }) => refusedBy) };
}
