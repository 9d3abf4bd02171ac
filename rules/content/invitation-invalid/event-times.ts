import type { Campaign } from '#campaign/campaign.js';
import { messageDate } from '#campaign/eml/header-fields.js';
import type { Problem } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';
import { dayName } from '#timing/calendar.js';
import { offsetOf } from '#timing/deadlines.js';
import { namedTimes, type NamedTime } from './named-times.js';
import { eventTime, type Calendar, type Component, type EventTime } from './read-calendar.js';

export type TimeMessageId = 'noTime' | 'zoneMissing' | 'floating' | 'past' | 'endsBeforeStart' | 'otherDay' | 'otherHour';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Doors open before it begins, and people are asked to come early; an hour apart is another zone. */
const APART = 45 * MINUTE;

/** When the one event of an invitation is, against itself, the send and what the mail says. */
export async function* timeProblems(event: Component, { zones }: Calendar, campaign: Campaign, sendAt: Date): AsyncIterable<Problem<TimeMessageId>> {
  yield* noTimes(event);
  const start = eventTime(event.get('DTSTART')?.[0]);
  if (!start) return;
  const end = eventTime(event.get('DTEND')?.[0]);
  const { zone, allDay, wall } = start;
  // RFC 5545, section 3.2.19: a name with a slash before it is known everywhere.
  if (zone !== undefined && zone !== 'UTC' && !allDay && !zone.startsWith('/') && !zones.has(zone)) yield { messageId: 'zoneMissing', severity: 'warning', data: { zone } };
  if (zone === undefined && !allDay) yield { messageId: 'floating', severity: 'warning', data: { time: timeName(wall) } };
  if (end && end.zone === zone && end.wall < wall) yield { messageId: 'endsBeforeStart', severity: 'warning' };
  if (event.has('RRULE') || event.has('RDATE')) return;
  const last = Math.max(wall, end?.wall ?? wall);
  // On the last clocks of the earth.
  if (last + DAY < sentAt(campaign, sendAt).getTime()) yield { messageId: 'past', severity: 'warning', data: { day: dayName(dayOf(last)) } };
  else yield* contradictions(start, last, await namedTimes(campaign, dayOf(sendAt.getTime())));
}

function* noTimes(event: Component): Iterable<Problem<TimeMessageId>> {
  for (const name of ['DTSTART', 'DTEND']) {
    const [written] = event.get(name) ?? [];
    if (written && !eventTime(written)) yield { messageId: 'noTime', data: { name, value: clipped(written.value, 40) } };
  }
}

/** A message that was sent long ago was right then. */
function sentAt(campaign: Campaign, sendAt: Date): Date {
  const date = messageDate(campaign);
  return date === undefined || date > sendAt ? sendAt : date;
}

function* contradictions(start: EventTime, last: number, named: readonly NamedTime[]): Iterable<Problem<TimeMessageId>> {
  const [first] = named;
  if (!first) return;
  const within = named.filter((time) => isOnDays(time, start, last));
  if (within.length === 0) yield { messageId: 'otherDay', severity: 'warning', heuristic: true, data: { day: dayName(dayOf(start.wall)), words: first.words } };
  else if (!start.allDay && dayOf(last) === dayOf(start.wall)) {
    const gaps = within.map((time) => gapBetween(time, start));
    if (gaps.every((gap) => gap !== undefined && gap >= APART)) yield { messageId: 'otherHour', severity: 'warning', heuristic: true, data: { time: `${timeName(start.wall)}${start.zone === undefined ? '' : ` ${start.zone}`}`, words: within[0]?.words ?? '' } };
  }
}

/** A time in UTC may be on the day before or after on the clock that the mail means. */
function isOnDays({ day }: NamedTime, { wall, zone }: EventTime, last: number): boolean {
  const slack = zone === 'UTC' ? DAY / 2 : 0;
  return day >= dayOf(wall - slack) && day <= dayOf(last + slack);
}

/** Milliseconds between what the mail and the invitation say, either way; undefined where they may be on different clocks. */
function gapBetween({ day, minute, zone }: NamedTime, start: EventTime): number | undefined {
  const wall = Date.parse(day) + minute * MINUTE;
  if (zone === undefined) return start.zone === 'UTC' ? undefined : Math.abs(wall - start.wall);
  const there = start.zone === undefined ? undefined : offsetIn(start.zone, start.wall);
  return there === undefined ? undefined : Math.abs(wall - offsetOf(zone, wall) * 1000 - (start.wall - there));
}

/** Milliseconds; undefined for a name that is none of the tz database. */
function offsetIn(zone: string, wall: number): number | undefined {
  if (zone === 'UTC') return 0;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return undefined;
  }
  return offsetOf(zone, wall) * 1000;
}

function dayOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function timeName(wall: number): string {
  return `${dayName(dayOf(wall))}, ${new Date(wall).toISOString().slice(11, 16)}`;
}
