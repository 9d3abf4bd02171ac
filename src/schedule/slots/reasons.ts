import type { Constraint, Moved, PersonSlots } from './person-slots.js';
import type { SpanHour } from './span-hours.js';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** An hour on the recipient's clock: `Thu 2026-12-03 20:00`. */
export function hourName({ hourOfWeek, date }: SpanHour): string {
  return `${DAYS[Math.floor(hourOfWeek / 24)]!} ${date} ${String(hourOfWeek % 24).padStart(2, '0')}:00`;
}

/** Hours that each constraint closes, most first. */
export function closedHours({ closedBy }: PersonSlots): readonly (readonly [Constraint, number])[] {
  const counts = new Map<Constraint, number>();
  for (const constraint of closedBy) if (constraint !== null) counts.set(constraint, (counts.get(constraint) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

export function reasonHeld(slots: PersonSlots): string {
  if (slots.closedBy.includes('no_ask')) return heldBy(slots);
  const parts = closedHours(slots).map(([constraint, hours]) => `${words(constraint)} ${String(hours)}`);
  return `no hour is open: of ${String(slots.hours.length)}, closed by ${parts.join(', ')}${slots.askHeldBy === undefined ? '' : ` (ask: ${slots.askHeldBy})`}`;
}

/** For counting: which constraints hold somebody. */
export function heldBy(slots: PersonSlots): string {
  if (slots.closedBy.includes('no_ask')) return `no ask: ${slots.askHeldBy ?? ''}`;
  return closedHours(slots).map(([constraint]) => words(constraint)).sort().join(' and ');
}

export function reasonMoved({ hour, closedBy }: Moved): string {
  return `${hourName(hour)} would be better, closed by ${words(closedBy)}`;
}

/** `office_hours` -> `office hours`. */
export function words(constraint: string): string {
  return constraint.replaceAll('_', ' ');
}
