import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const EVENTS = 'recipient_id,type,occurred_at,campaign_id,is_ask\n';

/** Mails to one recipient, so many days before the send instant; asks, or news between them. */
function sent(recipient: string, isAsk: boolean, ...daysBefore: readonly number[]): string {
  return daysBefore.map((days) => `${recipient},sent,${new Date(Date.UTC(2026, 11, 1, 9) - days * 86_400_000).toISOString()},c${String(days)},${String(isAsk)}\n`).join('');
}

async function found(events: string, { manifest = { kind: 'fundraising' }, options = {}, ...more }: { manifest?: Manifest; options?: object; schedule?: string } = {}) {
  return shortly(await runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nżaneta\n', events: EVENTS + events, manifest, ...more }, {}, options));
}

describe('fundraising/ask-frequency', () => {
  it('finds the ask that comes too soon, the third in a row, the seventh in a year', async () => {
    const events = sent('r1', true, 10) + sent('r1', false, 12) + sent('r2', true, 40, 80) + sent('żaneta', true, 40, 90, 140, 190, 240, 290) + sent('żaneta', false, 60, 100, 150, 200, 250);
    expect(await found(events)).toEqual(['tooSoon: r1', 'nothingBetween: r2', 'tooMany: żaneta']);
  });

  it('lets be who is asked twice a year with reports between', async () => {
    expect(await found(sent('r1', true, 60, 240) + sent('r1', false, 20, 100, 300))).toEqual([]);
  });

  it('counts the mails of one campaign once a year', async () => {
    expect(await found((sent('r1', true, 40, 41, 42, 43, 44, 45) + sent('r1', false, 30)).replaceAll(/c4\d/g, 'autumn'))).toEqual([]);
  });

  it('lets the last days of the year be, and whatever season is declared', async () => {
    const events = sent('r1', true, 3) + sent('r1', false, 4);
    const schedule = 'recipient_id,send_at\nr1,2026-12-30T09:00:00Z\n';
    expect(await found(sent('r1', true, -20) + sent('r1', false, 4), { schedule })).toEqual([]);
    expect(await found(events)).toEqual(['tooSoon: r1']);
    expect(await found(events, { options: { seasons: ['11-30/12-06'] } })).toEqual([]);
    expect(await found(events, { options: { seasons: ['11-30/01-06'] } })).toEqual([]);
  });

  it('takes each limit from its option', async () => {
    expect(await found(sent('r1', true, 10) + sent('r1', false, 12), { options: { minimumDays: 7 } })).toEqual([]);
    expect(await found(sent('r1', true, 40, 80), { options: { asksInARow: 3 } })).toEqual([]);
    expect(await found(sent('r1', true, 40, 80) + sent('r1', false, 50, 60), { options: { perYear: 2 } })).toEqual(['tooMany: r1']);
  });

  it('asks nothing of mail that asks for nothing', async () => {
    expect(await found(sent('r1', true, 1, 2, 3), { manifest: { kind: 'newsletter' } })).toEqual([]);
  });
});
