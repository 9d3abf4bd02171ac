import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const UPGRADE: Manifest = { kind: 'fundraising', ask: { type: 'upgrade', currency: 'EUR', amountField: 'ask_amount' } };
const SINGLE: Manifest = { kind: 'fundraising', ask: { type: 'single', currency: 'EUR' } };
const HEADER = 'recipient_id,occurred_at,amount,currency,type,event\n';

function pledges(...amounts: readonly number[]): string {
  return amounts.map((amount, index) => `r${String(index + 1)},2025-01-01T00:00:00Z,${String(amount)},EUR,regular,start\n`).join('');
}
function singles(at: string, ...amounts: readonly number[]): string {
  return amounts.map((amount, index) => `r${String(index + 1)},${at},${String(amount)},EUR,single,\n`).join('');
}

async function found(gifts: string, asked: readonly (number | string)[], { manifest = UPGRADE, options = {}, html = '<p>Hi</p>', column = 'ask_amount' }: { manifest?: Manifest; options?: object; html?: string; column?: string } = {}) {
  const recipients = `recipient_id,${column}\n${asked.map((value, index) => `r${String(index + 1)},"${String(value)}"\n`).join('')}`;
  return shortly(await runAudienceRule(rule, { recipients, gifts: HEADER + gifts, manifest }, { html: `<html lang="pl"><body>${html}</body></html>` }, options));
}

describe('fundraising/upgrade-amount-implausible', () => {
  it('finds a preset that has nothing to do with the pledge, is too large a step, or is no step', async () => {
    expect(await found(pledges(12, 20, 15, 15), [250, 50, 15, 20])).toEqual(['farTooMuch: r1', 'notMore: r3', 'tooMuch: r2']);
  });

  it('finds a raise that is hardly one', async () => {
    expect(await found(pledges(40, 20, 40, 30.1), [42, 22, 44, 33.11])).toEqual(['tooSmall: r1']);
    expect(await found(pledges(40), [42], { options: { minimumStep: 1 } })).toEqual([]);
  });

  it('lets small pledges take a round step', async () => {
    expect(await found(pledges(5, 8, 10), [8, 10, 15])).toEqual([]);
    expect(await found(pledges(5, 8, 10), [8, 10, 16], { options: { smallStep: 0 } })).toEqual(['tooMuch: r1 r3']);
  });

  it('finds an amount of nothing', async () => {
    expect(await found(pledges(15, 15, 15), [0, -5, 20])).toEqual(['noAmount: r1 r2']);
  });

  it('is an error where the amount is a mistake, and a warning where it only fits badly', async () => {
    const recipients = 'recipient_id,ask_amount\nr1,250\nr2,50\nr3,15\nr4,0\nr5,42\n';
    const findings = await runAudienceRule(rule, { recipients, gifts: HEADER + pledges(12, 20, 15, 15, 40), manifest: UPGRADE });
    expect(findings.map(({ messageId, severity }) => `${severity}: ${messageId}`).sort()).toEqual(['error: farTooMuch', 'error: noAmount', 'error: notMore', 'warning: tooMuch', 'warning: tooSmall']);
  });

  it('measures single gifts by their median, an outlier and gifts in memory aside', async () => {
    const gifts = `${singles('2026-01-01T00:00:00Z', 20, 20)}${singles('2026-02-01T00:00:00Z', 20, 20)}${singles('2026-03-01T00:00:00Z', 500, 25)}r2,2026-04-01T00:00:00Z,900,EUR,in_memory,\n`;
    expect(await found(gifts, [25, 100], { manifest: { ...SINGLE, ask: { ...SINGLE.ask, amountField: 'ask_amount' } } })).toEqual(['tooMuch: r2']);
    expect(await found(gifts, [10, 25], { manifest: { ...SINGLE, ask: { ...SINGLE.ask, amountField: 'ask_amount' } } })).toEqual(['tooLittle: r1']);
  });

  it('asks lapsed donors for their last gift at most', async () => {
    expect(await found(singles('2024-03-01T00:00:00Z', 50, 50), [60, 40], { manifest: SINGLE })).toEqual(['aboveLast: r1']);
    expect(await found(singles('2025-12-20T00:00:00Z', 50), [60], { manifest: SINGLE, options: { lapsedMonths: 6 } })).toEqual(['aboveLast: r1']);
  });

  it('measures buttons that are the same for all by their lowest and highest amount', async () => {
    const html = '<a class="button" href="https://x.example/?amount=50">50 €</a><a class="button" href="https://x.example/?amount=100">100 €</a><a class="button" href="https://x.example/?amount=200">200 €</a>';
    expect(await found(singles('2026-03-01T00:00:00Z', 60, 20, 400), ['', '', ''], { manifest: SINGLE, html, column: 'city' })).toEqual(['tooMuch: r2', 'tooLittle: r3']);
  });

  it('does not measure a single gift by a pledge, nor one currency by another', async () => {
    expect(await found(pledges(15), [200], { manifest: SINGLE })).toEqual([]);
    expect(await found(pledges(15).replace('EUR', 'JPY'), [50])).toEqual([]);
    expect(await found(pledges(15), [50], { manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('takes its factors from its options', async () => {
    expect(await found(pledges(20), [50], { options: { maximumStep: 3 } })).toEqual([]);
    expect(await found(pledges(12), [250], { options: { absurdFactor: 30 } })).toEqual(['tooMuch: r1']);
    expect(await found(singles('2026-03-01T00:00:00Z', 50), [30], { manifest: SINGLE, options: { minimumShare: 0.5 } })).toEqual([]);
  });
});
