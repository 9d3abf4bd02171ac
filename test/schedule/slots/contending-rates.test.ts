import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseSlot } from '#schedule/slots/choose-slot.js';
import { contendingRates } from '#schedule/slots/contending-rates.js';
import type { PersonSlots } from '#schedule/slots/person-slots.js';

const week = Array.from({ length: 168 }, (_, hourOfWeek) => ({ start: hourOfWeek * 3600, end: (hourOfWeek + 1) * 3600, hourOfWeek, date: '2026-12-07', refusedBy: null }));
const someHours = fc.array(fc.double({ min: 0.001, max: 30, noNaN: true }), { minLength: 168, maxLength: 168 });
const level = fc.double({ min: 1e-4, max: 2, noNaN: true });

it('leave the choice as it would be with the rates of all hours, and know the best hour of all', () => {
  fc.assert(fc.property(someHours, level, fc.double({ min: 0, max: 0.5, noNaN: true }), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 24 }), (values, rankingLevel, nearTies, uniform, step) => {
    const slots: PersonSlots = { hours: week, closedBy: week.map((_, index) => (index % step === 0 ? null : 'quiet_hours')) };
    const all = Float64Array.from(values, (value) => -Math.expm1(-rankingLevel * value));
    const some = contendingRates(slots, { rankingLevel, reach: Float64Array.from(values) }, nearTies);
    expect(chooseSlot(slots, some, nearTies, uniform)).toEqual(chooseSlot(slots, all, nearTies, uniform));
    expect(Math.max(...some)).toBe(Math.max(...all));
    some.forEach((rate, hour) => expect([0, all[hour]]).toContain(rate));
  }));
});

it('are all there are where hours are equal, and none is needed where none is open', () => {
  const even = { rankingLevel: 0.1, reach: new Float64Array(168).fill(2) };
  expect([...contendingRates({ hours: week, closedBy: week.map(() => null) }, even, 0)]).toEqual(Array.from({ length: 168 }, () => -Math.expm1(-0.2)));
  expect(chooseSlot({ hours: week, closedBy: week.map(() => 'holiday') }, contendingRates({ hours: week, closedBy: week.map(() => 'holiday') }, even, 0.03), 0.03, 0.5)).toBeUndefined();
});
