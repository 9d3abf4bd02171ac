import { expect, it } from 'vitest';
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

it('names what a CRM says of a contact where that is no lifecycle, and no contact that has one', async () => {
  expect(await unread({ recipients: 'recipient_id\nr1\n', contacts: 'contact_id,Status\nk1,churned\nk2,Zwilling\nk3,n/a\nk4,\nk5,customer\n' })).toEqual(['contacts.Status nothing: Zwilling 1']);
  expect(await unread({ recipients: 'recipient_id\nr1\n', contacts: 'contact_id,lifecycle,status\nk1,customer,Zwilling\n' })).toEqual([]);
});
