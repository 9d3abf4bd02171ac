import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlannedRecipient } from '#schedule/plan-result.js';
import { withFiles } from './evidence/audience-tables.js';
import { NOW, runPlan, SPAN } from './run-plan.js';
import type { PlanRun } from './run-plan.js';

const DONORS = new URL('../../fixtures/donors/', import.meta.url).pathname;
const read = (name: string): string => (name.endsWith('.gz') ? gunzipSync(readFileSync(DONORS + name)).toString() : readFileSync(DONORS + name, 'utf8'));
const records = (name: string): readonly (readonly string[])[] => read(name).trimEnd().split('\n').slice(1).map((line) => line.split(','));

const archetypes = new Map(records('truth.csv').map(([id, archetype]) => [id!, archetype!]));
const local = ({ local_send_at: at }: PlannedRecipient): DateTime => DateTime.fromISO(at!, { setZone: true });
const inTheEvening = (row: PlannedRecipient): boolean => local(row).hour >= 16 && local(row).hour < 22;
const atTheWeekend = (row: PlannedRecipient): boolean => local(row).weekday >= 6;
const share = (rows: readonly PlannedRecipient[], holds: (row: PlannedRecipient) => boolean): number => rows.filter(holds).length / rows.length;

/** Milliseconds; plans take several times longer on a busy machine. */
const SEVERAL_PLANS = 240_000;

let appeal: PlanRun;
const rowsOf = (archetype: string, evidence: PlannedRecipient['evidence']): readonly PlannedRecipient[] => appeal.rows.filter((row) => archetypes.get(row.recipient_id) === archetype && row.evidence === evidence);

beforeAll(async () => { appeal = await runPlan({ campaign: DONORS }); });

describe('the appeal to the donors', () => {
  it('has every recipient exactly once, in the order of their ids', () => {
    expect(appeal.rows.map(({ recipient_id: id }) => id)).toEqual([...archetypes.keys()].sort());
    expect(appeal.result).toMatchObject({ recipients: 2000, scheduled: 2000, held: {} });
  });

  it('reaches at least nine in ten private evening readers in the evening or at the weekend', () => {
    const rows = rowsOf('evening-and-weekend', 'personal');
    expect(rows.length).toBeGreaterThan(400);
    expect(share(rows, (row) => inTheEvening(row) || atTheWeekend(row))).toBeGreaterThan(0.9);
  });

  it('reaches every work address in office hours, and knows that from the office people themselves', () => {
    const rows = appeal.rows.filter(({ recipient_id: id }) => archetypes.get(id) === 'office');
    expect(rows.length).toBeGreaterThan(500);
    for (const row of rows) expect([local(row).weekday <= 5, local(row).hour >= 8, local(row).hour < 18], row.recipient_id).toEqual([true, true, true]);
    expect(share(rowsOf('office', 'personal'), (row) => local(row).hour < 16)).toBeGreaterThan(0.9);
  });

  it('never reaches anybody at night', () => {
    for (const row of appeal.rows) expect([local(row).hour >= 7, local(row).hour < 22], row.recipient_id).toEqual([true, true]);
  });

  it('sends Jonas, who gives after work, his appeal in the evening, on personal evidence, with a gain of a tenth or more', () => {
    const jonas = appeal.rows.find(({ recipient_id: id }) => id === 'd0001')!;
    expect(jonas).toMatchObject({ status: 'scheduled', timezone: 'Europe/Berlin', timezone_source: 'explicit', evidence: 'personal' });
    expect(inTheEvening(jonas)).toBe(true);
    expect(jonas.lift).toBeGreaterThan(0.1);
  });

  it('claims nothing personal of people who never reacted', () => {
    for (const row of appeal.rows) if (row.personal_events === 0) expect(row.evidence, row.recipient_id).toBe('population');
    expect(appeal.result.evidence.population).toBeGreaterThan(300);
  });

  it('lays every slot within its window, the window within the span, and estimates within their bounds', () => {
    for (const row of appeal.rows) {
      expect([row.window_start! <= row.send_at!, row.send_at! < row.window_end!, row.window_start! >= '2026-12-01T00:00:00Z', row.window_end! <= '2026-12-08T00:00:00Z']).toEqual([true, true, true, true]);
      expect(DateTime.fromISO(row.local_send_at!).toMillis()).toBe(Date.parse(row.send_at!));
      expect([row.expected_rate_low! <= row.expected_rate!, row.expected_rate! <= row.expected_rate_high!, row.lift_low! <= row.lift!, row.lift! <= row.lift_high!]).toEqual([true, true, true, true]);
    }
  });

  it('counts machine events and opens without consent, and leaves them out', () => {
    expect(appeal.result.signals['apple_prefetch']).toBeGreaterThan(5000);
    expect(appeal.result.signals['scanner_agent']! + appeal.result.signals['scanner_burst']!).toBeGreaterThan(5000);
    expect(appeal.result.signals['no_tracking_consent']).toBeGreaterThan(500);
  });

  it('names the zones that are none', () => {
    expect(appeal.result.badZones.recipients).toBe(records('recipients.csv').filter((cells) => ['Europe/Berln', '+02:00', 'EST'].includes(cells.at(-2)!)).length);
    expect([...appeal.result.badZones.examples].sort()).toEqual(['+02:00', 'EST', 'Europe/Berln']);
  });

  it('infers the zone of who has none from what they do, and leaves the default to who did nothing', () => {
    const unknown = appeal.rows.filter(({ timezone_source: source }) => source === 'inferred' || source === 'default');
    expect(unknown.length).toBeGreaterThan(50);
    for (const row of unknown) expect(row.timezone_source === 'inferred' || (row.personal_events === 0 && row.timezone === 'Europe/Berlin'), row.recipient_id).toBe(true);
  });

  it('is the same to the byte for the same seed, and spreads people otherwise for another one', async () => {
    expect((await runPlan({ campaign: DONORS })).text).toBe(appeal.text);
    const other = await runPlan({ campaign: DONORS, seed: 2 });
    expect(other.rows.filter((row, index) => row.send_at !== appeal.rows[index]!.send_at).length).toBeGreaterThan(1000);
  }, SEVERAL_PLANS);
});

