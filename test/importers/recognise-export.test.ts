import { expect, it } from 'vitest';
import { EXPORT_MAPS } from '#importers/export-maps.js';
import { recogniseExport } from '#importers/recognise-export.js';

const of = (source: string) => EXPORT_MAPS.filter((map) => map.source === source);
function kind(source: string, file: string, header: string): string {
  const found = recogniseExport(of(source), file, header.split(','));
  return 'unknown' in found ? found.unknown : found.map.name;
}

const MEMBERS = 'Email Address,First Name,OPTIN_TIME,OPTIN_IP,LEID,EUID';

it('an export is known by its columns, whatever the file is called', () => {
  expect(kind('hubspot', 'x.csv', 'Record ID,Email,Lifecycle Stage')).toBe('contacts');
  expect(kind('mailchimp', 'list (3).csv', `${MEMBERS},UNSUB_TIME`)).toBe('unsubscribed contacts');
  expect(kind('brevo', 'export.csv', 'st_text,ts,sub,frm,email,tag,mid,link')).toBe('transactional logs');
});

it('case, spaces, punctuation and language of the columns do not matter', () => {
  expect(kind('hubspot', 'x.csv', 'record id,E-MAIL')).toBe('contacts');
  expect(kind('mailchimp', 'x.csv', 'E-Mail-Adresse,optin time,Clean_Time,euid')).toBe('cleaned contacts');
  expect(kind('civicrm', 'x.csv', 'CONTACT ID,Contact type,Adresse e-mail')).toBe('contacts');
});

it('a name decides between exports with the same columns', () => {
  expect(kind('mailchimp', '/a/subscribed_members_export_1.csv', MEMBERS)).toBe('subscribed contacts');
  expect(kind('mailchimp', '/a/nonsubscribed_members_export_1.csv', MEMBERS)).toBe('non-subscribed contacts');
  expect(kind('sendgrid', '/a/suppression_bounces (1).csv', 'status,reason,email,created')).toBe('bounces');
});

it('and nothing else does: the same columns under another name are refused', () => {
  expect(kind('mailchimp', 'contacts.csv', MEMBERS)).toBe('its columns are those of non-subscribed contacts and of subscribed contacts: give it the name it had when it was exported');
});

it('a name does not make an export of a file whose columns say otherwise', () => {
  expect(kind('mailchimp', '/a/subscribed_x.csv', `${MEMBERS},CLEAN_TIME`)).toBe('cleaned contacts');
  expect(kind('mailchimp', '/a/granular_activity/opens/sent_out.csv', 'Timestamp,IP,Email')).toBe('opens of a campaign');
});

it('a file that is none is told which columns it lacks', () => {
  expect(kind('sendgrid', 'x.csv', 'email,timestamp,sg_event_id')).toBe('to be Event Webhook it lacks event');
  expect(kind('civicrm', 'x.csv', 'Contact ID,Total Amount,Date Received')).toBe('to be contributions it lacks Financial Type');
  expect(kind('hubspot', 'x.csv', 'colour,size')).toBe('none of its columns is known');
});
