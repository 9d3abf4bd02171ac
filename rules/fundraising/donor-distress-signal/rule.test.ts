import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const UPGRADE: Manifest = { kind: 'fundraising', ask: { type: 'upgrade' } };
const GIFTS = 'recipient_id,occurred_at,amount,currency,type,event\n';
const STARTS = ['r1', 'r2', 'müller'].map((id) => `${id},2025-01-01T00:00:00Z,15,EUR,regular,start\n`).join('');

async function run(gifts: string, { manifest = UPGRADE, options = {}, recipients = 'recipient_id\nr1\nr2\nmüller\n', ...more }: { manifest?: Manifest; options?: object; recipients?: string; events?: string } = {}) {
  return runAudienceRule(rule, { recipients, gifts: GIFTS + STARTS + gifts, manifest, ...more }, {}, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

describe('fundraising/donor-distress-signal', () => {
  it('finds who has just stopped, reduced or got a gift back', async () => {
    const gifts = 'r1,2026-10-15T00:00:00Z,0,EUR,regular,cancel\nr2,2026-10-15T00:00:00Z,10,EUR,regular,downgrade\nmüller,2026-10-15T00:00:00Z,-15,EUR,single,\n';
    expect(await found(gifts)).toEqual(['stopped: r1', 'reduced: r2', 'refunded: müller']);
  });

  it('holds upgrades, and warns of other appeals', async () => {
    const gifts = 'r1,2026-10-15T00:00:00Z,0,EUR,regular,cancel\n';
    expect(await run(gifts)).toMatchObject([{ severity: 'error' }]);
    expect(await run(gifts, { manifest: { kind: 'fundraising' } })).toMatchObject([{ severity: 'warning' }]);
    expect(await run(gifts, { manifest: { kind: 'newsletter' } })).toEqual([]);
  });

  it('forgets after a while, and when it has been made good', async () => {
    expect(await found('r1,2026-06-15T00:00:00Z,0,EUR,regular,cancel\n')).toEqual([]);
    expect(await found('r1,2026-06-15T00:00:00Z,0,EUR,regular,cancel\n', { options: { days: 200 } })).toEqual(['stopped: r1']);
    expect(await found('r1,2026-10-15T00:00:00Z,0,EUR,regular,cancel\nr1,2026-10-20T00:00:00Z,15,EUR,regular,start\n')).toEqual([]);
    expect(await found('r1,2026-10-15T00:00:00Z,10,EUR,regular,downgrade\nr1,2026-10-20T00:00:00Z,15,EUR,regular,upgrade\n')).toEqual([]);
  });

  it('finds complaints, and failed payments that no payment followed', async () => {
    const events = 'recipient_id,type,occurred_at,category,triggered\nr1,complaint,2026-11-01T00:00:00Z,,\nr2,complaint,someday,,\nr2,sent,2026-11-05T00:00:00Z,payment_failed,true\nmüller,sent,2026-11-05T00:00:00Z,Lastschrift fehlgeschlagen,true\n';
    expect(await found('müller,2026-11-08T00:00:00Z,15,EUR,regular,\n', { events })).toEqual(['complained: r1', 'paymentFailed: r2']);
  });

  it('reads what the list says of it', async () => {
    expect(await found('', { recipients: 'recipient_id,status\nr1,payment_failed\nr2,regular_donor\nmüller,pausiert\n' })).toEqual(['status: müller r1']);
    expect(await found('', { recipients: 'recipient_id,status\nr1,Lastschrift geplatzt\nr2,prélèvement rejeté\nr3,Lastschrift\n' })).toEqual(['status: r1 r2']);
  });

  it('lets be who gives as ever', async () => {
    expect(await found('r1,2026-11-01T00:00:00Z,15,EUR,regular,\n')).toEqual([]);
  });
});
