import { describe, expect, it } from 'vitest';
import { ConfigError } from '#errors.js';
import { scheduleConfig } from '#schedule/schedule-config.js';

describe('scheduleConfig', () => {
  it('has the documented defaults', () => {
    expect(scheduleConfig()).toMatchObject({
      horizonHours: 24, quietHours: { from: 22 * 60, until: 7 * 60 }, officeHours: { from: 8 * 60, until: 18 * 60, days: [1, 2, 3, 4, 5] },
      minimumGapHours: 20, frequencyCap: { perDay: 1, perWeek: 3 }, nearTies: 0.03, scannerClickSeconds: 60, defaultZone: undefined,
    });
  });

  it('keeps the days when only the hours are given', () => {
    expect(scheduleConfig({ officeHours: { from: '09:00', until: '17:00' } }).officeHours).toEqual({ from: 540, until: 1020, days: [1, 2, 3, 4, 5] });
  });

  it('takes a lone date as a blackout of one day', () => expect(scheduleConfig({ blackouts: ['2026-12-24'] }).blackouts).toEqual([['2026-12-24', '2026-12-24']]));
  it('switches a window off with null', () => expect(scheduleConfig({ quietHours: null, officeHours: null })).toMatchObject({ quietHours: null, officeHours: null }));

  it.each([
    [{ quietHour: null }, 'schedule.quietHour'], [{ horizon: 'a day' }, 'schedule.horizon'], [{ horizon: '90h' }, 'schedule.horizon'],
    [{ quietHours: { from: '25:00', until: '07:00' } }, 'schedule.quietHours.from'], [{ officeHours: { from: '18:00', until: '08:00' } }, 'schedule.officeHours'],
    [{ blackouts: ['2026-12-26/2026-12-24'] }, 'schedule.blackouts'], [{ blackouts: ['2026-02-30'] }, 'schedule.blackouts'],
    [{ nearTies: 3 }, 'schedule.nearTies'], [{ defaultZone: 'CET+1' }, 'schedule.defaultZone'], [{ holidays: true }, 'schedule.holidays'],
  ])('refuses %j and names the field', (section, field) => {
    expect(() => scheduleConfig(section, 'presend.config.json')).toThrow(ConfigError);
    expect(() => scheduleConfig(section, 'presend.config.json')).toThrow(field);
  });
});
