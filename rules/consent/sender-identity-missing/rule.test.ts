import { describe, expect, it } from 'vitest';
import type { Manifest } from '#campaign/manifest.js';
import { campaignOf, type CampaignFixture } from '../../../test/campaign/campaign-of.js';
import { svgSaying } from '../../../test/image-text/pictures.js';
import { runRule } from '../../../test/rule/run-rule.js';
import { namesCompany } from './company-name.js';
import rule from './rule.js';

const report = async (parts: CampaignFixture) => (await runRule(rule, await campaignOf(parts))).map(({ messageId, severity, heuristic }) => `${messageId}${severity ? ` ${severity}` : ''}${heuristic ? ' heuristic' : ''}`);
const sent = (footer: string, manifest: Manifest = {}) => report({ html: `<p>The new shoes are here.</p><p>${footer}</p>`, manifest: { kind: 'marketing', sender: { legalName: 'Acme Shoes Ltd' }, ...manifest } });
const from = (name: string | undefined, email = 'info@acme.example') => sent('Acme Shoes', { from: { ...(name !== undefined && { name }), email } });
const unchecked = async (parts: CampaignFixture) => rule.unchecked?.(await campaignOf(parts), {}, { now: new Date(), sendAt: new Date() });

describe('consent/sender-identity-missing', () => {
  it('reports a mail that does not name the company', async () => {
    expect(await sent('Kind regards')).toEqual(['nameMissing']);
    expect(await sent('All about shoes')).toEqual(['nameMissing']);
    expect(await sent('<img src="logo.png" width="200" height="60" alt="Acme Shoes Ltd">')).toEqual(['nameMissing']);
    expect(await sent('</p><p style="display:none">Acme Shoes Ltd')).toEqual(['nameMissing']);
  });

  it.each([
    'ACME SHOES LTD.', 'Acme Shoes Limited, Leeds', '© 2026 Acme Shoes', '<b>Acme</b> Shoes', 'Visit acmeshoes.example', '*|LIST:COMPANY|*', '{{ organization.name }}', '{{ site_settings.company_name }}', '%SENDER-INFO%', '{domain.name}',
    '<a href="https://x.example/imprint">Imprint</a>', '<a href="https://x.example/a">Mentions légales</a>', '<a href="https://x.example/a">Aviso legal</a>', '<a href="https://x.example/a">Note legali</a>', '<a href="https://x.example/a">Colofon</a>',
    '<a href="https://x.example/a">Virksomhedsoplysninger</a>', '<a href="https://x.example/a">Juridisk informasjon</a>', '<a href="https://x.example/a">Företagsinformation</a>', '<a href="https://x.example/a">Yritystiedot</a>', '<a href="https://x.example/a">Nota prawna</a>', '<a href="https://x.example/a">Informações legais</a>',
  ])('is silent on %s', async (footer) => expect(await sent(footer)).toEqual([]));

  it('warns in Germany and Austria when there is no imprint, though the name is there', async () => {
    const sender = { legalName: 'Müller & Söhne GmbH', country: 'DE' };
    expect(await sent('Ihre Mueller und Soehne', { sender })).toEqual(['imprintMissing warning heuristic']);
    expect(await sent('Müller &amp; Söhne, <a href="https://x.example/impressum">Impressum</a>', { sender })).toEqual([]);
    expect(await sent('Müller &amp; Söhne GmbH, Amtsgericht Köln, HRB 12345', { sender })).toEqual([]);
    expect(await sent('Müller &amp; Söhne', { sender: { ...sender, country: 'NL' } })).toEqual([]);
    for (const register of ['FN 123456a, LG Krems', 'UID: ATU12345678', 'USt.-ID DE 123456789', 'Angaben gemäß § 5 DDG']) expect(await sent(`Müller &amp; Söhne, ${register}`, { sender: { ...sender, country: 'AT' } })).toEqual([]);
  });

  it('warns when the From name is missing or names nobody', async () => {
    expect(await from(undefined)).toEqual(['fromNameMissing warning']);
    for (const name of ['Newsletter', 'Info', 'Do not reply', 'Customer Service', 'Kundenservice', 'Notre équipe', 'Atención al cliente', 'Obsługa klienta', 'Asiakaspalvelu']) expect(await from(name)).toEqual(['fromNameGeneric warning heuristic']);
    for (const name of ['Acme', 'Jana Brandt', 'Jana from Acme Shoes', 'Acme Newsletter', 'Łukasz Żak', '株式会社アクメ', '{{ owner.name }}']) expect(await from(name)).toEqual([]);
  });

  it('warns where the From name names the company and the body does not', async () => {
    expect(await sent('Kind regards', { from: { name: 'Acme Shoes', email: 'news@acme.example' } })).toEqual(['nameMissing warning']);
    expect(await sent('Kind regards', { from: { name: 'Jana Brandt', email: 'jana@acme.example' } })).toEqual(['nameMissing']);
  });

  it('takes a company for named whose name is a generic word', async () => {
    expect(await sent('The Store Ltd', { sender: { legalName: 'The Store Ltd' }, from: { name: 'The Store', email: 'a@store.example' } })).toEqual([]);
  });

  it('asks nothing of transactional mail, and warns at most where no kind is given', async () => {
    expect(await sent('Kind regards', { kind: 'transactional', from: { name: 'Info', email: 'a@x.example' } })).toEqual([]);
    expect(await report({ html: '<p>News</p>', manifest: { sender: { legalName: 'Acme Shoes Ltd' } } })).toEqual(['nameMissing warning']);
  });

  it('says what it could not look at', async () => {
    expect(await unchecked({ html: '<p>News</p>', manifest: { kind: 'marketing' } })).toContain('legalName');
    expect(await unchecked({ html: '<p>News</p>{{> footer}}', manifest: { kind: 'marketing', sender: { legalName: 'Acme' } } })).toContain('{{> footer}}');
    expect(await sent('{{> footer}}')).toEqual([]);
    expect(await unchecked({ html: '<p>News</p>', manifest: { kind: 'marketing', sender: { legalName: 'Acme' } } })).toBeUndefined();
  });

  it('reads a mail of text alone', async () => {
    const manifest = { kind: 'newsletter', sender: { legalName: 'Fundacja Zażółć' } } as const;
    expect(await report({ text: 'Aktualności.\n\nFUNDACJA ZAŻÓŁĆ', manifest })).toEqual([]);
    expect(await report({ text: 'Aktualności.', manifest })).toEqual(['nameMissing']);
  });
});

