import type { Campaign } from '#campaign/campaign.js';
import { join, sql } from '#rule/rule.js';
import type { AudienceCase } from '#rule/rule.js';
import type { Sql } from '#warehouse/sql.js';
import { dayName, dayNamed, daysAfter, weekdayOf } from './calendar.js';
import { copyDeadlines, endOf, isOver, localIn, minuteOfDay, namedDay, offerEnd } from './deadlines.js';
import type { Deadline } from './deadlines.js';
import { nearestNamedDay } from './named-days.js';
import { placeOfClaim } from './place-of-claim.js';
import { spansOf, type Span } from './seasons.js';
import type { Slots } from './slots.js';
import type { TimeClaim } from './time-claim.js';

export type FalseWords = 'greeting' | 'otherDay' | 'season' | 'wrongDay' | 'endsEarlier' | 'over' | 'countdown';

/** What the claims of one campaign are held against. */
export interface Judgement {
  readonly campaign: Campaign;
  readonly claims: readonly TimeClaim[];
  readonly slots: Slots;
}

const EVIDENCE = ['local_day', 'local_hour', 'zone'];
/** From which hour on the evening begins that "tonight" speaks of. */
const EVENING = 17;
const LATE = 23;
/** "24 hours left" holds from half to one and a half times as many. */
const LEAST_LEFT = 0.5;
const MOST_LEFT = 1.5;

/** Predicates for the recipients for whom the words of a campaign are false; one for words that are true at the same instants. */
export function falseWords(judgement: Judgement): readonly AudienceCase<FalseWords>[] {
  const cases = new Map<string, AudienceCase<FalseWords>>();
  for (const claim of judgement.claims) {
    for (const each of casesOf(claim, judgement)) {
      const key = JSON.stringify([each.messageId, each.where]);
      if (!cases.has(key)) cases.set(key, { ...each, heuristic: true, apart: true, evidence: EVIDENCE, data: { ...each.data, words: claim.words }, location: placeOfClaim(judgement.campaign, claim) });
    }
  }
  return [...cases.values()];
}

type Case = Pick<AudienceCase<FalseWords>, 'messageId' | 'where' | 'data'>;

function casesOf(claim: TimeClaim, judgement: Judgement): readonly Case[] {
  if (claim.kind === 'greeting') return [greetingCase(claim.from, claim.until)];
  if (claim.kind === 'wish') return [{ messageId: 'otherDay', where: sql`isodow(local_send_at) NOT IN (${join(claim.days.map((day) => sql`${day}`), ', ')})` }];
  if (claim.kind === 'season') return [seasonCase(claim, judgement)];
  if (claim.kind === 'namedDay') return [namedDayCase(claim, judgement)];
  if (claim.kind === 'countdown') return countdownCases(claim, judgement);
  if (claim.kind === 'daysLeft') return daysLeftCases(claim, judgement);
  const { when } = claim;
  const named = namedDay(when, judgement.slots.firstDay);
  if (when.day === undefined || when.day === 'weekend') return claim.kind === 'event' && named !== undefined ? [{ messageId: 'over', where: isOver(endOf(when, named)), data: { day: dayName(named) } }] : [];
  return [...dayCases(claim, judgement), ...hourCases(claim, judgement)];
}

function greetingCase(from: number, until: number): Case {
  // Hours after midnight still belong to the evening before.
  const hour = sql`(hour(local_send_at) + minute(local_send_at) / 60.0)`;
  const isRight = until > 24 ? sql`(${hour} >= ${from} OR ${hour} < ${until - 24})` : sql`(${hour} >= ${from} AND ${hour} < ${until})`;
  return { messageId: 'greeting', where: sql`NOT ${isRight}`, data: { from: clock(from), until: clock(until % 24) } };
}

/** A message names the span that is nearest to the day on which most get the mail. */
function seasonCase({ season, language }: TimeClaim & { kind: 'season' }, { slots: { commonDay } }: Judgement): Case {
  const year = Number(commonDay.slice(0, 4));
  const spans = [year - 1, year, year + 1].flatMap((each) => spansOf(season, each, language));
  const distance = ({ from, until }: Span): number => Math.max(0, Date.parse(from) - Date.parse(commonDay), Date.parse(commonDay) - Date.parse(until));
  const nearest = spans.reduce((best, span) => (distance(span) < distance(best) ? span : best));
  const isWithin = join(spans.map(({ from, until }) => sql`CAST(local_send_at AS DATE) BETWEEN CAST(${from} AS DATE) AND CAST(${until} AS DATE)`), ' OR ');
  return { messageId: 'season', where: sql`NOT (${isWithin})`, data: { from: dayName(nearest.from), until: dayName(nearest.until) } };
}

function namedDayCase({ name, weekday, earliest, latest }: TimeClaim & { kind: 'namedDay' }, { slots }: Judgement): Case {
  const meant = nearestNamedDay(name, slots.firstDay);
  const isRight = weekday !== undefined && weekday !== weekdayOf(meant) ? sql`false` : sql`CAST(local_send_at AS DATE) BETWEEN CAST(${daysAfter(meant, -earliest)} AS DATE) AND CAST(${daysAfter(meant, -latest)} AS DATE)`;
  return { messageId: 'wrongDay', where: sql`NOT ${isRight}`, data: { day: dayName(meant), source: 'its name' } };
}

