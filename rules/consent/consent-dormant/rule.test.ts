import { describe, expect, it } from 'vitest';
import { totalsOf } from '#audience/totals.js';
import { audienceOf, SEND_AT } from '../../../test/audience/audience-of.js';
import type { AudienceText } from '../../../test/audience/audience-of.js';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import rule from './rule.js';

const GIVEN = { basis: 'express', status: 'active', given_at: '2020-01-01T00:00:00Z', source: 'Gästebuch' };
const on = (country = 'DE', more: Record<string, string> = {}) => person(country, '', { ...GIVEN, ...more });
const HISTORY = 'recipient_id,type,occurred_at\nsomebody,sent,2019-01-01T00:00:00Z\n';
const found = (people: Parameters<typeof tablesOf>[0], events = '', more: object = {}, options = {}) => runAudienceRule(rule, { ...tablesOf(people), events: HISTORY + events, ...more }, {}, options);

describe('consent/consent-dormant', () => {
  it('reports consents that were not used for two years, and for four', async () => {
    const findings = await found({ r1: on(), r2: on(), r3: on(), r4: on('DE', { given_at: '2025-01-01T00:00:00Z' }) }, 'r2,sent,2024-12-01T09:00:00Z\nr3,sent,2024-12-01T09:00:01Z\n');
    expect(shortly(findings)).toEqual(['longDormant: r1', 'dormant: r2']);
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  });

  it('takes what the recipient did for use too, but not an open', async () => {
    expect(shortly(await found({ r1: on(), r2: on() }, 'r1,click,2026-05-01T00:00:00Z\nr2,open,2026-05-01T00:00:00Z\n'))).toEqual(['longDormant: r2']);
  });

  it('says nothing of recipients whom a short history does not name', async () => {
    expect(await runAudienceRule(rule, { ...tablesOf({ r1: on() }), events: 'recipient_id,type,occurred_at\nx,sent,2026-01-01T00:00:00Z\n' })).toEqual([]);
    expect(await runAudienceRule(rule, { ...tablesOf({ r1: on() }), events: 'recipient_id,type,occurred_at\n' })).toEqual([]);
  });

  it('can be told other spans', async () => {
    expect(shortly(await found({ r1: on('DE', { given_at: '2025-06-01T00:00:00Z' }) }, '', {}, { months: 12 }))).toEqual(['dormant: r1']);
    expect(shortly(await found({ r1: on() }, '', {}, { longMonths: 120 }))).toEqual(['dormant: r1']);
  });

  it('reports a consent given as a member, once the membership has ended', async () => {
    const member = (relationship_ended_at: string) => on('DE', { given_at: '2026-01-01T00:00:00Z', relationship_type: 'membership', relationship_ended_at });
    expect(shortly(await found({ r1: member('2026-11-01T00:00:00Z'), r2: member('2027-01-01T00:00:00Z'), r3: member('') }))).toEqual(['relationEnded: r1']);
  });

  it('reports it without a history of mail too, and says that silence was not checked', async () => {
    const people = { r1: on('DE', { relationship_type: 'membership', relationship_ended_at: '2026-11-01' }), r2: on() };
    expect(shortly(await runAudienceRule(rule, tablesOf(people)))).toEqual(['relationEnded: r1']);
    const unchecked = async (tables: Partial<AudienceText> = {}) => {
      const { audience } = await audienceOf({ ...tablesOf(people), ...tables, facts: new Set() });
      const campaign = await campaignOf({ manifest: tables.manifest ?? {} });
      try {
        return await rule.unchecked?.(campaign, rule.defaultOptions, { now: SEND_AT, sendAt: SEND_AT, totals: totalsOf(audience) });
      } finally {
        await audience.warehouse.close();
      }
    };
    expect(await unchecked()).toBe('rows of type sent or delivered in events');
    expect(await unchecked({ events: 'recipient_id,type,occurred_at\nr1,click,2026-01-01T00:00:00Z\n' })).toBe('rows of type sent or delivered in events');
    expect(await unchecked({ events: HISTORY })).toBeUndefined();
    expect(await unchecked({ manifest: { kind: 'transactional' } })).toBeUndefined();
  });

  it('asks nothing where no opt-in is needed, of other bases, and of service mail', async () => {
    expect(await found({ r1: on('US'), r2: on('DE', { basis: 'soft_opt_in' }) })).toEqual([]);
    expect(await found({ r1: on() }, '', { manifest: { kind: 'transactional' } })).toEqual([]);
  });
});
