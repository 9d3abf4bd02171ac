import { dayNamed, daysAfter, weekdayOf } from '#timing/calendar.js';
import type { DatedWeekday } from '#timing/dated-weekdays.js';
import { nearestNamedDay } from '#timing/named-days.js';
import type { SendDays } from '#timing/send-days.js';
import type { TimeClaim } from '#timing/time-claim.js';

/** A date without a year that lies so many days before or after the send is meant there; farther away it may be that of any year. */
const LATEST_PAST = 21;
const FARTHEST = 150;

/** The day that a date beside another weekday really is; undefined where the two agree, or where the year is anybody's guess. */
export function otherWeekday({ weekday, date }: DatedWeekday, days: SendDays | undefined): string | undefined {
  if (date.year === undefined && !days) return undefined;
  const day = dayNamed(date, days?.first ?? '');
  const isNear = !days || (day >= daysAfter(days.first, -LATEST_PAST) && day <= daysAfter(days.last, FARTHEST));
  return weekdayOf(day) === weekday || (date.year === undefined && !isNear) ? undefined : day;
}

/** The day beside "today" or "tomorrow" on which nobody reads it so; a weekday is the next one. */
export function otherDay(claim: TimeClaim, { first, last }: SendDays): string | undefined {
  if (claim.kind !== 'deadline' && claim.kind !== 'event' && claim.kind !== 'namedDay') return undefined;
  const { day, date, weekday } = claim.kind === 'namedDay' ? { day: claim.day } : claim.when;
  if (day === undefined || day === 'weekend') return undefined;
  const shift = day === 'tomorrow' ? 1 : 0;
  const [from, until] = [daysAfter(first, shift), daysAfter(last, shift)];
  const dated = claim.kind === 'namedDay' ? nearestNamedDay(claim.name, first) : date && dayNamed(date, first);
  if (dated !== undefined) return dated < from || dated > until ? dated : undefined;
  if (weekday === undefined) return undefined;
  const meant = daysAfter(from, (weekday - weekdayOf(from) + 7) % 7);
  return meant > until ? meant : undefined;
}
