import { describe, expect, it } from 'vitest';
import { onOneAudience, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const GIFTS = 'recipient_id,occurred_at,amount,currency,type,event\nmonthly,2025-01-01T00:00:00Z,15,EUR,regular,start\nmonthly,2026-11-01T00:00:00Z,15,EUR,regular,\nrecent,2026-09-01T00:00:00Z,50,EUR,single,\nlapsed,2024-09-01T00:00:00Z,50,EUR,single,\nyearly,2025-11-15T00:00:00Z,50,EUR,single,\n';
const RECIPIENTS = 'recipient_id\nmonthly\nrecent\nlapsed\nyearly\nnever\n';

const judged = onOneAudience(rule, { recipients: RECIPIENTS, gifts: GIFTS });

async function found(html: string, { manifest = { kind: 'fundraising' as const }, options = {} }: { manifest?: object; options?: object } = {}) {
  return shortly(await judged({ html: `<html><body>${html}</body></html>`, manifest }, options));
}

describe('fundraising/donor-status-copy-mismatch', () => {
  it('finds monthly donors who are asked to start giving monthly', async () => {
    expect(await found('<p>Become a monthly donor today.</p>')).toEqual(['startMonthly: monthly']);
  });

  it('finds thanks for a support that is long past or never was; a yearly giver has some days of grace', async () => {
    expect(await found('<p>Thank you for your continued support!</p>')).toEqual(['continued: lapsed never']);
    expect(await found('<p>Thank you for your continued support!</p>', { options: { graceDays: 0 } })).toEqual(['continued: lapsed never yearly']);
    expect(await found('<p>Thank you for your continued support!</p>', { options: { lapsedMonths: 36 } })).toEqual(['continued: never']);
  });

  it('finds donors who are missed although they have just given', async () => {
    expect(await found('<h1>We miss you</h1>')).toEqual(['missYou: monthly recent']);
    expect(await found('<h1>We miss you</h1>', { options: { activeMonths: 1 } })).toEqual(['missYou: monthly']);
  });

  it.each(['Werden Sie Dauerspender.', 'Werden Sie jetzt Dauerspenderin und helfen Sie Monat für Monat.', 'Passez au don mensuel', 'Hazte donante mensual', 'Diventa donatore regolare', 'Word vaste donateur', 'Torne-se doador mensal', 'Bli månadsgivare', 'Bliv fast bidragyder', 'Bli fast giver', 'Ryhdy kuukausilahjoittajaksi', 'Zostań stałym darczyńcą'])('reads "%s"', async (text) => {
    expect(await found(`<p>${text}</p>`)).toEqual(['startMonthly: monthly']);
  });

  it('lets be what only some readers get', async () => {
    expect(await found('{% if customer.monthly == false %}<p>Become a monthly donor today.</p>{% endif %}')).toEqual([]);
  });

  it('lets other words be, and receipts', async () => {
    expect(await found('<p>Monthly donors have paid for six wells.</p>')).toEqual([]);
    expect(await found('<p>We miss you</p>', { manifest: { kind: 'transactional' } })).toEqual([]);
  });
});
