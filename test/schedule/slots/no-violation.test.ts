import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import type { Person } from '#schedule/evidence/read-people.js';
import { emptyStatistics } from '#schedule/model/statistics.js';
import { scheduleConfig } from '#schedule/schedule-config.js';
import { capacityBook } from '#schedule/slots/capacity.js';
import { chooseSlot } from '#schedule/slots/choose-slot.js';
import { personSlots } from '#schedule/slots/person-slots.js';
import type { SpanHour } from '#schedule/slots/span-hours.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';

/** Half-hour steps, Ramadan, offsets east of everybody, changes at midnight and on other dates than elsewhere. */
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Africa/Cairo', 'Pacific/Apia', 'Pacific/Chatham', 'America/Santiago', 'Asia/Beirut', 'Asia/Kathmandu', 'America/St_Johns'];
const HOUR = 3600;
const DAY = 24 * HOUR;
const FROM = Date.UTC(2026, 10, 20) / 1000;
const UNTIL = Date.UTC(2028, 11, 1) / 1000;
const zones = new Map(ZONES.map((zone) => [zone, zoneOffsets(zone, (FROM - 20 * DAY) * 1000, (UNTIL + 40 * DAY) * 1000)]));
const changes = ZONES.flatMap((zone) => zones.get(zone)!.starts.slice(1).filter((start) => start > FROM && start < UNTIL).map((start) => [zone, start] as const));

