import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadAudience } from '#audience/load-audience.js';
import { mergeField } from '#audience/merge-field.js';
import { InputError } from '#errors.js';
import { sql } from '#warehouse/sql.js';
import { audienceOf, SEND_AT } from './audience-of.js';

const CONTEXT = { manifest: {}, sendAt: SEND_AT };

it('says which tables were given and which columns the recipients file has', async () => {
  await expect(audienceOf({ recipients: 'Kundennummer;E-Mail-Adresse\n1;a@b.example\n' })).rejects.toThrow('has no column recipient_id; it has Kundennummer, E-Mail-Adresse. The table recipients needs recipient_id: rename the column that is meant, or let `presend import` make the table.');
  const { audience, rejected } = await audienceOf({ recipients: 'Recipient ID;E-Mail;Anrede\nr1;a@b.example;Frau\n', gifts: 'recipient_id,occurred_at,amount,currency\n' });
  expect([...audience.given]).toEqual(['recipients', 'gifts']);
  expect(audience.mergeFields).toEqual(['Recipient ID', 'E-Mail', 'Anrede']);
  expect(await audience.warehouse.all(sql`SELECT email FROM recipient_facts`)).toEqual([{ email: 'a@b.example' }]);
  expect(rejected).toEqual([]);
  expect(await audience.warehouse.all(sql`SELECT ${mergeField('Anrede')} AS greeting, ${mergeField('recipient-id')} AS id FROM recipient_facts`)).toEqual([{ greeting: 'Frau', id: 'r1' }]);
  await audience.warehouse.close();
});

it('counts what it cannot read, table by table, and keeps the first of a repeated id', async () => {
  const { audience, rejected } = await audienceOf({
    recipients: 'recipient_id,recipient_class\nr1,natural\nr1,legal_person\nr2,natural\nr2,robot\n\n,natural\nr3,natural,more\n',
    consents: 'recipient_id,basis,given_at\nr1,express,\nr1,express,soon\n',
  });
  expect(rejected.map(({ table, rows, examples }) => [table, rows, examples.map(({ line, reason }) => `${String(line)}: ${reason}`)])).toEqual([
    ['recipients', 4, [
      '3: recipient_id is that of an earlier row', '5: recipient_id is that of an earlier row', '7: recipient_id is empty', '8: has 3 cells, the header row has 2',
    ]],
    ['consents', 1, ['3: given_at "soon" is not a day like 2026-12-01']],
  ]);
  expect(await audience.warehouse.all(sql`SELECT recipient_id, recipient_class FROM recipient_facts`)).toEqual([{ recipient_id: 'r1', recipient_class: 'natural' }, { recipient_id: 'r2', recipient_class: 'natural' }]);
  await audience.warehouse.close();
});

it('judges people whose class or age band is a word of its own, and reads an age in it', async () => {
  const bands = ['Gen Z', 'Tier 2', '3', '35-49 Jahre', 'über 40', '18 - 24', '45', 'Rentner', '12', 'unter 14', 'moins de 16', '11 Jahre', 'Jugendliche', 'n.a.'];
  const { audience, rejected } = await audienceOf({ recipients: `recipient_id,recipient_class,age_band\n${bands.map((band, index) => `r${String(index)},wizard,${band}\n`).join('')}` });
  expect(rejected).toEqual([]);
  const found = await audience.warehouse.all<{ age_band: string | null; recipient_class: string }>(sql`SELECT age_band, recipient_class FROM recipient_facts ORDER BY recipient_number`);
  expect(found.map(({ age_band: band }) => band)).toEqual(['unknown', 'unknown', 'unknown', 'adult', 'adult', 'adult', 'adult', 'adult', 'under13', 'under13', '13_15', 'under13', '13_15', null]);
  expect(new Set(found.map(({ recipient_class: name }) => name))).toEqual(new Set(['unknown']));
  await audience.warehouse.close();
});

