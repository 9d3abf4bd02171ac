import fc from 'fast-check';
import { DateTime, IANAZone } from 'luxon';
import { describe, expect, it } from 'vitest';
import places from '#schedule/zones/place-zones.json' with { type: 'json' };
import { localTime, utcTime } from '#schedule/zones/local-time.js';
import { instantOfWallTime } from '#schedule/zones/wall-time.js';
import { isZoneName } from '#schedule/zones/zone-name.js';
import { offsetAt, zoneOffsets } from '#schedule/zones/zone-offsets.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Sao_Paulo', 'Africa/Casablanca', 'Pacific/Chatham'];
const FROM = Date.UTC(2024, 0, 1);
const UNTIL = Date.UTC(2028, 11, 31);
const tables = new Map(ZONES.map((zone) => [zone, zoneOffsets(zone, FROM, UNTIL)]));
const wall = (text: string): number => Date.parse(`${text}Z`) / 1000;

describe('zoneOffsets', () => {
  it('agrees with luxon at any instant', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM / 1000, max: UNTIL / 1000 }), (zone, second) => {
      expect(offsetAt(tables.get(zone)!, second)).toBe(IANAZone.create(zone).offset(second * 1000) * 60);
    }), { numRuns: 2000 });
  });

  it('changes at the minute of the change', () => {
    const berlin = tables.get('Europe/Berlin')!;
    const change = Date.UTC(2026, 9, 25, 1) / 1000;
    expect([offsetAt(berlin, change - 1), offsetAt(berlin, change)]).toEqual([7200, 3600]);
  });
});

describe('instantOfWallTime', () => {
  const at = (zone: string, text: string): string => localTime(tables.get(zone)!, instantOfWallTime(tables.get(zone)!, wall(text)));

  it('is what the clocks show, where they show it once', () => {
    fc.assert(fc.property(fc.constantFrom(...ZONES), fc.integer({ min: FROM / 1000, max: UNTIL / 1000 - 1e6 }), (zone, second) => {
      const clock = second + offsetAt(tables.get(zone)!, second);
      const possible = DateTime.fromSeconds(clock, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).getPossibleOffsets();
      if (possible.length === 1) expect(instantOfWallTime(tables.get(zone)!, clock)).toBe(second);
    }), { numRuns: 1000 });
  });

  it('moves a time that the clocks skip forward', () => {
    expect(at('Europe/Berlin', '2027-03-28T02:30:00')).toBe('2027-03-28T03:30:00+02:00');
    expect(at('America/New_York', '2027-03-14T02:00:00')).toBe('2027-03-14T03:00:00-04:00');
    expect(at('Australia/Lord_Howe', '2026-10-04T02:15:00')).toBe('2026-10-04T02:45:00+11:00');
  });

  it('takes the first of a time that the clocks show twice', () => {
    expect(at('Europe/Berlin', '2026-10-25T02:30:00')).toBe('2026-10-25T02:30:00+02:00');
    expect(at('America/New_York', '2026-11-01T01:30:00')).toBe('2026-11-01T01:30:00-04:00');
    expect(at('Pacific/Chatham', '2027-04-04T03:00:00')).toBe('2027-04-04T03:00:00+13:45');
  });
});

describe('isZoneName', () => {
  it.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Calcutta', 'UTC', 'Etc/GMT+5'])('accepts %s', (name) => expect(isZoneName(name)).toBe(true));
  it.each(['+02:00', 'UTC+2', 'EST', 'Europe/Berln', 'Mitteleuropäische Zeit', '', 'Europe/Berlin; DROP TABLE', '../etc/passwd'])('refuses %j', (name) => expect(isZoneName(name)).toBe(false));
});

describe('place-zones.json', () => {
  it('names zones that there are', () => {
    for (const zone of new Set([...Object.values(places.countries), ...Object.values(places.regions)])) expect(isZoneName(zone), zone).toBe(true);
  });

  it('leaves out countries whose people live in several zones', () => {
    for (const country of ['US', 'CA', 'AU', 'BR', 'RU', 'MX', 'ID']) expect(Object.hasOwn(places.countries, country), country).toBe(false);
  });
});

describe('localTime', () => {
  it('shows half hours east and west of Greenwich', () => {
    expect(localTime(tables.get('Asia/Kolkata')!, wall('2026-12-01T00:00:00'))).toBe('2026-12-01T05:30:00+05:30');
    expect(localTime(tables.get('America/Sao_Paulo')!, wall('2026-12-01T00:00:00'))).toBe('2026-11-30T21:00:00-03:00');
    expect(utcTime(wall('2026-12-01T00:00:00'))).toBe('2026-12-01T00:00:00Z');
  });
});
