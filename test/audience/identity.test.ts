import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { factsOf } from './audience-of.js';

/** The CRM of the agency in the story, in which Femke de Jong is a former customer. */
const CRM = readFileSync(new URL('../../fixtures/campaigns/prospecting-rant/crm.csv', import.meta.url), 'utf8');
const [header = '', femke = ''] = CRM.split('\n');
const withAliases = `${header},alternate_emails,alias_domains\n${femke},femke@home.example,noordwind.example;nw-group.example\n`;

/** Which contact each recipient is; several recipients are looked up at once, in their order. */
const matches = async (recipients: readonly string[], contacts = CRM) => {
  const rows = recipients.map((cells, index) => `r${String(index)},${cells}\n`);
  return factsOf({ recipients: `recipient_id,email,first_name,last_name,company\n${rows.join('')}`, contacts }, ['contact_match', 'contact_matched_on', 'contact_lifecycle', 'contact_owner']);
};
const match = async (recipient: string, contacts = CRM) => (await matches([recipient], contacts))[0];
const OWNER = { contact_lifecycle: 'former_customer', contact_owner: 'Sabine Keller' };

describe('the former customer of the story', () => {
  it('is found by e-mail, whatever the spelling', async () => {
    const emails = ['femke.dejong@noordwind-logistics.example', ' Femke.deJong@NOORDWIND-logistics.example.', 'femke.dejong+crm@noordwind-logistics.example'];
    expect(await matches(emails.map((email) => `${email},,,`))).toEqual(emails.map(() => ({ contact_match: 'email', contact_matched_on: 'address', ...OWNER })));
  });

  it('is found by alias: another address, and another domain of the company', async () => {
    expect(await matches(['femke@home.example,,,', 'f.dejong@noordwind.example,Femke,de Jong,', 'piet@mail.nw-group.example,,,'], withAliases)).toMatchObject([
      { contact_match: 'alternate_email', ...OWNER },
      { contact_match: 'name_at_company', contact_matched_on: 'name and domain', ...OWNER },
      { contact_match: 'company', contact_matched_on: 'domain', ...OWNER },
    ]);
  });

  it('is found by company: its domain, and its name without the legal form', async () => {
    expect(await matches(['piet@noordwind-logistics.example,Piet,Bakker,', 'piet.bakker@gmail.com,Piet,Bakker,Noordwind Logistics BV'])).toEqual([
      { contact_match: 'company', contact_matched_on: 'domain', ...OWNER },
      { contact_match: 'company', contact_matched_on: 'company name', ...OWNER },
    ]);
  });

  it('is a hint only where she seems to work elsewhere now', async () => {
    expect(await match('femke@reederij.example,Femke,de Jong,Reederij Zuid')).toMatchObject({ contact_match: 'name_elsewhere', contact_matched_on: 'full name', ...OWNER });
  });

  it('is not found where only a mail provider is shared', async () => {
    const contacts = 'contact_id,email,lifecycle\nc1,femke.noordwind@gmail.com,former_customer\nc2,x9@privaterelay.appleid.com,customer\nc3,piet@ziggo.nl,customer\n';
    expect(await matches(['other@gmail.com,,,', 'other@privaterelay.appleid.com,,,', 'other@ziggo.nl,,,'], contacts)).toMatchObject(Array(3).fill({ contact_match: null }));
  });
});

describe('a company', () => {
  it('has one name with stroked letters and without, with its form spelled out or shortened', async () => {
    const contacts = 'contact_id,company,lifecycle\nc1,Zakłady Łódzkie Kowalski Sp. z o.o.,customer\nc2,Sønderjysk Øl A/S,customer\nc3,Smithfield & Co Ltd,customer\nc4,"The Northgate Company, Inc.",customer\nc5,Siemens AG,customer\n';
    const names = ['ZAKLADY LODZKIE KOWALSKI', 'Sonderjysk Ol', 'Smithfield and Company Limited', 'Northgate Co.', 'Siemens Healthineers AG'];
    expect(await matches(names.map((name, index) => `x${String(index)}@free${String(index)}.example,,,${name}`), contacts))
      .toMatchObject([...Array<unknown>(4).fill({ contact_match: 'company', contact_matched_on: 'company name' }), { contact_match: null }]);
  });
});

