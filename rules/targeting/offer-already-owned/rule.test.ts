import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const CONTACTS = `contact_id,email,lifecycle,products
c1,ann@acme.example,customer,CRM Audit;hosting
c2,bob@bank.example,former_customer,crm-audit
c3,eve@druck.example,customer,Größentabelle
`;

async function found(offers: readonly string[], options = {}, manifest: Manifest = {}) {
  return runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ann@acme.example\nr2,bob@bank.example\nr3,eve@druck.example\nr4,carl@acme.example\n', contacts: CONTACTS, manifest: { kind: 'marketing', offers, ...manifest } }, {}, options);
}

describe('targeting/offer-already-owned', () => {
  it('finds who has the product, however it is written, and mentions colleagues', async () => {
    expect(await found(['crm-audit'])).toMatchObject([{ messageId: 'person', severity: 'warning', recipients: ['r1'] }, { messageId: 'company', severity: 'info', recipients: ['r4'] }]);
    expect(shortly(await found(['GRÖSSENTABELLE', 'größen-tabelle']))).toEqual(['person: r3']);
  });

  it('leaves former customers and other products alone', async () => {
    expect(shortly(await found(['crm-audit']))).not.toContain('person: r2');
    expect(await found(['crm', 'audit', 'webinar'])).toEqual([]);
  });

  it('lets things be bought again that its option names', async () => {
    expect(await found(['crm audit'], { repeatable: ['CRM-Audit'] })).toEqual([]);
  });

  it('asks nothing without offers, nor of a receipt', async () => {
    expect(await found([])).toEqual([]);
    expect(await found(['hosting'], {}, { kind: 'transactional' })).toEqual([]);
  });

  it('reads past a number of pieces, but not past a name that ends in one', async () => {
    const contacts = 'contact_id,email,lifecycle,products\nc1,ann@acme.example,customer,Oak chair (4x)\nc2,bob@bank.example,customer,2x Oak chair\nc3,eve@druck.example,customer,Oak chair 2\n';
    expect(shortly(await runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ann@acme.example\nr2,bob@bank.example\nr3,eve@druck.example\n', contacts, manifest: { kind: 'marketing', offers: ['oak-chair'] } }))).toEqual(['person: r1 r2']);
  });
});
