import { describe, expect, it } from 'vitest';
import { calendarPlace, holidayBook } from '#schedule/slots/holidays.js';

const span = { from: Date.UTC(2026, 11, 20) / 1000, until: Date.UTC(2027, 0, 10) / 1000 };
const PUBLIC = { categories: ['public'], for: 'work' } as const;
const dates = (place: string, rule: Parameters<typeof holidayBook>[1] = PUBLIC): readonly string[] => [...new Set(holidayBook(span, rule)(place).closed.map(({ from }) => new Date(from * 1000).toISOString().slice(0, 16)))].sort();

describe('holidays', () => {
  it('are those of the country', () => expect(dates('DE')).toEqual(['2026-12-25T00:00', '2026-12-26T00:00', '2027-01-01T00:00']));
  it('are those of the region where it has its own', () => expect(dates('DE-BY')).toContain('2027-01-06T00:00'));
  it.each(['DE-BAYERN', 'DE-Bavaria', 'DE-BADEN-WÜRTTEMBERG', 'DE-Baden Wuerttemberg', 'DE-SACHSEN-ANHALT', 'AT-WIEN', 'IT-LAZIO'])('are those of the region that lists name in words: %s', (place) => expect(dates(place)).toContain('2027-01-06T00:00'));
  it.each(['DE-Hamburg', 'DE-Freie und Hansestadt Hamburg', 'DE-NRW', 'DE-Lower Saxony'])('do not have Epiphany in %s', (place) => expect(dates(place)).not.toContain('2027-01-06T00:00'));
  it('of a region that nobody knows are the country\'s, and are kept once', () => {
    const book = holidayBook(span, PUBLIC);
    expect(book('DE-Ürgendwo')).toBe(book('DE'));
  });

  it('of other kinds count only when they are named', () => {
    expect(dates('DE', { categories: ['public', 'bank'], for: 'work' })).toContain('2026-12-24T14:00');
    expect(dates('DE')).not.toContain('2026-12-24T14:00');
  });

  it('are none in a country that is not listed, without a place, or when switched off', () => {
    expect([dates('QQ'), holidayBook(span, PUBLIC)(null).closed, holidayBook(span, null)('DE').closed]).toEqual([[], [], []]);
  });

  it('of two years are found in a span over New Year', () => expect(dates('US')).toEqual(['2026-12-25T00:00', '2027-01-01T00:00']));
});

describe('calendarPlace', () => {
  it('is what is written, else the country of the zone', () => {
    expect([calendarPlace('DE-BY', 'Asia/Tokyo'), calendarPlace(null, 'Asia/Tokyo'), calendarPlace(null, 'America/Phoenix'), calendarPlace(null, 'UTC'), calendarPlace(null, null)]).toEqual(['DE-BY', 'JP', 'US', null, null]);
  });
});
