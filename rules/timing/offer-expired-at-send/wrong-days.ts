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
  if (claim.kind === 'namedDay') {
    const meant = nearestNamedDay(claim.name, first);
    const isOnWeekday = claim.weekday === undefined || claim.weekday === weekdayOf(meant);
    return isOnWeekday && isWithin(meant, daysAfter(first, claim.latest), daysAfter(last, claim.earliest)) ? undefined : meant;
  }
  if (claim.kind !== 'deadline' && claim.kind !== 'event') return undefined;
  const { day, date, firstDate, weekday } = claim.when;
  if (day === undefined || day === 'weekend' || firstDate) return undefined;
  const shift = day === 'tomorrow' ? 1 : 0;
  const [from, until] = [daysAfter(first, shift), daysAfter(last, shift)];
  const dated = date && dayNamed(date, first);
  if (dated !== undefined) return isWithin(dated, from, until) ? undefined : dated;
  if (weekday === undefined) return undefined;
  const meant = daysAfter(from, (weekday - weekdayOf(from) + 7) % 7);
  return meant > until ? meant : undefined;
}

function isWithin(day: string, from: string, until: string): boolean {
  return day >= from && day <= until;
}
