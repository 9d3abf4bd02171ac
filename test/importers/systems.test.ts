import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportSource } from '#importers/export-map.js';
import { importExports } from '#importers/import-exports.js';
import type { ImportOptions } from '#importers/import-exports.js';
import type { ImportResult } from '#importers/import-result.js';
import { openWarehouse } from '#warehouse/open-warehouse.js';
import type { Warehouse } from '#warehouse/warehouse.js';
import { writtenRows, type WrittenTable } from './written-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'presend-systems-'));
let warehouse: Warehouse;
beforeAll(async () => { warehouse = await openWarehouse({ threads: 1 }); });
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true });
});

type Tables = Partial<Record<WrittenTable, readonly unknown[]>>;

let runs = 0;
/** The tables that a file becomes, each row with the columns that it fills. */
async function importing(source: ExportSource, text: string | Uint8Array, more: Partial<ImportOptions> = {}): Promise<{ readonly result: ImportResult; readonly tables: Tables }> {
  const place = join(folder, String(++runs));
  mkdirSync(place);
  const file = join(place, typeof text === 'string' && text.startsWith('{') ? 'export.jsonl' : 'export.csv');
  writeFileSync(file, text);
  const result = await importExports({ source, paths: [file], output: join(place, 'tables'), timezone: 'Europe/Berlin', ...more });
  const tables: Tables = {};
  for (const { table, file } of result.tables) tables[table as WrittenTable] = await writtenRows(warehouse, table as WrittenTable, file);
  return { result, tables };
}

describe('CRMs say who is a customer', { timeout: 60_000 }, () => {
  it.each<[ExportSource, string, readonly unknown[]]>([
    ['salesforce', '"Account ID","Account Name","Type","Account Owner","Website"\n"1","Müller & Söhne GmbH","Customer - Direct","Sue Lee","http://www.mueller-soehne.de"\n"2","Rival AG","Competitor","Sue Lee",""\n"3","Neu KG","","",""\n', [{ contact_id: '1', company: 'Müller & Söhne GmbH', domain: 'http://www.mueller-soehne.de', lifecycle: 'customer', owner: 'Sue Lee' }]],
    ['hubspot', 'Record ID,Company name,Company Domain Name,Company owner,Lifecycle Stage\n9,Ærø Færger,aeroe.dk,Sue Lee,Former Customer\n', [{ contact_id: 'company 9', company: 'Ærø Færger', domain: 'aeroe.dk', lifecycle: 'former_customer', owner: 'Sue Lee' }]],
    ['pipedrive', 'Deal - ID,Deal - Status,Deal - Organization,Deal - Owner,Deal - Won time\n1,Won,Acme,Sue,2025-03-04 10:32:11\n2,Lost,Neu,Sue,\n3,Open,Alt,Sue,\n', [{ contact_id: 'deal 1', company: 'Acme', lifecycle: 'customer', last_purchase_at: '2025-03-04T09:32:11.000Z', owner: 'Sue' }, { contact_id: 'deal 3', company: 'Alt', lifecycle: 'open_opportunity', owner: 'Sue' }]],
    ['pipedrive', 'Organization - ID,Organization - Name,Organization - Labels\n4,Acme,Kunde\n5,Neu,\n', [{ contact_id: 'organization 4', company: 'Acme', lifecycle: 'customer' }]],
    ['dynamics', '(Do Not Modify) Account,Account Name,Relationship Type,Website,Owner\n7e1,Acme,Customer,acme.com,Sue\n7e2,Rival,Competitor,,Sue\n', [{ contact_id: '7e1', company: 'Acme', domain: 'acme.com', lifecycle: 'customer', owner: 'Sue' }]],
  ])('%s, file %#', async (source, text, contacts) => {
    expect((await importing(source, text)).tables).toEqual({ contacts });
  });

  it('a contact of Salesforce is a relation where the account has a type; a lead is a recipient', async () => {
    const { tables: { contacts, recipients } } = await importing('salesforce', '"Contact ID","Last Name","Email","Account Name","Type"\n"31","Ray","a@acme.com","Acme","Customer - Channel"\n"32","Groß","b@web.de","Groß Household",""\n');
    expect(contacts).toEqual([{ contact_id: '31', email: 'a@acme.com', last_name: 'Ray', company: 'Acme', lifecycle: 'customer' }]);
    expect(recipients).toHaveLength(2);
    const { tables } = await importing('salesforce', '"Lead ID","Last Name","Company / Account","Email","Email Opt Out","Lead Status"\n"Q1","Ray","Acme","a@acme.com","0","Open"\n"Q2","Roe","Acme","b@acme.com","1","Open"\n');
    expect(tables).toEqual({ recipients: [{ recipient_id: 'Q1', email: 'a@acme.com', last_name: 'Ray', company: 'Acme', status: 'Open' }], suppressions: [{ email: 'b@acme.com', list: 'unsubscribe' }] });
  });

  it('Pipedrive mails who subscribed, Dynamics who may be mailed', async () => {
    const pipedrive = await importing('pipedrive', 'Person - ID,Person - Email - Work,Person - Email - Home,Person - Labels,Person - Marketing status\n1,al@acme.com,,Customer,Subscribed\n2,,bo@web.com,,Unsubscribed\n3,cy@acme.com,,,No consent\n');
    expect(pipedrive.tables).toEqual({ recipients: [{ recipient_id: '1', email: 'al@acme.com' }], contacts: [{ contact_id: 'person 1', email: 'al@acme.com', lifecycle: 'customer' }], suppressions: [{ email: 'bo@web.com', list: 'unsubscribe' }] });
    const dynamics = await importing('dynamics', '(Do Not Modify) Contact,Email,Do not allow Emails,Do not allow Bulk Emails\n1,al@acme.com,Allow,Allow\n2,bo@acme.com,Allow,Do Not Allow\n3,cy@acme.com,Do Not Allow,Allow\n');
    expect(dynamics.tables).toEqual({ recipients: [{ recipient_id: '1', email: 'al@acme.com' }], suppressions: [{ email: 'cy@acme.com', list: 'objection' }, { email: 'bo@acme.com', list: 'unsubscribe' }] });
  });

  it('HubSpot: an opt-out of one kind of mail is one of that kind, and leaves the recipient for others', async () => {
    const { tables } = await importing('hubspot', 'Record ID,Email,Unsubscribed from all email,Opted out of email: Marketing Information,Opted out of email: Blog\n1,a@acme.com,,true,\n2,b@acme.com,true,true,\n3,c@acme.com,,,Yes\n');
    expect(tables.suppressions).toEqual([{ email: 'b@acme.com', list: 'unsubscribe' }, { email: 'a@acme.com', list: 'unsubscribe', scope: 'Marketing Information' }, { email: 'c@acme.com', list: 'unsubscribe', scope: 'Blog' }]);
    expect(tables.recipients).toHaveLength(2);
  });
});

