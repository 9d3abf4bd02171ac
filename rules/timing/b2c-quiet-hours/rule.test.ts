import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const found = async (people: readonly (readonly [id: string, email: string, zone: string, sendAt: string])[], options = {}, events = '') => shortly(await runAudienceRule(rule, {
  recipients: ['recipient_id,email,timezone', ...people.map(([id, email, zone]) => `${id},${email},${zone}`)].join('\n'),
  schedule: ['recipient_id,send_at', ...people.map(([id, , , sendAt]) => `${id},${sendAt}`)].join('\n'),
  ...(events !== '' && { events: `recipient_id,type,occurred_at\n${events}` }),
}, {}, options));

describe('timing/b2c-quiet-hours', () => {
  it('reports the night of each recipient, work addresses aside', async () => {
    expect(await found([
      ['berlin', 'jörg@gmail.com', 'Europe/Berlin', '2026-12-03T02:00:00Z'], ['tokyo', 'b@gmail.com', 'Asia/Tokyo', '2026-12-03T02:00:00Z'],
      ['work', 'c@acme-pumps.de', 'Europe/Berlin', '2026-12-03T02:00:00Z'], ['unknown', 'd@gmail.com', '', '2026-12-03T02:00:00Z'],
    ])).toEqual(['night: berlin']);
  });

  it('begins at ten in the evening and ends at seven, or as its options say', async () => {
    const at = (sendAt: string, options = {}) => found([['a', 'a@gmail.com', 'Europe/Berlin', sendAt]], options);
    expect(await at('2026-12-03T20:59:00Z')).toEqual([]);
    expect(await at('2026-12-03T21:00:00Z')).toEqual(['night: a']);
    expect(await at('2026-12-03T05:59:00Z')).toEqual(['night: a']);
    expect(await at('2026-12-03T06:00:00Z')).toEqual([]);
    expect(await at('2026-12-03T21:00:00Z', { from: 23 })).toEqual([]);
    expect(await at('2026-12-03T06:00:00Z', { until: 8 })).toEqual(['night: a']);
  });

  it('gives way to who reacts at night', async () => {
    const events = Array.from({ length: 5 }, (_, day) => `a,click,2026-11-1${String(day)}T22:20:00Z`).join('\n');
    const person = ['a', 'a@gmail.com', 'Europe/Berlin', '2026-12-03T22:00:00Z'] as const;
    expect(await found([person], {}, events)).toEqual([]);
    expect(await found([person], { personalReactions: 6 }, events)).toEqual(['night: a']);
  });
});