describe('a CRM of another shape', () => {
  it('says former customer in words of its own', async () => {
    const words = ['churned', 'Ex-Kunde', 'Former customer', 'client perdu', 'LOST CUSTOMER'];
    const contacts = words.map((word, index) => `c${String(index)},jan@werf${String(index)}.example,${word}\n`).join('');
    expect(await matches(words.map((_, index) => `piet@werf${String(index)}.example,,,`), `contact_id,email,lifecycle\n${contacts}`))
      .toMatchObject(words.map(() => ({ contact_match: 'company', contact_lifecycle: 'former_customer' })));
  });

  it('has a status instead of a lifecycle', async () => {
    for (const column of ['status', 'Customer Status', 'Lifecycle Stage'])
      expect(await match('jan@werf.example,,,', `contact_id,email,${column}\nc1,jan@werf.example,churned\n`)).toMatchObject({ contact_match: 'email', contact_lifecycle: 'former_customer' });
    expect(await match('jan@werf.example,,,', 'contact_id,email,status\nc1,jan@werf.example,lead\n')).toMatchObject({ contact_match: null });
  });

  it('has a status that says nothing of a lifecycle: the contact stays known', async () => {
    expect(await match('jan@werf.example,,,', 'contact_id,email,status\nc1,jan@werf.example,archiviert\n')).toMatchObject({ contact_match: 'email', contact_lifecycle: null });
  });

  it.each([
    ['Lindner Optik', 'GmbH & Co. OG', 'Ges.m.b.H.', 'PartG mbB', 'e. K.', 'SE & Co. KGaA'], ['Bâti Nord', 'S.à r.l.', 'SCOP', 'SPRL', 'SASU'], ['Rossi Mobili', 'S.r.l.s.', 'Soc. Coop.', 'S.r.l. a socio unico', 'S.c.a r.l.'], ['Grupo Azul', 'S.L.U.', 'S. Coop.', 'S.A. de C.V.', 'S. de R.L. de C.V.'],
    ['Żółw Meble', 'Sp. z o. o. Sp. k.', 'Spółka z o.o.', 'sp.j.'], ['Šumava Dřevo', ', s.r.o.', 'spol. s r.o.', 'v.o.s.'], ['Yıldız Tekstil', 'San. ve Tic. A.Ş.', 'Ltd. Şti.'], ['Nordisk Lys', 'A/S', 'I/S', 'AB (publ)', 'Oy Ab'], ['Northern Lamps', 'Pvt. Ltd.', 'Pte Ltd', '(Pty) Ltd', 'Sdn Bhd', 'L.L.C.'], ['Светлина', 'ЕООД', 'АД'], ['Φως', 'Α.Ε.', 'Μονοπρόσωπη ΙΚΕ'],
  ])('has a company (%s) whose legal form is of any country', async (name, ...forms) => {
    expect(await matches(forms.map((form) => `eda@gmail.com,,,"${form.startsWith(',') ? name + form : `${name} ${form}`}"`), `contact_id,company,lifecycle\nc1,${name},former_customer\n`)).toMatchObject(forms.map(() => ({ contact_matched_on: 'company name' })));
  });

  it('has another company, whose name has in its middle or in front what elsewhere is a legal form, or a word that is no name', async () => {
    const pairs = [['OG Media', 'Media'], ['Day Spa Ulm', 'Day Ulm'], ['Wagner S L Bau', 'Wagner Bau'], ['Hausfrau', 'Hausfrau'], ['libero professionista', 'Libero Professionista']] as const;
    for (const [there, here] of pairs) expect(await match(`eda@gmail.com,,,${here}`, `contact_id,company,lifecycle\nc1,${there},customer\n`), here).toMatchObject({ contact_match: null });
  });

  it('has another company, whose name is the same everyday word beside another legal form', async () => {
    const contacts = 'contact_id,company,lifecycle\nc1,Media OG,customer\nc2,Service GmbH,customer\nc3,Consulting Ltd.,customer\nc4,Nordlicht Media OG,customer\nc5,Nordlicht OG,customer\n';
    const others = ['Media GmbH', 'Media', 'MEDIA AG', 'Service e.K.', 'Consulting Inc'];
    expect(await matches(others.map((name) => `eda@gmail.com,,,${name}`), contacts)).toMatchObject(others.map(() => ({ contact_match: null })));
    const same = ['MEDIA O.G.', 'Service Gesellschaft mit beschränkter Haftung', 'Consulting Limited', 'Nordlicht Media GmbH', 'Nordlicht'];
    expect(await matches(same.map((name) => `eda@gmail.com,,,${name}`), contacts)).toMatchObject(same.map(() => ({ contact_matched_on: 'company name' })));
  });

  it('has the person with titles, or without', async () => {
    for (const first of ['Dr. Eva', 'Prof. Dr. med. Eva', 'Dipl.-Ing. Eva', 'Frau Eva', 'Dr.Eva', 'Mag. Eva'])
      expect(await match('e.klug@werf.example,Eva,Klug,', `contact_id,email,first_name,last_name,lifecycle\nc1,office@werf.example,${first},Klug,customer\n`), first).toMatchObject({ contact_matched_on: 'name and domain' });
    for (const first of ['Drew', 'Frauke', 'Mag', 'Prof'])
      expect(await match(`x.klug@werf.example,${first},Klug,`, `contact_id,email,first_name,last_name,lifecycle\nc1,office@werf.example,${first},Klug,customer\n`), first).toMatchObject({ contact_matched_on: 'name and domain' });
  });

  it('has an authority below a domain that many share', async () => {
    expect(await match('eda@poststelle.bsi.bund.de,,,', 'contact_id,email,lifecycle\nc1,jan@bsi.bund.de,customer\n')).toMatchObject({ contact_matched_on: 'domain' });
    for (const [there, here] of [['bsi.bund.de', 'bmi.bund.de'], ['ec.europa.eu', 'europarl.europa.eu'], ['nhs.net', 'nhs.net']] as const)
      expect(await match(`eda@${here},,,`, `contact_id,email,lifecycle\nc1,jan@${there},customer\n`), here).toMatchObject({ contact_match: null });
  });

  it('has companies only, whose legal form and umlaut differ', async () => {
    const companies = ['Müller Stahlbau GmbH', 'Mueller Stahlbau GmbH & Co. KG', 'MÜLLER STAHLBAU', 'Muller Stahlbau Gesellschaft mit beschränkter Haftung'];
    expect(await matches(companies.map((company) => `eda@gmail.com,,,${company}`), 'contact_id,company,lifecycle\nc1,Müller Stahlbau AG,former_customer\n'))
      .toMatchObject(companies.map(() => ({ contact_matched_on: 'company name', contact_lifecycle: 'former_customer' })));
  });
});
