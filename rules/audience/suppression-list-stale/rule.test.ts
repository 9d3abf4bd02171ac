import { describe, expect, it } from 'vitest';
import { totalsOf } from '#audience/totals.js';
import type { Manifest } from '#campaign/manifest.js';
import { audienceOf } from '../../../test/audience/audience-of.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const NOW = new Date('2026-11-20T09:00:00Z');
const day = (daysBefore: number) => new Date(NOW.getTime() - daysBefore * 86_400_000).toISOString();
/** A list with an entry on each of these days before now. */
const list = (daysBefore: readonly number[]) => `email,list,at\n${daysBefore.map((days, index) => `p${String(index)}@acme.example,unsubscribe,${day(days)}`).join('\n')}\n`;
const daily = (from: number, until: number, step = 1) => Array.from({ length: Math.floor((from - until) / step) + 1 }, (_, index) => from - index * step);

async function silent(suppressions: string, options = {}, manifest: Manifest = { kind: 'marketing' }) {
  const { audience } = await audienceOf({ recipients: 'recipient_id\nr1\n', suppressions, sendAt: NOW, facts: new Set(rule.facts) });
  try {
    const problems = await runRule(rule, await campaignOf({ html: '<p>Hello</p>', manifest }), options, { now: NOW, totals: totalsOf(audience) });
    return problems.map(({ data }) => data?.['silence']);
  } finally {
    await audience.warehouse.close();
  }
}