/** "Today" against the day that is meant: the one beside it, the offer's last, another date of the mail, else the one on which most read it. */
function dayCases(claim: TimeClaim & { kind: 'deadline' | 'event' }, { campaign, claims, slots }: Judgement): readonly Case[] {
  const { when } = claim;
  const shift = when.day === 'tomorrow' ? 1 : 0;
  const isOn = (day: string): Sql => {
    const isOther = (local: Sql) => sql`CAST(${local} AS DATE) <> CAST(${daysAfter(day, -shift)} AS DATE)`;
    return when.zone === undefined ? isOther(sql`local_send_at`) : sql`(${isOther(sql`local_send_at`)} AND ${isOther(localIn(when.zone, day))})`;
  };
  const meant = (day: string, source: string): readonly Case[] => [{ messageId: 'wrongDay', where: isOn(day), data: { day: dayName(day), source } }];
  const beside = when.date && dayNamed(when.date, slots.firstDay);
  if (beside !== undefined) return meant(beside, 'the date beside it');
  if (when.weekday !== undefined) return [{ messageId: 'wrongDay', where: sql`isodow(local_send_at + to_days(CAST(${shift} AS INTEGER))) <> ${when.weekday}`, data: { day: weekdayName(when.weekday), source: 'the weekday beside it' } }];
  if (claim.kind === 'event') return meant(daysAfter(slots.commonDay, shift), 'the day on which most get the mail');
  const end = offerEnd(campaign);
  if (end) return [{ messageId: 'wrongDay', where: sql`CAST(${localEnd(end)} AS DATE) <> CAST(local_send_at AS DATE) + CAST(${shift} AS INTEGER)`, data: { day: dayName(end.day), source: 'offerEndsAt, on their clocks' } }];
  const days = new Set(copyDeadlines(campaign, claims, slots.firstDay).map(({ day }) => day));
  const [only] = days;
  return days.size === 1 && only !== undefined ? meant(only, 'the date elsewhere in the mail') : meant(daysAfter(slots.commonDay, shift), 'the day on which most get the mail');
}

/** "Today at 18:00" after six; "until midnight" of an offer that ends in the afternoon where the reader lives. */
function hourCases({ kind, when }: TimeClaim & { kind: 'deadline' | 'event' }, { campaign, slots }: Judgement): readonly Case[] {
  const { day, minute, untilMinute = minute, zone } = when;
  if (day !== 'tomorrow' && untilMinute !== undefined && untilMinute < 1440) {
    return [{ messageId: 'over', where: sql`${minuteOfDay(zone, slots.commonDay)} >= ${untilMinute}`, data: { day: 'that hour' } }];
  }
  const end = kind === 'deadline' ? offerEnd(campaign) : undefined;
  if (!end || (minute !== 1440 && day !== 'tonight')) return [];
  const hour = minute === 1440 ? LATE : EVENING;
  return [{ messageId: 'endsEarlier', where: sql`hour(${localEnd(end)}) < ${hour} AND CAST(${localEnd(end)} AS DATE) = CAST(local_send_at AS DATE)`, data: { hour: clock(hour) } }];
}

/** Against the offer's end; without one, the time runs from the first slot, which is then the only one that is right. */
function countdownCases({ hours, mayBeOwn }: TimeClaim & { kind: 'countdown' }, { campaign, slots }: Judgement): readonly Case[] {
  const end = offerEnd(campaign);
  if (!end && mayBeOwn) return [];
  const left = (of: number, from: Date) => new Date(from.getTime() + of * 3_600_000);
  const where = end
    ? sql`(slot_at > CAST(${left(-hours * LEAST_LEFT, end.end)} AS TIMESTAMP) OR slot_at < CAST(${left(-hours * MOST_LEFT, end.end)} AS TIMESTAMP))`
    : sql`slot_at > CAST(${left(hours * LEAST_LEFT, slots.firstAt)} AS TIMESTAMP)`;
  return [{ messageId: 'countdown', where, data: { source: end ? 'offerEndsAt' : 'the first slot' } }];
}

/** Days are counted on the recipient's calendar; whether the first or the last counts too, writers differ. */
function daysLeftCases({ days, mayBeOwn }: TimeClaim & { kind: 'daysLeft' }, { campaign, slots }: Judgement): readonly Case[] {
  const end = offerEnd(campaign);
  if (!end && mayBeOwn) return [];
  const where = end
    ? sql`abs(date_diff('day', CAST(local_send_at AS DATE), CAST(${localEnd(end)} AS DATE)) - ${days}) > 1`
    : sql`date_diff('day', CAST(${slots.firstDay} AS DATE), CAST(local_send_at AS DATE)) > 1`;
  return [{ messageId: 'countdown', where, data: { source: end ? 'offerEndsAt' : 'the first slot' } }];
}

/** The offer's end on the recipient's clock, less a minute: one at midnight belongs to the day before. */
function localEnd({ end }: Deadline): Sql {
  return sql`(local_send_at + (CAST(${new Date(end.getTime() - 60_000)} AS TIMESTAMP) - slot_at))`;
}

function weekdayName(weekday: number): string {
  return ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][weekday - 1] ?? '';
}

function clock(hour: number): string {
  return `${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}`;
}