describe('donations', { timeout: 60_000 }, () => {
  it('Stripe: what was paid, and what was given back or lost in a dispute, on its day', async () => {
    const { tables, result } = await importing('stripe', 'id,Created date (UTC),Amount,Amount Refunded,Currency,Status,Description,Customer Email,Refunded date (UTC),Disputed Amount,Dispute Date (UTC),Dispute Status\n1,2026-03-04 10:32:11,50.00,0.00,eur,Paid,Gift,Zoë@Kunde.de,,,,\n2,2026-03-05 10:32:11,50.00,50.00,eur,Refunded,Gift,bo@kunde.de,2026-04-01 09:00:00,,,\n3,2026-03-06 10:32:11,100.00,30.00,eur,Paid,Subscription update,cy@kunde.de,,,,\n4,2026-03-07 10:32:11,20.00,0.00,eur,Paid,Gift,di@kunde.de,,20.00,2026-03-30 08:00:00,lost\n5,2026-03-08 10:32:11,20.00,0.00,eur,Paid,Gift,ed@kunde.de,,20.00,2026-03-30 08:00:00,won\n6,2026-03-09 10:32:11,20.00,0.00,eur,Failed,Gift,ed@kunde.de,,,,\n');
    const gift = (recipient_id: string, occurred_at: string, amount: number, type = 'single') => ({ recipient_id, occurred_at: `2026-${occurred_at}.000Z`, amount, currency: 'eur', type });
    expect(tables).toEqual({ gifts: [
      gift('zoë@kunde.de', '03-04T10:32:11', 50), gift('bo@kunde.de', '03-05T10:32:11', 50), gift('cy@kunde.de', '03-06T10:32:11', 100, 'regular'), gift('di@kunde.de', '03-07T10:32:11', 20), gift('ed@kunde.de', '03-08T10:32:11', 20),
      gift('bo@kunde.de', '04-01T09:00:00', -50), gift('cy@kunde.de', '03-06T10:32:11', -30), gift('di@kunde.de', '03-30T08:00:00', -20),
    ] });
    expect(result.files[0]?.silent.examples).toEqual([expect.stringContaining('Status "Failed"')]);
  });

  it("Raiser's Edge: types as the database, its web view and its API write them; neither promises nor gifts in kind are money", async () => {
    const types = ['Cash', 'One-time gift', 'Recurring gift', 'Recurring gift payment', 'RecurringGiftPayment', 'Pledge', 'Pledge payment', 'Gift-in-kind', 'GiftInKind', 'Stock/property', 'Matching gift payment', 'Planned gift'];
    const { tables, result } = await importing('raisers-edge', `Gf_CnBio_ID,Gf_Date,Gf_Amount,Gf_Type\n${types.map((type, index) => `7,${String(index + 1)}/20/2026,"$1,000.00",${type}`).join('\n')}\n`, { currency: 'USD' });
    expect(tables.gifts?.map((gift) => (gift as { type: string }).type)).toEqual(['single', 'single', 'regular', 'regular', 'single', 'other', 'match', 'legacy']);
    expect(result.files[0]?.silent.rows).toBe(4);
    expect(result.giftsByAddress).toBe(false);
  });

  it("Raiser's Edge: a solicit code against mail keeps somebody out, one against asks holds for appeals, and others are named", async () => {
    const { tables, result } = await importing('raisers-edge', 'Constituent ID,Last Name,Email,Solicit Codes\n1,Ray,a@web.com,\n2,Roe,b@web.com,Do Not Call; Do Not E-mail\n3,Rue,c@web.com,"No Mail, Do Not Solicit"\n4,Ría,d@web.com,No Phone Calls\n');
    expect(tables.suppressions).toEqual([{ email: 'b@web.com', list: 'objection' }, { email: 'c@web.com', list: 'objection', scope: 'appeals' }]);
    expect(tables.recipients).toMatchObject([{ recipient_id: '1' }, { recipient_id: '3' }, { recipient_id: '4' }]);
    expect(result.files[0]?.mayOptOut).toEqual([{ column: 'Solicit Codes', rows: 1 }]);
  });

  it("a recurring gift of Salesforce or Raiser's Edge that ended is a pledge cancelled on that day, and one that runs is no money", async () => {
    const cancel = { recipient_id: '2', occurred_at: '2026-02-01T00:00:00.000Z', amount: 30, currency: 'EUR', type: 'regular', event: 'cancel' };
    const salesforce = await importing('salesforce', '"ID","NPE03__CONTACT__C","NPE03__AMOUNT__C","NPE03__INSTALLMENT_PERIOD__C","NPSP__STATUS__C","NPSP__ENDDATE__C","CURRENCYISOCODE"\n"a01","1","25.0","Monthly","Active","","EUR"\n"a02","2","30.0","Monthly","Closed","2026-02-01","EUR"\n');
    expect(salesforce.tables).toEqual({ gifts: [cancel] });
    const raisersEdge = await importing('raisers-edge', 'Constituent ID,Gift Date,Gift Amount,Gift Type,Gift Status,Gift Status Date\n1,2025-01-01,25.00,Recurring Gift,Active,\n2,2025-01-01,30.00,Recurring Gift,Terminated,2026-02-01\n', { currency: 'EUR' });
    expect(raisersEdge.tables).toEqual({ gifts: [cancel] });
  });

  it('CiviCRM: a contribution that went back is one that came and one that went; a contact in the trash gets no mail', async () => {
    const { tables } = await importing('civicrm', 'Contact ID,Total Amount,Currency,Date Received,Financial Type,Contribution Status,Cancelled / Refunded Date\n1,"1.250,00",EUR,2026-03-04,Spende,Abgeschlossen,\n2,30,EUR,2026-03-04,Donation,Refunded,2026-04-04\n3,30,EUR,2026-03-04,Donation,Pending,\n');
    expect(tables.gifts?.map((gift) => { const { recipient_id, amount, occurred_at } = gift as Record<string, unknown>; return [recipient_id, amount, occurred_at]; })).toEqual([['1', 1250, '2026-03-04T00:00:00.000Z'], ['2', 30, '2026-03-04T00:00:00.000Z'], ['2', -30, '2026-04-04T00:00:00.000Z']]);
    const contacts = await importing('civicrm', 'Contact ID,Contact Type,Email,Contact is in Trash\n1,Individual,a@web.de,\n2,Individual,b@web.de,1\n');
    expect(contacts.tables.recipients).toEqual([expect.objectContaining({ recipient_id: '1' })]);
  });

  it('CiviCRM: who was thanked for a contribution, or got a receipt, was thanked by mail; a contribution in test mode is none', async () => {
    const { tables } = await importing('civicrm', 'Contact ID,Total Amount,Currency,Contribution Date,Financial Type,Contribution Status,Thank-you Date,Receipt Date,Test Mode\n1,30,EUR,2026-03-04 10:00:00,Donation,Completed,2026-03-06 09:30:00,,\n2,30,EUR,2026-03-04 10:00:00,Donation,Completed,,2026-03-04 10:00:05,\n3,30,EUR,2026-03-04 10:00:00,Donation,Completed,,,Yes\n');
    expect(tables.gifts).toHaveLength(2);
    expect(tables.events).toEqual([
      { recipient_id: '1', type: 'sent', occurred_at: '2026-03-06T08:30:00.000Z', campaign_id: 'thank-you', triggered: true },
      { recipient_id: '2', type: 'sent', occurred_at: '2026-03-04T09:00:05.000Z', campaign_id: 'receipt', triggered: true },
    ]);
  });

  it('a donation that is no gift is counted and named, though its donor is a recipient', async () => {
    const { tables, result } = await importing('fundraisingbox', 'donation_id;email_address;amount;currency;donated_at;status\n1;a@web.de;1 250,00;EUR;14.03.2026;received\n2;b@web.de;25,00;EUR;14.03.2026;fehlgeschlagen\n');
    expect(tables).toMatchObject({ recipients: [{ email: 'a@web.de' }, { email: 'b@web.de' }], gifts: [{ recipient_id: 'a@web.de', amount: 1250 }] });
    expect(result.files[0]?.silent).toEqual({ rows: 1, examples: ['status "fehlgeschlagen"'] });
  });

  it('PayPal: donations and subscriptions only, in two languages', async () => {
    const english = await importing('paypal', 'Date,Time,TimeZone,Type,Status,Currency,Gross,From Email Address,Transaction ID\n03/24/2026,13:57:10,PDT,Donation Payment,Completed,USD,"1,250.00",al@web.com,A\n03/04/2026,13:57:10,PDT,General Withdrawal,Completed,USD,-9.00,us@ngo.org,B\n', { timezone: 'America/Los_Angeles' });
    expect(english.tables).toEqual({ gifts: [{ recipient_id: 'al@web.com', occurred_at: '2026-03-24T20:57:10.000Z', amount: 1250, currency: 'USD', type: 'single' }] });
    const german = await importing('paypal', 'Datum,Uhrzeit,Typ,Status,Währung,Brutto,Absender E-Mail-Adresse,Transaktionscode\n04.03.2026,13:57:10,Abonnementzahlung,Abgeschlossen,EUR,"25,00",al@web.de,C\n');
    expect(german.tables).toEqual({ gifts: [{ recipient_id: 'al@web.de', occurred_at: '2026-03-04T12:57:10.000Z', amount: 25, currency: 'EUR', type: 'regular' }] });
  });

  it.each<[ExportSource, string, Tables]>([
    ['donorbox', "Donor's First Name,Donor Email,Campaign,Amount,Currency,Donated At,Designation,Receipt Id,Recurring Donation,Join Mailing List,Dedication Type,Status\nZoë,zoe@web.com,Autumn,$50.00,USD,2026-03-04 10:32:11,Wells,111,Yes,true,,Paid\nZoë,zoe@web.com,Autumn,20,USD,2026-03-05 10:32:11,,112,No,,In memory of,Paid\nZoë,zoe@web.com,Autumn,20,USD,2026-03-05 10:32:11,,113,No,,,Refunded\n", {
      recipients: [{ recipient_id: 'zoe@web.com', email: 'zoe@web.com', first_name: 'Zoë' }],
      gifts: [{ recipient_id: 'zoe@web.com', occurred_at: '2026-03-04T09:32:11.000Z', amount: 50, currency: 'USD', programme: 'Wells', type: 'regular' }, { recipient_id: 'zoe@web.com', occurred_at: '2026-03-05T09:32:11.000Z', amount: 20, currency: 'USD', programme: 'Autumn', type: 'in_memory' }, { recipient_id: 'zoe@web.com', occurred_at: '2026-03-05T09:32:11.000Z', amount: 20, currency: 'USD', programme: 'Autumn', type: 'single' }, { recipient_id: 'zoe@web.com', occurred_at: '2026-03-05T09:32:11.000Z', amount: -20, currency: 'USD', type: 'single' }],
      consents: [{ recipient_id: 'zoe@web.com', basis: 'express', status: 'active', given_at: '2026-03-04T09:32:11.000Z', source: 'donorbox export Join Mailing List', source_type: 'web_form', proof_ref: 'Receipt Id 111' }],
    }],
    ['twingle', 'trx_id;timestamp;purpose;amount;currency;user_email;donation_rhythm;newsletter;user_firstname\nT1;04.03.2026 10:32:11;Brunnen;25;EUR;al@web.de;monthly;1;Äl\nT2;05.03.2026 10:32:11;;100;EUR;bo@web.de;one_time;0;Bo\n', {
      recipients: [{ recipient_id: 'al@web.de', email: 'al@web.de', first_name: 'Äl' }, { recipient_id: 'bo@web.de', email: 'bo@web.de', first_name: 'Bo' }],
      gifts: [{ recipient_id: 'al@web.de', occurred_at: '2026-03-04T09:32:11.000Z', amount: 25, currency: 'EUR', programme: 'Brunnen', type: 'regular' }, { recipient_id: 'bo@web.de', occurred_at: '2026-03-05T09:32:11.000Z', amount: 100, currency: 'EUR', type: 'single' }],
      consents: [{ recipient_id: 'al@web.de', basis: 'express', status: 'active', given_at: '2026-03-04T09:32:11.000Z', source: 'twingle export newsletter', source_type: 'web_form', proof_ref: 'trx_id T1' }],
    }],
  ])('%s: donors are recipients, their gifts gifts, a ticked box a consent', async (source, text, tables) => {
    const { tables: imported, result } = await importing(source, text);
    expect(imported).toEqual(tables);
    expect(result).toMatchObject({ heldBack: 0, files: [{ kept: [] }] });
  });

  it('FundraisingBox: in Windows-1252, by number of the donation', async () => {
    const { tables } = await importing('fundraisingbox', Buffer.from('donation_id;amount;currency;donated_at;by_recurring;first_name;email_address\n7;25,00;EUR;2026-03-04 10:32:11;1;Jörg;joerg@web.de\n8;100,00;EUR;2026-03-05;;Ida;ida@web.de\n', 'latin1'));
    expect(tables.recipients).toMatchObject([{ first_name: 'Jörg' }, { first_name: 'Ida' }]);
    expect(tables.gifts).toMatchObject([{ recipient_id: 'joerg@web.de', amount: 25, type: 'regular' }, { recipient_id: 'ida@web.de', amount: 100, type: 'single' }]);
  });
});

