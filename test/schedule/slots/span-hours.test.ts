import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { scheduleConfig } from '#schedule/schedule-config.js';
import { defaultSlot, hourOfWeekAt } from '#schedule/slots/default-slot.js';
import { spanHours } from '#schedule/slots/span-hours.js';
import type { Calendar, SpanHour } from '#schedule/slots/span-hours.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/Santiago', 'Pacific/Chatham'];
const DAY = 86_400;
const second = (text: string): number => Date.parse(text) / 1000;

function hoursOf(zone: string, from: string, until: string, calendar: Partial<Calendar> = {}): readonly SpanHour[] {
  const offsets = zoneOffsets(zone, Date.parse(from) - 3 * DAY * 1000, Date.parse(until) + 3 * DAY * 1000);
  return spanHours(offsets, { from: second(from), until: second(until), config: scheduleConfig(), works: false, holidays: [], daysEarlier: 0, ...calendar });
}

const open = (hours: readonly SpanHour[]): readonly SpanHour[] => hours.filter(({ refusedBy }) => refusedBy === null);
const clock = (instant: number, zone: string): DateTime => DateTime.fromSeconds(instant, { zone });

/** Midnights before each change of a zone's clocks in the two years from December 2026. */
function changes(zone: string): readonly string[] {
  const { starts } = zoneOffsets(zone, Date.UTC(2026, 11, 1), Date.UTC(2028, 11, 1));
  return starts.slice(1).map((start) => new Date((start - DAY) * 1000).toISOString());
}

