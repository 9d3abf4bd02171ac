import type { Person } from '../evidence/read-people.js';
import type { ScheduleConfig } from '../schedule-config.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';
import type { CapacityBook } from './capacity.js';
import { pressure } from './pressure.js';
import type { PressureConstraint } from './pressure.js';
import { spanHours } from './span-hours.js';
import type { CalendarConstraint, SpanHour } from './span-hours.js';

export type Constraint = CalendarConstraint | PressureConstraint | 'capacity';

/** The hours of the span for one recipient, and what closes each of them. */
export interface PersonSlots {
  readonly hours: readonly SpanHour[];
  /** One entry an hour; null: open. */
  readonly closedBy: readonly (Constraint | null)[];
}

/** A better hour than the one chosen, and what closed it. */
export interface Moved {
  readonly hour: SpanHour;
  readonly closedBy: Constraint;
}

/**
 * Says which hours are open to a person. Calendars are worked out once for each zone, kind of address and working week, and shared by
 * all to whom nothing else applies.
 */
export function personSlots(
  zones: ReadonlyMap<string, ZoneOffsets>, span: { readonly from: number; readonly until: number }, config: ScheduleConfig, capacity: CapacityBook,
): (person: Person, instantWithin: (hour: SpanHour) => number) => PersonSlots {
  const calendars = new Map<string, PersonSlots>();
  return ({ zone, works, daysEarlier, domain, recentSends }, instantWithin) => {
    const key = `${zone} ${String(works)} ${String(daysEarlier)}`;
    const calendar = calendars.get(key) ?? shared(spanHours(zones.get(zone)!, { ...span, config, works, daysEarlier }));
    calendars.set(key, calendar);
    if (recentSends.length === 0 && !capacity.isLimited(domain)) return calendar;
    const tooSoon = pressure(recentSends, zones.get(zone)!, config);
    const closing = (hour: SpanHour): Constraint | null => hour.refusedBy ?? tooSoon(hour) ?? (capacity.hasRoom(instantWithin(hour), domain) ? null : 'capacity');
    return { hours: calendar.hours, closedBy: calendar.hours.map(closing) };
  };
}

function shared(hours: readonly SpanHour[]): PersonSlots {
  return { hours, closedBy: hours.map(({ refusedBy }) => refusedBy) };
}