describe('events of any sender', { timeout: 60_000 }, () => {
  const mail = { timestamp: '2026-11-10T09:00:00.113Z', messageId: '01', destination: ['Ann@kunde.de'] };
  const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: 'bo@kunde.de' }, { emailAddress: 'cy@kunde.de' }], timestamp: '2026-11-10T09:00:06Z' };
  const of = (person: string, type: string, second: number, more: object) => ({ recipient_id: `${person}@kunde.de`, type, occurred_at: `2026-11-10T09:00:0${String(second)}.000Z`, ...more });
  const at = 1_794_301_200;

  it.each<[string, readonly object[], readonly object[]]>([
    ['Mailgun', [
      { signature: { timestamp: '1' }, 'event-data': { event: 'clicked', timestamp: at + 1, recipient: 'ann@kunde.de', url: 'https://a.de', 'client-info': { 'user-agent': 'X' }, message: { headers: { 'message-id': 'm' } }, tags: ['a', 'b'] } },
      { 'event-data': { event: 'failed', severity: 'permanent', timestamp: at + 2, recipient: 'bo@kunde.de' } }, { 'event-data': { event: 'stored', timestamp: at, recipient: 'bo@kunde.de' } },
      { 'event-data': { event: 'opened', timestamp: at + 3, recipient: 'cy@kunde.de', 'client-info': { bot: 'apple' } } },
    ], [of('ann', 'click', 1, { message_id: 'm', user_agent: 'X', url: 'https://a.de', category: 'a;b' }), of('bo', 'bounce', 2, { bounce_class: 'permanent' }), of('cy', 'open', 3, { machine_open: true })]],
    ['SES through SNS', [{ Type: 'Notification', MessageId: 'n', Timestamp: '2026-11-11T00:00:00Z', Message: JSON.stringify({ notificationType: 'Bounce', mail, bounce }) }, { Type: 'Notification', Message: JSON.stringify({ eventType: 'Open', mail: { ...mail, tags: { campaign: ['autumn'] } }, open: { timestamp: '2026-11-10T09:00:09Z', userAgent: 'X' } }) }],
      [of('ann', 'open', 9, { message_id: '01', campaign_id: 'autumn', user_agent: 'X' }), of('bo', 'bounce', 6, { message_id: '01', bounce_class: 'Permanent' }), of('cy', 'bounce', 6, { message_id: '01', bounce_class: 'Permanent' })]],
    ['Postmark', [
      { RecordType: 'Bounce', Type: 'SoftBounce', Email: 'bo@kunde.de', BouncedAt: '2026-11-10T09:00:02Z', MessageStream: 'outbound' }, { RecordType: 'Delivery', Recipient: 'ann@kunde.de', DeliveredAt: '2026-11-10T09:00:01Z', MessageStream: 'broadcast' },
      { RecordType: 'SubscriptionChange', Recipient: 'eve@kunde.de', ChangedAt: '2026-11-10T09:00:03Z', SuppressSending: true, SuppressionReason: 'ManualSuppression' }, { RecordType: 'SubscriptionChange', Recipient: 'eve@kunde.de', ChangedAt: '2026-11-10T09:00:03Z', SuppressSending: false },
    ], [of('ann', 'delivered', 1, {}), of('bo', 'bounce', 2, { triggered: true, bounce_class: 'SoftBounce' }), of('eve', 'unsubscribe', 3, {})]],
    ['SparkPost', [{ msys: { track_event: { type: 'initial_open', rcpt_to: 'ann@kunde.de', timestamp: String(at + 1), campaign_id: 'autumn' } } }, { msys: { message_event: { type: 'spam_complaint', rcpt_to: 'bo@kunde.de', timestamp: String(at + 2) } } }],
      [of('ann', 'open', 1, { campaign_id: 'autumn' }), of('bo', 'complaint', 2, {})]],
  ])('%s', async (_, records, events) => {
    const { tables } = await importing('events', records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    expect(tables.events?.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual(events);
  });
});

