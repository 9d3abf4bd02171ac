import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { InputError } from '#errors.js';
import { plan } from '#schedule/plan.js';
import { PLAN_COLUMNS } from '#schedule/plan-result.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { raw, sql } from '#warehouse/sql.js';
import { csv, withFiles } from './evidence/audience-tables.js';
import { NOW, planTables, SPAN } from './run-plan.js';
import type { TableRow } from './run-plan.js';

const people = (count: number, more: TableRow = {}): TableRow[] => Array.from({ length: count }, (_, index) => ({ recipient_id: `r${String(index).padStart(3, '0')}`, timezone: 'Europe/Berlin', ...more }));
const localHour = (at: string | null): number => DateTime.fromISO(at!, { setZone: true }).hour;

describe('an audience without events', () => {
  it('is planned from the population, and says so', async () => {
    const { rows, result } = await planTables({ recipients: people(20) });
    expect(rows).toHaveLength(20);
    for (const row of rows) expect([row.status, row.evidence, row.personal_events]).toEqual(['scheduled', 'population', 0]);
    expect(new Set(rows.map(({ expected_rate: rate }) => rate)).size).toBeLessThanOrEqual(3);
    expect(result.population).toMatchObject({ people: 0, archetypes: 1 });
    expect(result.calibration.messages).toBe(0);
  });

  it('may be empty itself', async () => {
    await withFiles({ 'r.csv': 'recipient_id,email\n', 'e.csv': 'recipient_id,type,occurred_at\n' }, async (path) => {
      let text = '';
      const result = await plan({ ...SPAN, now: NOW, recipients: path('r.csv'), events: path('e.csv'), format: 'json', output: (part) => void (text += part) });
      expect([text, result.recipients]).toEqual(['[]\n', 0]);
    });
  });
});

describe('recipients for whom no hour is open', () => {
  it('are held when the span lies in their quiet hours, with the reason', async () => {
    const { rows, result } = await planTables({ recipients: [...people(2), { recipient_id: 'tokyo', timezone: 'Asia/Tokyo' }] }, { from: new Date('2026-12-01T22:00:00Z'), until: new Date('2026-12-02T02:00:00Z') });
    const [berlin, , tokyo] = rows;
    expect(berlin).toMatchObject({ status: 'held', send_at: null, local_send_at: null, window_start: null, expected_rate: null, lift: null, propensity: null });
    expect(berlin!.reason).toBe('no hour is open: of 4, closed by quiet hours 4');
    expect(tokyo).toMatchObject({ status: 'scheduled', reason: '' });
    expect(result).toMatchObject({ scheduled: 1, held: { 'quiet hours': 2 } });
  });

  it('are held at work addresses at the weekend, while private ones get their mail', async () => {
    const { rows } = await planTables(
      { recipients: [{ recipient_id: 'office', email: 'a@acme.example', timezone: 'Europe/Berlin' }, { recipient_id: 'private', email: 'b_1@gmail.com', timezone: 'Europe/Berlin' }] },
      { from: new Date('2026-12-05T00:00:00+01:00'), until: new Date('2026-12-07T00:00:00+01:00') });
    expect(rows.map(({ status }) => status)).toEqual(['held', 'scheduled']);
    expect(rows[0]!.reason).toContain('office hours 48');
  });

  it('are held in a blackout', async () => {
    const { result } = await planTables({ recipients: people(3), schedule: { blackouts: ['2026-11-30/2026-12-31'] } });
    expect(result).toMatchObject({ scheduled: 0, held: { blackout: 3 } });
  });
});

