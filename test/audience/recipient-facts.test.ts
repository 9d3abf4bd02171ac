import { describe, expect, it } from 'vitest';
import { ConfigError } from '#errors.js';
import { audienceOf, factsOf } from './audience-of.js';

describe('addresses', () => {
  it('are normalised: white space, case, composed accents, IDN', async () => {
    const recipients = `recipient_id,email\nr1, Max.Muster+Shop@Example.COM \nr2,jose\u0301@mu\u0308nchen.de\nr3,JOSÉ@MÜNCHEN.DE\nr4,a@b.example.\nr5,no address\nr6,\n`;
    expect(await factsOf({ recipients }, ['email', 'email_domain'])).toEqual([
      { email: 'max.muster+shop@example.com', email_domain: 'example.com' },
      { email: 'josé@xn--mnchen-3ya.de', email_domain: 'xn--mnchen-3ya.de' },
      { email: 'josé@xn--mnchen-3ya.de', email_domain: 'xn--mnchen-3ya.de' },
      { email: 'a@b.example', email_domain: 'b.example' },
      { email: 'no address', email_domain: null },
      { email: null, email_domain: null },
    ]);
  });

  it('name a company by the registrable domain, but not where unrelated people have addresses', async () => {
    const recipients = 'recipient_id,email\nr1,a@mail.acme.co.uk\nr2,a@acme.github.io\nr3,a@gmail.com\nr4,a@privaterelay.appleid.com\nr5,a@acme.onmicrosoft.com\nr6,a@[192.0.2.1]\nr7,a@localhost\n';
    expect((await factsOf({ recipients }, ['company_domain'])).map((row) => row['company_domain'])).toEqual(['acme.co.uk', 'acme.github.io', null, null, null, null, null]);
  });
});

describe('law', () => {
  it('follows country and class, and is the strictest where the country is not known', async () => {
    const recipients = 'recipient_id,country,recipient_class\nr1,DE,legal_person\nr2,gb,legal_person\nr3,United Kingdom,\nr4,Ireland,natural\nr5,,natural\nr6,JP,natural\n';
    expect(await factsOf({ recipients }, ['country', 'jurisdiction', 'recipient_class', 'opt_in_required'])).toEqual([
      { country: 'DE', jurisdiction: 'DE', recipient_class: 'legal_person', opt_in_required: true },
      { country: 'GB', jurisdiction: 'UK', recipient_class: 'legal_person', opt_in_required: false },
      { country: 'GB', jurisdiction: 'UK', recipient_class: 'unknown', opt_in_required: true },
      { country: 'IE', jurisdiction: 'EU', recipient_class: 'natural', opt_in_required: true },
      { country: null, jurisdiction: 'unknown', recipient_class: 'natural', opt_in_required: true },
      { country: 'JP', jurisdiction: 'strictest', recipient_class: 'natural', opt_in_required: true },
    ]);
  });

  it('is one for all when the config says so', async () => {
    const recipients = 'recipient_id,country\nr1,US\nr2,\n';
    for (const jurisdiction of ['DE', 'strictest', 'UK', 'GB', 'IE'])
      expect(await factsOf({ recipients, jurisdiction }, ['opt_in_required'])).toEqual([{ opt_in_required: true }, { opt_in_required: true }]);
    expect(await factsOf({ recipients, jurisdiction: 'auto' }, ['opt_in_required'])).toEqual([{ opt_in_required: false }, { opt_in_required: true }]);
    await expect(audienceOf({ recipients, jurisdiction: 'Mordor' })).rejects.toThrow(ConfigError);
  });
});

