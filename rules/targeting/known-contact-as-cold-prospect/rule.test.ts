import { describe, expect, it } from 'vitest';
import type { AudienceType } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const CONTACTS = `contact_id,email,alternate_emails,first_name,last_name,company,domain,alias_domains,lifecycle,owner,last_purchase_at
c1,Jan.Kaya@werft.example,j.kaya@old.example;jan@privat.example,Jan,Kaya,Werft AG,werft.example,werft-group.example;old-werft.example,former_customer,Eva Brandt,2024-01-15T00:00:00Z
c2,info@bank.example,,Ann,Lee,Hafenbank plc,,,customer,Tom Hill,2026-03-01T00:00:00Z
c3,sales@druck.example,,,,Druck GmbH,,,supplier,,
c4,lead@neu.example,,,,Neu GmbH,,,lead,,
c5,rosa.weiss@gmail.com,,Rosa,Weiss,Blumen Weiß,,,customer,Eva Brandt,
`;

interface Setting {
  readonly contacts?: string;
  readonly audienceType?: AudienceType;
  readonly options?: Partial<typeof rule.defaultOptions>;
}

async function found(recipients: readonly string[], { contacts = CONTACTS, audienceType = 'prospecting', options = {} }: Setting = {}) {
  return runAudienceRule(rule, { recipients: `recipient_id,email,first_name,last_name,company\n${recipients.join('\n')}\n`, contacts, manifest: { audienceType } }, {}, options);
}
const ids = async (...input: Parameters<typeof found>) => shortly(await found(...input));