it('keeps an opt-out of which nobody can read the day, counts it and names it', async () => {
  const { audience, rejected, unreadWords } = await audienceOf({
    recipients: 'recipient_id,email,country\nr1,ana@kelp-farm.com.au,US\nr2,bo@kelp-farm.com.au,US\nr3,cy@kelp-farm.com.au,US\nr4,di@kelp-farm.com.au,US\n',
    consents: 'recipient_id,basis,status,given_at,withdrawn_at\nr2,express,active,2025-03-04,last spring\nr2,express,active,2025-06-04,\nr3,express,active,2025-03-04,\nr4,express,objected,2025-03-04,last spring\nr4,express,active,2025-06-04,\n',
    suppressions: 'email,list,at\nana@kelp-farm.com.au,unsubscribe,Q3\n,unsubscribe,Q4\n',
  });
  expect(rejected.map(({ table, examples }) => [table, examples.map(({ reason }) => reason)])).toEqual([['suppressions', ['none of email, email_sha256, domain, recipient_id is filled']]]);
  expect(unreadWords).toEqual([
    { table: 'consents', column: 'withdrawn_at', takenFor: 'unclear', count: 2, different: 1, words: [{ word: 'last spring', count: 2 }] },
    { table: 'suppressions', column: 'at', takenFor: null, count: 1, different: 1, words: [{ word: 'Q3', count: 1 }] },
  ]);
  expect(await audience.warehouse.all(sql`SELECT suppressed_by, consent_status FROM recipient_facts ORDER BY recipient_number`)).toEqual([
    { suppressed_by: 'unsubscribe', consent_status: null }, { suppressed_by: null, consent_status: 'unclear' }, { suppressed_by: null, consent_status: 'active' }, { suppressed_by: null, consent_status: 'objected' },
  ]);
  await audience.warehouse.close();
});

it('keeps an opt-out, a suppression and a contact whatever cells of theirs nobody can read, names each, and rejects an opt-in with such a cell', async () => {
  const { audience, rejected, unreadWords } = await audienceOf({
    recipients: 'recipient_id,email,country\n' + ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((id) => `${id},ana@${id}-farm.com.au,US\n`).join(''),
    consents: 'recipient_id,basis,status,given_at,confirmed_at,withdrawn_at,relationship_last_event_at,pre_ticked\n' + [
      'r1,express,active,2025-03-04,,,,', 'r1,express,objected,early 2026,,,,', // An objection of no day ends all.
      'r2,express,active,,Q1,2026-03-04,,', 'r3,express,active,Q2,,last spring,,', 'r4,express,opted off,2025-03-04,,,Q3,maybe', 'r5,express,active,Q4,,,,',
    ].join('\n'),
    contacts: 'contact_id,email,lifecycle,since,do_not_winback\nc1,ana@r6-farm.com.au,customer,ages ago,perhaps\n',
    suppressions: 'email,email_sha256,at\nana@r6-farm.com.au,5d41402abc4b2a76b9719d911017c592,Q1\n,5d41402abc4b2a76b9719d911017c592,2026-03-04\n',
  });
  expect(rejected.map(({ table, examples }) => [table, examples.map(({ reason }) => reason)])).toEqual([
    ['consents', ['given_at "Q4" is not a day like 2026-12-01']], ['suppressions', ['email_sha256 "5d41402abc4b2a76b9719d911017c592" is not the SHA-256 of an address: 64 hexadecimal digits']],
  ]);
  expect(unreadWords.map(({ table, column, takenFor, words }) => [table, column, takenFor, ...words.map(({ word }) => word)])).toEqual([
    ['consents', 'given_at', null, 'Q2', 'early 2026'], ['consents', 'confirmed_at', null, 'Q1'], ['consents', 'withdrawn_at', 'unclear', 'last spring'], ['consents', 'pre_ticked', null, 'maybe'], ['consents', 'relationship_last_event_at', null, 'Q3'], ['consents', 'status', 'unclear', 'opted off'],
    ['contacts', 'do_not_winback', null, 'perhaps'], ['contacts', 'since', null, 'ages ago'], ['suppressions', 'at', null, 'Q1'], ['suppressions', 'email_sha256', null, '5d41402abc4b2a76b9719d911017c…'],
  ]);
  expect(await audience.warehouse.all(sql`SELECT consent_status AS status, suppressed_by, contact_lifecycle AS lifecycle FROM recipient_facts ORDER BY recipient_number`)).toEqual([
    ...['objected', 'withdrawn', 'unclear', 'unclear', null].map((status) => ({ status, suppressed_by: null, lifecycle: null })), { status: null, suppressed_by: 'manual', lifecycle: 'customer' },
  ]);
  await audience.warehouse.close();
});

