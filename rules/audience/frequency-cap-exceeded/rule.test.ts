import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import type { AudienceText } from '../../../test/audience/audience-of.js';
import rule from './rule.js';

/** Sends to one recipient, so many days before the send instant. */
function sentTo(recipient: string, ...daysBefore: number[]): string {
  return daysBefore.map((days) => `${recipient},sent,${new Date(Date.UTC(2026, 11, 1, 9) - days * 86_400_000).toISOString()},,\n`).join('');
}

async function found(events: string, options = {}, tables: Partial<AudienceText> = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nmüller\n', events: `recipient_id,type,occurred_at,triggered,category\n${events}`, manifest: { kind: 'marketing' }, ...tables }, {}, options);
}

describe('audience/frequency-cap-exceeded', () => {
  it('reports a second mail within 24 hours, a fourth in a week, a ninth in a month', async () => {
    const events = sentTo('r1', 0.5) + sentTo('r2', 2, 3, 4) + sentTo('müller', 8, 9, 10, 12, 15, 18, 20, 25);
    expect(shortly(await found(events))).toEqual(['day: r1', 'week: r2', 'month: müller']);
  });

  it('counts a recipient once, for the closest mail', async () => {
    expect(shortly(await found(sentTo('r1', 0.2, 0.4, 2, 3)))).toEqual(['day: r1']);
  });

  it('lets a weekly newsletter be', async () => {
    expect(await found(sentTo('r1', 7, 14, 21, 28) + sentTo('r2', 1.1))).toEqual([]);
  });

  it('counts neither triggered nor service mail', async () => {
    expect(await found('r1,sent,2026-12-01T08:00:00Z,true,\nr2,sent,2026-12-01T08:00:00Z,,transactional\n')).toEqual([]);
  });

  it('looks back from each recipient\'s own slot', async () => {
    expect(shortly(await found(sentTo('r1', 0.5) + sentTo('r2', 0.5), {}, { schedule: 'recipient_id,send_at\nr1,2026-12-03T18:00:00Z\n' }))).toEqual(['day: r2']);
  });

  it('takes each cap from its option', async () => {
    expect(await found(sentTo('r1', 0.5), { perDay: 2 })).toEqual([]);
    expect(shortly(await found(sentTo('r1', 2), { perWeek: 1 }))).toEqual(['week: r1']);
    expect(shortly(await found(sentTo('r1', 20), { perMonth: 1 }))).toEqual(['month: r1']);
  });

  it('never stops a receipt', async () => {
    expect(await found(sentTo('r1', 0.1), {}, { manifest: { kind: 'transactional' } })).toEqual([]);
  });
});