describe('constraints', () => {
  it('move an evening reader at a work address into office hours, and say from where', async () => {
    const events = Array.from({ length: 40 }, (_, mail) => {
      const sent = Date.parse('2026-11-10T18:00:00Z') - mail * 3 * 86_400_000;
      const row = { recipient_id: 'r000', message_id: `m${String(mail)}` };
      return [{ ...row, type: 'sent', occurred_at: new Date(sent).toISOString() }, ...(mail % 2 === 0 ? [{ ...row, type: 'click', occurred_at: new Date(sent + 5_400_000).toISOString() }] : [])];
    }).flat();
    const { rows, result } = await planTables({ recipients: people(1, { email: 'r@acme.example' }), events });
    expect([localHour(rows[0]!.local_send_at) >= 8, localHour(rows[0]!.local_send_at) < 18]).toEqual([true, true]);
    expect(rows[0]!.reason).toMatch(/^\w{3} 2026-12-0\d (1[89]|2[01]):00 would be better, closed by office hours$/);
    expect(result.moved).toEqual({ office_hours: 1 });
  });

  it('keep twenty hours from the last mail', async () => {
    const events = people(5).map(({ recipient_id }) => ({ recipient_id: String(recipient_id), type: 'sent', occurred_at: '2026-11-16T08:00:00Z', message_id: `m-${String(recipient_id)}` }));
    const { rows } = await planTables({ recipients: people(5), events }, { from: NOW, until: new Date('2026-11-18T00:00:00Z') });
    for (const row of rows) expect(Date.parse(row.send_at!)).toBeGreaterThanOrEqual(Date.parse('2026-11-17T04:00:00Z'));
  });

  it('keep the gap and the cap before and after mail that is booked in the log, triggered mail aside', async () => {
    const booked = (recipient_id: string, occurred_at: string, triggered = false): TableRow => ({ recipient_id, type: 'sent', occurred_at, message_id: `${recipient_id} ${occurred_at}`, triggered });
    const events = [
      booked('r000', '2026-12-02T15:00:00Z'), ...['2026-12-01T03:00:00Z', '2026-12-02T03:00:00Z', '2026-12-03T03:00:00Z'].flatMap((at) => [booked('r001', at), booked('r002', at, true)]),
    ];
    const { rows, result } = await planTables({ recipients: people(3), events, schedule: { quietHours: null } }, { until: new Date('2026-12-04T00:00:00Z') });
    expect(Math.abs(Date.parse(rows[0]!.send_at!) - Date.parse('2026-12-02T15:00:00Z'))).toBeGreaterThanOrEqual(20 * 3_600_000);
    expect(rows[1]!.reason).toMatch(/^no hour is open: .*frequency cap/);
    expect([rows[2]!.status, result.messages]).toEqual(['scheduled', 0]);
  });

  it('let no hour have more than its capacity, and hold whom the span has no room for', async () => {
    const { rows, result } = await planTables({ recipients: people(50), schedule: { capacity: { perHour: 5 } } }, { from: new Date('2026-12-01T07:00:00Z'), until: new Date('2026-12-01T15:00:00Z') });
    const hours = new Map<string, number>();
    for (const { send_at: at } of rows) if (at !== null) hours.set(at.slice(0, 13), (hours.get(at.slice(0, 13)) ?? 0) + 1);
    expect([...hours.values()].every((count) => count <= 5)).toBe(true);
    expect(result).toMatchObject({ recipients: 50, scheduled: 40, held: { capacity: 10 } });
  });
});

describe('zones', () => {
  it('that are none are named, counted and replaced', async () => {
    const { rows, result } = await planTables({ recipients: [...people(3), { recipient_id: 'x', timezone: 'Berlin' }, { recipient_id: 'y', timezone: 'Berlin', country: 'JP' }] });
    expect(result.badZones).toEqual({ recipients: 2, examples: ['Berlin'] });
    expect(rows.slice(3).map(({ timezone, timezone_source: source }) => `${timezone} ${source}`)).toEqual(['Europe/Berlin default', 'Asia/Tokyo country']);
  });

  it('takes for those of whom nothing is known the zone of most others, not of the few who wrote theirs down', async () => {
    const { rows } = await planTables({ recipients: [{ recipient_id: 'a', country: 'DE' }, { recipient_id: 'b', country: 'DE', region: 'BY' }, { recipient_id: 'c', timezone: 'Asia/Tokyo' }, { recipient_id: 'x' }] });
    expect(rows.map(({ recipient_id, timezone }) => [recipient_id, timezone])).toEqual([['a', 'Europe/Berlin'], ['b', 'Europe/Berlin'], ['c', 'Asia/Tokyo'], ['x', 'Europe/Berlin']]);
  });

  it('of nobody known are the one that is given', async () => {
    const { rows } = await planTables({ recipients: [{ recipient_id: 'x' }] }, { defaultZone: 'Asia/Kolkata' });
    expect(rows[0]).toMatchObject({ timezone: 'Asia/Kolkata', timezone_source: 'default' });
    expect(rows[0]!.local_send_at).toMatch(/\+05:30$/);
  });
});