it('finds the address of an opt-out in JSON, in a formula and in a cell of several lines', async () => {
  const cells = ['"{""address"":""X""}"', '"[""X""]"', '"X\nprivat"', '"=HYPERLINK(""mailto:X"";""X"")"'];
  const addresses = cells.map((_, index) => `ana${String(index)}@kelp${String(index)}.com.au`);
  const { audience } = await audienceOf({ recipients: `recipient_id,email\n${addresses.map((address, index) => `r${String(index)},${address}\n`).join('')}`, suppressions: `email,list\n${cells.map((cell, index) => `${cell.replaceAll('X', addresses[index] ?? '')},unsubscribe\n`).join('')}` });
  expect(await audience.warehouse.all(sql`SELECT suppressed_by FROM recipient_facts`)).toEqual(cells.map(() => ({ suppressed_by: 'unsubscribe' })));
  await audience.warehouse.close();
});

it('reads yes and no as spreadsheets of Eastern Europe and Asia write them', async () => {
  const words = ['igen,nem', 'da,nu', 'evet,hayır', 'ναι,όχι', 'да,нет', 'jah,ei', 'jā,nē', 'taip,ne', 'так,ні', 'はい,いいえ', 'כן,לא'];
  const { audience, unreadWords } = await audienceOf({ recipients: `recipient_id,deceased,vulnerable\n${words.map((pair, index) => `r${String(index)},${pair}\n`).join('')}` });
  expect(unreadWords).toEqual([]);
  expect(await audience.warehouse.all(sql`SELECT deceased, vulnerable FROM recipient_facts`)).toEqual(words.map(() => ({ deceased: true, vulnerable: false })));
  await audience.warehouse.close();
});

it('keeps a recipient whatever cell nobody can read, once, and takes what somebody wrote of a death or a loss for one', async () => {
  const { audience, rejected, unreadWords } = await audienceOf({ recipients: 'recipient_id,deceased,vulnerable,bereaved_at,giftaid\nr1,dec. 2021,,,\nr2,,a bit,,\nr3,,,last spring,\nr3,no,no,,\nr4,,,,asked him\nr5,no,no,2026-03-04,yes\n' });
  expect(rejected.map(({ examples }) => examples.map(({ reason }) => reason))).toEqual([['recipient_id is that of an earlier row']]);
  expect(unreadWords.map(({ column, takenFor, words }) => [column, takenFor, words[0]?.word])).toEqual([['deceased', 'true', 'dec. 2021'], ['vulnerable', 'true', 'a bit'], ['bereaved_at', 'vulnerable', 'last spring'], ['giftaid', null, 'asked him']]);
  expect(await audience.warehouse.all(sql`SELECT deceased, vulnerable, giftaid FROM recipient_facts ORDER BY recipient_number`)).toEqual([
    { deceased: true, vulnerable: null, giftaid: null }, { deceased: null, vulnerable: true, giftaid: null }, { deceased: null, vulnerable: true, giftaid: null }, { deceased: null, vulnerable: null, giftaid: null }, { deceased: false, vulnerable: false, giftaid: true },
  ]);
  await audience.warehouse.close();
});