describe('money that goes back', { timeout: 60_000 }, () => {
  it('FundraisingBox: a debit that came back is a payment that failed; a thousand parts of a dinar are no thousands', async () => {
    const { tables, result } = await importing('fundraisingbox', 'donation_id;email_address;amount;currency;donated_at;by_recurring;status\n1;al@web.de;25,00;EUR;2026-03-04 10:00:00;1;Rücklastschrift\n2;al@web.de;12.500;KWD;2026-02-04 10:00:00;1;paid\n3;al@web.de;12.500;EUR;2026-02-05 10:00:00;1;paid\n');
    expect(tables.gifts).toEqual([{ recipient_id: 'al@web.de', occurred_at: '2026-02-04T09:00:00.000Z', amount: 12.5, currency: 'KWD', type: 'regular' }, { recipient_id: 'al@web.de', occurred_at: '2026-03-04T09:00:00.000Z', amount: 25, currency: 'EUR', type: 'regular', event: 'decline' }]);
    expect(result.files[0]?.leftOut).toMatchObject([{ rows: 1, reason: expect.stringContaining('12.500') as string }]);
  });
});

describe('lists of subscribers', { timeout: 60_000 }, () => {
  it('whoever has opted out in one of several columns has, in whatever words; who complained or died does so too', async () => {
    const { tables, result } = await importing('list', 'Email,IsExcludedFromCampaigns,IsUnsubscribed,UnsubscribedAt,IsOptInPending,IsSpamComplaining,Verstorben\nal@web.de,false,false,,false,false,\nbo@web.de,false,true,2026-04-04T10:00:00Z,false,false,\ncy@web.de,true,false,,false,false,\ndi@web.de,false,false,,true,false,\ned@web.de,false,false,,false,true,\nfi@web.de,by phone,false,,false,false,\ngo@web.de,active,0,,,,im Mai\n');
    expect(tables.recipients).toEqual([{ recipient_id: 'al@web.de', email: 'al@web.de' }, { recipient_id: 'go@web.de', email: 'go@web.de', deceased: true }]);
    expect(tables.suppressions).toEqual([
      { email: 'bo@web.de', list: 'unsubscribe', at: '2026-04-04T10:00:00.000Z' }, { email: 'cy@web.de', list: 'unsubscribe' }, { email: 'fi@web.de', list: 'unsubscribe' }, { email: 'ed@web.de', list: 'complaint' },
    ]);
    expect(result.files[0]?.silent.rows).toBe(1);
  });

  it('nobody has opted out, bounced or died by a word for nothing, a zero date or a denial', async () => {
    const cells = { 'Unsubscribed At': ['0000-00-00 00:00:00', 'N/A', 'nicht abgemeldet'], Unsubscribed: ['unknown', 'Not set', 'not unsubscribed'], Werbesperre: ['keine', 'Keine Sperre', 'erlaubt'], Bounced: ['soft', 'No bounce', 'valid'], Complained: ['0000-00-00', 'none', 'n.a.'] };
    for (const [column, words] of Object.entries(cells)) {
      const { tables } = await importing('list', `Email,${column}\n${words.map((word, index) => `p${String(index)}@web.de,${word}\n`).join('')}z@web.de,yes\n`);
      expect([tables.recipients?.length, tables.suppressions?.length], column).toEqual([3, 1]);
    }
    const refusals = { Werbesperre: ['Keine E-Mails', 'nicht anschreiben', 'nicht erlaubt'], Unsubscribed: ['No longer subscribed', 'Not subscribed', 'no emails'], Bounced: ['no such user', 'not deliverable'] };
    for (const [column, words] of Object.entries(refusals)) expect((await importing('list', `Email,${column}\n${words.map((word, index) => `p${String(index)}@web.de,${word}\n`).join('')}`)).tables.suppressions?.length, column).toBe(words.length);
    expect((await importing('list', 'Email,Deceased\na@web.de,not deceased\nb@web.de,0000-00-00\nc@web.de,yes\n')).tables.recipients?.map((row) => (row as Record<string, unknown>)['deceased'])).toEqual([false, false, true]);
  });

  it('a list without a column of addresses is refused with what to rename', async () => {
    await expect(importing('list', 'Kontaktweg;Vorname\nal@web.de;Äl\n')).rejects.toThrow('none of its columns is called as those of addresses are: rename it "Email"');
  });

  it('CleverReach: who registered and was not activated has not confirmed, and is no recipient', async () => {
    const { tables } = await importing('list', 'E-Mail;Registriert;Aktiviert\nal@web.de;2026-03-04 10:00:00;2026-03-04 10:10:00\nbo@web.de;2026-03-04 10:00:00;\n');
    expect(tables.recipients).toMatchObject([{ email: 'al@web.de' }]);
    expect(tables.recipients).toHaveLength(1);
    expect((await importing('list', 'E-Mail;Registriert\nal@web.de;2026-03-04 10:00:00\n')).tables.recipients).toHaveLength(1);
  });

  it.each([
    ['Kontakt-ID,Kontakttyp,E-Mail,Keine E-Mails senden,Keine Massen-E-Mails (User Opt out),Kontakt ist im Papierkorb', 'Ja', 'Nein'],
    ['Intern contactnummer,Contacttype,E-mail,Geen e-mail,Geen Bulk E-mail (Opted-out),Contact zit in de prullenbak', 'Ja', 'Nee'],
    ['ID de contacto,Tipo de contacto,Correo electrónico,No enviar un correo electrónico,No enviar correos electrónicos masivos (el usuario no lo desea),El contacto está en la papelera', 'Sí', 'No'],
  ])('CiviCRM in another language: %s', async (header, yes, no) => {
    const { tables } = await importing('civicrm', `${header}\n1,P,al@web.de,${no},${no},${no}\n2,P,bo@web.de,${yes},${no},${no}\n3,P,cy@web.de,${no},${yes},${no}\n4,P,di@web.de,${no},${no},${yes}\n`);
    expect(tables.recipients).toMatchObject([{ recipient_id: '1' }]);
    expect(tables.suppressions).toEqual([{ email: 'cy@web.de', list: 'unsubscribe' }, { email: 'bo@web.de', list: 'objection' }]);
  });

  it('rapidmail: a sign-up with an IP address is a consent, confirmed or not yet', async () => {
    const { tables } = await importing('rapidmail', 'email;firstname;status;created;created_ip;activated;activated_ip\nal@web.de;Äl;active;2026-03-04 10:32:11;1.2.3.4;2026-03-04 10:40:11;1.2.3.4\nbo@web.de;Bo;active;2026-03-04 10:32:11;;2026-03-04 10:32:11;\ncy@web.de;Cy;new;2026-03-04 10:32:11;1.2.3.4;;\ndy@web.de;Dy;bounced;2026-03-04 10:32:11;;;\n');
    expect(tables.recipients).toMatchObject([{ first_name: 'Äl' }, { first_name: 'Bo' }]);
    expect(tables.consents).toMatchObject([{ recipient_id: 'al@web.de', status: 'active', confirmed_at: '2026-03-04T09:40:11.000Z' }, { recipient_id: 'cy@web.de', status: 'pending' }]);
    expect(tables.suppressions).toEqual([{ email: 'dy@web.de', list: 'hard_bounce' }]);
  });

  it.each([
    ['a word for the status', 'email,status\nal@web.com,Active\nbo@web.com,Abgemeldet\ncy@web.com,Unconfirmed\ndy@web.com,bounced\nez@web.com,Kunde\n', ['al@web.com', 'ez@web.com'], [['bo@web.com', 'unsubscribe'], ['dy@web.com', 'hard_bounce']]],
    ['a yes or a no', 'email,unsubscribed\nal@web.com,false\nbo@web.com,true\ncy@web.com,0\n', ['al@web.com', 'cy@web.com'], [['bo@web.com', 'unsubscribe']]],
    ['a time or none', 'E-Mail;Registriert;Deaktiviert\nal@web.de;2026-03-04 10:32:11;0\nbo@web.de;2026-03-04 10:32:11;2026-05-04 10:40:11\n', ['al@web.de'], [['bo@web.de', 'unsubscribe']]],
    ['an opt-in that was not given', 'E-Mail,Opt-In\nal@web.de,True\nbo@web.de,False\n', ['al@web.de'], []],
    ['a second since 1970', 'email,activated,registered,deactivated,bounced\nal@web.de,1709543472,1709543400,0,0\nbo@web.de,1709543472,1709543400,1735783445,0\ncy@web.de,0,1709543400,0,0\ndi@web.de,1709543472,1709543400,0,1735783445\n', ['al@web.de'], [['bo@web.de', 'unsubscribe'], ['di@web.de', 'hard_bounce']]],
    ['what Dotdigital and Campaign Monitor call it', 'Email,Status\nal@web.de,Subscribed\nbo@web.de,IspComplained\ncy@web.de,GloballySuppressed\ndi@web.de,PendingOptIn\ned@web.de,Deleted\nfi@web.de,Removed\n', ['al@web.de'], [['bo@web.de', 'complaint'], ['cy@web.de', 'manual'], ['ed@web.de', 'manual'], ['fi@web.de', 'unsubscribe']]],
  ])('whom a system would not mail is no recipient, by %s', async (_, text, recipients, suppressions) => {
    const { tables } = await importing('list', text);
    expect(tables.recipients).toMatchObject(recipients.map((email) => ({ email })));
    expect((tables.suppressions ?? []).map((row) => { const { email, list } = row as Record<string, string>; return [email, list]; })).toEqual(suppressions);
    expect(tables.consents).toBeUndefined();
  });

  it('Constant Contact, Laposta and MailerLite call the address, the status and the day of the opt-out by names of their own', async () => {
    const { tables } = await importing('list', '"e-mailadres";"status";"uitschrijfdatum"\n"a@web.nl";"actief";""\n"b@web.nl";"uitgeschreven";"2025-03-04 10:11:12"\n"c@web.nl";"opgeschoond";""\n');
    expect(tables).toMatchObject({ recipients: [{ email: 'a@web.nl' }], suppressions: [{ email: 'b@web.nl', list: 'unsubscribe', at: '2025-03-04T09:11:12.000Z' }, { email: 'c@web.nl', list: 'hard_bounce' }] });
    expect((await importing('list', 'Subscriber,Status\na@web.de,Active\nb@web.de,Junk\n')).tables).toMatchObject({ recipients: [{ email: 'a@web.de' }], suppressions: [{ email: 'b@web.de', list: 'complaint' }] });
    expect((await importing('list', 'Email address,Email status,Confirmed Opt-Out Date\na@web.com,Active,\nb@web.com,Unsubscribed,2025-01-02\n')).tables).toMatchObject({ recipients: [{ email: 'a@web.com' }], suppressions: [{ email: 'b@web.com', list: 'unsubscribe', at: '2025-01-02T00:00:00.000Z' }] });
  });

  it('a column that nobody reads and that looks like an opt-out, by its name or its cells, is named with its rows; a no, one of another channel, a department are none', async () => {
    const { result } = await importing('hubspot', 'Record ID,Email,Désinscrit de la newsletter,Abbestellt,SMS opt-out,Opted out of surveys\n1,a@acme.com,oui,,yes,No\n2,b@acme.com,,,,false\n');
    expect(result.files[0]?.mayOptOut).toEqual([{ column: 'Désinscrit de la newsletter', rows: 1 }]);
    const byCells = await importing('list', 'Email;Situazione contatto;Reparto;Bounce-Info;Attivo\na@web.it;Iscritto;Legal;Kein Bounce;sì\nb@web.it;Disiscritto;Admin;Hard Bounce;no\nc@web.it;In attesa;Vendite;Kein Bounce;sì\n');
    expect(byCells.result.files[0]?.mayOptOut).toEqual([{ column: 'Situazione contatto', rows: 2 }, { column: 'Bounce-Info', rows: 1 }]);
    const { tables } = await importing('hubspot', 'Datensatz-ID,E-Mail,Von allen E-Mails abgemeldet,Unternehmensname\n1,a@acme.com,,Acme\n2,b@acme.com,Ja,Acme\n');
    expect(tables).toMatchObject({ recipients: [{ recipient_id: '1', company: 'Acme' }], suppressions: [{ email: 'b@acme.com', list: 'unsubscribe' }] });
  });

  it('who is inactive or lapsed as a donor may be mailed', async () => {
    const { tables, result } = await importing('list', 'E-Mail;Status;Spenderstatus\nal@web.de;aktiv;aktiv\nbo@web.de;inaktiv;inaktiv\ncy@web.de;lapsed;inaktiv\n');
    expect(tables).toMatchObject({ recipients: [{ email: 'al@web.de' }, { email: 'bo@web.de' }, { email: 'cy@web.de' }] });
    expect(tables.suppressions).toBeUndefined();
    expect(result.files[0]?.mayOptOut).toEqual([]);
  });

  it('a number of the person is the id, and a second address is another of hers', async () => {
    const { tables } = await importing('list', 'Donor No.;E-Mail;E-Mail privat;Vorname\n0042;al@firma.de;al.b@web.de;Äl\n0043;bo@firma.de;;Bo\n');
    expect(tables).toMatchObject({ recipients: [{ recipient_id: '0042', email: 'al@firma.de' }, { recipient_id: '0043' }], contacts: [{ contact_id: '0042', email: 'al@firma.de', alternate_emails: ['al.b@web.de'], first_name: 'Äl', lifecycle: 'lead' }] });
    expect(tables.recipients?.[0]).not.toHaveProperty('E-Mail privat');
  });

  it('a time of an opt-in is a consent, one of a registration is none', async () => {
    const { tables } = await importing('list', 'email,registered,opt-in date,opt-in ip,DOI date\nal@web.de,2026-01-01,2026-03-04T10:32:11Z,1.2.3.4,2026-03-04T10:40:11Z\nbo@web.de,2026-01-01,,,\n');
    expect(tables.consents).toEqual([{ recipient_id: 'al@web.de', basis: 'express', status: 'active', given_at: '2026-03-04T10:32:11.000Z', confirmed_at: '2026-03-04T10:40:11.000Z', source: 'imported list', proof_ref: 'IP 1.2.3.4' }]);
  });
});

