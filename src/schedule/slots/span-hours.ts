import type { OfficeHours, ScheduleConfig } from '../schedule-config.js';
import type { ClosedTime } from './holidays.js';
import { EPOCH_HOUR_OF_WEEK } from '../model/hour-of-week.js';
import { instantOfWallTime } from '../zones/wall-time.js';
import { nextChange, offsetAt } from '../zones/zone-offsets.js';
import type { ZoneOffsets } from '../zones/zone-offsets.js';

/** Why an hour is not allowed, besides what depends on the person's other mail. */
export type CalendarConstraint = 'quiet_hours' | 'office_hours' | 'blackout' | 'holiday' | 'deadline';

/** An hour on the recipient's clock in which mail could go out. Times are epoch seconds. */
export interface SpanHour {
  readonly start: number;
  /** Exclusive; within the span, so the first and the last hour may be short. */
  readonly end: number;
  /** 0 = Monday 00:00 on the recipient's clock. */
  readonly hourOfWeek: number;
  /** `2026-12-03`, on the recipient's clock. */
  readonly date: string;
  readonly refusedBy: CalendarConstraint | null;
}

/** What decides which hours are open, besides the zone. */
export interface Calendar {
  /** Epoch seconds; `until` is exclusive. */
  readonly from: number;
  readonly until: number;
  readonly config: ScheduleConfig;
  /** Office hours bind. */
  readonly works: boolean;
  readonly holidays: readonly ClosedTime[];
  /** Days by which the working week begins before Monday. */
  readonly daysEarlier: number;
}

const HOUR = 3600;

/**
 * The hours of a span on the clock of a zone, in order. An hour that the clocks skip is not among them; of one that they show twice, the
 * first is. Where they change within an hour (Chatham's, at 2:45), it ends there: afterwards they show another.
 */
export function spanHours(zone: ZoneOffsets, calendar: Calendar): readonly SpanHour[] {
  const hours: SpanHour[] = [];
  const firstWall = Math.floor((calendar.from + offsetAt(zone, calendar.from)) / HOUR) * HOUR - HOUR;
  for (let wall = firstWall; ; wall += HOUR) {
    const begins = instantOfWallTime(zone, wall);
    if (begins >= calendar.until) return hours;
    const start = Math.max(begins, calendar.from);
    const latest = start < calendar.config.latest ? calendar.config.latest : Infinity;
    const end = Math.min(instantOfWallTime(zone, wall + HOUR), begins + HOUR, nextChange(zone, begins), calendar.until, latest);
    if (start >= end) continue;
    const hourOfWeek = (wall / HOUR + EPOCH_HOUR_OF_WEEK) % 168;
    const date = new Date(wall * 1000).toISOString().slice(0, 10);
    hours.push({ start, end, hourOfWeek, date, refusedBy: start >= calendar.config.latest ? 'deadline' : refusal(wall, hourOfWeek, date, calendar) });
  }
}

function refusal(wall: number, hourOfWeek: number, date: string, { config, works, holidays, daysEarlier }: Calendar): CalendarConstraint | null {
  const { quietHours, officeHours, blackouts } = config;
  const from = (hourOfWeek % 24) * 60;
  if (blackouts.some(([first, last]) => first <= date && date <= last)) return 'blackout';
  if (holidays.some((time) => time.from < wall + HOUR && wall < time.until)) return 'holiday';
  if (works && officeHours !== null && !inOfficeHours(hourOfWeek, officeHours, daysEarlier)) return 'office_hours';
  return quietHours !== null && touches(from, from + 60, quietHours.from, quietHours.until) ? 'quiet_hours' : null;
}

/** Whether all of an hour of the week lies in office hours. */
export function inOfficeHours(hourOfWeek: number, { from, until, days }: OfficeHours, daysEarlier: number): boolean {
  const minute = (hourOfWeek % 24) * 60;
  return from <= minute && minute + 60 <= until && days.includes(((Math.floor(hourOfWeek / 24) + daysEarlier) % 7) + 1);
}

/** Whether an hour and a daily window share a minute; the window may wrap midnight, and one without length holds nothing. */
function touches(from: number, until: number, windowFrom: number, windowUntil: number): boolean {
  if (windowFrom === windowUntil) return false;
  if (windowFrom < windowUntil) return from < windowUntil && until > windowFrom;
  return from < windowUntil || until > windowFrom;
}
