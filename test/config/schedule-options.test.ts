import { describe, expect, it } from 'vitest';
import { scheduleOptions } from '#config/schedule-options.js';
import { selectRules } from '#config/select-rules.js';
import { rules } from '#rules/index.js';

const optionsOf = (id: string, schedule: Record<string, unknown>) => scheduleOptions(id, { rules: {}, schedule });

describe('scheduleOptions', () => {
  it('hands office hours, quiet hours and caps of the plan to the rules that judge by them', () => {
    const schedule = { officeHours: { from: '07:00', until: '19:00', days: [1, 2, 3, 4] }, quietHours: { from: '21:00', until: '08:00' }, frequencyCap: { perWeek: 5 } };
    expect(optionsOf('timing/b2b-outside-office-hours', schedule)).toEqual({ from: 7, until: 19, days: [1, 2, 3, 4] });
    expect(optionsOf('timing/b2c-quiet-hours', schedule)).toEqual({ from: 21, until: 8 });
    expect(optionsOf('audience/frequency-cap-exceeded', schedule)).toEqual({ perWeek: 5 });
    expect(optionsOf('content/hidden-text', schedule)).toBeUndefined();
  });

  it('forgives the part of an hour in which a window begins or ends', () => {
    expect(optionsOf('timing/b2b-outside-office-hours', { officeHours: { from: '08:30', until: '17:15' } })).toEqual({ from: 8, until: 18 });
    expect(optionsOf('timing/b2c-quiet-hours', { quietHours: { from: '21:30', until: '07:30' } })).toEqual({ from: 22, until: 7 });
  });

  it('leaves the rule its own night where quiet hours are no night, and says nothing without a schedule', () => {
    expect(optionsOf('timing/b2c-quiet-hours', { quietHours: { from: '00:00', until: '06:00' } })).toBeUndefined();
    expect(optionsOf('timing/b2c-quiet-hours', {})).toBeUndefined();
  });
});

describe('selectRules with a schedule', () => {
  const selected = (config: object) => selectRules(rules, { rules: {}, ...config }).find(({ rule }) => rule.id === 'timing/b2b-outside-office-hours');

  it('takes the plan\'s hours, unless the rule has its own', () => {
    const schedule = { officeHours: { from: '07:00', until: '19:00' } };
    expect(selected({ schedule })?.options).toMatchObject({ from: 7, until: 19, days: [1, 2, 3, 4, 5] });
    expect(selected({ schedule, rules: { 'timing/b2b-outside-office-hours': ['error', { from: 9 }] } })?.options).toMatchObject({ from: 9, until: 19 });
  });

  it('leaves a rule out whose hours the schedule switches off, unless it is named', () => {
    const schedule = { officeHours: null };
    expect(selected({ schedule })).toBeUndefined();
    expect(selected({ schedule, rules: { 'timing/b2b-outside-office-hours': 'error' } })).toMatchObject({ severity: 'error', options: { from: 8 } });
  });
});
