import { describe, expect, it } from 'vitest';
import { csv, withFiles } from './evidence/audience-tables.js';
import { planTables } from './run-plan.js';
import type { PlanRun, TableRow } from './run-plan.js';

const recipients = ['a', 'b', 'c'].map((id) => ({ recipient_id: id, email: `${id}@gmail.com`, timezone: 'Europe/Berlin' }));
const planWith = (asks: readonly TableRow[]): Promise<PlanRun> => withFiles({ 'asks.csv': csv(asks) }, (path) => planTables({ recipients }, { asks: path('asks.csv') }));

describe('a plan of asks', () => {
  it('holds whom not to ask, and names the reason', async () => {
    const { rows, result } = await planWith([
      { recipient_id: 'a', eligible: 'yes', reason: '', ask_not_before: '2026-11-01T00:00:00Z' },
      { recipient_id: 'b', eligible: 'no', reason: 'bereaved', ask_not_before: '2027-05-01T00:00:00Z' },
      { recipient_id: 'c', eligible: 'no', reason: 'vulnerable', ask_not_before: '' },
    ]);
    expect(rows.map(({ status }) => status)).toEqual(['scheduled', 'held', 'held']);
    expect(rows[1]!.reason).toMatch(/ask rest \d+.*\(ask: bereaved\)/);
    expect(rows[2]!.reason).toBe('no ask: vulnerable');
    expect(result.held['no ask: vulnerable']).toBe(1);
    expect(result.evidence).toEqual({ personal: 0, archetype: 0, population: 1 });
  });

  it('asks nobody before a rest ends, and everybody whose rest ends within the span', async () => {
    const end = '2026-12-04T15:00:00Z';
    const { rows } = await planWith(recipients.map(({ recipient_id: id }) => ({ recipient_id: id, eligible: 'no', reason: 'asked_recently', ask_not_before: end })));
    for (const row of rows) expect([row.status, row.send_at! >= end, row.window_start! >= end]).toEqual(['scheduled', true, true]);
  });

  it('holds who has no row among the asks', async () => {
    const { rows } = await planWith([{ recipient_id: 'a', eligible: 'yes', reason: '', ask_not_before: '' }]);
    expect(rows.map(({ reason }) => reason)).toEqual(['', 'no ask: not_in_asks', 'no ask: not_in_asks']);
  });

  it('is the plan without asks where all may be asked', async () => {
    const asked = await planWith(recipients.map(({ recipient_id: id }) => ({ recipient_id: id, eligible: 'yes', reason: '', ask_not_before: '' })));
    expect(asked.text).toBe((await planTables({ recipients })).text);
  });
});
