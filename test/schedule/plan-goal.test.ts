import { DateTime } from 'luxon';
import { beforeAll, describe, expect, it } from 'vitest';
import { planSummary } from '#report/plan-summary.js';
import { makeMessages } from '#schedule/evidence/messages-table.js';
import { prepareEvidence } from '#schedule/evidence/prepare-evidence.js';
import { goalModelOf } from '#schedule/goal-model-of.js';
import { scheduleConfig } from '#schedule/schedule-config.js';
import { seededRandom } from '#stats/seeded-random.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import { sql } from '#warehouse/sql.js';
import { csv, withFiles } from './evidence/audience-tables.js';
import { NOW, planTables } from './run-plan.js';
import type { PlanRun, TableRow } from './run-plan.js';

const ZONE = 'Europe/Berlin';
const PEOPLE = 500;
const MAILS = 24;

/** Half of them write from free mail, which no office hours bind. */
const people = Array.from({ length: PEOPLE }, (_, index): TableRow => ({ recipient_id: `p${String(index).padStart(3, '0')}`, email: index % 2 === 0 ? `p_${String(index)}@gmail.com` : `p${String(index)}@acme.example`, timezone: ZONE }));

/** Mail went out at all hours of the week; replies come on the working mornings that follow, from nine to eleven, or not at all. */
function weekdayMornings(): TableRow[] {
  const random = seededRandom(7, 'b2b');
  return people.flatMap(({ recipient_id }) => Array.from({ length: MAILS }, (_, mail): TableRow[] => {
    const row = { recipient_id, message_id: `${String(recipient_id)}-${String(mail)}` };
    const sent = DateTime.fromISO('2026-05-20T00:00:00', { zone: ZONE }).plus({ days: mail * 7, minutes: Math.floor(random() * 7 * 1440) });
    if (sent.toJSDate() > new Date('2026-11-12')) return [];
    const reply = replyTo(sent, random);
    return [{ ...row, type: 'sent', occurred_at: sent.toUTC().toISO()! }, ...(reply === undefined ? [] : [{ ...row, type: 'reply', occurred_at: reply.toUTC().toISO()! }])];
  }).flat());
}

/** On the first morning with probability .5, on the second with .15. */
function replyTo(sent: DateTime, random: () => number): DateTime | undefined {
  const chances = [0.5, 0.15];
  for (let day = sent.startOf('day'); chances.length > 0; day = day.plus({ days: 1 })) {
    const at = day.plus({ hours: 9, minutes: Math.floor(random() * 120) });
    if (day.weekday > 5 || at < sent.plus({ minutes: 5 })) continue;
    if (random() < chances.shift()!) return at;
  }
  return undefined;
}

const localOf = (at: string | null): DateTime => DateTime.fromISO(at!, { setZone: true });

describe('a plan for replies', () => {
  let run: PlanRun;
  const events = weekdayMornings();
  beforeAll(async () => { run = await planTables({ recipients: people, events }, { goal: 'reply' }); });

  it('sends on working mornings, before the replies or among them, and never at the weekend', () => {
    const at = run.rows.map((row) => localOf(row.local_send_at));
    expect(at).toHaveLength(PEOPLE);
    expect(at.every(({ weekday }) => weekday <= 5)).toBe(true);
    const before = at.filter(({ hour }) => hour >= 7 && hour < 11).length / PEOPLE;
    expect(before).toBeGreaterThan(0.9);
    expect(at.filter(({ hour }) => hour < 10).length).toBeGreaterThan(at.filter(({ hour }) => hour >= 10).length);
  });

  it('needs no opens, and names the goal in what it says', () => {
    expect(run.result).toMatchObject({ goal: 'reply', horizonHours: 16 });
    expect(run.result.expectedRate.planned).toBeGreaterThan(run.result.expectedRate.defaultSlot);
    const summary = planSummary(run.result, { color: false, width: 120 });
    expect(summary).toContain('replies within 16 working hours');
    expect(summary).toMatch(/expected\s+[\d.]+ % reply, against [\d.]+ % if all got it/);
    expect(summary).not.toContain('engage');
  });

  it('is not moved by opens and clicks at night, which are counted', async () => {
    const noise = people.slice(0, 100).map((person, index): TableRow => ({ recipient_id: person['recipient_id'], message_id: `${String(person['recipient_id'])}-0`, type: index % 2 === 0 ? 'open' : 'click', occurred_at: '2026-06-28T01:00:00Z' }));
    const noisy = await planTables({ recipients: people, events: [...events, ...noise] }, { goal: 'reply' });
    expect(noisy.text).toBe(run.text);
    expect(noisy.result.signals['no_reply']).toBe(100);
  });
});