it('keeps a contact of whose last order the CRM knows the month only, or the year', async () => {
  const { audience, rejected } = await audienceOf({ recipients: 'recipient_id\nr1\n', contacts: 'contact_id,since,ended_at,last_purchase_at\nc1,2019,12/2023,2024-12\nc2,März 2019,04.12.2023,2024-12-05T10:00:00Z\n' });
  expect(rejected).toEqual([]);
  expect(await audience.warehouse.all(sql`SELECT CAST(since AS VARCHAR) AS since, CAST(ended_at AS VARCHAR) AS ended, CAST(last_purchase_at AS VARCHAR) AS bought FROM contacts`)).toEqual([
    { since: '2019-01-01 00:00:00', ended: '2023-12-01 00:00:00', bought: '2024-12-01 00:00:00' }, { since: '2019-03-01 00:00:00', ended: '2023-12-04 00:00:00', bought: '2024-12-05 10:00:00' },
  ]);
  await audience.warehouse.close();
});

it('keeps it that somebody died or is vulnerable, whichever of his rows says so', async () => {
  const { audience, rejected } = await audienceOf({ recipients: 'recipient_id,deceased,vulnerable\nr1,no,\nr1,ja,\nr2,,\nr2,,x\nr3,,\nr3,nein,\n' });
  expect(rejected.map(({ rows }) => rows)).toEqual([3]);
  expect(await audience.warehouse.all(sql`SELECT deceased, vulnerable FROM recipient_facts ORDER BY recipient_id`)).toEqual([{ deceased: true, vulnerable: null }, { deceased: null, vulnerable: true }, { deceased: null, vulnerable: null }]);
  await audience.warehouse.close();
});

it('takes a gift without an amount where somebody cancels, declines or pauses, and nowhere else', async () => {
  const gifts = 'recipient_id,occurred_at,amount,currency,type,event\nr1,2026-08-01T00:00:00Z,,,Dauerauftrag,Kündigung\nr1,2026-07-15T00:00:00Z,,,Dauerauftrag,pausiert\nr1,2026-07-01T00:00:00Z,,EUR,regular,decline\nr1,2026-06-01T00:00:00Z,,EUR,regular,upgrade\nr1,2026-05-01T00:00:00Z,,EUR,single,\nr1,2026-09-01T00:00:00Z,tbd,EUR,regular,cancel\nr1,2026-05-01T00:00:00Z,tbd,EUR,single,\n';
  const { audience, rejected, unreadWords } = await audienceOf({ recipients: 'recipient_id\nr1\n', gifts });
  expect(rejected.map(({ rows, examples }) => [rows, examples.map(({ line, reason }) => `${String(line)}: ${reason}`)])).toEqual([[3, ['5: amount is empty', '6: amount is empty', '8: amount "tbd" is not a number like 1234.50']]]);
  expect(unreadWords.map(({ column, words }) => [column, words])).toEqual([['amount', [{ word: 'tbd', count: 1 }]]]);
  expect(await audience.warehouse.all(sql`SELECT type, event, amount FROM gifts ORDER BY occurred_at`)).toEqual([{ type: 'regular', event: 'decline', amount: null }, { type: 'regular', event: 'downgrade', amount: null }, { type: 'regular', event: 'cancel', amount: null }, { type: 'regular', event: 'cancel', amount: null }]);
  await audience.warehouse.close();
});

it('takes a death for one whatever else of the row nobody can read, and nobody for dead who is said to live', async () => {
  const { audience, unreadWords } = await audienceOf({ recipients: 'recipient_id,bereaved_at,vulnerable,deceased\nr1,recently,,verstorben\nr2,,low,died\nr3,,,lebt\nr4,,,alive\nr5,,never,\n' });
  expect(await audience.warehouse.all(sql`SELECT deceased, vulnerable FROM recipient_facts ORDER BY recipient_number`)).toEqual([
    { deceased: true, vulnerable: true }, { deceased: true, vulnerable: true }, { deceased: false, vulnerable: null }, { deceased: false, vulnerable: null }, { deceased: null, vulnerable: false },
  ]);
  expect(unreadWords.map(({ column, count }) => [column, count])).toEqual([['bereaved_at', 1], ['deceased', 2], ['vulnerable', 1]]);
  await audience.warehouse.close();
});

