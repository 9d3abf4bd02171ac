import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';

const recipients = 'recipient_id\nr1\n';
const HEADER = 'recipient_id,occurred_at,amount,currency,type,programme,event\n';

async function giving(gifts: string, columns: readonly string[], schedule?: string): Promise<Record<string, unknown> | undefined> {
  const rows = await factsOf({ recipients, gifts: HEADER + gifts, ...(schedule !== undefined && { schedule }) }, columns, 'giving');
  return rows[0];
}

/** Monthly payments of one pledge from the first of a month of 2026 on. */
function monthly(amount: number, ...months: readonly number[]): string {
  return months.map((month) => `r1,2026-${String(month).padStart(2, '0')}-01T04:00:00Z,${String(amount)},EUR,regular,wells,\n`).join('');
}

describe('giving', () => {
  it('takes the median of the last five comparable gifts for the base, so that one large gift does not set it', async () => {
    const gifts = ['2021-01-01T00:00:00Z,5', '2024-01-01T00:00:00Z,20', '2024-06-01T00:00:00Z,25', '2025-01-01T00:00:00Z,5000', '2025-06-01T00:00:00Z,30', '2026-01-01T00:00:00Z,25'].map((gift) => `r1,${gift},EUR,single,,\n`).join('');
    expect(await giving(gifts, ['gifts', 'gift_base', 'gift_median', 'last_gift_amount', 'last_gift_at', 'first_gift_at', 'highest_gift_amount', 'highest_gift_at', 'pledge_active'])).toEqual({
      gifts: 6, gift_base: 25, gift_median: 25, last_gift_amount: 25, last_gift_at: '2026-01-01T00:00:00.000Z', first_gift_at: '2021-01-01T00:00:00.000Z',
      highest_gift_amount: 5000, highest_gift_at: '2025-01-01T00:00:00.000Z', pledge_active: false,
    });
  });

  it('leaves out of the base what is given in memory, at events, by will or by an employer', async () => {
    const gifts = 'r1,2026-01-01T00:00:00Z,40,EUR,,,\n' + ['in_memory', 'event', 'legacy', 'match'].map((type) => `r1,2026-06-01T00:00:00Z,500,EUR,${type},,\n`).join('');
    expect(await giving(gifts, ['gifts', 'gifts_comparable', 'gifts_in_memory', 'gift_base', 'highest_gift_amount', 'last_gift_at', 'last_in_memory_at'])).toEqual({
      gifts: 5, gifts_comparable: 1, gifts_in_memory: 1, gift_base: 40, highest_gift_amount: 40, last_gift_at: '2026-01-01T00:00:00.000Z', last_in_memory_at: '2026-06-01T00:00:00.000Z',
    });
  });

  it('never adds currencies up: the last one counts', async () => {
    expect(await giving('r1,2025-01-01T00:00:00Z,5000,JPY,single,,\nr1,2026-01-01T00:00:00Z,40,eur,single,,\n', ['gift_currency', 'gift_base', 'highest_gift_amount'])).toEqual({ gift_currency: 'EUR', gift_base: 40, highest_gift_amount: 40 });
  });

  it('takes the pledge for the base of who gives regularly, and knows its rhythm', async () => {
    const gifts = `r1,2026-01-01T04:00:00Z,15,EUR,regular,wells,start\n${monthly(15, 2, 3, 4)}r1,2026-05-01T04:00:00Z,20,EUR,regular,wells,upgrade\n${monthly(20, 6, 7, 8, 9, 10, 11)}r1,2026-11-20T00:00:00Z,300,EUR,single,,\n`;
    expect(await giving(gifts, ['pledge_active', 'pledge_amount', 'gift_base', 'pledge_since', 'pledge_interval_days', 'last_upgrade_at', 'last_downgrade_at', 'last_gift_amount'])).toEqual({
      pledge_active: true, pledge_amount: 20, gift_base: 20, pledge_since: '2026-01-01T04:00:00.000Z', pledge_interval_days: 31, last_upgrade_at: '2026-05-01T04:00:00.000Z', last_downgrade_at: null, last_gift_amount: 300,
    });
  });

  it('sees a change of amount that no event names, and not a payment made up for later', async () => {
    expect(await giving(monthly(15, 1, 2, 3) + monthly(20, 4, 5, 6), ['last_upgrade_at', 'last_downgrade_at'])).toEqual({ last_upgrade_at: '2026-04-01T04:00:00.000Z', last_downgrade_at: null });
    expect(await giving(monthly(20, 1, 2, 3) + monthly(15, 4, 5, 6), ['last_upgrade_at', 'last_downgrade_at'])).toEqual({ last_upgrade_at: null, last_downgrade_at: '2026-04-01T04:00:00.000Z' });
    expect(await giving(monthly(15, 1, 2) + monthly(30, 4) + monthly(15, 5, 6), ['last_upgrade_at', 'last_downgrade_at'])).toEqual({ last_upgrade_at: null, last_downgrade_at: null });
  });

  it('does not take a renewed card for a new start', async () => {
    const renewed = `r1,2026-01-01T04:00:00Z,15,EUR,regular,wells,start\n${monthly(15, 2, 3)}r1,2026-04-10T04:00:00Z,15,EUR,regular,wells,start\n`;
    expect(await giving(renewed, ['pledge_since'])).toEqual({ pledge_since: '2026-01-01T04:00:00.000Z' });
    expect(await giving(renewed.replace('2026-04-10', '2026-08-10'), ['pledge_since'])).toEqual({ pledge_since: '2026-08-10T04:00:00.000Z' });
  });

  it('takes of two pledges side by side that of the campaign\'s programme, and the latest where there is none or it has ended', async () => {
    const sea = (...months: readonly number[]): string => months.map((month) => `r1,2026-${String(month).padStart(2, '0')}-20T04:00:00Z,50,EUR,regular,Sea rescue,\n`).join('');
    const base = async (gifts: string, programme?: string): Promise<unknown> => (await factsOf({ recipients, gifts: HEADER + gifts, manifest: programme === undefined ? {} : { programme } }, ['pledge_amount'], 'giving'))[0]?.['pledge_amount'];
    const both = monthly(10, 5, 6, 7, 8, 9, 10, 11) + sea(5, 6, 7, 8, 9, 10, 11);
    expect(await Promise.all([base(both, 'Wells'), base(both, 'sea-rescue'), base(both, 'schools'), base(both)])).toEqual([10, 50, 50, 50]);
    expect(await base(monthly(10, 5, 6, 7, 8) + sea(9, 10, 11), 'wells')).toBe(50);
  });

  it('does not take a pledge that moved to another currency or programme for a new start, and a second one beside it for one', async () => {
    const moved = (currency: string, programme: string, amount: number) => monthly(10, 1, 2, 3, 4, 5, 6, 7, 8) + [9, 10, 11].map((month) => `r1,2026-${String(month).padStart(2, '0')}-01T04:00:00Z,${String(amount)},${currency},regular,${programme},\n`).join('');
    const since = { pledge_since: '2026-01-01T04:00:00.000Z' };
    expect(await giving(moved('GBP', 'wells', 9), ['pledge_since'])).toEqual(since);
    expect(await giving(moved('EUR', 'schools', 10), ['pledge_since'])).toEqual(since);
    expect(await giving(moved('EUR', 'schools', 10) + monthly(10, 9, 10, 11), ['pledge_since'])).toEqual({ pledge_since: '2026-09-01T04:00:00.000Z' });
    expect(await giving(moved('EUR', 'schools', 15), ['pledge_since'])).toEqual({ pledge_since: '2026-09-01T04:00:00.000Z' });
  });

  it('ends a pledge with its cancellation, or when payments stay away; starting again makes it live', async () => {
    const start = 'r1,2025-01-01T04:00:00Z,15,EUR,regular,wells,start\n';
    const cancel = 'r1,2026-11-10T00:00:00Z,0,EUR,regular,wells,cancel\n';
    expect(await giving(start + monthly(15, 9, 10, 11) + cancel, ['pledge_active', 'pledge_amount', 'last_cancel_at'])).toEqual({ pledge_active: false, pledge_amount: null, last_cancel_at: '2026-11-10T00:00:00.000Z' });
    expect(await giving(start + monthly(15, 1, 2, 3), ['pledge_active', 'gift_base'])).toEqual({ pledge_active: false, gift_base: 15 });
    expect(await giving(`${start}${cancel}r1,2026-11-20T04:00:00Z,15,EUR,regular,wells,start\n`, ['pledge_active'])).toEqual({ pledge_active: true });
    expect(await giving(start, ['pledge_active'])).toEqual({ pledge_active: true });
  });

  it('says for which gift thanks are due: a payment of a running pledge wants none', async () => {
    expect(await giving(`r1,2026-01-01T04:00:00Z,15,EUR,regular,wells,start\n${monthly(15, 2, 3)}`, ['thanks_due_at'])).toEqual({ thanks_due_at: '2026-01-01T04:00:00.000Z' });
    expect(await giving('r1,2026-11-20T00:00:00Z,50,EUR,in_memory,,\nr1,2026-11-25T00:00:00Z,50,EUR,match,,\n', ['thanks_due_at'])).toEqual({ thanks_due_at: '2026-11-20T00:00:00.000Z' });
  });

  it('counts no refusal, cancellation or refund as a gift, nor a gift whose whole amount was given back', async () => {
    const rows = ['2025-11-01T00:00:00Z,40,EUR,single,,', '2025-12-01T00:00:00Z,500,EUR,single,,', '2025-12-09T00:00:00Z,-500,EUR,single,,', '2026-01-01T00:00:00Z,40,EUR,single,,',
      '2026-02-01T00:00:00Z,60,EUR,regular,,decline', '2026-03-01T00:00:00Z,-15,EUR,single,,'];
    expect(await giving(rows.map((row) => `r1,${row}\n`).join(''), ['gifts', 'gift_base', 'highest_gift_amount', 'last_decline_at', 'last_refund_at'])).toEqual({
      gifts: 2, gift_base: 40, highest_gift_amount: 40, last_decline_at: '2026-02-01T00:00:00.000Z', last_refund_at: '2026-03-01T00:00:00.000Z',
    });
  });

  it('takes a refund for one of the last gift of its amount and currency that was not given back yet, whatever came between', async () => {
    const single = (...gifts: readonly string[]) => giving(gifts.map((gift) => `r1,${gift},EUR,single,,\n`).join(''), ['gifts', 'last_gift_at', 'gift_base']);
    // Two of three gifts of 50 went back, the last two, with one of 30 between; a refund before any gift is of none of these.
    expect(await single('2025-01-01,-50', '2025-02-01,50', '2025-03-01,50', '2025-04-01,30', '2025-05-01,50', '2025-06-01,-50', '2025-07-01,-50')).toEqual({ gifts: 2, last_gift_at: '2025-04-01T00:00:00.000Z', gift_base: 40 });
    expect(await single('2025-02-01,50', '2025-03-01,-50', '2025-04-01,50', '2025-05-01,-20')).toEqual({ gifts: 1, last_gift_at: '2025-04-01T00:00:00.000Z', gift_base: 50 });
    expect(await giving('r1,2025-02-01,50,EUR,single,,\nr1,2025-03-01,-50,USD,single,,\n', ['gifts'])).toEqual({ gifts: 1 });
  });

  it('counts no upgrade that was given back, nor the row that gives it back', async () => {
    const raised = `${monthly(15, 1, 2, 3, 4)}r1,2026-05-01T04:00:00Z,20,EUR,regular,wells,upgrade\n`;
    expect(await giving(raised, ['last_upgrade_at', 'pledge_amount'])).toEqual({ last_upgrade_at: '2026-05-01T04:00:00.000Z', pledge_amount: null });
    expect(await giving(`${raised}r1,2026-05-09T00:00:00Z,-20,EUR,regular,wells,upgrade\n${monthly(15, 6, 7, 8, 9, 10, 11)}`, ['last_upgrade_at', 'last_downgrade_at', 'pledge_amount'])).toEqual({ last_upgrade_at: null, last_downgrade_at: null, pledge_amount: 15 });
  });

  it('knows who raised a single gift by himself', async () => {
    expect(await giving('r1,2025-01-01T00:00:00Z,20,EUR,single,,\nr1,2026-01-01T00:00:00Z,30,EUR,single,,\n', ['last_gift_raised'])).toEqual({ last_gift_raised: true });
    expect(await giving('r1,2025-01-01T00:00:00Z,30,EUR,single,,\nr1,2026-01-01T00:00:00Z,30,EUR,single,,\n', ['last_gift_raised'])).toEqual({ last_gift_raised: false });
  });

  it('is judged at each recipient\'s own slot', async () => {
    const gift = 'r1,2026-12-01T18:00:00Z,40,EUR,single,,\n';
    expect(await giving(gift, ['gifts'])).toEqual({ gifts: 0 });
    expect((await factsOf({ recipients }, ['gifts'], 'giving'))[0]).toEqual({ gifts: null });
    expect(await giving(gift, ['gifts'], 'recipient_id,send_at\nr1,2026-12-02T09:00:00Z\n')).toEqual({ gifts: 1 });
  });
});
