import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';
import type { AudienceText } from './audience-of.js';

const COLUMNS = ['recipient_id', 'zone_source', 'local_send_at'];
/** `a country 2026-12-01T13:00`, one a recipient. */
const localOf = async (tables: AudienceText) => (await factsOf({ ...tables, facts: new Set(['slot']) }, COLUMNS)).map((row) => (
  `${String(row['recipient_id'])} ${String(row['zone_source'])} ${String(row['local_send_at']).slice(0, 16)}`));

describe('the slot of a recipient', () => {
  it('is on the clock of the written zone, the region or the country, in this order', async () => {
    expect(await localOf({
      recipients: 'recipient_id,country,region,timezone\na,DE,,\nb,US,CA,\nc,US,,\nd,DE,,Asia/Tokyo\ne,Österreich,,Nirgendwo/Dorf',
      schedule: 'recipient_id,send_at\na,2026-12-01T12:00:00Z\nb,2026-12-01T12:00:00Z\nc,2026-12-01T12:00:00Z\nd,2026-12-01T12:00:00Z\ne,2026-12-01T12:00:00Z',
    })).toEqual(['a country 2026-12-01T13:00', 'b region 2026-12-01T04:00', 'c null null', 'd explicit 2026-12-01T21:00', 'e country 2026-12-01T13:00']);
  });

  it('keeps summer time on both sides of a change', async () => {
    expect(await localOf({
      recipients: 'recipient_id,country\nbefore,DE\nafter,DE\nfirst,GB\nsecond,GB',
      // Forward in Berlin on 29 March 2026 at 01:00 UTC; back in London on 25 October 2026 at 01:00 UTC: the hour from one to two comes twice.
      schedule: 'recipient_id,send_at\nbefore,2026-03-29T00:59:00Z\nafter,2026-03-29T01:00:00Z\nfirst,2026-10-25T00:30:00Z\nsecond,2026-10-25T01:30:00Z',
    })).toEqual(['after country 2026-03-29T03:00', 'before country 2026-03-29T01:59', 'first country 2026-10-25T01:30', 'second country 2026-10-25T01:30']);
  });

  it('is not there for who is held back, is not in the schedule, or where there is none', async () => {
    const recipients = 'recipient_id,country\nheld,DE\nmissing,DE\nplanned,DE';
    expect(await localOf({ recipients, schedule: 'recipient_id,send_at\nheld,\nplanned,2026-12-01T12:00:00Z' })).toEqual(['held country null', 'missing country null', 'planned country 2026-12-01T13:00']);
    expect(await localOf({ recipients })).toEqual(['held country null', 'missing country null', 'planned country null']);
  });

  it('leaves out what lies years beyond the first slot', async () => {
    expect(await localOf({ recipients: 'recipient_id,country\na,DE\nb,DE', schedule: 'recipient_id,send_at\na,2026-12-01T12:00:00Z\nb,9026-12-01T12:00:00Z' })).toEqual(['a country 2026-12-01T13:00', 'b country null']);
  });

  it('tells holidays of country and region by the local day, and the week of the country', async () => {
    const facts = await factsOf({
      recipients: 'recipient_id,country,region\nbavaria,DE,BY\nberlin,DE,BE\neve,DE,\nisrael,IL,',
      // At 23:30 UTC on Christmas Eve it is Christmas Day in Germany.
      schedule: 'recipient_id,send_at\nbavaria,2027-01-06T09:00:00Z\nberlin,2027-01-06T09:00:00Z\neve,2026-12-24T23:30:00Z\nisrael,2026-12-11T09:00:00Z',
      facts: new Set(['slot']),
    }, ['on_holiday', 'week_starts_earlier', 'local_day']);
    expect(facts).toEqual([
      { on_holiday: true, week_starts_earlier: 0, local_day: 'Wednesday' }, { on_holiday: false, week_starts_earlier: 0, local_day: 'Wednesday' },
      { on_holiday: true, week_starts_earlier: 0, local_day: 'Friday' }, { on_holiday: false, week_starts_earlier: 1, local_day: 'Friday' },
    ]);
  });

  it('takes a hyphen in the name of a region for no country\'s code', async () => {
    const facts = await factsOf({
      recipients: 'recipient_id,country,region\na,DE,Baden-Württemberg\nb,DE,Schleswig-Holstein\nc,DE,Schleswig-Holstein\nd,DE,de-by',
      schedule: 'recipient_id,send_at\na,2027-01-06T09:00:00Z\nb,2026-12-25T09:00:00Z\nc,2027-01-06T09:00:00Z\nd,2027-01-06T09:00:00Z',
      facts: new Set(['slot']),
    }, ['on_holiday']);
    expect(facts.map(({ on_holiday: onHoliday }) => onHoliday)).toEqual([true, true, false, true]);
  });

  it('knows work addresses, and companies where there is no address', async () => {
    const facts = await factsOf({ recipients: 'recipient_id,email,company\na,ada@acme-pumps.de,\nb,ada@gmail.com,Acme\nc,,Acme\nd,,', facts: new Set(['slot']) }, ['works']);
    expect(facts.map(({ works }) => works)).toEqual([true, false, true, false]);
  });
});