describe('the order of day and month', { timeout: 60_000 }, () => {
  const gifts = (...dates: readonly string[]): string => `Constituent ID,Gift ID,Gift Date,Gift Amount,Gift Type\n${dates.map((date, index) => `12,${String(index)},${date},25.00,Cash`).join('\n')}\n`;
  const days = async (...dates: readonly string[]): Promise<readonly unknown[]> => {
    const { tables, result } = await importing('raisers-edge', gifts(...dates), { currency: 'EUR' });
    return [result.files[0]?.dateOrder, ...(tables.gifts ?? []).map((row) => (row as Record<string, string>)['occurred_at']?.slice(0, 10))];
  };

  it('is what one date of the file shows for the others', async () => {
    expect(await days('3/4/2026', '3/14/2026')).toEqual(['month-day', '2026-03-04', '2026-03-14']);
    expect(await days('03/04/2026', '14/03/2026')).toEqual(['day-month', '2026-04-03', '2026-03-14']);
  });

  it.each([
    ['no date shows it', ['3/4/2026']], ['dates show both', ['3/14/2026', '14/3/2026', '3/4/2026']], ['a year of two digits may be a day', ['3/4/26', '3/14/26']],
    ['a spreadsheet has turned some round, and writes them with zeros', ['03/04/2026', '3/14/2026']], ['or with dots', ['04.03.2026', '3/14/2026', '3/4/2026']],
  ])('is asked for where %s', async (_, dates) => {
    await expect(days(...dates)).rejects.toThrow('--date-order day-month or --date-order month-day');
  });
});
