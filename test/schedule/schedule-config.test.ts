import { describe, expect, it } from 'vitest';
import { ConfigError } from '#errors.js';
import { scheduleConfig } from '#schedule/schedule-config.js';

describe('scheduleConfig', () => {
  it('has the documented defaults', () => {
    expect(scheduleConfig()).toMatchObject({
      horizonHours: 24, quietHours: { from: 22 * 60, until: 7 * 60 }, officeHours: { from: 8 * 60, until: 18 * 60, days: [1, 2, 3, 4, 5] },
      minimumGapHours: 20, frequencyCap: { perDay: 1, perWeek: 3 }, nearTies: 0.02, scannerClickSeconds: 60, defaultZone: undefined,
    });
  });

  it('takes the example of the design', () => {
    const config = scheduleConfig({
      horizon: '24h', quietHours: { from: '22:00', until: '07:00' }, officeHours: { from: '08:00', until: '18:00', days: [1, 2, 3, 4, 5] }, holidays: true, blackouts: ['2026-12-24/2026-12-26'],
      frequencyCap: { perDay: 1, perWeek: 3 }, minimumGap: '20h', capacity: { perHour: 50000, perDomainPerHour: { 'gmail.com': 20000 } }, nearTies: 0.03, defaultZone: 'Europe/Berlin',
      humanEvents: { scannerClickSeconds: 60 },
    });
    expect(config).toMatchObject({ holidays: { categories: ['public'], for: 'work' }, latest: Infinity, defaultZone: 'Europe/Berlin' });
  });

  it('leaves a day between the last mail and the deadline, or what it is told', () => {
    const end = Date.parse('2026-12-06T23:59:00+01:00') / 1000;
    expect(scheduleConfig({ deadline: '2026-12-06T23:59:00+01:00' }).latest).toBe(end - 86_400);
    expect(scheduleConfig({ deadline: '2026-12-06T23:59:00+01:00', deadlineRest: '0h' }).latest).toBe(end);
  });

  it('keeps the days when only the hours are given', () => {
    expect(scheduleConfig({ officeHours: { from: '09:00', until: '17:00' } }).officeHours).toEqual({ from: 540, until: 1020, days: [1, 2, 3, 4, 5], unlessEngagedOutside: Infinity });
  });

  it('takes a lone date as a blackout of one day', () => expect(scheduleConfig({ blackouts: ['2026-12-24'] }).blackouts).toEqual([['2026-12-24', '2026-12-24']]));
  it('takes domains as addresses are compared', () => expect(scheduleConfig({ capacity: { perDomainPerHour: { 'Gmail.com': 5, 'müller.de': 2 } } }).capacity).toEqual({ perHour: Infinity, perDomainPerHour: { 'gmail.com': 5, 'xn--mller-kva.de': 2 } }));
  it('switches a window off with null', () => expect(scheduleConfig({ quietHours: null, officeHours: null })).toMatchObject({ quietHours: null, officeHours: null }));

  it.each([
    [{ quietHour: null }, 'schedule.quietHour'], [{ horizon: 'a day' }, 'schedule.horizon'], [{ horizon: '90h' }, 'schedule.horizon'],
    [{ quietHours: { from: '25:00', until: '07:00' } }, 'schedule.quietHours.from'], [{ officeHours: { from: '18:00', until: '08:00' } }, 'schedule.officeHours'],
    [{ blackouts: ['2026-12-26/2026-12-24'] }, 'schedule.blackouts'], [{ blackouts: ['2026-02-30'] }, 'schedule.blackouts'],
    [{ nearTies: 3 }, 'schedule.nearTies'], [{ defaultZone: 'CET+1' }, 'schedule.defaultZone'], [{ holidays: 'yes' }, 'schedule.holidays'], [{ holidays: { categories: ['bridge'] } }, 'schedule.holidays.categories'],
    [{ deadline: '2026-12-06T23:59' }, 'schedule.deadline'], [{ deadline: '2026-02-30T12:00:00Z' }, 'schedule.deadline'], [{ deadline: '2026-13-06T23:59Z' }, 'schedule.deadline'], [{ series: { after: '' } }, 'schedule.series.after'],
    [{ capacity: { perDomainPerHour: { gmail: 5 } } }, 'schedule.capacity.perDomainPerHour'], [{ capacity: { perDomainPerHour: { '@gmail.com': 5 } } }, 'schedule.capacity.perDomainPerHour'],
    [{ capacity: { perDomainPerHour: { 'gmail.com.': 5 } } }, 'schedule.capacity.perDomainPerHour'], [{ capacity: { perDomainPerHour: { '*.acme.de': 5 } } }, 'schedule.capacity.perDomainPerHour'], [{ capacity: { perDomainPerHour: { '1.5': 5 } } }, 'schedule.capacity.perDomainPerHour'],
    [{ capacity: { perDomainPerHour: { 'Gmail.com': 5, 'gmail.com': 6 } } }, 'schedule.capacity.perDomainPerHour names "gmail.com" a second time'],
  ])('refuses %j and names the field', (section, field) => {
    expect(() => scheduleConfig(section, 'presend.config.json')).toThrow(ConfigError);
    expect(() => scheduleConfig(section, 'presend.config.json')).toThrow(field);
  });
});
