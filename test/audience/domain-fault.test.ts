import { describe, expect, it } from 'vitest';
import { domainFault, domainMeant } from '#audience/domain-fault.js';

describe('domainMeant', () => {
  it.each([['acme-botoe.de', 'acme-boote.de'], ['acme-boot.de', 'acme-boote.de'], ['acmeboot.co', 'acmeboot.com']])('%s is a slip of %s', (domain, meant) => expect(domainMeant(domain, [meant])).toBe(meant));
  it.each(['acme-boote.de', 'acme-boote.at', 'boote-acme.de'])('%s is no slip of acme-boote.de', (domain) => expect(domainMeant(domain, ['acme-boote.de'])).toBeUndefined());
});

describe('domainFault', () => {
  it.each([['gmial.com', 'typo'], ['acme.con', 'unknown_tld'], ['acme', 'malformed'], ['acme.com/', 'malformed'], ['example.com', 'reserved'], ['müller.de', undefined]])('%s: %s', (domain, fault) => {
    expect(domainFault(domain, domain === 'müller.de' ? 'xn--mller-kva.de' : domain)).toBe(fault);
  });
});
