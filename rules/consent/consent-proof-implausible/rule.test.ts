import { describe, expect, it } from 'vitest';
import { person, tablesOf } from '../../../test/audience/people.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const on = (given_at: string, more: Record<string, string> = {}, country = 'DE') => person(country, '', { basis: 'express', status: 'active', given_at, source: 'Anmeldung Zürich', ...more });
const found = (people: Parameters<typeof tablesOf>[0], more: object = {}, options = {}) => runAudienceRule(rule, { ...tablesOf(people), ...more }, {}, options);
const many = (count: number, given: (index: number) => ReturnType<typeof person>) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${String(index).padStart(3, '0')}`, given(index)]));
const minute = (index: number) => new Date(Date.UTC(2026, 2, 4, 10, index)).toISOString();

describe('consent/consent-proof-implausible', () => {
  it('reports a confirmation before the sign-up, and one that no reader makes so fast', async () => {
    expect(shortly(await found({
      r1: on('2026-03-04T10:00:00Z', { confirmed_at: '2026-03-04T10:59:59+01:00' }), r2: on('2026-03-04T10:00:00Z', { confirmed_at: '2026-03-04T10:00:01Z' }), r3: on('2026-03-04T10:00:00Z', { confirmed_at: '2026-03-04T10:00:02Z' }), r4: on('2026-03-04T10:00:00Z'),
    }))).toEqual(['confirmedBefore: r1', 'confirmedAtOnce: r2']);
    expect(await found({ r1: on('2026-03-04T10:00:00Z', { confirmed_at: '2026-03-04T10:00:01Z' }) }, {}, { minSeconds: 0 })).toEqual([]);
  });

  it('asks nothing of the hour where only days are on file', async () => {
    expect(shortly(await found({ r1: on('2026-03-04', { confirmed_at: '2026-03-04' }), r2: on('2026-03-04T10:00:00Z', { confirmed_at: '2026-03-04' }), r3: on('2026-03-04', { confirmed_at: '2026-03-03' }) }))).toEqual(['confirmedBefore: r3']);
  });

  it('reports a date after the run\'s clock, also one after the send', async () => {
    const sendAt = new Date('2026-12-01T09:00:00Z');
    expect(shortly(await found({ r1: on('2026-11-25T00:00:00Z'), r2: on('2026-11-15T00:00:00Z'), r3: on('2026-12-12T00:00:00Z') }, { sendAt, now: new Date('2026-11-20T00:00:00Z') }))).toEqual(['future: r1 r3']);
  });

  it('reports an instant that many share, as an import leaves it', async () => {
    const [finding] = await found({ ...many(60, (index) => on(minute(index))), ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`i${String(index)}`, on('2024-05-25T00:00:00.250Z')])) });
    expect(finding).toMatchObject({ messageId: 'sameInstant', severity: 'warning' });
    expect(finding?.recipients).toHaveLength(20);
    expect(finding?.recipients).toContain('i7');
  });

  it('asks the records of the recipients alone', async () => {
    const tables = tablesOf({ ...many(60, (index) => on(minute(index))), ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`i${String(index)}`, on('2024-05-25T00:00:00Z')])) });
    const recipients = tables.recipients.split('\n').filter((row) => !/^"i[1-9]/.test(row)).join('\n');
    expect(shortly(await runAudienceRule(rule, tables))).toEqual([expect.stringMatching(/^sameInstant: /)]);
    expect(await runAudienceRule(rule, { ...tables, recipients })).toEqual([]);
  });

  it('lets a few share one, forms of an event, and a large share of a small list', async () => {
    expect(await found({ ...many(400, (index) => on(minute(index))), ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`i${String(index)}`, on('2024-05-25T00:00:00Z')])) })).toEqual([]);
    expect(await found(many(40, () => on('2026-03-04T00:00:00Z', { source_type: 'event' })))).toEqual([]);
    expect(await found(many(19, () => on('2026-03-04T00:00:00Z')))).toEqual([]);
    expect(shortly(await found(many(3, () => on('2026-03-04T00:00:00Z')), {}, { minRecipients: 3, maxShare: 0.5 }))).toEqual(['sameInstant: n000 n001 n002']);
  });

  it('asks nothing where no opt-in is needed, of other bases, and of service mail', async () => {
    const odd = { confirmed_at: '2020-01-01T00:00:00Z' };
    expect(await found({ r1: on('2026-03-04T10:00:00Z', odd, 'US'), r2: on('2026-03-04T10:00:00Z', { ...odd, basis: 'soft_opt_in' }) })).toEqual([]);
    expect(await found({ r1: on('2026-03-04T10:00:00Z', odd) }, { manifest: { kind: 'transactional' } })).toEqual([]);
  });
});