describe('targeting/known-contact-as-cold-prospect', () => {
  it('finds a former customer by address and by alternate address, and names the account owner and the last order', async () => {
    const [finding] = await found(['r1,jan.kaya@WERFT.example,,,', 'r2,jan@privat.example,,,']);
    expect(finding).toMatchObject({ messageId: 'knownPerson', severity: 'error', recipients: ['r1', 'r2'] });
    expect(finding?.evidence).toEqual({
      contact_lifecycle: { former_customer: 2 }, contact_matched_on: { address: 1, 'alternate address': 1 },
      contact_owner: { 'Eva Brandt': 2 }, contact_last_purchase_at: { '2024-01': 2 },
    });
  });

  it('finds the same mailbox in another spelling', async () => {
    expect(await ids(['r1,jan.kaya+shop@werft.example,,,', 'r2,RosaWeiss@googlemail.com,,,'])).toEqual(['knownPerson: r1 r2']);
  });

  it('finds the person by name at the company, whatever the spelling', async () => {
    expect(await ids(['r1,kaya.j@mail.werft.example,J.,KAYA,', 'r2,j@old-werft.example,Jan,Kaya,'])).toEqual(['knownPerson: r1 r2']);
    expect(await ids(['r1,kaya@other.example,Jan,Kaya,Werft Aktiengesellschaft', 'r2,kaya@another.example,Jan,Kaya,WERFT A.G.'])).toEqual(['likelyPerson: r1 r2']);
  });

  it('finds somebody else at a former customer, by domain and by alias domain', async () => {
    const [finding] = await found(['r1,lena@werft.example,Lena,Ott,', 'r2,lena@werft-group.example,Lena,Ott,']);
    expect(finding).toMatchObject({ messageId: 'formerCustomerCompany', severity: 'error', recipients: ['r1', 'r2'], evidence: { contact_owner: { 'Eva Brandt': 2 } } });
  });

  it('tells customers from suppliers, and leaves leads alone', async () => {
    const findings = await found(['r1,x@bank.example,,,', 'r2,x@druck.example,,,', 'r3,x@neu.example,,,Neu GmbH']);
    expect(findings.map(({ messageId, severity, recipients }) => [messageId, severity, ...recipients])).toEqual([['customerCompany', 'error', 'r1'], ['relatedCompany', 'warning', 'r2']]);
  });

  it('finds somebody else at a former customer by the VAT number, but not by one that stands for none or that three companies have', async () => {
    const numbers = ['DE 129 273 398', 'GB000000000', 'ATU12345670', 'ATU12345670', 'ATU12345670'];
    const contacts = `contact_id,company,vat_id,lifecycle\n${numbers.map((number, index) => `v${String(index)},Firm ${'abcde'.charAt(index)}${'abcde'.charAt(index)},${number},former_customer\n`).join('')}`;
    const recipients = 'recipient_id,email,USt-IdNr.\nr1,x@neu-eins.example,de129273398\nr2,x@neu-zwei.example,GB000000000\nr3,x@neu-drei.example,ATU12345670\nr4,x@neu-vier.example,\n';
    expect(await runAudienceRule(rule, { recipients, contacts, manifest: { audienceType: 'prospecting' } })).toMatchObject([{ messageId: 'formerCustomerCompany', severity: 'error', recipients: ['r1'], evidence: { contact_matched_on: { 'VAT number': 1 } } }]);
  });

  it('warns of a company of the same name', async () => {
    expect(await found(['r1,x@unrelated.example,,,Hafenbank Ltd.'])).toMatchObject([{ messageId: 'companyName', severity: 'warning', recipients: ['r1'] }]);
  });

  it('takes no free-mail provider for a company', async () => {
    expect(await ids(['r1,mert.kaya@gmail.com,Mert,Kaya,Kaya Metallbau'])).toEqual([]);
  });

  it('takes no domain with three companies on it for a company', async () => {
    const contacts = `contact_id,email,company,lifecycle\n${['Alpha', 'Beta', 'Gamma'].map((name, index) => `c${String(index)},${name}@host.example,${name} GmbH,customer`).join('\n')}\n`;
    expect(await ids(['r1,new@host.example,,,', 'r2,beta@host.example,,,'], { contacts })).toEqual(['knownPerson: r2']);
  });

  it('hints at a person with a new employer, when only one contact and one recipient have the name', async () => {
    expect(await found(['r1,jan.kaya@reederei.example,Jan,Kaya,Reederei'])).toMatchObject([{ messageId: 'nameElsewhere', severity: 'info', recipients: ['r1'] }]);
    expect(await ids(['r1,jan.kaya@reederei.example,Jan,Kaya,Reederei', 'r2,jan.kaya@hafen.example,Jan,Kaya,Hafen'])).toEqual([]);
  });

  it('counts a recipient once, for the surest match', async () => {
    const contacts = `${CONTACTS}c9,x@y.example,,Lena,Ott,Werft AG,werft.example,,customer,Tom Hill,\n`;
    expect(await ids(['r1,jan.kaya@werft.example,Lena,Ott,Hafenbank plc'], { contacts })).toEqual(['knownPerson: r1']);
  });

  it('prefers a customer to a former customer of the same company', async () => {
    const contacts = `${CONTACTS}c9,other@werft.example,,,,Werft AG,,,customer,Tom Hill,\n`;
    expect(await found(['r1,new@werft.example,,,'], { contacts })).toMatchObject([{ messageId: 'customerCompany', evidence: { contact_owner: { 'Tom Hill': 1 } } }]);
  });

  it('knows a contact whose lifecycle nobody filled in', async () => {
    expect(await ids(['r1,a@b.example,,,'], { contacts: 'contact_id,email\nc1,a@b.example\n' })).toEqual(['knownPerson: r1']);
  });

  it('matches names that are not Latin, and names written with and without umlauts', async () => {
    const contacts = 'contact_id,email,first_name,last_name,lifecycle\nc1,info@завод.example,Иван,Петров,customer\nc2,info@müller.example,Jürgen,Müller,customer\n';
    expect(await ids(['r1,x@xn--80aegj1b.example,иван,ПЕТРОВ,', 'r2,x@MÜLLER.example,Juergen,Mueller,'], { contacts })).toEqual(['knownPerson: r1 r2']);
  });

  it('takes the severity of company matches from its option', async () => {
    const severities = async (companySeverity: 'warning' | 'info') => (await found(['r1,x@werft.example,,,', 'r2,x@druck.example,,,', 'r3,a@b.example,,,Hafenbank'], { options: { companySeverity } })).map(({ severity }) => severity);
    expect(await severities('warning')).toEqual(['warning', 'warning', 'warning']);
    expect(await severities('info')).toEqual(['info', 'info', 'info']);
  });

  it.each(['customers', 'former-customers', 'donors', 'mixed'] as const)('asks nothing of a campaign for %s', async (audienceType) => {
    expect(await ids(['r1,jan.kaya@werft.example,,,'], { audienceType })).toEqual([]);
  });

  it('matches nobody without an address, a name or a company', async () => {
    expect(await ids(['r1,,,,', 'r2,not an address,,,', 'r3,@,,,'])).toEqual([]);
  });
});
