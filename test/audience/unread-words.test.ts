import { expect, it } from 'vitest';
import { sql } from '#warehouse/sql.js';
import { audienceOf } from './audience-of.js';
import type { AudienceText } from './audience-of.js';

/** table.column, what its words are taken for, and the words with their counts. */
async function unread(text: AudienceText): Promise<readonly string[]> {
  const { audience, unreadWords } = await audienceOf({ facts: new Set(), ...text });
  await audience.warehouse.close();
  return unreadWords.map(({ table, column, takenFor, words }) => `${table}.${column} ${takenFor ?? 'nothing'}: ${words.map(({ word, count }) => `${word} ${String(count)}`).join(', ')}`);
}

it('names unknown classes, age bands, sources, relationships and lists', async () => {
  expect(await unread({
    recipients: 'recipient_id,recipient_class,age_band\nr1,wizard,Gen Z\nr2,natural,35-49 Jahre\nr3,wizard,\n',
    consents: 'recipient_id,basis,source_type,relationship_type\nr1,express,Rodelbahn,Nachbar\nr2,express,Adressverlag (gekauft),purchase\n',
    suppressions: 'email,list\na@b.example,Weihnachten\nc@d.example,unsubscribed\n',
  })).toEqual([
    'recipients.recipient_class unknown: wizard 2', 'recipients.age_band unknown: Gen Z 1',
    'consents.source_type other: Rodelbahn 1', 'consents.relationship_type other: Nachbar 1', 'suppressions.list manual: Weihnachten 1',
  ]);
});

it('names words for bases, statuses, lifecycles, types and events that are none, and leaves no row out for them', async () => {
  expect(await unread({
    recipients: 'recipient_id\nr1\n',
    consents: 'recipient_id,basis,status\nr1,Pkt. 4,Werbesperre\nr1,express,activ\nr1,,widerrufen\nr1,Art. 6 (1) a GDPR,1\nr1,Art. 6 Abs. 1 S. 1 lit. f DSGVO,0\nr1,Legitimate interest - existing customer,\n',
    contacts: 'contact_id,lifecycle,open_case\nk1,Phase 3,T-17\nk2,customer,\n',
    events: 'recipient_id,type,occurred_at\nr1,page_view,2026-10-01T10:00:00Z\nr1,opt-out by letter,2026-10-02T10:00:00Z\n',
    gifts: 'recipient_id,occurred_at,amount,currency,type,event\nr1,2026-10-01,5,XYZ1,Kollekte,Erstspende\nr1,2026-10-02,5,€,don régulier,\nr1,2026-10-03,5,chf,Ricorrente,\nr1,2026-10-04,5,EUR,stałe zlecenie,\nr1,2026-10-05,5000,EUR,Pledge,\nr1,2026-10-06,5,EUR,monthly pledge,\n',
  })).toEqual([
    'consents.basis other: Pkt. 4 1', 'consents.status unclear: Werbesperre 1, activ 1', 'contacts.lifecycle nothing: Phase 3 1', 'events.type other: page_view 1', 'gifts.type other: Kollekte 1, Pledge 1', 'gifts.event nothing: Erstspende 1', 'gifts.currency currencies of their own: XYZ1 1',
  ]);
});

it('tells which known word one may be a slip of', async () => {
  const { audience, unreadWords } = await audienceOf({ facts: new Set(), recipients: 'recipient_id\nr1\n', consents: 'recipient_id,basis,status\nr1,express,activ\nr1,express,wiederrufen\nr1,express,Zwilling\n' });
  await audience.warehouse.close();
  expect(unreadWords.flatMap(({ words }) => words.map(({ word, meant }) => [word, meant]))).toEqual([['Zwilling', undefined], ['activ', 'active'], ['wiederrufen', 'widerrufen']]);
});

it('names countries and languages that are none, but no word for nothing', async () => {
  expect(await unread({ recipients: 'recipient_id,country,language\nr1,Absurdistan,Kauderwelsch\nr2,Österreich,de-AT\nr3,n/a,unknown\nr4,absurdistan,\nr5,,\nr6,Absurdistan,fr\n' })).toEqual([
    'recipients.country nothing: Absurdistan 2, absurdistan 1', 'recipients.language nothing: Kauderwelsch 1',
  ]);
});