describe('the goal', () => {
  const sentAndReplied = (replies: number, more: TableRow = {}, after = 3600): TableRow[] => people.slice(0, 40).flatMap(({ recipient_id }, index) => {
    const sent = Date.parse('2026-11-10T08:00:00Z');
    const row = { recipient_id, message_id: `m${String(index)}` };
    return [{ ...row, type: 'sent', occurred_at: new Date(sent).toISOString() }, ...(index < replies ? [{ ...row, type: 'reply', occurred_at: new Date(sent + after * 1000).toISOString(), ...more }] : [])];
  });
  const plan = (events: readonly TableRow[], options: Parameters<typeof planTables>[1] = { goal: 'reply' }, schedule = {}): Promise<PlanRun> => planTables({ recipients: people.slice(0, 40), events, schedule }, options);

  it('reply takes thirty replies, and says how many there are', async () => {
    await expect(plan(sentAndReplied(29))).rejects.toThrow(/goal reply.*29 mails that a person replied to, and it takes 30.*--goal engagement/);
    await expect(plan(sentAndReplied(1))).rejects.toThrow(/the events hold 1 mail that/);
    await expect(plan([])).rejects.toThrow(/the events hold no mail that a person replied to/);
    expect((await plan(sentAndReplied(30))).rows.every(({ evidence }) => evidence === 'population')).toBe(true);
  });

  it.each([['Out of Office', 3600], ['auto-reply', 3600], ['', 20]])('reply does not count automatic ones (category "%s", %i s after the send)', async (category, after) => {
    await expect(plan(sentAndReplied(40, { category }, after))).rejects.toThrow(/no mail that a person replied to/);
  });

  it('may stand in the config, and the option beats it', async () => {
    const events = sentAndReplied(35);
    expect((await plan(events, {}, { goal: 'reply' })).result.goal).toBe('reply');
    expect((await plan(events, { goal: 'engagement' }, { goal: 'reply' })).result).toMatchObject({ goal: 'engagement', horizonHours: 24 });
    expect((await plan(events, { goal: 'reply', horizon: '8h' })).result.horizonHours).toBe(8);
  });

  it('engagement is what a plan without a goal is made for', async () => {
    const events = sentAndReplied(35);
    expect((await plan(events, { goal: 'engagement' })).text).toBe((await plan(events, {})).text);
  });

  it('that is none is refused in one line', () => {
    expect(() => scheduleConfig({ goal: 'money' })).toThrow(/schedule\.goal/);
  });

  it('reply takes no horizon that is longer than a working week', () => {
    expect(() => goalModelOf(scheduleConfig({ goal: 'reply', horizon: '60h' }))).toThrow(/60 working hours, and a week has 50/);
    expect(() => goalModelOf(scheduleConfig({ goal: 'reply', officeHours: { from: '09:00', until: '09:30' } }))).toThrow(/a week has 0/);
    expect(goalModelOf(scheduleConfig({ goal: 'reply', officeHours: null })).horizons[8]).toBe(30);
  });
});

describe('holidays', () => {
  it('end the wait for a reply, on the calendar of the place', async () => {
    const recipients = [{ recipient_id: 'de', country: 'DE', timezone: ZONE }, { recipient_id: 'dk', country: 'DK', timezone: 'Europe/Copenhagen' }, { recipient_id: 'zone', timezone: ZONE }];
    const events = recipients.flatMap(({ recipient_id }) => ['2026-04-30T14:00:00Z', '2026-05-01T10:00:00Z', '2026-06-10T10:00:00Z'].map((occurred_at, index) => ({ recipient_id, type: 'sent', occurred_at, message_id: `m${String(index)}` })));
    await withFiles({ 'r.csv': csv(recipients), 'e.csv': csv(events) }, async (path) => {
      const warehouse = await openWarehouse();
      try {
        const { judging } = await prepareEvidence(warehouse, { recipients: path('r.csv'), log: { events: path('e.csv') }, now: NOW, until: NOW, defaultZone: undefined, businessContext: true, scannerClickSeconds: 60, goal: 'reply', holidays: { categories: ['public'], for: 'work' } });
        await makeMessages(warehouse, judging);
        const rows = await warehouse.all<{ recipient_id: string; hours: number }>(sql`SELECT recipient_id, watch_s / 3600 AS hours FROM plan_messages ORDER BY recipient_id, sent_s`);
        expect(rows.map(({ hours }) => hours)).toEqual([8, 0, 168, 168, 168, 168, 8, 0, 168]);
      } finally {
        await warehouse.close();
      }
    });
  });
});