async function missed(suppressions: string | undefined, events: string, consents?: string, kind: 'marketing' | 'transactional' = 'marketing') {
  return shortly(await runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ann@acme.example\nr2,jürgen@müller.example\n', ...(suppressions !== undefined && { suppressions }), events: `recipient_id,type,occurred_at\n${events}`, manifest: { kind }, ...(consents !== undefined && { consents }) }));
}

describe('audience/suppression-list-stale: the list', () => {
  it('is reported when a list that grew daily has not grown for days', async () => {
    expect(await silent(list(daily(60, 10)))).toEqual([10]);
    expect(await silent(list(daily(60, 1)))).toEqual([]);
  });

  it('is left in peace when it always grew slowly: silence is no proof', async () => {
    expect(await silent(list(daily(300, 20, 20)))).toEqual([]);
    expect(await silent(list([400, 60]))).toEqual([]);
    expect(await silent(list(daily(30, 3).filter((days) => new Date(day(days)).getUTCDay() % 6 !== 0)))).toEqual([]);
  });

  it('is not judged by one import, nor by entries of the future, nor without dates', async () => {
    expect(await silent(`email,list,at\n${Array.from({ length: 200 }, (_, index) => `p${String(index)}@acme.example,manual,${day(40)}`).join('\n')}\n`)).toEqual([]);
    expect(await silent('email\nann@acme.example\n')).toEqual([]);
    expect(await silent(list([...daily(60, 1), -5]))).toEqual([]);
  });

  it('may be silent as long as its option says, and does not matter to a receipt', async () => {
    expect(await silent(list(daily(60, 10)), { minSilentDays: 14 })).toEqual([]);
    expect(await silent(list(daily(60, 10)), {}, { kind: 'transactional' })).toEqual([]);
  });
});

describe('audience/suppression-list-stale: recipients', () => {
  it('are reported who left by the events and are on no list', async () => {
    expect(await missed('email\neve@bank.example\n', 'r1,unsubscribe,2026-11-01T00:00:00Z\nr2,complaint,2026-11-01T00:00:00Z\n')).toEqual(['missed: r1 r2']);
  });

  it('is reported where no list is given at all: the events alone say who left', async () => {
    expect(await missed(undefined, 'r1,unsubscribe,2026-11-01T00:00:00Z\nr2,click,2026-11-01T00:00:00Z\n')).toEqual(['missed: r1']);
  });

  it('is reported of people whose own status says that they are gone, but not of customers who left', async () => {
    const statuses = ['Unsubscribed', 'opted-out', 'Désabonnée', 'HARD_BOUNCE', 'Do Not Contact (admin)', 'active', 'cancelled', 'baja', 'lapsed', 'not unsubscribed', ''];
    const recipients = `recipient_id,email,status\n${statuses.map((status, index) => `r${String(index)},p${String(index)}@acme.example,${status}\n`).join('')}`;
    const found = async (suppressions?: string, kind: 'marketing' | 'transactional' = 'marketing') => shortly(await runAudienceRule(rule, { recipients, ...(suppressions !== undefined && { suppressions }), manifest: { kind } }));
    expect(await found()).toEqual(['gone: r0 r1 r2 r3 r4']);
    expect(await found('email\np0@acme.example\np1@acme.example\n')).toEqual(['gone: r2 r3 r4']);
    expect(await found(undefined, 'transactional')).toEqual([]);
  });

  it('is reported of people whose event is a complaint or an opt-out in words of its own', async () => {
    expect(await missed('email\neve@bank.example\n', 'r1,Abmeldung per Brief,2026-11-01T00:00:00Z\nr2,als Spam gemeldet,2026-11-01T00:00:00Z\n')).toEqual(['missed: r1 r2']);
    expect(await missed('email\neve@bank.example\n', 'r1,page_view,2026-11-01T00:00:00Z\nr2,deferred,2026-11-01T00:00:00Z\n')).toEqual([]);
  });

  it('are reported who complained at another of their addresses, unless a list knows it', async () => {
    const tables = {
      recipients: 'recipient_id,email,first_name\nr1,ann@acme.example,Ann\nr2,a.lee@work.example,Ann\nr3,ann@work.example,Ann\n',
      contacts: 'contact_id,email,alternate_emails,first_name,lifecycle\nc1,ann@acme.example,a.lee@work.example,Ann,lead\n',
      events: 'recipient_id,type,occurred_at\nr1,complaint,2026-11-01T00:00:00Z\n', manifest: { kind: 'marketing' as const },
    };
    expect(shortly(await runAudienceRule(rule, tables))).toEqual(['missed: r1', 'person: r2']);
    expect(shortly(await runAudienceRule(rule, { ...tables, suppressions: 'email,list\nann@acme.example,complaint\n' }))).toEqual([]);
  });

  it('are reported whose mail came back for good, by the event or by its class, and whom nothing reached since', async () => {
    const hard = ['hard', 'Permanent', 'HardBounce', '5.1.1', '550 5.1.1 <ute@werft.example> no such user (relay 104.4.2.2)', '550 user unknown', 'Invalid Address', 'UNKNOWN_USER', '10'];
    const soft = ['soft', 'Transient', 'Undetermined', 'Blocked', '4.2.2', '452 4.2.2 mailbox full', '5.2.2', '550 5.7.1 rejected by policy', '554 spam', 'MAILBOX_FULL', '22', 'a relay at 10.5.1.1 is down', ''];
    const bounces = [...hard, ...soft].map((kind, index) => `r${String(index)},bounce,2026-11-01T00:00:00Z,${kind}\n`).join('');
    const more = 'w1,hard_bounce,2026-11-01T00:00:00Z,\nw2,Soft Bounce,2026-11-01T00:00:00Z,\nw3,permanent_failure,2026-11-01T00:00:00Z,\nw4,HardBounce,2026-11-01T00:00:00Z,\nw4,delivered,2026-11-09T00:00:00Z,\nw5,hard_bounce,2026-11-01T00:00:00Z,\n';
    const ids = [...Array.from({ length: hard.length + soft.length }, (_, index) => `r${String(index)}`), 'w1', 'w2', 'w3', 'w4', 'w5', 'w6'];
    const recipients = `recipient_id,email\n${ids.map((id) => `${id},${id}@acme.example\n`).join('')}`;
    const events = `recipient_id,type,occurred_at,SMTP code,Bounce Type\n${(bounces + more).replaceAll(/,([^,\n]*)\n/g, ',250,$1\n')}w6,bounce,2026-11-01T00:00:00Z,550 5.1.1,\n`;
    const suppressions = 'email,list\nw5@acme.example,hard_bounce\n';
    expect(shortly(await runAudienceRule(rule, { recipients, events, suppressions, manifest: { kind: 'marketing' } }))).toEqual([`bounced: ${[...hard.map((_, index) => `r${String(index)}`), 'w1', 'w3', 'w6'].join(' ')}`]);
  });

  it('are fine when a list knows them, for another topic too', async () => {
    expect(await missed('email,scope\nANN@acme.example,webinars\njürgen@xn--mller-kva.example,\n', 'r1,unsubscribe,2026-11-01T00:00:00Z\nr2,unsubscribe,2026-11-01T00:00:00Z\n')).toEqual([]);
  });

  it('are fine when they came back, but not after a complaint', async () => {
    const consents = 'recipient_id,basis,status,given_at\nr1,express,active,2026-11-10T00:00:00Z\nr2,express,active,2026-11-10T00:00:00Z\n';
    expect(await missed('email\neve@bank.example\n', 'r1,unsubscribe,2026-11-01T00:00:00Z\nr2,complaint,2026-11-01T00:00:00Z\n', consents)).toEqual(['missed: r2']);
  });

  it('get their receipts', async () => {
    expect(await missed('email\neve@bank.example\n', 'r1,unsubscribe,2026-11-01T00:00:00Z\n', undefined, 'transactional')).toEqual([]);
  });
});
