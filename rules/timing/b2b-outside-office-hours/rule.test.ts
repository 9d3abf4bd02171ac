import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const found = async (people: readonly (readonly [id: string, email: string, place: string, sendAt: string])[], { manifest = {}, options = {}, events = '' } = {}) => shortly(await runAudienceRule(rule, {
  recipients: ['recipient_id,email,country,region', ...people.map(([id, email, place]) => `${id},${email},${place}`)].join('\n'),
  schedule: ['recipient_id,send_at', ...people.map(([id, , , sendAt]) => `${id},${sendAt}`)].join('\n'),
  ...(events !== '' && { events: `recipient_id,type,occurred_at\n${events}` }),
}, { manifest }, options));

const WORK = 'ada@acme-pumps.de';

describe('timing/b2b-outside-office-hours', () => {
  it('reports hours, days off and public holidays on the recipient\'s own clock', async () => {
    expect(await found([
      ['office', WORK, 'DE,', '2026-12-03T09:00:00Z'], ['evening', WORK, 'DE,', '2026-12-03T18:00:00Z'], ['saturday', WORK, 'DE,', '2026-12-05T09:00:00Z'],
      ['christmas', WORK, 'DE,', '2026-12-25T09:00:00Z'], ['california', 'ada@acme-pumps.com', 'US,CA', '2026-12-03T12:00:00Z'],
    ])).toEqual(['holiday: christmas', 'dayOff: saturday', 'hours: california evening']);
  });

  it('knows holidays of a region, and weeks that begin on Sunday', async () => {
    expect(await found([['bavaria', WORK, 'DE,BY', '2027-01-06T09:00:00Z'], ['berlin', WORK, 'DE,BE', '2027-01-06T09:00:00Z']])).toEqual(['holiday: bavaria']);
    expect(await found([['friday', 'ada@pumps.co.il', 'IL,', '2026-12-11T09:00:00Z'], ['sunday', 'ada@pumps.co.il', 'IL,', '2026-12-13T09:00:00Z']])).toEqual(['dayOff: friday']);
  });

  it('is silent on free mail, the context b2c, transactional mail and unknown zones', async () => {
    const night: readonly [string, string, string, string] = ['a', WORK, 'DE,', '2026-12-05T22:00:00Z'];
    expect(await found([['a', 'ada@gmail.com', 'DE,', '2026-12-05T22:00:00Z'], ['b', 'ada@acme-pumps.com', 'US,', '2026-12-05T22:00:00Z']])).toEqual([]);
    expect(await found([night], { manifest: { context: 'b2c' } })).toEqual([]);
    expect(await found([night], { manifest: { kind: 'transactional' } })).toEqual([]);
  });

  it('gives way to a proven habit of the evening', async () => {
    const evening: readonly [string, string, string, string] = ['a', WORK, 'DE,', '2026-12-03T19:00:00Z'];
    const events = Array.from({ length: 8 }, (_, day) => `a,click,2026-11-1${String(day)}T19:20:00Z`).join('\n');
    expect(await found([evening], { events })).toEqual([]);
    expect(await found([evening], { events, options: { personalReactions: 9 } })).toEqual(['hours: a']);
  });

  it('takes hours and days from its options', async () => {
    expect(await found([['a', WORK, 'DE,', '2026-12-05T18:30:00Z']], { options: { until: 20, days: [1, 2, 3, 4, 5, 6] } })).toEqual([]);
  });
});
