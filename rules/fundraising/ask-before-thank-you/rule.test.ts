import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const GIFTS = 'recipient_id,occurred_at,amount,currency,type,event\n';
const EVENTS = 'recipient_id,type,occurred_at,campaign_id,category,triggered,is_ask\nr9,sent,2024-01-01T00:00:00Z,news,,,false\n';

async function run(gifts: string, events: string, { manifest = { kind: 'fundraising' }, options = {}, ...more }: { manifest?: Manifest; options?: object; schedule?: string } = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nåse\n', gifts: GIFTS + gifts, events: EVENTS + events, manifest, ...more }, {}, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

describe('fundraising/ask-before-thank-you', () => {
  it('holds asks to who gave and was not thanked', async () => {
    const gifts = 'r1,2026-10-01T00:00:00Z,50,EUR,single,\nr2,2026-10-01T00:00:00Z,50,EUR,single,\nåse,2026-10-01T00:00:00Z,50,EUR,in_memory,\n';
    const events = 'r1,sent,2026-10-02T00:00:00Z,x,tack,,false\nr2,sent,2026-10-05T00:00:00Z,news,wells,,false\nåse,sent,2026-01-02T00:00:00Z,thanks,,,false\n';
    expect(await run(gifts, events)).toMatchObject([{ messageId: 'unthanked', severity: 'error', recipients: ['r2', 'åse'] }]);
  });

  it('warns of an ask within two weeks of a gift, thanked or not', async () => {
    expect(await run('r1,2026-11-25T00:00:00Z,50,EUR,single,\n', 'r1,sent,2026-11-25T00:02:00Z,x,wells,true,false\n')).toMatchObject([{ messageId: 'justGave', severity: 'warning', recipients: ['r1'] }]);
  });

  it('takes a gift for thanked that was booked some days after the thank-you', async () => {
    const events = 'r1,sent,2026-09-29T00:00:00Z,x,receipt,,false\n';
    expect(await found('r1,2026-10-01T00:00:00Z,50,EUR,single,\n', events)).toEqual([]);
    expect(await found('r1,2026-10-01T00:00:00Z,50,EUR,single,\n', events, { options: { bookingLagDays: 1 } })).toEqual(['unthanked: r1']);
  });

  it('wants no thanks for each payment of a pledge, but for its start', async () => {
    const pledge = 'r1,2025-01-01T00:00:00Z,15,EUR,regular,start\nr1,2026-10-01T00:00:00Z,15,EUR,regular,\nr1,2026-11-01T00:00:00Z,15,EUR,regular,\n';
    expect(await found(pledge, '')).toEqual([]);
    expect(await found('r1,2026-10-01T00:00:00Z,15,EUR,regular,start\n', '')).toEqual(['unthanked: r1']);
  });

  it('does not judge what the mail history does not reach back to', async () => {
    expect(await found('r1,2025-06-01T00:00:00Z,50,EUR,single,\n', '')).toEqual([]);
    expect(await found('r1,2025-06-01T00:00:00Z,50,EUR,single,\n', '', { options: { lookBackMonths: 24 } })).toEqual(['unthanked: r1']);
  });

  it('is judged at each recipient\'s own slot, by its options, and for asks only', async () => {
    const gift = 'r1,2026-11-25T00:00:00Z,50,EUR,single,\n';
    const thanks = 'r1,sent,2026-11-25T00:02:00Z,x,wells,true,false\n';
    expect(await found(gift, thanks, { schedule: 'recipient_id,send_at\nr1,2026-12-15T09:00:00Z\n' })).toEqual([]);
    expect(await found(gift, thanks, { options: { daysAfterGift: 3 } })).toEqual([]);
    expect(await found(gift, '', { manifest: { kind: 'newsletter' } })).toEqual([]);
  });
});
