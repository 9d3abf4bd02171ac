import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const found = async (recipients: string, contacts?: string, kind: 'marketing' | 'transactional' = 'marketing') =>
  runAudienceRule(rule, { recipients, manifest: { kind }, ...(contacts !== undefined && { contacts }) });

describe('audience/duplicate-recipient', () => {
  it('reports every row but the first of an address', async () => {
    expect(await found('recipient_id,email\nr1,ann@acme.example\nr2,ANN@acme.example \nr3,ann@acme.example\nr4,bob@acme.example\n'))
      .toMatchObject([{ messageId: 'address', severity: 'warning', recipients: ['r2', 'r3'] }]);
  });

  it('reports other spellings of a mailbox', async () => {
    expect(shortly(await found('recipient_id,email\nr1,a.b@gmail.com\nr2,ab+shop@googlemail.com\nr3,josé@münchen.example\nr4,JOSÉ@xn--mnchen-3ya.example\n'))).toEqual(['address: r4', 'variant: r2']);
  });

  it('reports a person who stands there under two addresses, by the CRM', async () => {
    const contacts = 'contact_id,email,alternate_emails\nc1,ann@acme.example,ann@privat.example\n';
    expect(shortly(await found('recipient_id,email\nr1,ann@acme.example\nr2,ann@privat.example\n', contacts))).toEqual(['contact: r2']);
  });

  it('only mentions a couple with one mailbox', async () => {
    expect(await found('recipient_id,email,first_name\nr1,familie.weber@post.example,Ute\nr2,familie.weber@post.example,Jürgen\n')).toMatchObject([{ messageId: 'shared', severity: 'info', recipients: ['r2'] }]);
  });

  it('leaves colleagues, dots outside Gmail and rows without an address alone', async () => {
    expect(await found('recipient_id,email\nr1,a.b@acme.example\nr2,ab@acme.example\nr3,\nr4,\n')).toEqual([]);
  });

  it('says nothing of two receipts for one person', async () => {
    expect(await found('recipient_id,email\nr1,ann@acme.example\nr2,ann@acme.example\n', undefined, 'transactional')).toEqual([]);
  });
});
