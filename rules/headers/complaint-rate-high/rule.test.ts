import { describe, expect, it } from 'vitest';
import { deliveryHistoryOf } from '#audience/delivery-history.js';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const SEND_AT = new Date('2026-11-20T09:00:00Z');
const SMALL = { minimumVolume: 100 };

/** So many events of each type, to recipients at each domain, on one day. */
async function found(domains: Readonly<Record<string, Readonly<Record<string, number>>>>, options = {}, at = '2026-11-18T10:00:00Z', context = {}) {
  const names = Object.keys(domains);
  const recipients = `recipient_id,email\n${names.map((domain) => `${domain},ü@${domain}\n`).join('')}`;
  const rows = Object.entries(domains).flatMap(([domain, counts]) => Object.entries(counts).flatMap(([type, count]) => Array.from({ length: count }, () => `${domain},${type},${at}\n`)));
  const { audience } = await audienceOf({ recipients, events: `recipient_id,type,occurred_at\n${rows.join('')}`, sendAt: SEND_AT, facts: new Set() });
  try {
    const deliveries = deliveryHistoryOf(audience);
    return await runRule(rule, await campaignOf({ html: '<p>Grüße</p>' }), options, { now: SEND_AT, sendAt: SEND_AT, ...(deliveries && { deliveries }), ...context });
  } finally {
    await audience.warehouse.close();
  }
}

describe('headers/complaint-rate-high', () => {
  it('reports 0.30 % of complaints as an error, in all and for the domain', async () => {
    const problems = await found({ 'gmail.com': { sent: 1000, complaint: 3 }, 'b.example': { sent: 0 } });
    expect(problems).toMatchObject([{ messageId: 'complaints', data: { percent: '0.30', volume: 1000, days: 7 } }, { messageId: 'complaintsAtDomain', data: { domain: 'gmail.com' } }]);
    expect(problems.map(({ severity }) => severity)).toEqual([undefined, undefined]);
  });

  it('warns from 0.10 % on, and is silent below', async () => {
    expect(await found({ 'a.example': { sent: 2000, complaint: 2 } })).toMatchObject([{ messageId: 'complaints', severity: 'warning' }, { messageId: 'complaintsAtDomain', severity: 'warning' }]);
    expect(await found({ 'a.example': { sent: 2000, complaint: 1 } })).toEqual([]);
  });

  it('finds the domain that a good average hides', async () => {
    expect(await found({ 'a.example': { sent: 5000 }, 'münchen.example': { sent: 1000, complaint: 4 } })).toMatchObject([{ messageId: 'complaintsAtDomain', data: { percent: '0.40', domain: 'xn--mnchen-3ya.example' } }]);
  });

  it('divides by what arrived, also where deliveries are on file for a part only', async () => {
    expect(await found({ 'a.example': { sent: 20_000, delivered: 1500, complaint: 3 } })).toEqual([]);
    expect(await found({ 'a.example': { sent: 1000, bounce: 1000 } })).toMatchObject([{ messageId: 'bounces', data: { percent: '100.00' } }, {}]);
    expect(await found({ 'a.example': { delivered: 1000, bounce: 20 } })).toEqual([]);
    expect(await found({ 'a.example': { delivered: 1000, complaint: 3 } })).toMatchObject([{ data: { percent: '0.30', volume: 1000 } }, {}]);
  });

  it('only mentions what a small volume shows', async () => {
    expect(await found({ 'a.example': { sent: 50, complaint: 1 } })).toMatchObject([{ messageId: 'complaints', severity: 'info' }]);
  });

  it('warns of bounces', async () => {
    expect(await found({ 'a.example': { sent: 1000, bounce: 21 } })).toMatchObject([{ messageId: 'bounces', severity: 'warning', data: { percent: '2.10' } }, { messageId: 'bouncesAtDomain' }]);
    expect(await found({ 'a.example': { sent: 1000, bounce: 20 } })).toEqual([]);
  });

  it('looks at the days before the send, and at nothing after the clock', async () => {
    const bad = { 'a.example': { sent: 1000, complaint: 9 } };
    expect(await found(bad, {}, '2026-11-12T10:00:00Z')).toEqual([]);
    expect(await found(bad, { days: 10 }, '2026-11-12T10:00:00Z')).toHaveLength(2);
    expect(await found(bad, {}, '2026-11-20T10:00:00Z', { sendAt: new Date('2026-11-25T09:00:00Z') })).toEqual([]);
  });

  it('takes every limit from its options', async () => {
    const counts = { 'a.example': { sent: 100, complaint: 1, bounce: 1 } };
    expect((await found(counts, SMALL)).map(({ severity }) => severity)).toEqual([undefined, undefined]);
    expect((await found(counts, { ...SMALL, complaintError: 0.02 })).map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(await found(counts, { ...SMALL, complaintWarning: 0.02 })).toEqual([]);
    expect((await found(counts, { ...SMALL, complaintWarning: 0.02, bounceWarning: 0.005 })).map(({ messageId }) => messageId)).toEqual(['bounces', 'bouncesAtDomain']);
  });

  it('is silent without history', async () => {
    expect(await found({ 'a.example': {} })).toEqual([]);
  });
});
