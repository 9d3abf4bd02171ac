import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import known from './domains.json' with { type: 'json' };
import relays from '../../../src/audience/private-relays.json' with { type: 'json' };
import freeMail from '../../../src/audience/free-mail.json' with { type: 'json' };
import rule from './rule.js';

const found = async (addresses: readonly string[], options = {}) =>
  shortly(await runAudienceRule(rule, { recipients: `recipient_id,email\n${addresses.map((address, index) => `r${String(index + 1)},${address}`).join('\n')}\n`, manifest: { kind: 'newsletter' } }, {}, options));

describe('audience/disposable-address', () => {
  it('finds throw-away providers, below their own subdomains too', async () => {
    expect(await found(['a@mailinator.com', 'b@Trash-Mail.de', 'c@x.yopmail.com', 'd@acme.com', 'é@wegwerfemail.de'])).toEqual(['disposable: r1 r2 r3 r5']);
  });

  it('takes private relays and free mail for people', async () => {
    expect(await found(['a@privaterelay.appleid.com', 'b@duck.com', 'c@mozmail.com', 'd@gmail.com', 'e@proton.me', 'no address'])).toEqual([]);
    expect(known.filter((domain) => relays.includes(domain) || freeMail.includes(domain))).toEqual([]);
  });

  it('adds and leaves out domains by its options', async () => {
    expect(await found(['a@burn.example', 'b@mailinator.com'], { domains: ['burn.example'], allow: ['mailinator.com'] })).toEqual(['disposable: r1']);
  });
});
