import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,email\nr1,ann@acme.example\nr2,bob@bank.example\nr3,other@acme.example\nr4,jürgen@müller.example\n';
const HEADER = 'contact_id,email,lifecycle,ended_at,churn_reason,do_not_winback,owner\n';

async function run(contacts: string, manifest: Manifest, html = '<p>Neue Kurse für Sie.</p>', options = {}) {
  return runAudienceRule(rule, { recipients: RECIPIENTS, contacts: HEADER + contacts, manifest: { kind: 'marketing', ...manifest } }, { html: `<html><body>${html}</body></html>` }, options);
}
const found = async (...input: Parameters<typeof run>) => shortly(await run(...input));

describe('targeting/former-customer-mistargeted', () => {
  it('finds those who are not to be won back, their colleagues too, in a win-back campaign', async () => {
    const [finding, company] = await run('c1,ann@acme.example,former_customer,2024-01-01T00:00:00Z,,true,Eva Brandt\n', { audienceType: 'former-customers' });
    expect(finding).toMatchObject({ messageId: 'marked', severity: 'error', recipients: ['r1'], evidence: { contact_owner: { 'Eva Brandt': 1 } } });
    expect(company).toMatchObject({ messageId: 'leftForGoodCompany', severity: 'warning', recipients: ['r3'] });
  });

  it('leaves those alone who left for good, by the reason in words of several languages, and no others', async () => {
    const forGood = ['Complaint', 'legal dispute', 'GDPR request', 'Insolvenz', 'Beschwerde über Lieferung', 'décès', 'skarga klienta', 'deceased'];
    const reasons = [...forGood, 'price', 'moved to competitor', 'no budget', 'Umzug', 'seasonal', ''];
    const contacts = reasons.map((reason, place) => `c${String(place)},p${String(place)}@post.example,former_customer,2024-01-01T00:00:00Z,${reason},,\n`).join('');
    const recipients = `recipient_id,email\n${reasons.map((reason, place) => `left for ${reason},p${String(place)}@post.example\n`).join('')}`;
    const findings = await runAudienceRule(rule, { recipients, contacts: HEADER + contacts, manifest: { kind: 'marketing', audienceType: 'former-customers' } });
    expect(findings.map(({ messageId, recipients: ids }) => [messageId, ...ids])).toEqual([['leftForGood', ...forGood.map((reason) => `left for ${reason}`).toSorted()]]);
  });

  it('finds former customers who are addressed as customers', async () => {
    const contacts = 'c1,jürgen@xn--mller-kva.example,former_customer,2024-01-01T00:00:00Z,price,,\nc2,bob@bank.example,customer,,,,\n';
    expect(await found(contacts, { audienceType: 'customers' })).toEqual(['asCustomer: r4']);
    expect(await found(contacts, { audienceType: 'customers' }, '<p>Willkommen zurück: Wir haben lange nichts gehört.</p>')).toEqual([]);
    expect(await found(contacts, { audienceType: 'mixed' })).toEqual([]);
    expect(await found(contacts, { audienceType: 'customers', kind: 'newsletter' })).toEqual([]);
  });

  it('mentions those who have just left, as long as its option says', async () => {
    const contacts = 'c1,bob@bank.example,former_customer,2026-11-20T00:00:00Z,price,,\nc2,ann@acme.example,former_customer,2026-08-20T00:00:00Z,price,,\n';
    expect(await run(contacts, { audienceType: 'former-customers' })).toMatchObject([{ messageId: 'justLeft', severity: 'info', recipients: ['r2'] }]);
    expect(await found(contacts, { audienceType: 'former-customers' }, undefined, { coolingOffDays: 0 })).toEqual([]);
    expect(await found(contacts, { audienceType: 'former-customers' }, undefined, { coolingOffDays: 120 })).toEqual(['justLeft: r1 r2']);
  });

  it('holds back whom the CRM marks, but for a newsletter, which wins nobody back; reasons in words and companies ask for a look', async () => {
    const severities = async (contacts: string, kind: 'marketing' | 'newsletter') => (await run(contacts, { kind, audienceType: 'mixed' })).map(({ messageId, severity }) => `${messageId} ${severity}`);
    expect(await severities('c1,ann@acme.example,former_customer,2024-01-01T00:00:00Z,Beschwerde,true,\n', 'marketing')).toEqual(['marked error', 'leftForGoodCompany warning']);
    expect(await severities('c1,ann@acme.example,former_customer,2024-01-01T00:00:00Z,,true,\n', 'newsletter')).toEqual(['marked warning', 'leftForGoodCompany warning']);
    expect(await severities('c1,bob@bank.example,former_customer,2024-01-01T00:00:00Z,Beschwerde,,\n', 'marketing')).toEqual(['leftForGood warning']);
  });

  it('says nothing of receipts, and of people of the same name only', async () => {
    expect(await found('c1,bob@bank.example,former_customer,2024-01-01T00:00:00Z,complaint,true,\n', { kind: 'transactional' })).toEqual([]);
  });
});
