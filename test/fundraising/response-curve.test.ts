import { describe, expect, it } from 'vitest';
import { asksConfig } from '#fundraising/asks-config.js';
import { responseCurve } from '#fundraising/response-curve.js';
import { askTables, monthly } from './ask-tables.js';
import type { Cells } from './ask-tables.js';

const config = asksConfig();
const row = (step: number | null, asks: number, accepted: number, regular = true): { regular: boolean; step: number | null; asks: number; accepted: number } => ({ regular, step, asks, accepted });

describe('acceptance', () => {
  it('is that of the step, drawn towards all steps, and the more so the fewer asks there were', () => {
    const { acceptance } = responseCurve([row(1.25, 1000, 300), row(1.5, 10, 0)], config);
    expect(acceptance(true, 1.33)).toMatchObject({ asks: 1000, accepted: 300, byStep: true });
    expect(acceptance(true, 1.33)!.mean).toBeCloseTo(0.3, 2);
    const rare = acceptance(true, 1.6)!;
    expect([rare.mean > 0.15, rare.mean < 0.25, rare.low < rare.mean, rare.mean < rare.high]).toEqual([true, true, true, true]);
    expect(rare.high - rare.low).toBeGreaterThan(acceptance(true, 1.33)!.high - acceptance(true, 1.33)!.low);
  });

  it('at a step that nobody was asked for is that of all steps, and unsure', () => {
    const never = responseCurve([row(1.25, 1000, 300)], config).acceptance(true, 3)!;
    expect(never).toMatchObject({ asks: 0, accepted: 0 });
    expect(never.mean).toBeCloseTo(0.3, 2);
    expect(never.high - never.low).toBeGreaterThan(0.2);
  });

  it('is the same at every step where the log names no amounts', () => {
    const { acceptance } = responseCurve([row(null, 500, 50)], config);
    expect(acceptance(true, 1.2)).toEqual(acceptance(true, 1.9));
    expect(acceptance(true, 1.2)).toMatchObject({ byStep: false, asks: 500, accepted: 50 });
  });

  it('is not worked out from too few asks, nor for single gifts from asks to raise a pledge', () => {
    expect(responseCurve([row(null, 99, 50)], config).acceptance(true, 1.2)).toBeUndefined();
    expect(responseCurve([row(null, 500, 50)], config).acceptance(false, 1.2)).toBeUndefined();
  });
});

describe('past asks', () => {
  const recipients = [{ recipient_id: 'r1', email: 'r1@post.example' }];
  const ask = (at: string, amount?: number): Cells => ({ recipient_id: 'r1', type: 'sent', occurred_at: `${at}T17:00:00Z`, campaign_id: `ask ${at}`, is_ask: true, amount });
  const past = async (gifts: readonly Cells[], ...events: readonly Cells[]): Promise<string> => {
    const { result } = await askTables({ recipients, gifts, events });
    return `${String(result.pastAsks.accepted)} of ${String(result.pastAsks.asks)}`;
  };

  it('to who gives regularly are answered by a raise, and not by the next debit', async () => {
    const gifts = monthly('r1', 15, '2025-01', 23);
    expect(await past(gifts, ask('2026-03-10', 20))).toBe('0 of 1');
    expect(await past([...gifts, { ...gifts[0], occurred_at: '2026-03-12T04:00:00Z', amount: 20, event: 'upgrade' }], ask('2026-03-10', 20))).toBe('1 of 1');
  });

  it('are answered in time, by one gift once, and count from when there is somebody to answer', async () => {
    const single = (at: string): Cells => ({ recipient_id: 'r1', occurred_at: `${at}T10:00:00Z`, amount: 40, currency: 'EUR', type: 'single' });
    expect(await past([single('2025-01-01'), single('2026-03-20')], ask('2026-03-10'), ask('2026-03-05'))).toBe('1 of 2');
    expect(await past([single('2025-01-01'), single('2026-05-20')], ask('2026-03-10'))).toBe('0 of 1');
    expect(await past([single('2026-03-20')], ask('2026-03-10'))).toBe('0 of 0');
    expect(await past([single('2025-01-01')], ask('2026-11-20'))).toBe('0 of 0');
  });

  it('with answers enough let the gain be worked out, with an interval, to the cent', async () => {
    const many = Array.from({ length: 120 }, (_, index) => `p${String(index).padStart(3, '0')}`);
    const gifts = many.flatMap((id, index) => {
      const debits = monthly(id, 15, '2025-01', 23);
      return index % 4 === 0 ? [...debits, { ...debits[0], occurred_at: '2025-07-12T04:00:00Z', amount: 20, event: 'upgrade' }] : debits;
    });
    const events = many.map((id) => ({ ...ask('2025-07-10', 20), recipient_id: id }));
    const { rows } = await askTables({ recipients: many.map((id) => ({ recipient_id: id, email: `${id}@post.example` })), gifts, events, asks: { progressWithinDays: null, thanksWithinMonths: null } });
    const { expected_gain: gain, expected_gain_low: low, expected_gain_high: high, evidence } = rows.get('p001')!;
    expect(evidence).toContain('30 of 120 past asks at this step accepted');
    expect(gain).toBeCloseTo(0.25 * 5 * 12, 0);
    expect([low! < gain!, gain! < high!, Number(gain!.toFixed(2)) === gain]).toEqual([true, true, true]);
  });
});
