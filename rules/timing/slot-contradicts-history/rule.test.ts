import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const HEAD = 'recipient_id,type,occurred_at,message_id,url,user_agent\n';
const reactions = (hours: readonly number[], type = 'click') => hours.map((hour, day) => `ö,${type},2026-11-${String(day + 1).padStart(2, '0')}T${String(hour).padStart(2, '0')}:10:00Z,m${String(day)},https://a.example/1,`).join('\n');
const found = async (events: string, { sendAt = '2026-12-01T07:30:00Z', email = 'a@gmail.com', options = {} } = {}) => shortly(await runAudienceRule(rule, {
  recipients: `recipient_id,email,country\nö,${email},DE`, events: HEAD + events, schedule: `recipient_id,send_at\nö,${sendAt}`,
}, {}, options));

describe('timing/slot-contradicts-history', () => {
  it('reports a morning for who has always reacted in the evening', async () => {
    expect(await found(reactions([19, 19, 20, 18, 19]))).toEqual(['never: ö']);
    expect(await found(reactions([19, 19, 20, 18, 19]), { sendAt: '2026-12-01T18:00:00Z' })).toEqual([]);
  });

  it('asks for five reactions, and for a clear habit', async () => {
    expect(await found(reactions([19, 19, 20, 18]))).toEqual([]);
    expect(await found(reactions([19, 19, 20, 18]), { options: { minimumReactions: 4 } })).toEqual(['never: ö']);
    expect(await found(reactions([12, 15, 18, 21, 0]))).toEqual([]);
    expect(await found(reactions([19, 19, 20, 18, 7]))).toEqual([]);
  });

  it('lets opens, the clicks of scanners and bursts count for nothing', async () => {
    expect(await found(reactions([19, 19, 20, 18, 19], 'open'))).toEqual([]);
    expect(await found(reactions([19, 19, 20, 18, 19]).replaceAll(/,$/gm, ',Barracuda Sentinel'))).toEqual([]);
    expect(await found([1, 2, 3, 4, 5].flatMap((day) => [1, 2, 3].map((link) => `ö,click,2026-11-0${String(day)}T19:10:0${String(link)}Z,m${String(day)},https://a.example/${String(link)},`)).join('\n'))).toEqual([]);
  });

  it('moves a work address out of office hours on more evidence only', async () => {
    const email = 'a@acme-pumps.de';
    expect(await found(reactions([19, 19, 20, 18, 19]), { email })).toEqual([]);
    expect(await found(reactions([19, 19, 20, 18, 19]), { email, options: { officeReactions: 5 } })).toEqual(['never: ö']);
    expect(await found(reactions([19, 19, 20, 18, 19]), { email, options: { officeUntil: 23 } })).toEqual(['never: ö']);
    expect(await found(reactions([6, 6, 6, 6, 6]), { email, sendAt: '2026-12-01T14:30:00Z', options: { officeFrom: 7 } })).toEqual(['never: ö']);
  });
});