describe('language', () => {
  it('is that on file, else that of a country with one, else not known', async () => {
    const recipients = 'recipient_id,country,language\nr1,CH,de-CH\nr2,FR,\nr3,CH,\nr4,,"en, de"\nr5,DE,klingon\nr6,NO,no\n';
    expect(await factsOf({ recipients }, ['language', 'languages', 'language_source'])).toEqual([
      { language: 'de', languages: ['de'], language_source: 'explicit' },
      { language: 'fr', languages: ['fr'], language_source: 'country' },
      { language: null, languages: null, language_source: null },
      { language: 'en', languages: ['en', 'de'], language_source: 'explicit' },
      { language: 'de', languages: ['de'], language_source: 'country' },
      { language: 'nb', languages: ['nb'], language_source: 'explicit' },
    ]);
  });
});

describe('consent', () => {
  it('is the best record: active before others, express before others, the newest last', async () => {
    const consents = `recipient_id,basis,status,given_at,source,proof_ref
r1,express,pending,2026-05-01T00:00:00Z,pending,form 1
r1,soft_opt_in,active,2024-01-01T00:00:00Z,soft,
r2,soft_opt_in,active,2026-01-01T00:00:00Z,soft,
r2,express,active,2023-01-01T00:00:00Z,old,
r2,express,active,2025-01-01T00:00:00Z,new,form 2
r9,express,active,2025-01-01T00:00:00Z,nobody,
`;
    expect(await factsOf({ recipients: 'recipient_id\nr1\nr2\nr3\n', consents }, ['consent_source', 'consent_status', 'consent_active', 'consent_proved'])).toEqual([
      { consent_source: 'soft', consent_status: 'active', consent_active: true, consent_proved: false },
      { consent_source: 'new', consent_status: 'active', consent_active: true, consent_proved: true },
      { consent_source: null, consent_status: null, consent_active: false, consent_proved: null },
    ]);
  });

  it('prefers a record that covers the campaign', async () => {
    const consents = 'recipient_id,basis,given_at,purposes\nr1,soft_opt_in,2025-01-01T00:00:00Z,Newsletter;CRM\nr1,express,2026-01-01T00:00:00Z,webinars\n';
    const purposes = async (topic: string) => (await factsOf({ recipients: 'recipient_id\nr1\n', consents, manifest: { kind: 'marketing', topic } }, ['consent_purposes']))[0]?.['consent_purposes'];
    expect(await purposes('crm')).toEqual(['Newsletter', 'CRM']);
    expect(await purposes('webinars')).toEqual(['webinars']);
  });

  it('gives the same answer for records that only differ in what does not matter', async () => {
    const consents = `recipient_id,basis,given_at,source\n${Array.from({ length: 50 }, (_, index) => `r1,express,2025-01-01T00:00:00Z,form ${String(index)}`).join('\n')}\n`;
    for (let run = 0; run < 3; run++) expect(await factsOf({ recipients: 'recipient_id\nr1\n', consents }, ['consent_source'])).toEqual([{ consent_source: 'form 49' }]);
  });

  it('is not known, rather than missing, when no consents were given', async () => {
    expect(await factsOf({ recipients: 'recipient_id\nr1\n' }, ['consent_active', 'consent_accepted', 'consent_status'])).toEqual([{ consent_active: null, consent_accepted: null, consent_status: null }]);
  });
});

