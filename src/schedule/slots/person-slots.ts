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

/** Hours of a calendar are worked out once for each zone, kind of address and working week, not once a person. */
export function personSlots(
  zones: ReadonlyMap<string, ZoneOffsets>, span: { readonly from: number; readonly until: number }, config: ScheduleConfig, capacity: CapacityBook,
): (person: Person, instantWithin: (hour: SpanHour) => number) => PersonSlots {
  const calendars = new Map<string, readonly SpanHour[]>();
  return (person, instantWithin) => {
    const { zone, works, daysEarlier } = person;
    const offsets = zones.get(zone);
    if (offsets === undefined) throw new Error(`no offsets for ${zone}`);
    const key = `${zone} ${String(works)} ${String(daysEarlier)}`;
    let hours = calendars.get(key);
    if (hours === undefined) calendars.set(key, (hours = spanHours(offsets, { ...span, config, works, daysEarlier })));
    const tooSoon = pressure(person.recentSends, offsets, config);
    const closedBy = hours.map((hour) => hour.refusedBy ?? tooSoon(hour) ?? (capacity.hasRoom(instantWithin(hour), person.domain) ? null : 'capacity'));
    return { hours, closedBy };
  };
}
