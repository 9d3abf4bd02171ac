import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { NOW } from '../../../test/rule/run-rule.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const OLD = '2025-03-01';
const FRESH = '2026-09-01';

async function found(recipients: string, { html = '<p>Hello</p>', manifest = {}, events, options = {} }: { html?: string; manifest?: Manifest; events?: string; options?: object } = {}) {
  return shortly(await runAudienceRule(rule, { recipients, manifest: { kind: 'marketing', ...manifest }, ...(events !== undefined && { events }) }, { html: `<html><body>${html}</body></html>` }, options));
}

describe('audience/stale-contact-data', () => {
  it('finds data that nobody has checked for a year, two for consumers', async () => {
    const recipients = `recipient_id,last_verified_at\nr1,${OLD}T10:00:00+01:00\nr2,${FRESH}\nr3,\nr4,unknown\n`;
    expect(await found(recipients)).toEqual(['record: r1']);
    expect(await found(recipients, { manifest: { context: 'b2c' } })).toEqual([]);
    expect(await found(recipients, { options: { months: 1 } })).toEqual(['record: r1 r2']);
  });

  it('knows the column by many names, and takes the newest of several', async () => {
    for (const column of ['Zuletzt geprüft', 'LastModifiedDate', 'LAST CHANGED', 'date_modified']) expect(await found(`recipient_id,${column}\nr1,${OLD}\n`)).toEqual(['record: r1']);
    expect(await found(`recipient_id,updated_at,VerifiedAt\nr1,${OLD},${FRESH}\n`)).toEqual([]);
  });

  it('takes a click for a sign that the data hold, but not for one that the title does', async () => {
    const recipients = `recipient_id,job_title,last_verified_at\nr1,CTO,${OLD}\n`;
    const events = 'recipient_id,type,occurred_at\nr1,click,2026-10-01T00:00:00Z\n';
    expect(await found(recipients, { events })).toEqual([]);
    expect(await found(recipients, { events, html: '<p>As {{ contact.job_title }} you know this.</p>' })).toEqual(['title: r1']);
    expect(await found(recipients, { events, manifest: { targetRoles: ['technical'] } })).toEqual(['title: r1']);
  });

  it('says what it lacks where no column tells', async () => {
    const campaign = await campaignOf({ html: '<p>Hello</p>' });
    const fieldsOf = (names: string[]) => ({ now: NOW, sendAt: NOW, mergeFields: { names, fillRates: () => Promise.resolve(new Map<string, { filled: number; of: number }>()) } });
    expect(await rule.unchecked?.(campaign, rule.defaultOptions, fieldsOf(['email']))).toContain('last_verified_at');
    expect(await rule.unchecked?.(campaign, rule.defaultOptions, fieldsOf(['email', 'verified_at']))).toBeUndefined();
  });
});