describe('machine events', () => {
  it('move nobody: slots are the same with more of them', async () => {
    const lines = read('events.csv.gz').trimEnd().split('\n');
    const sent = lines.filter((line) => line.includes(',sent,'));
    const noise = sent.flatMap((line, index) => {
      const [id, , at, message, campaign] = line.split(',');
      const later = (seconds: number): string => `${new Date(Date.parse(at!) + 1000 * seconds).toISOString().slice(0, 19)}Z`;
      const machine = (type: string, seconds: number, agent: string, url = ''): string => `${id!},${type},${later(seconds)},${message!},${campaign!},,${agent},${url},,,`;
      if (index % 2 === 0) return [machine('open', 60 * (index % 500), 'Mozilla/5.0')];
      return [machine('open', 600, 'HeadlessChrome/131.0'), ...['/a', '/b', '/c'].map((url, place) => machine('click', 86_000 + place, 'BarracudaCentral/1.0', url))];
    });
    const noisy = await withFiles({ 'events.csv': [...lines, ...noise, ''].join('\n') }, (path) => runPlan({ campaign: DONORS, events: path('events.csv') }));
    expect(noise.length).toBeGreaterThan(50_000);
    const slots = ({ rows }: PlanRun): readonly string[] => rows.map(({ recipient_id: id, send_at: at, window_start: start, propensity, personal_events: events }) => `${id} ${at!} ${start!} ${String(propensity)} ${String(events)}`);
    expect(slots(noisy).filter((slot, index) => slot !== slots(appeal)[index])).toEqual([]);
  }, SEVERAL_PLANS);
});

it('plans for the clock that it is given', () => {
  expect([appeal.result.now, appeal.result.from, appeal.result.until]).toEqual([NOW.toISOString(), '2026-12-01T00:00:00Z', '2026-12-08T00:00:00Z']);
  expect(SPAN.from < SPAN.until).toBe(true);
});
