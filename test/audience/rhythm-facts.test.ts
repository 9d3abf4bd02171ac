import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';

const COLUMNS = ['reactions', 'reactions_near_slot', 'best_reactions', 'best_hour'];
const rhythmOf = async (events: readonly string[], { zone = 'Europe/Berlin', sendAt = '2026-12-01T08:00:00Z' } = {}) => (await factsOf({
  recipients: `recipient_id,timezone\na,${zone}`,
  events: ['recipient_id,type,occurred_at,message_id,url,user_agent', ...events].join('\n'),
  schedule: `recipient_id,send_at\na,${sendAt}`,
  facts: new Set(['slot', 'rhythm']),
}, COLUMNS, 'slot', 'rhythm'))[0];

describe('the rhythm of a recipient', () => {
  it('counts reactions on his clock in summer and in winter', async () => {
    expect(await rhythmOf(['a,click,2026-07-01T06:30:00Z,m1,,', 'a,click,2026-11-01T07:30:00Z,m2,,', 'a,reply,2026-11-02T19:30:00Z,m3,,'])).toEqual({ reactions: 3, reactions_near_slot: 2, best_reactions: 2, best_hour: 8 });
  });

  it('takes hours around midnight for neighbours', async () => {
    expect(await rhythmOf(['a,click,2026-11-01T22:30:00Z,m1,,', 'a,click,2026-11-02T23:30:00Z,m2,,'], { sendAt: '2026-12-01T22:00:00Z' })).toMatchObject({ reactions_near_slot: 2, best_reactions: 2 });
  });

  it('leaves out opens, older years, machines, midnight gifts and clicks right after the send', async () => {
    expect(await rhythmOf([
      'a,open,2026-11-01T07:30:00Z,m1,,', 'a,click,2025-11-01T07:30:00Z,m2,,', 'a,click,2026-11-02T07:30:00Z,m3,,Barracuda Sentinel', 'a,gift,2026-11-03T00:00:00Z,,,',
      'a,sent,2026-11-04T07:30:00Z,m4,,', 'a,click,2026-11-04T07:30:05Z,m4,,', 'a,click,2026-11-05T07:30:00Z,m5,,',
    ])).toMatchObject({ reactions: 1 });
  });

  it('takes an hour of many clicks for one reaction', async () => {
    expect(await rhythmOf(['a,click,2026-11-01T07:30:00Z,m1,,', 'a,click,2026-11-01T07:40:00Z,m1,,', 'a,click,2026-11-01T07:50:00Z,m1,,'])).toMatchObject({ reactions: 1 });
  });

  it('is not known without a zone', async () => {
    expect(await rhythmOf(['a,click,2026-11-01T07:30:00Z,m1,,'], { zone: '' })).toEqual({ reactions: null, reactions_near_slot: null, best_reactions: null, best_hour: null });
  });
});