const someCase = fc.record({
  from: fc.integer({ min: -3 * DAY, max: 2 * HOUR }), length: fc.integer({ min: HOUR / 2, max: 6 * DAY }), works: fc.boolean(), minute: fc.double({ min: 0, max: 0.999, noNaN: true }), uniform: fc.double({ min: 0, max: 0.999, noNaN: true }),
  quiet: fc.option(fc.record({ from: fc.integer({ min: 0, max: 47 }), until: fc.integer({ min: 0, max: 47 }) })), office: fc.option(fc.record({ from: fc.integer({ min: 0, max: 20 }), hours: fc.integer({ min: 2, max: 12 }) })),
  gap: fc.integer({ min: 0, max: 60 }), perWeek: fc.integer({ min: 1, max: 4 }), sends: fc.array(fc.integer({ min: -9 * DAY, max: 5 * DAY }), { maxLength: 6 }), blackout: fc.option(fc.integer({ min: -2, max: 2 })),
  deadline: fc.option(fc.integer({ min: -DAY, max: 4 * DAY })), rates: fc.array(fc.double({ min: 0.01, max: 0.9, noNaN: true }), { minLength: 168, maxLength: 168 }),
});
const clock = (half: number): string => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`;
const inWindow = (minute: number, from: number, until: number): boolean => (from <= until ? minute >= from && minute < until : minute >= from || minute < until);

describe('every change of the clocks of eleven zones in two years', () => {
  it('are tried', () => expect(changes.length).toBeGreaterThanOrEqual(36));

  it.each(changes)('%s at %i: no constraint is broken, whatever the config', (zone, change) => {
    fc.assert(fc.property(someCase, (given) => {
      const span = { from: change + given.from, until: change + given.from + given.length };
      const day = given.blackout === null ? undefined : DateTime.fromSeconds(change, { zone }).plus({ days: given.blackout }).toISODate()!;
      const deadline = given.deadline === null ? undefined : change + given.deadline;
      const config = scheduleConfig({
        quietHours: given.quiet && { from: clock(given.quiet.from), until: clock(given.quiet.until) },
        officeHours: given.office && { from: `${String(given.office.from).padStart(2, '0')}:00`, until: `${String(Math.min(24, given.office.from + given.office.hours)).padStart(2, '0')}:00` },
        minimumGap: `${String(given.gap)}h`, frequencyCap: { perDay: 1, perWeek: given.perWeek }, blackouts: day === undefined ? [] : [day], deadlineRest: '0h',
        ...(deadline !== undefined && { deadline: new Date(deadline * 1000).toISOString() }),
      });
      const sends = given.sends.map((send) => change + send);
      const person: Person = {
        recipientId: 'x', zone, zoneSource: 'explicit', plausibleZones: [], domain: null, works: given.works, place: 'QQ', opensCount: true, otherSends: sends, stepBefore: null, ask: null, statistics: emptyStatistics(), statisticsAt: () => emptyStatistics(),
      };
      const instantWithin = ({ start, end }: SpanHour): number => Math.max(start, Math.floor((start + given.minute * (end - start)) / 60) * 60);
      const slots = personSlots({ zones, span, config, capacity: capacityBook(config.capacity), inSeries: false })(person, instantWithin);
      const choice = chooseSlot(slots, Float64Array.from(given.rates), 0.03, given.uniform);
      if (choice === undefined) return;
      const second = instantWithin(slots.hours[choice.index]!);
      const local = DateTime.fromSeconds(second, { zone });
      const minute = local.hour * 60 + local.minute;
      expect([second >= span.from, second < span.until, second <= (deadline ?? Infinity), local.toISODate() === day]).toEqual([true, true, true, false]);
      if (config.quietHours !== null && config.quietHours.from !== config.quietHours.until) expect(inWindow(minute, config.quietHours.from, config.quietHours.until)).toBe(false);
      if (given.works && config.officeHours !== null) expect([local.weekday <= 5, minute >= config.officeHours.from, minute < config.officeHours.until]).toEqual([true, true, true]);
      for (const send of sends) {
        expect(Math.abs(second - send)).toBeGreaterThanOrEqual(given.gap * HOUR);
        expect(DateTime.fromSeconds(send, { zone }).toISODate()).not.toBe(local.toISODate());
      }
      for (const last of [second, ...sends]) {
        const week = [second, ...sends].filter((send) => send <= last && send > last - 7 * DAY);
        if (week.includes(second)) expect(week.length).toBeLessThanOrEqual(Math.max(given.perWeek, 1));
      }
    }), { numRuns: 40 });
  });
});

describe('what a person may be is respected as well', () => {
  const span = { from: Date.UTC(2026, 11, 1) / 1000, until: Date.UTC(2026, 11, 8) / 1000 };
  const openHours = (person: Partial<Person>, { inSeries = false, ...schedule }: { readonly inSeries?: boolean; readonly capacity?: object } = {}): readonly SpanHour[] => {
    const config = scheduleConfig({ quietHours: { from: '22:00', until: '07:00' }, holidays: false, ...schedule });
    const { hours, closedBy } = personSlots({ zones, span, config, capacity: capacityBook(config.capacity), inSeries })({
      recipientId: 'x', zone: 'Europe/Berlin', zoneSource: 'explicit', plausibleZones: [], domain: null, works: false, place: 'QQ', opensCount: true, otherSends: [], stepBefore: null, ask: null, statistics: emptyStatistics(), statisticsAt: () => emptyStatistics(), ...person,
    }, ({ start }) => start);
    return hours.filter((_, index) => closedBy[index] === null);
  };

  it('who may live on a clock that is a part of an hour off gets no mail in its quiet hours', () => {
    const hours = openHours({ zoneSource: 'inferred', plausibleZones: ['Asia/Kathmandu'] });
    expect(hours).not.toHaveLength(0);
    for (const { start, end } of hours) for (const second of [start, end - 1]) expect(DateTime.fromSeconds(second, { zone: 'Asia/Kathmandu' }).hour).toBeLessThan(22);
  });

  // What else narrows the span must not open it again.
  it.each([
    ['got another mail in the span', { otherSends: [span.from + DAY] }, {}], ['is asked from a day on', { ask: { barredBy: null, reason: 'rests', notBefore: span.from + DAY } }, {}],
    ['got the step before', { stepBefore: span.from }, { inSeries: true }], ['shares an hour with others', {}, { capacity: { perHour: 5 } }],
  ])('nor if such a person %s', (_, person, schedule) => {
    const hours = openHours({ zoneSource: 'inferred', plausibleZones: ['America/New_York'], ...person }, schedule);
    expect(hours).not.toHaveLength(0);
    for (const { start } of hours) expect(DateTime.fromSeconds(start, { zone: 'America/New_York' }).hour).toBeGreaterThanOrEqual(7);
  });

  it('where another mail leaves no hour of all the zones, the likeliest zone decides', () => {
    const [hours, restsUntil] = [openHours({ plausibleZones: ['Asia/Kathmandu', 'America/New_York'] }), span.until - 7 * HOUR];
    expect(hours).not.toHaveLength(0);
    const left = openHours({ plausibleZones: ['Asia/Kathmandu', 'America/New_York'], ask: { barredBy: null, reason: 'rests', notBefore: restsUntil } });
    expect(hours.filter(({ start }) => start >= restsUntil)).toHaveLength(0);
    expect(left).not.toHaveLength(0);
    for (const { start } of left) expect(DateTime.fromSeconds(start, { zone: 'Europe/Berlin' }).hour).toBeGreaterThanOrEqual(7);
  });

  it.each([['DE', [1, 2, 3, 4, 5]], ['BD', [1, 2, 3, 4, 7]], ['EG', [1, 2, 3, 4, 7]], ['AE', [1, 2, 3, 4, 5]], ['IR', [1, 2, 3, 6, 7]]])('a work address in %s gets mail on its workdays', (place, weekdays) => {
    const found = new Set(openHours({ works: true, place }).map(({ start }) => DateTime.fromSeconds(start, { zone: 'Europe/Berlin' }).weekday));
    expect([...found].sort()).toEqual(weekdays);
  });
});
