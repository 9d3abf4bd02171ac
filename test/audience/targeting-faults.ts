import type { Fault } from './fault.js';

const INVALID = ['audience/invalid-or-test-address'];
const SUPPRESSED = ['audience/suppressed-recipient'];
const ROLE = ['audience/role-account-recipient'];
const KNOWN = 'targeting/known-contact-as-cold-prospect';
const FORMER = 'targeting/former-customer-mistargeted';

/** Faults of addresses, suppressions and relations, with look-alikes that are none. */
export const TARGETING_FAULTS: readonly Fault[] = [
  { name: 'suppressed by address', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'Weg{n}@Fort{n}.de ' }, suppression: { email: ' weg{n}@FORT{n}.de', list: 'unsubscribe' } },
  { name: 'suppressed by an internationalised address', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'weg{n}@grün{n}.de' }, suppression: { email: 'WEG{n}@GRÜN{n}.de', list: 'objection' } },
  { name: 'suppressed by domain', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'anna@mail.fort-domain{n}.de' }, suppression: { domain: '@Fort-Domain{n}.de', list: 'legal_hold' } },
  { name: 'opted in again after a complaint', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'zurueck@wieder{n}.de' }, suppression: { email: 'zurueck@wieder{n}.de', list: 'complaint', at: '2026-01-01T00:00:00Z' } },
  { name: 'opted in again after unsubscribing', rules: [], verdict: 'send', recipient: { email: 'zurueck@abermals{n}.de' }, suppression: { email: 'zurueck@abermals{n}.de', list: 'unsubscribe', at: '2026-01-01T00:00:00Z' } },
  { name: 'unsubscribed after opting in', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'weg@zuletzt{n}.de' }, suppression: { email: 'weg@zuletzt{n}.de', list: 'unsubscribe', at: '2026-11-15T00:00:00Z' } },
  { name: 'suppressed in another spelling', rules: SUPPRESSED, verdict: 'send', recipient: { email: 'fort{n}+neu@gmail.com' }, suppression: { email: 'f.ort{n}@googlemail.com', list: 'unsubscribe' } },
  { name: 'suppressed for another topic', rules: [], verdict: 'send', recipient: { email: 'weg@webinar{n}.de' }, suppression: { email: 'weg@webinar{n}.de', list: 'unsubscribe', scope: 'webinars' } },
  { name: 'somebody else of the domain is suppressed', rules: [], verdict: 'send', recipient: { email: 'bleibt@halb{n}.de' }, suppression: { email: 'weg@halb{n}.de', list: 'unsubscribe' } },
  { name: 'objected at another address', rules: SUPPRESSED, verdict: 'hold', recipient: { email: 'arbeit@zwei{n}.de', company: null }, contact: { email: 'privat@eins{n}.com', alternate_emails: 'alt@eins{n}.com;Arbeit@Zwei{n}.de', lifecycle: 'lead' }, suppression: { email: 'Privat@eins{n}.com', list: 'objection' } },
  { name: 'unsubscribed at another address', rules: SUPPRESSED, verdict: 'send', recipient: { email: 'arbeit@drei{n}.de', company: null }, contact: { email: 'arbeit@drei{n}.de', alternate_emails: 'privat@vier{n}.com', lifecycle: 'lead' }, suppression: { email: 'privat@vier{n}.com', list: 'unsubscribe', at: '2026-11-15T00:00:00Z' } },
  { name: 'opted in here after unsubscribing there', rules: [], verdict: 'send', recipient: { email: 'arbeit@sechs{n}.de', company: null }, contact: { email: 'arbeit@sechs{n}.de', alternate_emails: 'privat@sieben{n}.com', lifecycle: 'lead' }, suppression: { email: 'privat@sieben{n}.com', list: 'unsubscribe', at: '2026-01-01T00:00:00Z' } },
  { name: 'another address is dead', rules: [], verdict: 'send', recipient: { email: 'lebt@acht{n}.de', company: null }, contact: { email: 'lebt@acht{n}.de', alternate_emails: 'tot@neun{n}.com', lifecycle: 'lead' }, suppression: { email: 'tot@neun{n}.com', list: 'hard_bounce' } },
  { name: 'somebody else at the address objected at another', rules: [], verdict: 'send', recipient: { email: 'haus@zehn{n}.de', company: null }, contact: { email: 'haus@zehn{n}.de', alternate_emails: 'quirin@elf{n}.com', first_name: 'Quirin', last_name: 'Anders', lifecycle: 'lead' }, suppression: { email: 'quirin@elf{n}.com', list: 'objection' } },
  { name: 'a stand-in for another address complained', rules: [], verdict: 'send', recipient: { email: 'echt@zwoelf{n}.de', company: null }, contact: { email: 'echt@zwoelf{n}.de', alternate_emails: 'none@none.com', lifecycle: 'lead' }, suppression: { email: 'none@none.com', list: 'complaint' } },
  { name: 'no address at all', rules: INVALID, verdict: 'send', recipient: { email: null } },
  { name: 'no @', rules: INVALID, verdict: 'hold', recipient: { email: 'anna.meier{n}' } },
  { name: 'a space within', rules: INVALID, verdict: 'hold', recipient: { email: 'anna meier{n}@haus.de' } },
  { name: 'a top-level domain that is none', rules: INVALID, verdict: 'hold', recipient: { email: 'anna{n}@gmail.con' } },
  { name: 'a domain of examples', rules: INVALID, verdict: 'hold', recipient: { email: 'anna{n}@example.com' } },
  { name: 'a slip of the hand', rules: INVALID, verdict: 'send', recipient: { email: 'anna{n}@gmial.com' } },
  { name: 'a test row', rules: INVALID, verdict: 'send', recipient: { email: 'test@bau{n}.de' } },
  { name: 'odd but valid: apostrophe', rules: [], verdict: 'send', recipient: { email: "o'brien{n}@bau-ie{n}.ie" } },
  { name: 'odd but valid: internationalised', rules: [], verdict: 'send', recipient: { email: 'jürgen@müller{n}.de' } },
  { name: 'odd but valid: plus tag and long suffix', rules: [], verdict: 'send', recipient: { email: 'anna+lampen@bau{n}.photography' } },
  { name: 'a mailbox for abuse', rules: ROLE, verdict: 'send', recipient: { email: 'abuse@gross{n}.de' } },
  { name: 'a shared mailbox with an opt-in', rules: ROLE, verdict: 'send', recipient: { email: 'info@klein{n}.de' } },
  { name: 'called like a shared mailbox', rules: [], verdict: 'send', recipient: { email: 'post@familie{n}.de', last_name: 'Post' } },
  { name: 'a throw-away address', rules: ['audience/disposable-address'], verdict: 'send', recipient: { email: 'x{n}@mailinator.com' } },
  { name: 'a private relay', rules: [], verdict: 'send', recipient: { email: 'k{n}@privaterelay.appleid.com', company: null } },
  { name: 'not to be won back', rules: [FORMER, KNOWN], verdict: 'hold', recipient: { email: 'nie@vorbei{n}.de', company: null }, contact: { email: 'nie@vorbei{n}.de', lifecycle: 'former_customer', ended_at: '2023-01-01T00:00:00Z', do_not_winback: 'true' } },
  { name: 'colleague of one who is not to be won back', rules: [FORMER, KNOWN], verdict: 'hold', recipient: { email: 'neu@vorbei-ag{n}.de', company: null }, contact: { email: 'nie@vorbei-ag{n}.de', lifecycle: 'former_customer', ended_at: '2023-01-01T00:00:00Z', do_not_winback: 'true' } },
  { name: 'left last week', rules: [FORMER, KNOWN], verdict: 'hold', recipient: { email: 'eben@weg{n}.com', company: null }, contact: { email: 'eben@weg{n}.com', lifecycle: 'former_customer', ended_at: '2026-11-25T00:00:00Z' } },
  { name: 'left long ago', rules: [KNOWN], verdict: 'hold', recipient: { email: 'lange@weg{n}.net', company: null }, contact: { email: 'lange@weg{n}.net', lifecycle: 'former_customer', ended_at: '2023-01-01T00:00:00Z' } },
  { name: 'customer with an open complaint', rules: [KNOWN, 'targeting/open-case-recipient'], verdict: 'hold', recipient: { email: 'boese@fall{n}.de', company: null }, contact: { email: 'boese@fall{n}.de', lifecycle: 'customer', open_case: 'Beschwerde' } },
  { name: 'customer with a closed case', rules: [KNOWN], verdict: 'hold', recipient: { email: 'gut@fall{n}.com', company: null }, contact: { email: 'gut@fall{n}.com', lifecycle: 'customer', open_case: 'erledigt' } },
  { name: 'lead with an open case', rules: [], verdict: 'send', recipient: { email: 'offen@lead{n}.de', company: null }, contact: { email: 'offen@lead{n}.de', lifecycle: 'lead', open_case: 'Rückruf' } },
];