describe('the name of a company', () => {
  it.each([
    ['Open Wells e.V.', 'OPEN WELLS E. V.'], ['Open Wells e.V.', 'open wells'], ['Pane e Vino S.p.A.', 'Pane e Vino SpA'], ['Acme GmbH & Co. KG', 'Acme GmbH & Co KG'], ['Société Générale SA', 'societe generale'], ['Łódź sp. z o.o.', 'ŁÓDŹ'], ['Stiftung GmbH', 'Stiftung GmbH'], ['Kärcher', 'Kaercher'],
  ])('%s is seen in "%s"', (name, text) => expect(namesCompany(`Ihre ${text}, Berlin`, name)).toBe(true));

  it.each([
    ['Tulipán Korlátolt Felelősségű Társaság', 'Tulipán Kft.'], ['Zeytin Gıda Sanayi ve Ticaret A.Ş.', 'Zeytin Gıda San. ve Tic. A.Ş.'], ['Neem Foods Private Limited', 'Neem Foods Pvt. Ltd.'], ['Ελιά Ανώνυμη Εταιρεία', 'ΕΛΙΑ Α.Ε.'], ['株式会社さくら', '発行：さくら株式会社'],
    ['Sementes do Vale S.A.', 'Sementes do Vale S/A'], ['Wierzba Spółka z ograniczoną odpowiedzialnością', 'Wierzba sp. z o.o.'], ['Hazel Designated Activity Company', 'Hazel DAC'], ['NABU (Naturschutzbund Deutschland) e.V.', 'NABU e. V.'], ['NABU (Naturschutzbund Deutschland) e.V.', 'der Naturschutzbund Deutschland'], ['Çınar Şarapçılık A.Ş.', 'CINAR SARAPCILIK A.S.'], ['Bodegas Hnos. Peña, S.L.U.', 'Bodegas Hermanos Peña'], ['Lípa, z.s.', 'Lípa'], ['Dům u řeky, z. ú.', 'Dům u řeky'], ['Pomoc sousedům o.p.s.', 'Pomoc sousedům'],
  ])('knows %s in "%s", its legal form written out or not', (name, text) => expect(namesCompany(text, name)).toBe(true));

  it.each([['Acme Shoes Ltd', 'Acme makes shoes'], ['Stiftung GmbH', 'eine Stiftung'], ['AB', 'about'], ['Acme (Deutschland) GmbH', 'Müller, Deutschland'], ['Open Wells e.V.', 'wells that are open']])('%s is not seen in "%s"', (name, text) => {
    expect(namesCompany(text, name)).toBe(false);
  });
});

describe('consent/sender-identity-missing, a name inside a picture', () => {
  const manifest = { kind: 'marketing', sender: { legalName: 'Müller Schuhe GmbH', country: 'GB' } } as const;
  const found = async (html: string) => runRule(rule, await campaignOf({ html, manifest }));

  it('does not count, and the finding says where it stands', async () => {
    expect(await found(`<p>Our new shoes are here.</p>${svgSaying(['Ihre Müller Schuhe GmbH'])}`)).toMatchObject([{ messageId: 'nameInImage', data: { name: 'Müller Schuhe GmbH', image: '(embedded)' } }]);
  });

  it('is not looked for where live text has it, and another name is none', async () => {
    expect(await found(`<p>Mueller Schuhe</p>${svgSaying(['Ihre Müller Schuhe GmbH'])}`)).toEqual([]);
    expect(await found(`<p>Our new shoes are here.</p>${svgSaying(['Acme'])}`)).toMatchObject([{ messageId: 'nameMissing' }]);
  });
});