describe('a span', () => {
  it.each([
    [{ from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-11-08T00:00:00Z') }, /has passed/],
    [{ from: SPAN.until, until: SPAN.from }, /is not after --from/],
    [{ from: SPAN.from, until: new Date('2027-06-01T00:00:00Z') }, /longer than 31 days/],
  ])('%j is an error that says why', async (span, why) => {
    await expect(planTables({ recipients: people(1) }, span)).rejects.toThrow(why);
    await expect(planTables({ recipients: people(1) }, span)).rejects.toThrow(InputError);
  });

  it('that has begun is planned from now on', async () => {
    const { rows } = await planTables({ recipients: people(30) }, { from: new Date('2026-11-15T00:00:00Z'), until: new Date('2026-11-16T16:00:00Z') });
    for (const { send_at: at } of rows) expect(Date.parse(at!)).toBeGreaterThanOrEqual(NOW.getTime());
  });
});

describe('any audience', () => {
  const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'nowhere', undefined);
  const person = fc.record({ zone, email: fc.constantFrom('a_1@gmail.com', 'b@acme.example', undefined), events: fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 4 }) });

  it('has every recipient exactly once, in the span and outside of quiet hours', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).filter((id) => id.trim() === id && !/["\0\r\n]/.test(id)), { minLength: 1, maxLength: 20 }), fc.array(person, { minLength: 20, maxLength: 20 }), fc.integer({ min: 1, max: 100 }), async (ids, kinds, hours) => {
      const recipients = ids.map((recipient_id, index) => ({ recipient_id, timezone: kinds[index]!.zone, email: kinds[index]!.email }));
      const events = ids.flatMap((recipient_id, index) => kinds[index]!.events.flatMap((minutes, message) => {
        const sent = NOW.getTime() - 30 * 86_400_000 + minutes * 60_000;
        const row = { recipient_id, message_id: `m${String(message)}` };
        return [{ ...row, type: 'sent', occurred_at: new Date(sent).toISOString() }, { ...row, type: 'open', occurred_at: new Date(sent + minutes * 1000).toISOString() }];
      }));
      const until = new Date(SPAN.from.getTime() + hours * 3_600_000);
      const { rows } = await planTables({ recipients, events }, { until });
      expect(rows.map(({ recipient_id: id }) => id).sort()).toEqual([...ids].sort());
      for (const row of rows) {
        expect(row.status === 'held').toBe(row.send_at === null);
        if (row.send_at === null) continue;
        expect([row.send_at >= SPAN.from.toISOString().slice(0, 19), Date.parse(row.send_at) < until.getTime(), localHour(row.local_send_at) >= 7, localHour(row.local_send_at) < 22]).toEqual([true, true, true, true]);
      }
    }), { numRuns: 8 });
  });
});

describe('what is written', () => {
  const recipients = [{ recipient_id: '=1+1', timezone: 'Europe/Berlin' }, { recipient_id: 'a,"b"', timezone: 'Europe/Berlin' }, { recipient_id: 'Jürgen', timezone: 'America/New_York' }];
  const files = { 'r.csv': csv(recipients), 'e.csv': 'recipient_id,type,occurred_at\n' };

  it('as CSV has the documented columns and nothing that a spreadsheet would run', async () => {
    await withFiles(files, async (path) => {
      await plan({ ...SPAN, now: NOW, recipients: path('r.csv'), events: path('e.csv'), output: path('plan.csv') });
      const lines = readFileSync(path('plan.csv'), 'utf8').trimEnd().split('\n');
      expect(lines[0]).toBe(PLAN_COLUMNS.join(','));
      expect(lines.slice(1).map((line) => line.slice(0, 8))).toEqual(["'=1+1,sc", 'Jürgen,s', '"a,""b""']);
    });
  });

  it('as Parquet has ids as they are, and instants as instants', async () => {
    await withFiles(files, async (path) => {
      await plan({ ...SPAN, now: NOW, recipients: path('r.csv'), events: path('e.csv'), output: path('plan.parquet') });
      const warehouse = await openWarehouse();
      const rows = await warehouse.all<{ recipient_id: string; kind: string }>(sql`SELECT recipient_id, typeof(send_at) AS kind FROM ${raw(`'${path('plan.parquet')}'`)}`);
      const columns = await warehouse.all<{ column_name: string }>(sql`DESCRIBE SELECT * FROM ${raw(`'${path('plan.parquet')}'`)}`);
      await warehouse.close();
      expect(rows.map(({ recipient_id: id }) => id)).toEqual(['=1+1', 'Jürgen', 'a,"b"']);
      expect(rows[0]!.kind).toBe('TIMESTAMP WITH TIME ZONE');
      expect(columns.map(({ column_name: name }) => name)).toEqual([...PLAN_COLUMNS]);
      expect(readdirSync(dirname(path('x'))).sort()).toEqual(['e.csv', 'plan.parquet', 'r.csv']);
    });
  });

  it.each(['plan.jsonl', 'plan.xlsx'])('is not written as CSV under the name %s', async (name) => {
    await expect(plan({ ...SPAN, now: NOW, recipients: 'r.csv', events: 'e.csv', output: name })).rejects.toThrow(/would hold CSV.*Name it \.csv, \.json or \.parquet/);
  });

  it('is not there at all after a run that failed', async () => {
    await withFiles({ ...files, 'e.csv': 'recipient_id,type,occurred_at\nx,sent,2026-11-01 10:00\n' }, async (path) => {
      await expect(plan({ ...SPAN, now: NOW, recipients: path('r.csv'), events: path('e.csv'), output: path('plan.csv'), explain: path('why.jsonl') })).rejects.toThrow(InputError);
      expect(readdirSync(dirname(path('x'))).sort()).toEqual(['e.csv', 'r.csv']);
    });
  });

  it('says of a folder that is not there that it cannot be written', async () => {
    await withFiles(files, async (path) => {
      await expect(plan({ ...SPAN, now: NOW, recipients: path('r.csv'), events: path('e.csv'), output: path('nowhere/plan.csv') })).rejects.toThrow(/cannot be written/);
      expect(existsSync(path('nowhere'))).toBe(false);
    });
  });
});
