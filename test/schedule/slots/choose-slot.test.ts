import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scheduleConfig } from '#schedule/schedule-config.js';
import { capacityBook } from '#schedule/slots/capacity.js';
import { chooseSlot } from '#schedule/slots/choose-slot.js';
import { pressure } from '#schedule/slots/pressure.js';
import type { PersonSlots } from '#schedule/slots/person-slots.js';
import type { SpanHour } from '#schedule/slots/span-hours.js';
import { zoneOffsets } from '#schedule/zones/zone-offsets.js';

const MONDAY = Date.parse('2026-12-07T00:00:00Z') / 1000;
const week: readonly SpanHour[] = Array.from({ length: 168 }, (_, hourOfWeek) => ({
  start: MONDAY + hourOfWeek * 3600, end: MONDAY + (hourOfWeek + 1) * 3600, hourOfWeek, refusedBy: null,
  date: new Date((MONDAY + hourOfWeek * 3600) * 1000).toISOString().slice(0, 10),
}));
const open = (isOpen: (index: number) => boolean = () => true): PersonSlots => ({ hours: week, closedBy: week.map((_, index) => (isOpen(index) ? null : 'quiet_hours')) });
const rates = (at: Readonly<Record<number, number>>): Float64Array => Float64Array.from({ length: 168 }, (_, hour) => at[hour] ?? 0.1);

describe('chooseSlot', () => {
  it('takes the best open hour, never a better closed one', () => {
    const choice = chooseSlot(open((index) => index !== 40), rates({ 40: 0.5, 90: 0.4 }), 0.03, 0.99);
    expect(choice).toEqual({ index: 90, first: 90, last: 90, propensity: 1 });
  });

  it('takes near ties the likelier the less they lose, and says with which probability', () => {
    const chosen = [0, 0.49, 0.51, 0.7, 0.9].map((uniform) => chooseSlot(open(), rates({ 40: 0.5, 41: 0.49, 90: 0.495, 91: 0.48 }), 0.03, uniform)!);
    expect(chosen.map(({ index }) => index)).toEqual([40, 40, 41, 90, 90]);
    expect(chosen.map(({ propensity }) => Math.round(propensity * 1e9) / 1e9)).toEqual([0.5, 0.5, 0.166666667, 0.333333333, 0.333333333]);
  });

  it('takes exact ties alike, and the first without near ties', () => {
    expect(chooseSlot(open(), rates({ 40: 0.5, 90: 0.5 }), 0, 0.6)).toEqual({ index: 90, first: 90, last: 90, propensity: 0.5 });
  });

  it('says with which probability it takes an hour of the week, in whichever week of the span', () => {
    const weeks = [0, 1, 2].flatMap((later) => week.map((hour) => ({ ...hour, start: hour.start + later * 7 * 86_400, end: hour.end + later * 7 * 86_400 })));
    const choice = chooseSlot({ hours: weeks, closedBy: weeks.map(() => null) }, rates({ 40: 0.5, 90: 0.4925 }), 0.03, 0.5)!;
    expect(choice.index).toBe(40 + 168);
    expect(choice.propensity).toBeCloseTo(2 / 3, 9);
  });

  it('gives the unbroken run around the choice as its window', () => {
    const { first, last } = chooseSlot(open((index) => index !== 41), rates({ 40: 0.5, 41: 0.5, 42: 0.5, 90: 0.5 }), 0.03, 0.5)!;
    expect([first, last]).toEqual([42, 42]);
  });

  it('chooses nothing when no hour is open', () => expect(chooseSlot(open(() => false), rates({}), 0.03, 0.5)).toBeUndefined());

  it('stays within the near ties of the best open hour, whatever the rates', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: 168, maxLength: 168 }), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 167 }), (values, uniform, step) => {
      const all = Float64Array.from(values);
      const isOpen = (index: number): boolean => index % step === 0;
      const { index, first, last, propensity } = chooseSlot(open(isOpen), all, 0.03, uniform)!;
      const best = Math.max(...values.filter((_, at) => isOpen(at)));
      expect(isOpen(index)).toBe(true);
      for (let at = first; at <= last; at++) expect(all[at]!).toBeGreaterThanOrEqual(best * 0.97);
      expect(first <= index && index <= last && propensity > 0 && propensity <= 1).toBe(true);
    }));
  });
});

describe('pressure', () => {
  const berlin = zoneOffsets('Europe/Berlin', Date.UTC(2026, 10, 1), Date.UTC(2027, 0, 1));
  const config = scheduleConfig({ minimumGap: '20h', frequencyCap: { perDay: 1, perWeek: 2 } });
  const sentAt = (text: string): number => Date.parse(text) / 1000;

  it('keeps its distance from the last mail', () => {
    const refusal = pressure([sentAt('2026-12-07T22:30:00Z')], berlin, config);
    expect(refusal(week[40]!)).toBe('minimum_gap');
    expect(refusal(week[43]!)).toBeNull();
  });

  it('counts the days of the recipient', () => {
    const refusal = pressure([sentAt('2026-12-07T23:30:00Z')], berlin, scheduleConfig({ minimumGap: '0h' }));
    expect(refusal(week[44]!)).toBe('frequency_cap');
    expect(refusal(week[48]!)).toBeNull();
  });

  it('counts any seven days', () => {
    const refusal = pressure([sentAt('2026-12-03T10:00:00Z'), sentAt('2026-12-05T10:00:00Z')], berlin, config);
    expect(refusal(week[3 * 24 + 9]!)).toBe('frequency_cap');
    expect(refusal(week[3 * 24 + 10]!)).toBeNull();
  });

  it('keeps its distance from mail that is planned for later', () => {
    const refusal = pressure([sentAt('2026-12-09T12:00:00Z')], berlin, config);
    expect([refusal(week[39]!), refusal(week[40]!), refusal(week[79]!), refusal(week[80]!)]).toEqual([null, 'minimum_gap', 'minimum_gap', null]);
  });

  it('finds seven days that would hold too many, also when later mail fills them', () => {
    const refusal = pressure([sentAt('2026-12-11T10:00:00Z'), sentAt('2026-12-13T10:00:00Z')], berlin, config);
    expect(refusal(week[24]!)).toBe('frequency_cap');
    expect(pressure([sentAt('2026-12-11T10:00:00Z'), sentAt('2026-12-15T10:00:00Z')], berlin, config)(week[24]!)).toBeNull();
  });

  it('leaves people alone who got nothing', () => expect(pressure([], berlin, config)(week[0]!)).toBeNull());
});

describe('capacityBook', () => {
  it('is full when the hour is', () => {
    const book = capacityBook({ perHour: 2, perDomainPerHour: {} });
    book.take(MONDAY, 'a.example');
    book.take(MONDAY + 3599, null);
    expect([book.hasRoom(MONDAY + 10, null), book.hasRoom(MONDAY + 3600, null)]).toEqual([false, true]);
  });

  it('counts a domain by itself', () => {
    const book = capacityBook({ perHour: Infinity, perDomainPerHour: { 'gmail.com': 1 } });
    book.take(MONDAY, 'gmail.com');
    expect([book.isLimited('gmail.com'), book.isLimited('constructor')]).toEqual([true, false]);
    expect([book.hasRoom(MONDAY, 'gmail.com'), book.hasRoom(MONDAY, 'gmx.de'), book.hasRoom(MONDAY, null)]).toEqual([false, true, true]);
  });
});