describe('spanHours', () => {
  const around = ZONES.flatMap((zone) => changes(zone).map((from) => [zone, from] as const));

  it('is tried at every change of the clocks of six zones in two years', () => expect(around.length).toBeGreaterThanOrEqual(24));

  it.each(around)('%s around %s: no open minute lies in the quiet hours, none is twice', (zone, from) => {
    const hours = hoursOf(zone, from, new Date(Date.parse(from) + 3 * DAY * 1000).toISOString());
    for (const { start, end } of open(hours)) {
      for (const minute of [start, end - 1]) {
        expect(clock(minute, zone).hour).toBeGreaterThanOrEqual(7);
        expect(clock(minute, zone).hour).toBeLessThan(22);
      }
    }
    for (const [index, hour] of hours.entries()) expect(hour.start).toBeGreaterThanOrEqual(hours[index - 1]?.end ?? 0);
  });

  it.each(around)('%s around %s: the clocks show the hour from its first to its last second, also where they change within one', (zone, from) => {
    for (const { start, end, hourOfWeek } of hoursOf(zone, from, new Date(Date.parse(from) + 3 * DAY * 1000).toISOString())) {
      expect([clock(start, zone).hour, clock(end - 1, zone).hour]).toEqual([hourOfWeek % 24, hourOfWeek % 24]);
    }
  });

  it('says the hour of the week and the date that the clocks show', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: second('2026-12-01T00:00:00Z'), max: second('2028-11-01T00:00:00Z') }), (zone, from) => {
      for (const hour of hoursOf(zone, new Date(from * 1000).toISOString(), new Date((from + DAY) * 1000).toISOString())) {
        const shown = clock(hour.start, zone);
        expect([hour.hourOfWeek, hour.date]).toEqual([(shown.weekday - 1) * 24 + shown.hour, shown.toISODate()]);
      }
    }), { numRuns: 60 });
  });

  it('covers a span without a hole, but for the hour that is shown twice', () => {
    const plain = hoursOf('Europe/Berlin', '2026-12-01T10:17:00Z', '2026-12-02T08:40:00Z');
    expect([plain[0]!.start, plain.at(-1)!.end]).toEqual([second('2026-12-01T10:17:00Z'), second('2026-12-02T08:40:00Z')]);
    expect(plain.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(second('2026-12-02T08:40:00Z') - second('2026-12-01T10:17:00Z'));
    const autumn = hoursOf('Europe/Berlin', '2027-10-30T22:00:00Z', '2027-10-31T23:00:00Z');
    expect(autumn.reduce((sum, { start, end }) => sum + end - start, 0)).toBe(24 * 3600);
  });

  it('has no hour that the clocks skip', () => {
    expect(hoursOf('Europe/Berlin', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z').map(({ hourOfWeek }) => hourOfWeek % 24)).toEqual([0, 1, ...Array.from({ length: 21 }, (_, index) => index + 3)]);
  });
});

describe('quiet hours', () => {
  const quiet = (quietHours: { from: string; until: string } | null): readonly number[] =>
    open(hoursOf('Europe/Berlin', '2026-12-01T23:00:00Z', '2026-12-02T23:00:00Z', { config: scheduleConfig({ quietHours }) })).map(({ hourOfWeek }) => hourOfWeek % 24);

  it('may wrap midnight', () => expect(quiet({ from: '22:00', until: '07:00' })).toEqual(Array.from({ length: 15 }, (_, index) => index + 7)));
  it('may lie within a day', () => expect(quiet({ from: '12:00', until: '14:00' })).not.toContain(12));
  it('close an hour of which they hold a part', () => expect(quiet({ from: '21:30', until: '07:00' })).not.toContain(21));
  it('of no length close nothing', () => expect(quiet({ from: '12:30', until: '12:30' })).toHaveLength(24));
  it('may be switched off', () => expect(quiet(null)).toHaveLength(24));
});

describe('office hours', () => {
  const days = (daysEarlier: number): readonly string[] => [...new Set(
    open(hoursOf('Africa/Cairo', '2026-12-06T22:00:00Z', '2026-12-13T22:00:00Z', { works: true, daysEarlier })).map(({ start }) => clock(start, 'Africa/Cairo').weekdayShort!))];

  it('keep work addresses to Monday to Friday, eight to six', () => {
    expect(days(0)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']);
    const hours = open(hoursOf('Europe/Berlin', '2026-12-06T23:00:00Z', '2026-12-13T23:00:00Z', { works: true })).map(({ hourOfWeek }) => hourOfWeek % 24);
    expect([Math.min(...hours), Math.max(...hours)]).toEqual([8, 17]);
  });

  it('follow the working week of the country', () => expect(days(1)).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Sun']));

  it('leave private addresses alone', () => {
    expect(open(hoursOf('Europe/Berlin', '2026-12-05T08:00:00Z', '2026-12-05T12:00:00Z'))).toHaveLength(4);
  });
});

describe('blackouts', () => {
  it('are dates on the recipient\'s clock, the last one included', () => {
    const config = scheduleConfig({ quietHours: null, blackouts: ['2026-12-24/2026-12-26'] });
    const auckland = open(hoursOf('Pacific/Auckland', '2026-12-22T00:00:00Z', '2026-12-28T00:00:00Z', { config })).map(({ date }) => date);
    expect([...new Set(auckland)]).toEqual(['2026-12-22', '2026-12-23', '2026-12-27', '2026-12-28']);
  });
});

describe('defaultSlot', () => {
  it('is the first Tuesday at ten, on the sender\'s clock', () => {
    expect(defaultSlot(hoursOf('Europe/Berlin', '2026-12-01T12:00:00Z', '2026-12-10T00:00:00Z'))!.start).toBe(second('2026-12-08T09:00:00Z'));
  });

  it('is ten o\'clock of the first day where there is no Tuesday, and the first hour where there is no ten o\'clock', () => {
    expect(defaultSlot(hoursOf('Europe/Berlin', '2026-12-03T00:00:00Z', '2026-12-05T00:00:00Z'))!.start).toBe(second('2026-12-03T09:00:00Z'));
    expect(defaultSlot(hoursOf('Europe/Berlin', '2026-12-03T13:00:00Z', '2026-12-03T15:00:00Z'))!.start).toBe(second('2026-12-03T13:00:00Z'));
  });

  it('is another hour of the week for a recipient elsewhere', () => {
    expect(hourOfWeekAt(zoneOffsets('America/New_York', Date.UTC(2026, 10, 1), Date.UTC(2027, 0, 1)), second('2026-12-08T09:00:00Z'))).toBe(28);
  });
});
