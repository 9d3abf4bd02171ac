import type { Fault } from './fault.js';

/** Faults of the consent record, and of who is no cold prospect. */
export const FIRST_FAULTS: readonly Fault[] = [
  { name: 'no record', rules: ['consent/consent-missing'], verdict: 'hold', consent: null },
  { name: 'withdrawn', rules: ['consent/consent-missing'], verdict: 'hold', consent: { status: 'withdrawn', withdrawn_at: '2026-11-01T09:00:00Z' } },
  { name: 'objected', rules: ['consent/consent-missing'], verdict: 'hold', consent: { status: 'objected' } },
  { name: 'pending', rules: ['consent/double-opt-in-unconfirmed'], verdict: 'hold', consent: { status: 'pending', confirmed_at: null } },
  { name: 'given after the send', rules: ['consent/consent-missing', 'consent/consent-proof-implausible'], verdict: 'hold', consent: { given_at: '2027-01-01T00:00:00Z', confirmed_at: '2027-01-01T00:00:00Z' } },
  { name: 'customer by address', rules: ['targeting/known-contact-as-cold-prospect'], verdict: 'hold', recipient: { email: 'Known+News{n}@Bestand{n}.de', company: null }, contact: { email: 'known@bestand{n}.de', lifecycle: 'former_customer' } },
  { name: 'customer by alias address', rules: ['targeting/known-contact-as-cold-prospect'], verdict: 'hold', recipient: { email: 'me{n}@gmail.com', company: null }, contact: { email: 'x@alias{n}.example', alternate_emails: 'y@z.example;m.e{n}@googlemail.com', lifecycle: 'former_customer' } },
  { name: 'colleague of a customer', rules: ['targeting/known-contact-as-cold-prospect'], verdict: 'hold', recipient: { email: 'neu@mail.kunde{n}.co.uk', company: null }, contact: { email: 'alt@kunde{n}.com', alias_domains: 'kunde{n}.co.uk', lifecycle: 'customer' } },
];
