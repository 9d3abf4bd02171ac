import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importExports } from '#importers/import-exports.js';
import type { ImportOptions } from '#importers/import-exports.js';
import type { ImportResult } from '#importers/import-result.js';
import type { ExportSource } from '#importers/export-map.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { PACKAGE_ROOT } from '../../src/package.js';
import { lint } from '../../src/lint.js';
import { plan } from '../../src/plan.js';
import { writtenRows, type WrittenRow as Row, type WrittenTable as Table } from './written-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-importers-'));
let warehouse: Warehouse;
beforeAll(async () => { warehouse = await openWarehouse({ threads: 1 }); });
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

interface Imported extends ImportResult {
  readonly rows: (table: Table) => Promise<readonly Row[]>;
  readonly output: string;
}

const imported = new Map<string, Promise<Imported>>();
/** Imports files of a system; the same files with the same options once for all tests. */
function importing(source: ExportSource, paths: readonly string[], more: Partial<ImportOptions> = {}): Promise<Imported> {
  const key = JSON.stringify([source, paths, more]);
  const known = imported.get(key) ?? importAnew(source, paths, more);
  imported.set(key, known);
  return known;
}

let runs = 0;
async function importAnew(source: ExportSource, paths: readonly string[], more: Partial<ImportOptions> = {}): Promise<Imported> {
  const output = join(folder, `out-${String(++runs)}`);
  const result = await importExports({ source, paths, output, ...more });
  const rows = async (table: Table): Promise<readonly Row[]> => {
    const file = result.tables.find((each) => each.table === table)?.file;
    return file === undefined ? [] : writtenRows(warehouse, table, file);
  };
  return { ...result, output, rows };
}

const sample = (source: ExportSource): readonly string[] => [join(PACKAGE_ROOT, 'fixtures/exports', source)];
function given(name: string, text: string | Uint8Array): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
}
const rowWith = (rows: readonly Row[], wanted: Row): Row => rows.find((row) => Object.entries(wanted).every(([name, value]) => row[name] === value)) ?? expect.fail(`no row with ${JSON.stringify(wanted)} in ${JSON.stringify(rows)}`);

/** What is wrong with the message does not depend on the tables. */
const MESSAGE_RULES_OFF = Object.fromEntries(['content', 'links', 'accessibility', 'compatibility', 'brand', 'headers'].map((category) => [`${category}/*`, 'off'] as const));

