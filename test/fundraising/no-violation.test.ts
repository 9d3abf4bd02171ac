import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plan } from '#schedule/plan.js';
import type { PlannedRecipient } from '#schedule/plan-result.js';
import { askTables } from './ask-tables.js';
import type { Cells } from './ask-tables.js';
import type { AskRow } from '#fundraising/ask-row.js';

const FROM = new Date('2026-12-01T00:00:00Z');
const UNTIL = new Date('2026-12-08T00:00:00Z');
const DAY = 86_400_000;

/** Days before the span. */
const ago = (most: number): fc.Arbitrary<number> => fc.integer({ min: 1, max: most });

/** One in five. */
const rarely = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: some });
const seldom = fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0);

const history = fc.record({
  pledge: fc.option(fc.record({ amount: fc.constantFrom(5, 8, 12.5, 15, 30, 100), since: fc.integer({ min: 200, max: 900 }), raised: rarely(ago(600)), declined: rarely(ago(500)) }), { freq: 3 }),
  singles: fc.array(fc.record({ at: fc.integer({ min: 40, max: 900 }), amount: fc.constantFrom(10, 20, 25, 40, 250) }), { maxLength: 2 }),
  asks: fc.uniqueArray(ago(700), { maxLength: 2 }),
  news: fc.uniqueArray(fc.integer({ min: 1, max: 110 }), { maxLength: 4 }),
  bereaved: rarely(ago(500)),
  vulnerable: seldom,
  suppressed: seldom,
  consent: fc.constantFrom('active', 'active', 'active', 'active', 'active', 'active', 'withdrawn', 'objected', 'none'),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const at = (days: number): string => new Date(FROM.getTime() - days * DAY + 11 * 3_600_000).toISOString();

function tablesOf(people: readonly History[]): { recipients: Cells[]; gifts: Cells[]; events: Cells[]; consents: Cells[]; suppressions: Cells[] } {
  const all = people.map((person, index) => ({ ...person, id: `p${String(index).padStart(3, '0')}` }));
  const mail = (id: string, day: number, campaign: string, isAsk: boolean): Cells => ({ recipient_id: id, type: 'sent', occurred_at: at(day), campaign_id: campaign, is_ask: isAsk });
  return {
    recipients: all.map(({ id, bereaved, vulnerable }) => ({ recipient_id: id, email: `${id}@gmail.com`, country: 'DE', timezone: 'Europe/Berlin', bereaved_at: bereaved === null ? '' : at(bereaved), vulnerable })),
    gifts: all.flatMap(({ id, pledge, singles }) => [
      ...(pledge === null ? [] : pledgeOf(id, pledge)),
      ...singles.map(({ at: day, amount }) => ({ recipient_id: id, occurred_at: at(day), amount, currency: 'EUR', type: 'single' })),
    ]),
    events: [
      { recipient_id: 'other', type: 'sent', occurred_at: at(1000), campaign_id: 'first', is_ask: true },
      ...all.flatMap(({ id, asks, news, pledge, singles }) => [
        ...asks.map((day) => mail(id, day, `ask-${String(day)}`, true)),
        ...news.filter((day) => day > 0).map((day) => mail(id, day, `report-${String(day)}`, false)),
        ...[...singles.map(({ at: day }) => day), ...(pledge === null ? [] : [pledge.since, pledge.raised ?? pledge.since])].map((day) => ({ ...mail(id, day, 'thank-you', false), triggered: true })),
      ]),
    ],
    consents: all.filter(({ consent }) => consent !== 'none').map(({ id, consent }) => ({ recipient_id: id, basis: 'express', status: consent, given_at: at(1200) })),
    suppressions: [{ email: 'somebody@else.example', list: 'manual' }, ...all.filter(({ suppressed }) => suppressed).map(({ id }) => ({ email: `${id}@gmail.com`, list: 'objection' }))],
  };
}

function pledgeOf(id: string, { amount, since, raised, declined }: NonNullable<History['pledge']>): Cells[] {
  const row = (day: number, event: string, money: number): Cells => ({ recipient_id: id, occurred_at: at(day), amount: money, currency: 'EUR', type: 'regular', event });
  const isRaised = raised !== null && raised < since;
  const before = isRaised ? amount / 2 : amount;
  const debits = Array.from({ length: Math.floor(since / 30) }, (_, month) => since - 30 * (month + 1)).filter((day) => day > 0 && day !== raised && day !== declined);
  return [
    row(since, 'start', before), ...debits.map((day) => row(day, '', isRaised && day < raised ? amount : before)),
    ...(isRaised ? [row(raised, 'upgrade', amount)] : []), ...(declined !== null && declined < since ? [row(declined, 'decline', 0)] : []),
  ];
}

/** What is wrong with asking this person at that instant, by the plainest reading of the bounds. */
function violations(person: History, ask: AskRow, sendAt: string): string[] {
  const days = (day: number): number => (Date.parse(sendAt) - Date.parse(at(day))) / DAY;
  const { pledge, singles, asks, news } = person;
  const isRaised = pledge !== null && pledge.raised !== null && pledge.raised < pledge.since;
  const found: Readonly<Record<string, boolean>> = {
    amount: ask.ask_preset === null || ask.ask_high! >= 2 * ask.current_amount! || ask.ask_preset > 1.5 * ask.current_amount! + 1e-9 || ask.ask_low! > ask.ask_preset || ask.ask_preset > ask.ask_high!,
    'no raise': pledge !== null && !(ask.ask_preset! > pledge.amount && ask.current_amount === pledge.amount),
    'asked twice in the year': asks.filter((day) => days(day) < 365).length >= 2,
    'asked lately': asks.some((day) => days(day) < 21),
    'pledge too new': pledge !== null && days(pledge.since) < 272,
    'raised lately': isRaised && days(pledge.raised!) < 365,
    'declined lately': pledge !== null && pledge.declined !== null && pledge.declined < pledge.since && days(pledge.declined) < 272,
    'gave lately': singles.some(({ at: day }) => days(day) < 60),
    'no gift': pledge === null && singles.length === 0,
    'no news': !news.some((day) => day > 0 && days(day) >= 2 && days(day) < 98),
    bereaved: person.bereaved !== null && days(person.bereaved) < 365,
    vulnerable: person.vulnerable,
    suppressed: person.suppressed,
    consent: person.consent !== 'active',
  };
  return Object.keys(found).filter((name) => found[name]);
}

async function planOf(recipients: readonly Cells[], events: readonly Cells[], asks: readonly AskRow[]): Promise<readonly PlannedRecipient[]> {
  const folder = mkdtempSync(join(tmpdir(), 'presend-asks-'));
  try {
    const write = (name: string, rows: readonly object[]): string => {
      writeFileSync(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      return join(folder, name);
    };
    writeFileSync(join(folder, 'presend.config.json'), '{}');
    let text = '';
    await plan({
      recipients: write('recipients.jsonl', recipients), events: write('events.jsonl', events), asks: write('asks.jsonl', asks), config: join(folder, 'presend.config.json'),
      from: FROM, until: UNTIL, now: new Date(FROM.getTime() - DAY), format: 'json', output: (part) => void (text += part),
    });
    return JSON.parse(text) as PlannedRecipient[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('no plan of asks violates a bound of amount, rest, count, consent or suppression, over random histories', async () => {
  const people = fc.sample(history, { numRuns: 1000, seed: 20261201 });
  const tables = tablesOf(people);
  const { list } = await askTables(tables, { sendAt: FROM, now: new Date(FROM.getTime() - DAY) });
  const rows = await planOf(tables.recipients, tables.events, list);
  expect(rows.map(({ recipient_id: id }) => id)).toEqual(tables.recipients.map(({ recipient_id: id }) => id));
  expect(list.map(({ recipient_id: id }) => id)).toEqual(tables.recipients.map(({ recipient_id: id }) => id));
  const asked = rows.flatMap(({ status, send_at: sendAt, recipient_id: id }, index) => {
    if (status === 'held') return [];
    const [person, ask] = [people[index]!, list[index]!];
    expect(violations(person, ask, sendAt!), `${id} ${JSON.stringify(person)} ${JSON.stringify(ask)} ${sendAt!}`).toEqual([]);
    return [id];
  });
  expect(asked.length).toBeGreaterThan(60);
}, 300_000);