it('names channels that are none, of each cell those it does not know', async () => {
  expect(await unread({
    recipients: 'recipient_id\nr1\n',
    consents: 'recipient_id,basis,channel\nr1,express,Email;Brieftaube\nr2,express,SMS\nr3,express,Formular 12\nr4,express,Brieftaube\nr5,express,\nr6,express,direct mail\n',
    suppressions: 'email,channel\na@b.example,Telefon\nc@d.example,Rohrpost\n',
  })).toEqual(['consents.channel email: brieftaube 2, formular 12 1', 'suppressions.channel email: rohrpost 1']);
});

it('names suppressions of which nobody knows whom they list', async () => {
  const { audience, unreadWords } = await audienceOf({
    recipients: 'recipient_id,email\nr1,ann@acme.example\n',
    suppressions: 'email,recipient_id\n9273a9bf05402ba8d04b13d4b3b9e1f7,\nAnn Smith,\nacme.example,\nann%40acme.example,\ngmail.com,\nAnn Smith,r1\n',
  });
  expect(unreadWords).toEqual([{ table: 'suppressions', column: 'email', takenFor: 'nobody', count: 3, different: 3, words: [{ word: '9273a9bf05402ba8d04b13d4b3b9e…', count: 1 }, { word: 'Ann Smith', count: 1 }, { word: 'gmail.com', count: 1 }] }]);
  await audience.warehouse.close();
});

it('reads in several words that somebody is or was a customer, and leaves alone what says something else', async () => {
  const words = { customer: ['A-Kunde', 'Client - Gold', 'existing client', 'Kunde seit 2019'], former_customer: ['Kunde (inaktiv)', 'former client (churned)', 'Cliente perdido', 'Kunde bis 2022'], unknown: ['maybe a future customer', 'Noch kein Kunde', 'Customer service', 'supplier of a client'] };
  const said = Object.values(words).flat();
  const { audience, unreadWords } = await audienceOf({ recipients: 'recipient_id\nr1\n', contacts: `contact_id,lifecycle,status\n${said.map((word, index) => (index % 2 === 0 ? `${String(index)},${word},\n` : `${String(index)},,${word}\n`)).join('')}` });
  expect(await audience.warehouse.all(sql`SELECT coalesce(lifecycle, 'unknown') AS lifecycle FROM contacts ORDER BY rowid`)).toEqual(Object.entries(words).flatMap(([lifecycle, of]) => of.map(() => ({ lifecycle }))));
  expect(unreadWords.map(({ column, words: found }) => [column, found.map(({ word }) => word)])).toEqual([['lifecycle', ['Customer service', 'maybe a future customer']], ['status', ['Noch kein Kunde', 'supplier of a client']]]);
  await audience.warehouse.close();
});

it('names what a CRM says of a contact where that is no lifecycle, and no contact that has one', async () => {
  expect(await unread({ recipients: 'recipient_id\nr1\n', contacts: 'contact_id,Status\nk1,churned\nk2,Zwilling\nk3,n/a\nk4,\nk5,customer\n' })).toEqual(['contacts.Status nothing: Zwilling 1']);
  expect(await unread({ recipients: 'recipient_id\nr1\n', contacts: 'contact_id,lifecycle,status\nk1,customer,Zwilling\n' })).toEqual([]);
});

it('names gifts and consents that name people by address, where no recipient has it for an id', async () => {
  const gifts = 'recipient_id,occurred_at,amount,currency\nann@web.de,2026-10-01,5,EUR\nann@web.de,2026-11-01,5,EUR\nben@web.de,2026-11-02,9,EUR\n';
  expect(await unread({ recipients: 'recipient_id,email\n17,ann@web.de\n18,ben@web.de\n', gifts })).toEqual(['gifts.recipient_id people who are not in the list: an address 3']);
  expect(await unread({ recipients: 'recipient_id,email\nann@web.de,ann@web.de\n18,ben@web.de\n', gifts })).toEqual([]);
  expect(await unread({ recipients: 'recipient_id,email\n17,ann@web.de\n', gifts: gifts.replaceAll('@web.de', '') })).toEqual([]);
});
