import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Audience } from '#audience/audience.js';
import { identifier, join, sql } from '#warehouse/sql.js';
import { audienceOf } from './audience-of.js';

const TABLES = {
  recipients: 'recipient_id,email,first_name,job_title,country,language,company,Cost Center\nr1,anna+news@firma.de,Anna,Head of IT,DE,de,Firma GmbH,7\nr2,info@autre.fr,Zoé,,France,,Autre SARL,\nr3,anna@firma.de,Anna,CTO,AT,en,Firma GmbH,9\n',
  consents: 'recipient_id,basis,status,given_at,relationship_type\nr1,express,active,2026-03-01T08:00:00Z,\nr2,soft_opt_in,active,2026-03-01T08:00:00Z,purchase\n',
  contacts: 'contact_id,email,company,lifecycle,owner\nc1,anna@firma.de,Firma,customer,eva\n',
  suppressions: 'email,recipient_id,list\ninfo@autre.fr,,unsubscribe\n,r3,objection\n',
  events: 'recipient_id,type,occurred_at,is_ask,category\nr1,sent,2026-11-30T09:00:00Z,true,wells\nr1,click,2026-11-30T10:00:00Z,,wells\n',
  gifts: 'recipient_id,occurred_at,amount,currency,programme\nr3,2026-05-01T09:00:00Z,20,EUR,wells\n',
  schedule: 'recipient_id,send_at\nr1,2026-12-01T09:00:00Z\nr2,2026-12-01T10:00:00Z\nr3,2026-12-01T11:00:00Z\n',
};

/** Of every stage, and of the recipients' own file. */
const COLUMNS = [
  'field_Cost Center', 'mailbox', 'company_domain', 'opt_in_required', 'languages', 'send_at', 'consent_status', 'consent_accepted', 'basis_law', 'contact_owner', 'suppressed_by', 'person_suppressed_by', 'duplicate_match',
  'sends_week', 'role', 'gift_base', 'favourite_programme', 'last_asked_at', 'local_hour', 'best_hour',
];

let audience: Audience;
beforeAll(async () => { ({ audience } = await audienceOf(TABLES)); });
afterAll(() => audience.warehouse.close());

it('gives for each fact what recipient_facts gives, also when it is the only one that is named', async () => {
  const { warehouse, facts } = audience;
  const all = await warehouse.all(sql`SELECT * FROM recipient_facts ORDER BY recipient_number`);
  for (const name of COLUMNS) {
    const asked = sql`SELECT ${identifier(name)} AS value`;
    const found = await warehouse.all(sql`${asked} FROM (${facts(asked)}) ORDER BY recipient_number`);
    expect(found.some(({ value }) => value !== null), name).toBe(true);
    expect(found.map(({ value }) => value), name).toEqual(all.map((row) => row[name]));
  }
});

it('joins nothing that nobody names', () => {
  const joined = (asked: string) => ['recipient_consents', 'recipient_sparse_facts', 'recipient_giving', 'email_domains'].filter((table) => audience.facts(sql`SELECT ${identifier(asked)}`).pieces.join('').includes(table));
  expect(joined('first_name')).toEqual([]);
  expect(joined('contact_owner')).toEqual(['recipient_sparse_facts']);
  expect(joined('consent_status')).toEqual(['recipient_consents']);
  expect(joined('basis_law')).toEqual(['recipient_consents', 'email_domains']);
});

it('works out what is derived from the facts of any stage, and before the joins that it does not need', async () => {
  const { warehouse, facts } = audience;
  const values = ['mailbox', 'consent_status', 'contact_owner', 'sends_week', 'local_hour', 'first_name', 'languages', 'basis_law'].map((name) => sql`CASE WHEN ${identifier(name)} IS NOT NULL THEN 1 ELSE 0 END`);
  const derived = values.map((value, index) => ({ name: identifier(`d${String(index)}`), value }));
  const statement = facts(sql`contact_owner`, derived);
  const inView = join(derived.map(({ name, value }) => sql`${value} AS ${name}`), ', ');
  const names = join(derived.map(({ name }) => name), ', ');
  expect(await warehouse.all(sql`SELECT ${names} FROM (${statement}) ORDER BY recipient_number`)).toEqual(await warehouse.all(sql`SELECT ${inView} FROM recipient_facts ORDER BY recipient_number`));
  const text = statement.pieces.join('');
  expect(text.indexOf('"mailbox" IS NOT NULL')).toBeLessThan(text.indexOf('recipient_consents'));
  expect(text.indexOf('"basis_law" IS NOT NULL')).toBeLessThan(text.indexOf('"mailbox" IS NOT NULL'));
});

it('has the same columns of the same types where only recipients are given', async () => {
  const columnsOf = ({ warehouse }: Audience) => warehouse.all(sql`SELECT column_name, column_type FROM (DESCRIBE recipient_facts)`);
  const lone = await audienceOf({ recipients: TABLES.recipients });
  try {
    expect(await columnsOf(lone.audience)).toEqual(await columnsOf(audience));
  } finally {
    await lone.audience.warehouse.close();
  }
});

it('knows the columns of recipient_facts and their types', async () => {
  const described = await audience.warehouse.all<{ column_name: string; column_type: string }>(sql`DESCRIBE recipient_facts`);
  expect([...audience.types].sort()).toEqual(described.map(({ column_name: name, column_type: type }) => [name, type]).sort());
});