describe('samples', { timeout: 240_000 }, () => {
  it.each<[ExportSource, Record<string, number>]>([
    ['mailchimp', { recipients: 5, consents: 4, suppressions: 2, events: 16 }],
    ['brevo', { recipients: 3, consents: 2, suppressions: 3, events: 13 }],
    ['sendgrid', { recipients: 2, suppressions: 3, events: 10 }],
    ['hubspot', { recipients: 2, consents: 3, contacts: 5, suppressions: 4, events: 5 }],
    ['civicrm', { recipients: 3, suppressions: 3, events: 8, gifts: 4 }],
  ])('of %s become tables', async (source, counts) => {
    const { tables } = await importing(source, sample(source), { timezone: 'Europe/Berlin' });
    expect(Object.fromEntries(tables.map(({ table, rows }) => [table, rows]))).toEqual(counts);
  });

  it.each<[ExportSource, number]>([['hubspot', 2], ['civicrm', 3]])('of %s are accepted by lint and plan', async (source, recipients) => {
    const { tables, manifest, output } = await importing(source, sample(source), { timezone: 'Europe/Berlin' });
    const campaign = join(output, 'campaign');
    cpSync(join(PACKAGE_ROOT, 'fixtures/campaigns/good-newsletter'), campaign, { recursive: true });
    for (const { table, file } of tables) cpSync(file, join(campaign, `${table}.csv`));
    const declared = JSON.parse(readFileSync(join(campaign, 'campaign.json'), 'utf8')) as Row;
    writeFileSync(join(campaign, 'campaign.json'), JSON.stringify({ ...declared, ...manifest, esp: declared['esp'] }));
    const now = new Date('2026-11-02T12:00:00Z');
    const { campaigns: [linted] } = await lint({ campaigns: [campaign], now, sendAt: new Date('2026-11-10T09:00:00Z'), rules: MESSAGE_RULES_OFF });
    expect(linted?.skipped.flatMap(({ needs }) => needs)).not.toContain('recipients');
    expect(linted?.rejected ?? []).toEqual([]);
    const planned = await plan({ recipients: join(output, 'recipients.csv'), events: join(output, 'events.csv'), from: new Date('2026-11-10T00:00:00Z'), until: new Date('2026-11-17T00:00:00Z'), now, output: join(output, 'schedule.csv') });
    expect(planned.recipients).toBe(recipients);
  });

  it('give the same bytes again', async () => {
    const [first, second] = [await importing('civicrm', sample('civicrm'), { timezone: 'Europe/Berlin' }), await importAnew('civicrm', sample('civicrm'), { timezone: 'Europe/Berlin' })];
    for (const [index, { file }] of first.tables.entries()) expect(readFileSync(second.tables[index]?.file ?? '', 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('come out as Parquet with the same rows, and cells as they were', async () => {
    const { rows } = await importing('mailchimp', sample('mailchimp'), { timezone: 'Europe/Berlin', format: 'parquet' });
    expect(await rows('events')).toHaveLength(16);
    expect(rowWith(await rows('recipients'), { first_name: 'Kasia' })).toMatchObject({ 'Favourite tea': '=Earl Grey' });
    expect(rowWith(await rows('consents'), { status: 'withdrawn' })).toMatchObject({ withdrawn_at: '2026-09-29T08:15:22.000Z' });
  });
});

describe('Mailchimp', () => {
  let result: Awaited<ReturnType<typeof importing>>;
  beforeAll(async () => { result = await importing('mailchimp', sample('mailchimp'), { timezone: 'Europe/Berlin' }); });

  it('gives no consent to who has only the status subscribed, nor to who was imported', async () => {
    const consents = await result.rows('consents');
    expect(consents.map(({ recipient_id }) => recipient_id)).toEqual(['jorg.muller@blumenhof-muller.de', 'amelie.lefevre@atelier-lefevre.fr', 'k.nowak@zielona-herbata.pl', 'soren@fjordte.dk']);
    expect(result.withoutConsent).toBe(2);
  });

  it('calls a consent confirmed only with a time of its own and the address it came from', async () => {
    const consents = await result.rows('consents');
    expect(rowWith(consents, { recipient_id: 'jorg.muller@blumenhof-muller.de' })).toEqual({
      recipient_id: 'jorg.muller@blumenhof-muller.de', basis: 'express', status: 'active', source: 'mailchimp export OPTIN_TIME', proof_ref: 'OPTIN_IP 203.0.113.7',
      given_at: '2024-03-05T10:12:31.000Z', confirmed_at: '2024-03-05T10:20:02.000Z',
    });
    for (const id of ['amelie.lefevre@atelier-lefevre.fr', 'k.nowak@zielona-herbata.pl']) expect(rowWith(consents, { recipient_id: id })).not.toHaveProperty('confirmed_at');
  });

  it('takes the time of a send from the overview, in the zone of the account', async () => {
    const events = await result.rows('events');
    expect(rowWith(events, { recipient_id: 'amelie.lefevre@atelier-lefevre.fr', type: 'sent' })).toMatchObject({ occurred_at: '2026-09-28T07:00:00.000Z', campaign_id: 'a1b2c3d4e5' });
    expect(rowWith(events, { recipient_id: 'k.nowak@zielona-herbata.pl', type: 'sent' })).toMatchObject({ occurred_at: '2026-10-26T17:30:00.000Z' });
  });

  it('without the overview, leaves the sends out and says so', async () => {
    const { files } = await importing('mailchimp', [join(PACKAGE_ROOT, 'fixtures/exports/mailchimp/aggregate_activity')]);
    expect(files.flatMap(({ leftOut }) => leftOut)).toContainEqual({ table: 'events', rows: 5, reason: 'no campaign overview among the files says when it was sent' });
  });

  it('keeps merge fields, and names the columns that it does not read', async () => {
    expect(rowWith(await result.rows('recipients'), { first_name: 'Jörg' })).toMatchObject({ last_name: 'Müller', 'Favourite tea': 'Assam', TAGS: '"VIP","Garten"', timezone: 'Europe/Berlin', country: 'DE' });
    expect(result.files.find(({ name }) => name === 'subscribed contacts')?.notRead).toContain('NOTES');
  });

  it('writes no cell that a spreadsheet takes for a formula', () => {
    expect(readFileSync(result.tables[0]?.file ?? '', 'utf8')).toContain("'=Earl Grey");
  });
});

describe('Brevo, SendGrid, HubSpot', () => {
  it('Brevo: reads day before month in its logs, in the zone of the account, and events in other languages', async () => {
    const { rows } = await importing('brevo', sample('brevo'), { timezone: 'Europe/Berlin' });
    const events = await rows('events');
    expect(rowWith(events, { recipient_id: '102', type: 'open' })).toMatchObject({ occurred_at: '2026-10-05T10:10:44.000Z' });
    expect(rowWith(events, { recipient_id: '101', machine_open: true })).toMatchObject({ type: 'open', occurred_at: '2026-10-05T06:00:09.000Z' });
    expect(await rows('suppressions')).toEqual([{ email: 'hugo.petit@laposte.example', list: 'unsubscribe' }, { email: 'nadia.rossi@libero.example', list: 'hard_bounce' }, { email: 'lars@fritid.example', list: 'manual' }]);
  });

  it('SendGrid: an event that was posted twice counts once, and messages keep one id', async () => {
    const { rows, tables } = await importing('sendgrid', sample('sendgrid'), { timezone: 'Europe/Berlin' });
    expect(tables.find(({ table }) => table === 'events')?.repeated).toBe(1);
    const aoife = (await rows('events')).filter(({ recipient_id }) => recipient_id === 'aoife.osullivan@harbour-books.ie');
    expect(aoife.map(({ type, message_id }) => [type, message_id])).toEqual(['sent', 'delivered', 'open', 'click'].map((type) => [type, '9eZBI4XvQtiBGdAS9XJRGg']));
    expect(aoife.map(({ machine_open }) => machine_open)).toEqual([undefined, undefined, true, undefined]);
  });

  it('an open that the system calls a machine\'s keeps its user agent, and a plan does not count it', async () => {
    const agent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) Größe/605.1';
    const event = (type: string, seconds: number, more = {}): string => JSON.stringify({ email: 'zoë@härte.de', timestamp: 1_791_878_400 + seconds, event: type, sg_event_id: type, sg_message_id: 'm1.filter', ...more });
    const contacts = given('marked/contacts.csv', 'EMAIL,CONTACT_ID,CREATED_AT\nzoë@härte.de,c1,2024-01-15T10:00:00Z\n');
    const log = given('marked/events.jsonl', [event('processed', 0), event('open', 9000, { sg_machine_open: true, useragent: agent })].join('\n'));
    const { rows, output } = await importing('sendgrid', [contacts, log]);
    expect(rowWith(await rows('events'), { type: 'open' })).toMatchObject({ machine_open: true, user_agent: agent });
    const { signals } = await plan({ recipients: join(output, 'recipients.csv'), events: join(output, 'events.csv'), from: new Date('2026-11-10T00:00:00Z'), until: new Date('2026-11-17T00:00:00Z'), now: new Date('2026-11-02T12:00:00Z'), output: join(output, 'schedule.csv') });
    expect(signals).toEqual({ machine_open: 1 });
  }, 120_000);

  it('SendGrid: who is on a suppression list is no recipient, and a block is no suppression', async () => {
    const { rows, heldBack, files } = await importing('sendgrid', sample('sendgrid'), { timezone: 'Europe/Berlin' });
    expect((await rows('recipients')).map(({ first_name }) => first_name)).toEqual(['Aoife', 'Chidi']);
    expect((await rows('suppressions')).map(({ list }) => list)).toEqual(['hard_bounce', 'complaint', 'unsubscribe']);
    expect(heldBack).toBe(1);
    expect(files.find(({ name }) => name.startsWith('blocks'))?.silent.rows).toBe(1);
  });

  it('SendGrid: a bounce is for good, and a block or what never left is not', async () => {
    const event = (id: string, more: object): string => JSON.stringify({ email: 'zoë@härte.de', timestamp: 1_791_878_400, sg_event_id: id, sg_message_id: 'm1.filter', ...more });
    const log = given('bounces/events.jsonl', [event('1', { event: 'bounce', type: 'bounce' }), event('2', { event: 'bounce', type: 'blocked' }), event('3', { event: 'dropped', reason: 'Bounced Address' }), event('4', { event: 'dropped', reason: 'Spam Content' })].join('\n'));
    expect((await (await importing('sendgrid', [log])).rows('events')).map(({ bounce_class }) => bounce_class)).toEqual(['hard', 'soft', 'hard', undefined]);
  });

  it('HubSpot: one row for each legal basis, none for "not applicable" and for who unsubscribed', async () => {
    const { rows, files } = await importing('hubspot', sample('hubspot'), { timezone: 'Europe/Berlin' });
    expect((await rows('consents')).map(({ recipient_id, basis }) => `${String(recipient_id)} ${String(basis)}`).sort()).toEqual(['901 legitimate_interest', '902 express', '902 legitimate_interest']);
    expect(rowWith(await rows('recipients'), { recipient_id: '901' })).toMatchObject({ timezone: 'Europe/Paris', job_title: 'Responsable achats' });
    expect(rowWith(await rows('contacts'), { contact_id: '903' })).toMatchObject({ lifecycle: 'open_opportunity', last_name: 'Šimková' });
    expect(files.flatMap(({ leftOut }) => leftOut)).toContainEqual({ table: 'events', rows: 1, reason: 'type "STATUSCHANGE" has no counterpart in events.type' });
  });
});

describe('CiviCRM', () => {
  it('gifts: completed ones, once each, a midnight as a day, an amount that reads two ways left out', async () => {
    const { rows, files } = await importing('civicrm', [...sample('civicrm'), ...sample('civicrm')], { timezone: 'Europe/Zurich' });
    expect((await rows('gifts')).map(({ recipient_id, occurred_at, amount, currency, type }) => [recipient_id, occurred_at, amount, currency, type])).toEqual([
      ['12', '2026-08-01T17:40:12.000Z', 20, 'CHF', 'regular'], ['12', '2026-09-01T00:00:00.000Z', 20, 'CHF', 'regular'],
      ['17', '2025-12-24T00:00:00.000Z', 1250, 'CHF', 'in_memory'], ['18', '2026-05-05T00:00:00.000Z', 300.5, 'DKK', 'single'],
    ]);
    expect(files.flatMap(({ leftOut }) => leftOut)).toContainEqual({ table: 'gifts', rows: 1, reason: 'Total Amount "1,000" is no number that reads only one way' });
    expect(files.flatMap(({ silent }) => silent.examples)).toContain('Contribution Status "Pending", Financial Type "Donation"');
  });

  it('a gift without a currency needs --currency', async () => {
    const file = given('civi.csv', '"Contact ID","Total Amount","Date Received","Financial Type","Contribution Status"\n7,10.00,2026-05-01,Donation,Completed\n');
    expect((await importing('civicrm', [file])).files[0]?.leftOut).toEqual([{ table: 'gifts', rows: 1, reason: 'currency is empty' }]);
    expect(await (await importing('civicrm', [file], { currency: 'GBP' })).rows('gifts')).toMatchObject([{ currency: 'GBP', amount: 10 }]);
  });

  it('an address that two contacts share belongs to the first, and is counted', async () => {
    const { sharedAddresses, rows } = await importing('civicrm', sample('civicrm'), { timezone: 'Europe/Berlin' });
    expect(sharedAddresses).toBe(1);
    expect(rowWith(await rows('events'), { type: 'open' })).toMatchObject({ recipient_id: '12' });
    expect(rowWith(await rows('recipients'), { recipient_id: '17' })).toMatchObject({ deceased: true });
  });
});

describe('Klaviyo, Salesforce, Raiser\'s Edge', () => {
  it('consent only where it has a time; who is suppressed is no recipient', async () => {
    const { rows } = await importing('klaviyo', sample('klaviyo'), { timezone: 'Europe/Berlin' });
    expect((await rows('recipients')).map(({ email, region, company }) => [email, region, company])).toEqual([['anna.schmidt@acme.example', 'Berlin', 'Acme GmbH'], ['zoe@beispiel.example', undefined, undefined], ['never@acme.example', undefined, undefined]]);
    expect(await rows('consents')).toMatchObject([{ recipient_id: '01HA', basis: 'express', given_at: '2024-03-01T08:15:00.000Z', source: 'klaviyo export Email Marketing Consent, Signup form' }]);
    expect((await rows('suppressions')).map(({ email, list }) => [email, list])).toEqual([['gone@acme.example', 'unsubscribe'], ['bounce@acme.example', 'hard_bounce']]);
  });

  it.each<[ExportSource, Partial<ImportOptions>, unknown[], unknown[], string]>([
    ['salesforce', {}, [['0035f00000A1', 50, 'EUR', 'single'], ['0035f00000A1', 10, 'EUR', 'regular'], ['0035f00000A2', 20, 'GBP', 'in_memory']], [['maya@spende.example', 'unsubscribe']], 'Stage "Pledged"'],
    ['raisers-edge', { dateOrder: 'day-month', currency: 'GBP' }, [['0088', 100, 'GBP', 'single'], ['91', 50, 'GBP', 'regular'], ['91', 25, 'GBP', 'in_memory']], [['nora@spende.example', 'objection']], 'Gift Type "Pledge"'],
  ])('gifts of %s are what was paid, not what was promised', async (source, options, gifts, suppressions, promised) => {
    const { rows, files } = await importing(source, sample(source), { timezone: 'Europe/London', ...options });
    expect((await rows('gifts')).map(({ recipient_id, amount, currency, type }) => [recipient_id, amount, currency, type])).toEqual(gifts);
    expect((await rows('suppressions')).map(({ email, list }) => [email, list])).toEqual(suppressions);
    expect((await rows('recipients')).filter(({ deceased }) => deceased)).toHaveLength(1);
    expect(files.flatMap(({ silent }) => silent.examples).join('; ')).toContain(promised);
  });

  it('Data Loader\'s names of fields are known as the labels of reports are', async () => {
    const contacts = given('loader/contacts.csv', '"Id","FirstName","LastName","Email","HasOptedOutOfEmail","npsp__Deceased__c"\n"003A","Jörg","Ärmel","joerg@spende.example","false","false"\n');
    const donations = given('loader/opportunities.csv', '"Id","npsp__Primary_Contact__c","Amount","CurrencyIsoCode","CloseDate","StageName"\n"006A","003A","25.5","CHF","2025-05-01","Closed Won"\n');
    const { rows } = await importing('salesforce', [contacts, donations], { timezone: 'Europe/Zurich' });
    expect(await rows('recipients')).toMatchObject([{ recipient_id: '003A', first_name: 'Jörg', last_name: 'Ärmel' }]);
    expect(await rows('gifts')).toMatchObject([{ recipient_id: '003A', amount: 25.5, currency: 'CHF', type: 'single' }]);
  });
});

describe('what cannot be read', () => {
  const HUBSPOT = 'Record ID,Email,Became a Customer Date\n1,a@firma-ärger.de,2026-05-02 10:00\n2,b@firma-ärger.de,';

  it('a time without a zone, where nobody gave the account\'s', async () => {
    await expect(importing('hubspot', [given('naive.csv', HUBSPOT)])).rejects.toThrow('naive.csv:2: Became a Customer Date "2026-05-02 10:00" has no time zone, and HubSpot writes its account\'s. Give that with --timezone, such as --timezone Europe/Berlin.');
  });

  it('a date whose day and month nobody can tell apart', async () => {
    await expect(importing('hubspot', [given('dates.csv', HUBSPOT.replace('2026-05-02', '05/02/2026'))], { timezone: 'Europe/Berlin' })).rejects.toThrow('dates.csv:2: Became a Customer Date "05/02/2026 10:00" can be read as two different days. Say which number comes first with --date-order day-month or --date-order month-day.');
  });

  it('a date that does not exist in the order that was given, for then it is the other', async () => {
    const file = given('order.csv', HUBSPOT.replace('2026-05-02', '25/12/2026'));
    await expect(importing('hubspot', [file], { timezone: 'Europe/Berlin', dateOrder: 'month-day' })).rejects.toThrow('order.csv:2: Became a Customer Date "25/12/2026 10:00" is no date by --date-order month-day. Give the other order');
    expect(await (await importing('hubspot', [file], { timezone: 'Europe/Berlin', dateOrder: 'day-month' })).rows('contacts')).toMatchObject([{ contact_id: '1', since: '2026-12-25T09:00:00.000Z' }, { contact_id: '2' }]);
    await expect(importing('hubspot', [file], { dateOrder: 'day-month' })).rejects.toThrow('"25/12/2026 10:00" has no time zone');
  });

  it('a zip, in one line that says what to do', async () => {
    const zip = given('export.zip', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]));
    await expect(importing('mailchimp', [zip])).rejects.toThrow('export.zip: is a zip. Unpack it and give the folder: unzip export.zip -d export.');
  });

  it('a file of another system, named with what it lacks', async () => {
    await expect(importing('sendgrid', [given('other.csv', 'Contact ID,Total Amount\n1,2\n')])).rejects.toThrow('other.csv: is no export of sendgrid that is known: ');
  });

  it('a zone and a currency that do not exist', async () => {
    await expect(importing('brevo', sample('brevo'), { timezone: 'Berlin/Europe' })).rejects.toThrow('--timezone: "Berlin/Europe" is no time zone.');
    await expect(importing('civicrm', sample('civicrm'), { currency: 'euro' })).rejects.toThrow('--currency: "euro" is no currency.');
  });

  it('a path that does not exist', async () => {
    await expect(importing('brevo', [join(folder, 'nowhere')])).rejects.toThrow('no such file or folder');
  });

  it('is named beside what is read: other files, empty files, lines that are no rows, cells that are no time', async () => {
    const place = join(folder, 'mixed');
    given('mixed/contacts.csv', 'Record ID,Email,Became a Customer Date,Nickname\n1,jö@härte.de,soon,JJ\n2,b@härte.de,,BB,more\n3,,,CC\n1,jö@härte.de,,JJ\n');
    given('mixed/readme.pdf', 'x');
    given('mixed/empty.csv', '');
    given('mixed/strange.csv', 'colour\nblue\n');
    const { unknown, files: [file], rows, tables } = await importing('hubspot', [place]);
    expect(unknown.map(({ file: name, reason }) => `${name.slice(place.length + 1)}: ${reason}`)).toEqual(['empty.csv: it is empty', 'strange.csv: none of its columns is known', 'readme.pdf: it is no table']);
    expect(file).toMatchObject({ rows: 3, unreadable: { rows: 1, reason: 'line 3 has 5 cells, the header row has 4' }, kept: ['Nickname'], leftOut: [{ table: 'recipients', rows: 1, reason: 'Email is empty' }], lostCells: [{ table: 'contacts', rows: 1, reason: 'Became a Customer Date "soon" is no time' }] });
    expect(tables.find(({ table }) => table === 'recipients')).toMatchObject({ rows: 1, repeated: 1 });
    expect(await rows('recipients')).toEqual([{ recipient_id: '1', email: 'jö@härte.de', Nickname: 'JJ' }]);
  });

  it('a column of the file that would pass for one of ours keeps its cells under another name', async () => {
    const { rows } = await importing('sendgrid', [given('names.csv', 'EMAIL,CONTACT_ID,CREATED_AT,Deceased,Age Band\nzoë@härte.de,c1,2024-01-15T10:00:00Z,perhaps,40s\n')]);
    expect(await rows('recipients')).toMatchObject([{ sendgrid_Deceased: 'perhaps', 'sendgrid_Age Band': '40s' }]);
  });
});
