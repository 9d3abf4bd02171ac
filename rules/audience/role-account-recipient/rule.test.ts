import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

async function found(rows: readonly string[], { consents, options = {}, kind = 'marketing' }: { consents?: string; options?: object; kind?: 'marketing' | 'transactional' } = {}) {
  return runAudienceRule(rule, { recipients: `recipient_id,email,last_name\n${rows.join('\n')}\n`, manifest: { kind }, ...(consents !== undefined && { consents }) }, {}, options);
}

describe('audience/role-account-recipient', () => {
  it('tells technical mailboxes from shared ones', async () => {
    expect(shortly(await found(['r1,abuse@acme.com,', 'r2,Postmaster@acme.com,', 'r3,datenschutz@acme.de,', 'r4,info@acme.com,', 'r5,büro@müller.de,', 'r6,sales@acme.com,', 'r7,myynti@acme.fi,', 'r8,ann@acme.com,'])))
      .toEqual(['technical: r1 r2 r3', 'shared: r4 r5 r6 r7']);
  });

  it('leaves names alone that only begin so, and a person called so', async () => {
    expect(await found(['r1,information-ann@acme.com,', 'r2,s.ales@acme.com,', 'r3,hr.meyer@acme.com,', 'r4,post@acme.com,Post', 'r5,infos.paul@acme.fr,', 'r6,info,', 'r7,,'])).toEqual([]);
  });

  it('only mentions shared mailboxes that opted in', async () => {
    expect(await found(['r1,info@acme.com,'], { consents: 'recipient_id,basis,status,given_at\nr1,express,active,2025-01-01T00:00:00Z\n' })).toMatchObject([{ messageId: 'agreed', severity: 'info' }]);
  });

  it('lets local parts of its option be, and receipts', async () => {
    expect(await found(['r1,info@acme.com,'], { options: { allow: ['Info'] } })).toEqual([]);
    expect(await found(['r1,billing@acme.com,'], { kind: 'transactional' })).toEqual([]);
  });

  it('knows a shared mailbox with a number, a country or a tag, and not the people whose names look so', async () => {
    expect(shortly(await found(['r1,info2@acme.com,', 'r2,sales-emea@acme.com,', 'r3,info.de@acme.com,', 'r4,Info+shop@acme.com,', 'r5,recepção@acme.pt,', 'r6,it.li@acme.com,', 'r7,hello.anna@acme.com,', 'r8,information-ann@acme.com,']))).toEqual(['shared: r1 r2 r3 r4 r5']);
  });
});
