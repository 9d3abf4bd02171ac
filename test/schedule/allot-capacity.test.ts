import { describe, expect, it } from 'vitest';
import { SEATED_EXACTLY } from '#schedule/allot-capacity.js';
import { planTables } from './run-plan.js';
import type { TableRow } from './run-plan.js';

const SPAN = { from: new Date('2026-12-01T07:00:00Z'), until: new Date('2026-12-02T07:00:00Z') };
/** Readers of the evening and readers of whenever, in turns; both like the evening best. */
const people = (count: number): TableRow[] => Array.from({ length: count }, (_, index) => ({ recipient_id: `r${String(index).padStart(5, '0')}`, email: `r${String(index)}_x@${index % 3 === 0 ? 'gmail.com' : 'gmx.de'}`, timezone: 'Europe/Berlin' }));
const events = Array.from({ length: 30 }, (_, mail) => {
  const sent = Date.parse('2026-11-10T17:00:00Z') - mail * 3 * 86_400_000;
  const row = { recipient_id: 'r00011', message_id: `m${String(mail)}` };
  return [{ ...row, type: 'sent', occurred_at: new Date(sent).toISOString() }, { ...row, type: 'click', occurred_at: new Date(sent + 5_400_000).toISOString() }];
}).flat();

function perHour(rows: readonly { readonly send_at: string | null; readonly recipient_id: string }[]): ReadonlyMap<string, number> {
  const hours = new Map<string, number>();
  for (const { send_at: at } of rows) if (at !== null) hours.set(at.slice(0, 13), (hours.get(at.slice(0, 13)) ?? 0) + 1);
  return hours;
}

describe('capacity', () => {
  it('has one mail an hour where only one may go out, and nobody without', async () => {
    const { rows } = await planTables({ recipients: people(12), events, schedule: { capacity: { perHour: 1 }, nearTies: 0 } }, SPAN);
    expect([...perHour(rows).values()].every((count) => count <= 1)).toBe(true);
    expect(rows.every(({ status }) => status === 'scheduled')).toBe(true);
  });

  it.each([60, SEATED_EXACTLY + 500])('of %i recipients is kept in all and by domain, uses what room there is, and holds the rest', async (count) => {
    const capacity = { perHour: Math.ceil(count / 20), perDomainPerHour: { 'gmail.com': Math.ceil(count / 80) } };
    const { rows, result } = await planTables({ recipients: people(count), schedule: { capacity, officeHours: null } }, SPAN);
    expect(rows).toHaveLength(count);
    expect(Math.max(...perHour(rows).values())).toBeLessThanOrEqual(capacity.perHour);
    expect(Math.max(...perHour(rows.filter((_, index) => index % 3 === 0)).values())).toBeLessThanOrEqual(capacity.perDomainPerHour['gmail.com']);
    const seats = 15 * capacity.perDomainPerHour['gmail.com'];
    expect(result.scheduled).toBeGreaterThanOrEqual(Math.min(15 * capacity.perHour, count - Math.max(0, count / 3 - seats)) - count / 50);
  });

  it('of a domain in a long list, too small for a share of a sample, fills the best hours first, with a probability each', async () => {
    const { rows } = await planTables({ recipients: people(3 * SEATED_EXACTLY), schedule: { capacity: { perDomainPerHour: { 'gmail.com': 1 } } } }, SPAN);
    const limited = rows.filter(({ status }, index) => index % 3 === 0 && status === 'scheduled');
    expect(limited).toHaveLength(15);
    expect(limited.every(({ propensity }) => propensity! > 0 && propensity! <= 1)).toBe(true);
  });

  it('is the same for the same seed', async () => {
    const schedule = { capacity: { perHour: 4 } };
    const [once, again] = [await planTables({ recipients: people(40), schedule }, SPAN), await planTables({ recipients: people(40), schedule }, SPAN)];
    expect(again.text).toBe(once.text);
  });
});
