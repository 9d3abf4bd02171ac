import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const on = (relationship_type: string, relationship_last_event_at: string, more: Record<string, string> = {}) =>
  person('CA', 'natural', { basis: 'implied', status: 'active', relationship_type, relationship_last_event_at, ...more });
const found = (people: Parameters<typeof tablesOf>[0], more: object = {}, options = {}) => runAudienceRule(rule, { ...tablesOf(people), ...more }, {}, options);

describe('consent/implied-consent-expired', () => {
  it('ends 24 months after a purchase or a gift and 6 after an inquiry, by the day of the send', async () => {
    expect(shortly(await found({
      r1: on('purchase', '2024-11-30T23:59:59Z'), r2: on('purchase', '2024-12-01T00:00:00Z'), r3: on('inquiry', '2026-05-31T18:59:59-05:00'), r4: on('inquiry', '2026-05-31T19:00:00-05:00'),
      r5: on('donation', '2024-11-30T00:00:00Z'), r6: on('volunteer', '2024-11-30T00:00:00Z'), r7: on('negotiation', '2026-05-31T00:00:00Z'),
    }, {}, { warnDays: 0 }))).toEqual(['expired: r1 r3 r5 r6 r7', 'endsSoon: r2 r4']);
  });

  it('counts calendar months: half a year after 31 August is 28 February, and summer time adds no hour', async () => {
    const people = { r1: on('inquiry', '2025-08-31T12:00:00Z'), r2: on('inquiry', '2025-09-28T12:00:00-04:00') };
    expect(shortly(await found(people, { sendAt: new Date('2026-02-28T23:59:59Z') }, { warnDays: 0 }))).toEqual(['endsSoon: r1']);
    expect(shortly(await found(people, { sendAt: new Date('2026-03-01T00:00:00Z') }, { warnDays: 0 }))).toEqual(['expired: r1']);
    expect(shortly(await found(people, { sendAt: new Date('2026-03-27T15:59:59Z') }, { warnDays: 0 }))).toEqual(['expired: r1']);
  });

  it('counts the days of the recipient\'s clock, where his zone is known', async () => {
    const inquiry = (recipient: Record<string, string>, at = '2026-06-01T04:30:00Z') => ({ ...on('inquiry', at), recipient: { country: 'CA', ...recipient } });
    const people = {
      r1: inquiry({ timezone: 'America/Vancouver' }), r2: inquiry({ region: 'BC' }), r3: inquiry({ region: 'CA-NL' }), r4: inquiry({ timezone: 'Nowhere/Land' }),
      r5: inquiry({ region: 'BC' }, '2026-06-01T00:00:00Z'), r6: inquiry({ timezone: 'America/Toronto' }, '2026-05-31T12:00:00Z'), r7: inquiry({ region: 'ON' }, '2026-03-01T04:00:00Z'),
      r8: inquiry({ timezone: 'us/pacific' }),
    };
    // In Vancouver it is still 31 May when they ask, and still 30 November when they get the mail.
    expect(shortly(await found(people, { sendAt: new Date('2026-12-01T05:00:00Z') }, { warnDays: 0 }))).toEqual(['expired: r6 r7', 'endsSoon: r1 r2 r3 r4 r5 r8']);
    expect(shortly(await found(people, { sendAt: new Date('2026-12-01T09:00:00Z') }, { warnDays: 0 }))).toEqual(['expired: r1 r2 r6 r7 r8', 'endsSoon: r3 r4 r5']);
    expect(shortly(await found({ r7: people.r7 }, { sendAt: new Date('2026-08-30T12:00:00Z') }, { warnDays: 0 }))).toEqual(['expired: r7']);
  });

  it('is judged at each recipient\'s own slot', async () => {
    const people = { r1: on('inquiry', '2026-06-01T10:00:00Z'), r2: on('inquiry', '2026-06-01T10:00:00Z') };
    const schedule = 'recipient_id,send_at\nr1,2026-12-01T23:59:59Z\nr2,2026-12-02T00:00:00Z\n';
    expect(shortly(await found(people, { schedule }, { warnDays: 0 }))).toEqual(['expired: r2', 'endsSoon: r1']);
  });

  it('counts a contract or a membership from its end', async () => {
    expect(shortly(await found({
      r1: on('contract', '2020-01-01T00:00:00Z', { relationship_ended_at: '2024-06-01T00:00:00Z' }), r2: on('contract', '2020-01-01T00:00:00Z', { relationship_ended_at: '2025-06-01T00:00:00Z' }),
      r3: on('membership', '2020-01-01T00:00:00Z'), r4: on('contract', '2026-01-01T00:00:00Z'),
    }))).toEqual(['expired: r1', 'endUnknown: r3']);
  });

  it('starts again with a purchase that the CRM knows, and with a later record', async () => {
    const old = { ...on('purchase', '2020-01-01T00:00:00Z'), recipient: { country: 'CA', email: 'zoë@acme.example' } };
    expect(shortly(await found({ r1: old }))).toEqual(['expired: r1']);
    expect(shortly(await found({ r1: old }, { contacts: 'contact_id,email,lifecycle,last_purchase_at\nc1,zoë@acme.example,customer,2026-05-01T00:00:00Z\n' }))).toEqual([]);
    const purchase = { basis: 'implied', relationship_type: 'purchase', relationship_last_event_at: '2025-12-01T00:00:00Z' };
    const inquiry = { basis: 'implied', relationship_type: 'inquiry', relationship_last_event_at: '2026-05-01T00:00:00Z' };
    expect(shortly(await found({ r1: person('CA', '', purchase, inquiry), r2: person('CA', '', inquiry, { basis: 'express' }) }))).toEqual([]);
  });

  it('warns before the end, and of a relation without a date', async () => {
    const findings = await found({ r1: on('purchase', '2025-01-15T00:00:00Z'), r2: on('purchase', '2025-02-15T00:00:00Z'), r3: on('purchase', ''), r4: on('', '', { given_at: '2024-01-01T00:00:00Z' }) });
    expect(shortly(findings)).toEqual(['expired: r4', 'undated: r3', 'endsSoon: r1']);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning']);
    expect(shortly(await found({ r1: on('purchase', '2025-01-15T00:00:00Z') }, {}, { warnDays: 30 }))).toEqual([]);
  });

  it('warns of an old relation in Australia, where no term is fixed', async () => {
    const inferred = (relationship_last_event_at: string) => person('AU', '', { basis: 'inferred', relationship_type: 'purchase', relationship_last_event_at });
    expect(shortly(await found({ r1: inferred('2024-11-01T00:00:00Z'), r2: inferred('2026-01-01T00:00:00Z') }))).toEqual(['old: r1']);
    expect(shortly(await found({ r1: inferred('2024-11-01T00:00:00Z') }, {}, { inferredMonths: 36 }))).toEqual([]);
  });

  it('leaves the appeals of a registered Canadian charity alone, and service mail', async () => {
    const old = { r1: on('donation', '2020-01-01T00:00:00Z') };
    expect(shortly(await found(old, { manifest: { kind: 'fundraising' } }))).toEqual(['expired: r1']);
    expect(shortly(await found(old, { manifest: { kind: 'fundraising', sender: { charityNumber: '12345 6789 RR0001' } } }))).toEqual([]);
    expect(shortly(await found(old, { manifest: { kind: 'transactional' } }))).toEqual([]);
  });
});