it('refuses recipients without a row, and takes every other table empty', async () => {
  await expect(audienceOf({ recipients: 'recipient_id\n' })).rejects.toThrow(/has a header and no recipients/);
  const { audience } = await audienceOf({ recipients: 'recipient_id\nr1\n', consents: 'recipient_id,basis\n', contacts: 'contact_id\n', suppressions: 'email\n', schedule: 'recipient_id,send_at\n' });
  expect(await audience.warehouse.all(sql`SELECT count(*) AS n FROM recipient_facts`)).toEqual([{ n: 1 }]);
  await audience.warehouse.close();
});

it.each([
  ['recipients', 'email\na@b.example\n', /recipients\.csv: has no column recipient_id; it has email/],
  ['consents', 'recipient_id,basis,given_at\nr1,express,2026-03-04 10:00\n', /consents\.csv:2: given_at "2026-03-04 10:00" has no time zone/],
  ['contacts', 'contact_id,last_purchase_at\nc1,03/04/2026\n', /contacts\.csv:2: last_purchase_at "03\/04\/2026" can be read as two different days/],
  ['suppressions', 'list\nunsubscribe\n', /suppressions\.csv: has no column email or email_sha256 or domain or recipient_id/],
  ['events', '', /events\.csv: is empty/],
] as const)('refuses a %s file that is none, and leaves nothing behind', async (table, content, message) => {
  const ours = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('presend-') && name.includes(`-${String(process.pid)}-`));
  const before = ours();
  await expect(audienceOf({ recipients: 'recipient_id\nr1\n', [table]: content })).rejects.toThrow(message);
  expect(ours()).toEqual(before);
});

it('says which file is missing', async () => {
  await expect(loadAudience({ recipients: join(tmpdir(), 'no-such-file.csv') }, CONTEXT)).rejects.toThrow(InputError);
});

it('treats SQL and formulas in cells and headers as text', async () => {
  const { audience } = await audienceOf({
    recipients: `recipient_id,email,company,"x""; DROP TABLE recipients; --"\n'; DROP TABLE recipients; --,"=cmd|' /C calc'!A0",\${7*7},1\n`,
    contacts: `contact_id,company,lifecycle\n1,\${7*7},customer\n`,
  });
  expect(await audience.warehouse.all(sql`SELECT recipient_id, field_email, company, ${mergeField('x"; DROP TABLE recipients; --')} AS extra FROM recipient_facts`))
    .toEqual([{ recipient_id: `'; DROP TABLE recipients; --`, field_email: `=cmd|' /C calc'!A0`, company: '${7*7}', extra: '1' }]);
  await audience.warehouse.close();
});

it('works out the facts of 200,000 recipients, each once', async () => {
  const ids = Array.from({ length: 200_000 }, (_, index) => index);
  const { audience } = await audienceOf({
    recipients: `recipient_id,email,country\n${ids.map((id) => `r${String(id)},p${String(id)}@company${String(id % 50_000)}.example,${id % 2 === 0 ? 'DE' : 'US'}`).join('\n')}\n`,
    consents: `recipient_id,basis,given_at\n${ids.filter((id) => id % 4 === 0).map((id) => `r${String(id)},express,2025-01-01T00:00:00Z`).join('\n')}\n`,
    contacts: `contact_id,email,lifecycle\n${ids.filter((id) => id % 100 === 0).map((id) => `c${String(id)},p${String(id)}@company${String(id % 50_000)}.example,customer`).join('\n')}\n`,
  });
  const [counts] = await audience.warehouse.all(sql`
    SELECT count(*) AS n, count(DISTINCT recipient_id) AS ids, count(*) FILTER (opt_in_required) AS asked, count(*) FILTER (consent_active) AS active,
      count(*) FILTER (contact_match = 'email') AS people, count(*) FILTER (contact_match = 'company') AS colleagues FROM recipient_facts`);
  expect(counts).toEqual({ n: 200_000, ids: 200_000, asked: 100_000, active: 50_000, people: 2000, colleagues: 0 });
  await audience.warehouse.close();
});
