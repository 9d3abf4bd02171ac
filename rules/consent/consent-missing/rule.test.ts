import { describe, expect, it } from 'vitest';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import rule from './rule.js';

const GIVEN = '2025-03-04T10:00:00Z';

/** Recipients `r1,DE,natural` and consents `r1,express,active,...`, a line each. */
async function found(recipients: readonly string[], consents: readonly string[], kind: 'marketing' | 'newsletter' | 'fundraising' | 'transactional' = 'marketing') {
  return runAudienceRule(rule, {
    recipients: `recipient_id,country,recipient_class\n${recipients.join('\n')}\n`,
    consents: `recipient_id,basis,status,given_at,withdrawn_at,purposes\n${consents.join('\n')}\n`,
    manifest: { kind, topic: 'crm' },
  });
}
const ids = async (...input: Parameters<typeof found>) => shortly(await found(...input));

describe('consent/consent-missing', () => {
  it('reports recipients without any record where the law asks for opt-in, with statute and date of the profile', async () => {
    const [finding] = await found(['r1,DE,natural', 'r2,DE,legal_person', 'r3,AT,sole_trader'], []);
    expect(finding).toMatchObject({ messageId: 'noRecord', severity: 'error', recipients: ['r1', 'r2', 'r3'] });
    expect(finding?.evidence).toMatchObject({ jurisdiction: { DE: 2, AT: 1 }, recipient_class: { legal_person: 1, natural: 1, sole_trader: 1 } });
    expect(Object.keys(finding?.evidence['law'] ?? {})[0]).toMatch(/^UWG § 7\(2\) no\. 2 \(profile DE as of \d{4}-\d\d-\d\d\)$/);
  });

  it('is silent on an active consent, and on one without a status', async () => {
    expect(await ids(['r1,DE,natural', 'r2,IT,natural'], [`r1,express,active,${GIVEN},,`, `r2,soft_opt_in,,${GIVEN},,`])).toEqual([]);
  });

  it('reports a record that is objected to, withdrawn, pending, expired or none, each by its name', async () => {
    const records = ['r1,express,objected', 'r2,express,withdrawn', 'r3,soft_opt_in,pending', 'r4,express,expired', 'r5,none,active'];
    expect(await ids(records.map((record) => `${record.slice(0, 2)},DE,natural`), records.map((record) => `${record},${GIVEN},,`))).toEqual(['objected: r1', 'withdrawn: r2', 'saysNone: r5', 'pending: r3', 'expired: r4']);
  });

  it('reports a status that nobody can read in every country, for it may be a no, and a basis that nobody can read where one is needed', async () => {
    expect(await ids(['r1,DE,natural', 'r2,US,natural', 'r3,DE,natural', 'r4,US,natural', 'r5,DE,natural'], [
      `r1,express,stopped by phone,${GIVEN},,`, `r2,express,stopped by phone,${GIVEN},,`, `r3,Pkt. 4,active,${GIVEN},,`, `r4,Pkt. 4,active,${GIVEN},,`, `r5,,active,${GIVEN},,`,
    ])).toEqual(['unclear: r1 r2', 'saysNone: r5', 'basisNotAccepted: r3']);
  });

  it('takes implied, inferred and transactional for no basis in Germany, for companies too', async () => {
    expect(await ids(['r1,DE,legal_person', 'r2,DE,legal_person', 'r3,DE,natural'], [`r1,implied,active,${GIVEN},,`, `r2,inferred,active,${GIVEN},,`, `r3,transactional,active,${GIVEN},,`])).toEqual(['basisNotAccepted: r1 r2 r3']);
  });

  it('leaves to their own rules a basis that has one, a sign-up that waits for its confirmation, and a bought address', async () => {
    expect(await ids(
      ['r1,DE,natural', 'r2,DE,legal_person', 'r3,DE,legal_person', 'r4,DE,natural', 'r5,DE,natural', 'r6,GB,natural', 'r7,CH,natural'],
      [`r1,charitable_soft_opt_in,,${GIVEN},,`, `r2,legitimate_interest,,${GIVEN},,`, `r3,b2b_exemption,,${GIVEN},,`, `r4,soft_opt_in,,${GIVEN},,`, `r5,express,pending,${GIVEN},,`, `r6,express,pending,${GIVEN},,`, `r7,express,pending,${GIVEN},,`],
    )).toEqual(['pending: r6 r7']);
    const bought = { recipients: 'recipient_id,country\nr1,DE\nr2,DE\n', consents: 'recipient_id,basis,source_type\nr1,none,purchased\nr2,none,web_form\n' };
    expect(shortly(await runAudienceRule(rule, bought))).toEqual(['saysNone: r2']);
  });

  it('accepts the bases that other laws accept', async () => {
    expect(await ids(
      ['r1,GB,natural', 'r2,CA,natural', 'r3,AU,natural', 'r4,BR,natural', 'r5,NL,generic_mailbox'],
      [`r1,charitable_soft_opt_in,,${GIVEN},,`, `r2,implied,,${GIVEN},,`, `r3,inferred,,${GIVEN},,`, `r4,legitimate_interest,,${GIVEN},,`, `r5,b2b_exemption,,${GIVEN},,`],
    )).toEqual([]);
  });

  it('asks for no record from companies where they may be written to until they object, and from nobody in the US', async () => {
    expect(await ids(['r1,GB,legal_person', 'r2,FR,legal_person', 'r3,FR,generic_mailbox', 'r4,SE,legal_person', 'r5,US,natural', 'r6,US,'], [])).toEqual([]);
    expect(await ids(['r1,GB,natural', 'r2,FR,sole_trader', 'r3,SE,sole_trader', 'r4,GB,'], [])).toEqual(['noRecord: r1 r2 r3 r4']);
  });

  it('reports an objection or a withdrawal in every country', async () => {
    expect(await ids(['r1,US,natural', 'r2,GB,legal_person'], [`r1,express,objected,${GIVEN},,`, `r2,b2b_exemption,withdrawn,${GIVEN},,`])).toEqual(['objected: r1', 'withdrawn: r2']);
  });

  it('judges by the strictest law where the country is not known', async () => {
    const findings = await found(['r1,,natural', 'r2,Mordor,legal_person', 'r3,JP,natural'], []);
    expect(shortly(findings)).toEqual(['lawUnknown: r1 r2 r3']);
    expect(findings[0]?.evidence['jurisdiction']).toEqual({ unknown: 2, strictest: 1 });
  });

  it('reads the directive strictly for companies in members without a profile of their own, and says so', async () => {
    const findings = await found(['r1,IE,natural', 'r2,IE,legal_person', 'r3,PL,generic_mailbox'], []);
    expect(shortly(findings)).toEqual(['lawUnknown: r2 r3', 'noRecord: r1']);
    expect(Object.keys(findings[0]?.evidence['law'] ?? {})[0]).toMatch(/^national law under ePrivacy Directive .* not known here and read strictly \(profile EU as of/);
  });

  it('asks no opt-in for the appeals of a charity where the law exempts them', async () => {
    const input = { recipients: 'recipient_id,country\nr1,CA\nr2,AU\nr3,DE\n', consents: 'recipient_id,basis\n' };
    expect(shortly(await runAudienceRule(rule, { ...input, manifest: { kind: 'fundraising', sender: { charityNumber: '4711' } } }))).toEqual(['noRecord: r3']);
    expect(shortly(await runAudienceRule(rule, { ...input, manifest: { kind: 'fundraising', sender: { charityNumber: '123456789RR0001', country: 'CA' } } }))).toEqual(['noRecord: r2 r3']);
    expect(shortly(await runAudienceRule(rule, { ...input, manifest: { kind: 'fundraising', sender: { charityNumber: '1098765', country: 'GB' } } }))).toEqual(['noRecord: r1 r2 r3']);
    expect(shortly(await runAudienceRule(rule, { ...input, manifest: { kind: 'fundraising' } }))).toEqual(['noRecord: r1 r2 r3']);
  });

  it('lets an objection to something else, or to another company, stand where no opt-in is asked for', async () => {
    expect(await ids(['r1,US,natural', 'r2,GB,legal_person', 'r3,US,natural'], ['r1,express,objected,,2026-01-01T00:00:00Z,webinars', 'r2,express,withdrawn,,2026-01-01T00:00:00Z,webinars', 'r3,express,objected,,2026-01-01T00:00:00Z,crm'])).toEqual(['objected: r3']);
    const other = { recipients: 'recipient_id,country\nr1,US\n', consents: 'recipient_id,basis,status,controller\nr1,express,objected,Other Inc\n', manifest: { sender: { legalName: 'Müller Inc.' } } };
    expect(shortly(await runAudienceRule(rule, other))).toEqual([]);
  });

  it('takes a withdrawal for the end of all that came before it, and a consent after it for a new one', async () => {
    const withdrawn = 'express,withdrawn,2024-01-01T00:00:00Z,2026-01-01T00:00:00Z,';
    expect(await ids(['ended,DE,natural', 'given again,DE,natural', 'of old,DE,natural', 'other topic,DE,natural'], [
      `ended,express,active,${GIVEN},,`, `ended,${withdrawn}`,
      'given again,express,active,2026-03-01T00:00:00Z,,', `given again,${withdrawn}`,
      'of old,express,active,2026-03-01T00:00:00Z,2026-01-01T00:00:00Z,',
      `other topic,express,active,${GIVEN},,`, 'other topic,express,withdrawn,,2026-01-01T00:00:00Z,webinars',
    ])).toEqual(['withdrawn: ended']);
  });

  it('puts an objection before records that do not stand', async () => {
    expect(await ids(['r1,US,natural'], ['r1,express,expired,2026-05-01T00:00:00Z,,', 'r1,b2b_exemption,objected,2026-01-01T00:00:00Z,,'])).toEqual(['objected: r1']);
  });

  it('judges at the instant at which each recipient gets the mail', async () => {
    const recipients = 'recipient_id,country\nr1,DE\nr2,DE\nr3,DE\n';
    const consents = 'recipient_id,basis,given_at,withdrawn_at\nr1,express,2025-01-01T00:00:00Z,2026-12-02T00:00:00Z\nr2,express,2025-01-01T00:00:00Z,2026-12-02T00:00:00Z\nr3,express,2026-12-03T00:00:00Z,\n';
    const schedule = 'recipient_id,send_at\nr1,2026-12-01T18:00:00Z\nr2,2026-12-02T18:00:00+01:00\n';
    expect(shortly(await runAudienceRule(rule, { recipients, consents, schedule, manifest: { kind: 'marketing' } }))).toEqual(['withdrawn: r2', 'notYet: r3']);
  });

  it('takes the best of several records, but not one that an objection ended', async () => {
    const active = `express,active,${GIVEN},,`;
    expect(await ids(['several,DE,natural', 'ended,DE,natural', 'before,DE,natural', 'other topic,DE,natural', 'this topic,DE,natural'], [
      'several,none,,2026-01-01T00:00:00Z,,', `several,${active}`, 'several,express,pending,2026-01-01T00:00:00Z,,',
      `ended,${active}`, 'ended,express,objected,,2026-01-01T00:00:00Z,',
      'before,express,objected,,2024-01-01T00:00:00Z,', `before,${active}`,
      `other topic,${active}`, 'other topic,express,objected,,2026-01-01T00:00:00Z,webinars',
      `this topic,${active}`, 'this topic,express,objected,,2026-01-01T00:00:00Z,webinars;CRM',
    ])).toEqual(['objected: ended this topic']);
  });

  it('asks nothing of transactional mail, and the same of newsletters and appeals as of marketing', async () => {
    expect(await ids(['r1,DE,natural'], [], 'transactional')).toEqual([]);
    expect(await ids(['r1,DE,natural'], [], 'newsletter')).toEqual(['noRecord: r1']);
    expect(await ids(['r1,NL,natural'], [], 'fundraising')).toEqual(['noRecord: r1']);
  });

  it('understands countries as lists write them', async () => {
    expect(await ids(['r1,Deutschland,natural', 'r2,usa,natural', 'r3,Österreich,natural', 'r4,United States,'], [])).toEqual(['noRecord: r1 r3']);
  });

  it('holds an objection against the other rows of its person, by the CRM or by the mailbox, until a later consent in one', async () => {
    const recipients = 'recipient_id,email,first_name,last_name\nr1,ann@work.de,Ann,Lee\nr2,ann@home.de,Ann,Lee\nr3,ANN@home.de,Ann,Lee\nr4,ann@home.de,Bob,Lee\n';
    const contacts = 'contact_id,email,alternate_emails,first_name,last_name\nc1,ann@work.de,ann@home.de,Ann,Lee\n';
    const active = ['r1', 'r3', 'r4'].map((id) => `${id},express,active,2026-05-01\n`).join('');
    const judged = async (objectedOn: string) => shortly(await runAudienceRule(rule, { recipients, contacts, consents: `recipient_id,basis,status,given_at\n${active}r2,express,objected,${objectedOn}\n`, manifest: { kind: 'marketing' } }));
    expect(await judged('2026-06-01')).toEqual(['objected: r2', 'objectedElsewhere: r1 r3']);
    expect(await judged('2026-04-01')).toEqual(['objected: r2']);
  });
});
