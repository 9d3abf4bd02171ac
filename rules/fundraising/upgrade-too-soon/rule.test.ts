import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const GIFTS = 'recipient_id,occurred_at,amount,currency,type,event\n';
const OLD = ['r1', 'r2', 'r3', 'søren'].map((id) => `${id},2024-01-01T00:00:00Z,15,EUR,regular,start\n`).join('');

async function run(gifts: string, { manifest = { kind: 'fundraising', ask: { type: 'upgrade' } }, options = {}, schedule }: { manifest?: Manifest; options?: object; schedule?: string } = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id\nr1\nr2\nr3\nsøren\n', gifts: GIFTS + gifts, manifest, ...(schedule !== undefined && { schedule }) }, {}, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

describe('fundraising/upgrade-too-soon', () => {
  it('holds who has just started, raised or reduced', async () => {
    const gifts = `${OLD.replace('r1,2024', 'r1,2026').replace('01-01', '08-01')}r2,2026-09-01T00:00:00Z,20,EUR,regular,upgrade\nr3,2026-02-01T00:00:00Z,10,EUR,regular,downgrade\n`;
    expect(await run(gifts)).toMatchObject([
      { messageId: 'justStarted', severity: 'error', recipients: ['r1'] },
      { messageId: 'justRaised', severity: 'error', recipients: ['r2'] },
      { messageId: 'reduced', severity: 'error', recipients: ['r3'] },
    ]);
  });

  it('holds who paused', async () => {
    expect(await found(`${OLD}r1,2026-02-01T00:00:00Z,,,regular,pausiert\nr2,2026-02-01T00:00:00Z,0,EUR,regular,Pause\n`)).toEqual(['reduced: r1 r2']);
  });

  it('warns a little longer, and of a no', async () => {
    const gifts = 'r1,2026-04-01T00:00:00Z,15,EUR,regular,start\nr2,2024-01-01T00:00:00Z,15,EUR,regular,start\nr2,2026-02-01T00:00:00Z,20,EUR,regular,upgrade\nr3,2024-01-01T00:00:00Z,15,EUR,regular,start\nr3,2026-09-01T00:00:00Z,20,EUR,regular,decline\n';
    expect(await run(gifts)).toMatchObject([
      { messageId: 'earlyStart', severity: 'warning', recipients: ['r1'] }, { messageId: 'earlyRaise', severity: 'warning', recipients: ['r2'] }, { messageId: 'declined', severity: 'warning', recipients: ['r3'] },
    ]);
  });

  it('warns where a single giver gave more by himself, or only just', async () => {
    const gifts = 'r1,2024-01-01T00:00:00Z,20,EUR,single,\nr1,2026-03-01T00:00:00Z,40,EUR,single,\nr2,2024-01-01T00:00:00Z,20,EUR,single,\nr2,2026-11-01T00:00:00Z,20,EUR,single,\nr3,2026-03-01T00:00:00Z,20,EUR,single,\n';
    expect(await found(gifts)).toEqual(['raisedByThemselves: r1', 'justGave: r2']);
  });

  it('lets be who has given the same for long, and whose card was renewed', async () => {
    expect(await found(OLD)).toEqual([]);
    expect(await found(`${OLD}r1,2026-09-01T00:00:00Z,15,EUR,regular,\nr1,2026-10-03T00:00:00Z,15,EUR,regular,start\n`)).toEqual([]);
  });

  it('is judged at each recipient\'s own slot', async () => {
    const gifts = 'søren,2026-04-01T00:00:00Z,15,EUR,regular,start\n';
    expect(await found(gifts, { schedule: 'recipient_id,send_at\nsøren,2027-02-01T09:00:00Z\n' })).toEqual([]);
  });

  it('asks nothing of other mail', async () => {
    const gifts = 'r1,2026-10-01T00:00:00Z,15,EUR,regular,start\n';
    for (const manifest of [{ kind: 'fundraising', ask: { type: 'single' } }, { kind: 'newsletter' }, { kind: 'fundraising' }] as const) expect(await found(gifts, { manifest })).toEqual([]);
  });

  it('takes each term from its option', async () => {
    const start = 'r1,2026-08-01T00:00:00Z,15,EUR,regular,start\n';
    expect(await found(start, { options: { minimumMonths: 3 } })).toEqual(['earlyStart: r1']);
    expect(await found(start, { options: { minimumMonths: 3, comfortableMonths: 3 } })).toEqual([]);
    expect(await found(`${OLD}r2,2026-02-01T00:00:00Z,20,EUR,regular,upgrade\n`, { options: { monthsAfterUpgrade: 6 } })).toEqual([]);
    expect(await found(`${OLD}r2,2026-02-01T00:00:00Z,10,EUR,regular,downgrade\n`, { options: { monthsAfterDowngrade: 6 } })).toEqual([]);
    expect(await found(`${OLD}r2,2026-09-01T00:00:00Z,20,EUR,regular,decline\n`, { options: { monthsAfterDecline: 2 } })).toEqual([]);
    expect(await found('r2,2026-11-01T00:00:00Z,20,EUR,single,\n', { options: { daysAfterGift: 14 } })).toEqual([]);
  });
});