describe('contacts', () => {
  it('give match, score and what it rests on', async () => {
    const contacts = 'contact_id,email,first_name,last_name,company,lifecycle,owner\nc1,ann@acme.example,Ann,Lee,Acme Ltd.,customer,Tom\n';
    const recipients = 'recipient_id,email,first_name,last_name,company\nr1,ann+news@acme.example,,,\nr2,a.lee@sub.acme.example,A.,Lee,\nr3,bob@acme.example,,,\nr4,bob@gmail.com,,,ACME\nr5,ann@other.example,Ann,Lee,Other\nr6,x@y.example,,,\n';
    expect(await factsOf({ recipients, contacts }, ['contact_match', 'contact_matched_on', 'contact_score', 'contact_owner'])).toEqual([
      { contact_match: 'email', contact_matched_on: 'address', contact_score: 1, contact_owner: 'Tom' },
      { contact_match: 'name_at_company', contact_matched_on: 'name and domain', contact_score: 0.85, contact_owner: 'Tom' },
      { contact_match: 'company', contact_matched_on: 'domain', contact_score: 0.7, contact_owner: 'Tom' },
      { contact_match: 'company', contact_matched_on: 'company name', contact_score: 0.5, contact_owner: 'Tom' },
      { contact_match: 'name_elsewhere', contact_matched_on: 'full name', contact_score: 0.3, contact_owner: 'Tom' },
      { contact_match: null, contact_matched_on: null, contact_score: null, contact_owner: null },
    ]);
  });

  it('takes what people write who have no company for none', async () => {
    const words = ['n/a', 'privat', 'Keine Angabe', 'Selbständig', 'self-employed', 'L’Étudiant SARL'];
    const rows = (id: string) => words.map((word, index) => `${id}${String(index)},${word}\n`).join('');
    const facts = await factsOf({ recipients: `recipient_id,company\n${rows('r')}`, contacts: `contact_id,company\n${rows('c')}` }, ['contact_match']);
    expect(facts.map((row) => row['contact_match'])).toEqual([null, null, null, null, null, 'company']);
  });

  it('reads addresses with a name, and lists of them with commas', async () => {
    const contacts = 'contact_id,email,alternate_emails,alias_domains,lifecycle\nc1,Åsa Lind <asa@lind.example>,"x@y.example, al@post.example","lind-service.example, lind.test",customer\n';
    const recipients = 'recipient_id,email\nr1,asa@lind.example\nr2,al@post.example\nr3,bo@lind-service.example\n';
    expect((await factsOf({ recipients, contacts }, ['contact_match'])).map((row) => row['contact_match'])).toEqual(['email', 'alternate_email', 'company']);
  });

  it('takes a domain from a web site, and from alias domains', async () => {
    const contacts = 'contact_id,domain,alias_domains,lifecycle\nc1,https://www.acme.example/about,old.example; acme-group.example,customer\n';
    const recipients = 'recipient_id,email\nr1,a@acme.example\nr2,a@mail.old.example\nr3,a@ACME-group.example\n';
    expect((await factsOf({ recipients, contacts }, ['contact_match'])).map((row) => row['contact_match'])).toEqual(['company', 'company', 'company']);
  });

  it('prefers customers, then the newest', async () => {
    const contacts = `contact_id,domain,lifecycle,last_purchase_at
c1,acme.example,supplier,2026-05-01T00:00:00Z
c2,acme.example,former_customer,2026-05-01T00:00:00Z
c3,acme.example,customer,2024-05-01T00:00:00Z
c4,acme.example,customer,2025-05-01T00:00:00Z
c5,acme.example,customer,
`;
    expect(await factsOf({ recipients: 'recipient_id,email\nr1,a@acme.example\n', contacts }, ['contact_id'])).toEqual([{ contact_id: 'c4' }]);
  });

  it.each(['Acme', 'ACME GmbH & Co. KG', 'Acme, Inc.', 'acme s.a.r.l.', 'Acme Ltd'])('reads %s as the same company', async (company) => {
    const contacts = `contact_id,company,lifecycle\nc1,"Acme AG",customer\n`;
    expect(await factsOf({ recipients: `recipient_id,company\nr1,"${company}"\n`, contacts }, ['contact_match'])).toEqual([{ contact_match: 'company' }]);
  });
});

describe('suppressions', () => {
  it('match addresses and whole domains in Unicode or punycode on either side, at other providers\' names and with a dot behind', async () => {
    const recipients = 'recipient_id,email\nr1,ann@xn--mnchen-3ya.de\nr2,bob@köln.de\nr3,eve.e@gmail.com\nr4,kim@acme.de\nr5,lee@other.de\nr6,sue@other.com\nr7,tim@bücher.de\n';
    const suppressions = 'email\nann@München.de\nbob@xn--kln-sna.de\nevee+x@googlemail.com\nkim@acme.de.\nlee@öther.de\n@Other.com\n*@xn--bcher-kva.de; x@y.de\n';
    expect((await factsOf({ recipients, suppressions }, ['suppression_match'])).map((row) => row['suppression_match'])).toEqual(['email', 'email', 'variant', 'email', null, 'domain', 'domain']);
  });

  const recipients = 'recipient_id,email\nr1,Ann@Acme.example\nr2,bob@acme.example\nr3,c.d+x@gmail.com\nr4,eve@other.example\n';

  it('match by address, hash, domain, id, and another spelling of the mailbox', async () => {
    const suppressions = `email,email_sha256,domain,recipient_id,list
 ANN@acme.example,,,,unsubscribe
,F1B34EC1A74D09D9F1ECCBD1F8E0B6B1B1FBC3B3B0B3DC39A9DE4C3E4E1D5A25,,,manual
,,@Acme.example,,objection
cd@googlemail.com,,,,complaint
,,,r4,legal_hold
`;
    expect(await factsOf({ recipients, suppressions }, ['suppressed_by', 'suppression_match'])).toEqual([
      { suppressed_by: 'objection', suppression_match: 'domain' },
      { suppressed_by: 'objection', suppression_match: 'domain' },
      { suppressed_by: 'complaint', suppression_match: 'variant' },
      { suppressed_by: 'legal_hold', suppression_match: 'recipient_id' },
    ]);
  });

  it('match a SHA-256 of the normal address in any case', async () => {
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update('ann@acme.example').digest('hex').toUpperCase();
    expect((await factsOf({ recipients, suppressions: `email_sha256,list\n${hash},hard_bounce\n` }, ['suppressed_by']))[0]).toEqual({ suppressed_by: 'hard_bounce' });
  });

  it('count when their scope takes in this campaign', async () => {
    const suppressions = 'email,scope\nann@acme.example,Webinars\nbob@acme.example,crm\neve@other.example,global\n';
    expect((await factsOf({ recipients, suppressions, manifest: { topic: 'crm' } }, ['suppressed_by'])).map((row) => row['suppressed_by'])).toEqual([null, 'manual', null, 'manual']);
  });
});

describe('a recipient', () => {
  it('stands once, whatever matches', async () => {
    const twice = (row: string): string => `${row}\n${row}\n`;
    const rows = await factsOf({
      recipients: 'recipient_id,email,country\nr1,ann@acme.example,DE\nr2,bob@acme.example,DE\n',
      consents: `recipient_id,basis\n${twice('r1,express')}`,
      contacts: `contact_id,email,domain,lifecycle\n${twice('c1,ann@acme.example,acme.example,customer')}`,
      suppressions: `email\n${twice('ann@acme.example')}`,
    }, ['recipient_id', 'recipient_number']);
    expect(rows).toEqual([{ recipient_id: 'r1', recipient_number: 0 }, { recipient_id: 'r2', recipient_number: 1 }]);
  });

  it('gets the mail at the planned instant, else at that of the campaign', async () => {
    const schedule = 'recipient_id,status,send_at\nr1,scheduled,2026-12-02T18:00:00Z\nr2,held,\n';
    expect((await factsOf({ recipients: 'recipient_id\nr1\nr2\nr3\n', schedule }, ['send_at'])).map((row) => row['send_at']))
      .toEqual(['2026-12-02T18:00:00.000Z', '2026-12-01T09:00:00.000Z', '2026-12-01T09:00:00.000Z']);
  });

  it('keeps its merge fields as given, beside the facts of the same name', async () => {
    expect(await factsOf({ recipients: 'recipient_id,EMAIL,Country,First Name,Colour,consent_active\nr1, A@B.example,Germany,Ann,red,perhaps\n' }, ['field_email', 'email', 'field_country', 'country', 'first_name', 'field_Colour', 'field_consent_active']))
      .toEqual([{ field_email: 'A@B.example', email: 'a@b.example', field_country: 'Germany', country: 'DE', first_name: 'Ann', field_Colour: 'red', field_consent_active: 'perhaps' }]);
  });
});
