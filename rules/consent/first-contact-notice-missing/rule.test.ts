import { describe, expect, it } from 'vitest';
import { onOneAudience, runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import type { CampaignKind } from '#campaign/manifest.js';
import rule from './rule.js';

const RECIPIENTS = 'recipient_id,country\nr1,DE\nr2,GB\nr3,US\nr4,PL\n';
const CONSENTS = 'recipient_id,basis,source_type\nr1,legitimate_interest,purchased\nr2,express,web_form\nr3,inferred,scraped\nr4,legitimate_interest,scraped\n';
const judged = onOneAudience(rule, { recipients: RECIPIENTS, consents: CONSENTS });
const found = async (html: string, kind: CampaignKind = 'marketing') => shortly(await judged({ html, manifest: { kind } }));

describe('consent/first-contact-notice-missing', () => {
  it('counts people under the GDPR whose data came from others', async () => expect(await found('<p>Unsere Schuhe.</p>')).toEqual(['both: r1 r4']));

  it.each([
    'Uw gegevens hebben wij verkregen via de deelnemerslijst. U hebt het recht om bezwaar te maken.', 'Państwa adres otrzymaliśmy od izby handlowej. Mogą Państwo zgłosić sprzeciw.', 'Vi hittade dina uppgifter i branschregistret. Du har rätt att göra invändningar.',
    'Abbiamo ricevuto il Suo indirizzo dalla fiera. Se preferisce non essere contattata, ce lo dica.', 'We found your business details on the public register. If you would rather we did not contact you, tell us.',
    'Wij vonden uw e-mailadres op uw website. Stelt u geen prijs op onze berichten? Laat het ons weten.',
    'O seu endereço foi-nos cedido pela feira. Pode opor-se ao tratamento.', 'Nous tenons votre adresse du salon. Si vous ne souhaitez plus être contacté, dites-le-nous.',
  ])('takes "%s" for both', async (text) => expect(await found(`<p>${text}</p>`)).toEqual([]));

  it.each([
    'Paul Fisher suggested that we write to you.', 'Frau Albers hat uns Ihren Namen genannt.', 'M. Morel nous a transmis vos coordonnées.',
    'We kregen uw gegevens via beursorganisator Vakexpo.', 'Ihre Geschäftsadresse wurde uns von der Firma Datenwerk überlassen.', 'Votre nom et votre courriel sont issus du salon Hortimat.', 'Yhteystietonne poimittiin Asiakastiedon rekisteristä, josta ne on saatu.', 'Your details were passed to us by Northbridge Data Services.', 'Os seus dados foram recolhidos no diretório da câmara de comércio.', 'Ditt namn och dina uppgifter är hämtade ur bolagsregistret.',
  ])('puts whose data and where from together: %s', async (text) => expect(await found(`<p>${text}</p>`)).toEqual(['objection: r1 r4']));

  it.each(['You can change your details via your account.', 'Wie wir Ihre Daten verarbeiten, steht in der Datenschutzerklärung.', 'Got your address wrong? Tell us.', 'Vos données ne sont pas cédées à des tiers.', 'Wij gaan zorgvuldig om met uw gegevens.', 'Your data is held on servers in Leeds.', 'Los datos que usted nos proporciona están seguros.'])(
    'takes what is done with data for no origin: %s', async (text) => expect(await found(`<p>${text}</p>`)).toEqual(['both: r1 r4']));

  it('says which half is missing', async () => {
    expect(await found('<p>Ihre Adresse haben wir von der Messe AG.</p>')).toEqual(['objection: r1 r4']);
    expect(await found('<p>Mogą Państwo wnieść sprzeciw.</p>')).toEqual(['source: r1 r4']);
  });

  it('is silent when both are said, on transactional mail, and on a footer kept elsewhere', async () => {
    expect(await found('<p>Źródło danych: rejestr KRS. Mają Państwo prawo sprzeciwu.</p>')).toEqual([]);
    expect(await found('<p>Your receipt.</p>', 'transactional')).toEqual([]);
    expect(await found('<p>News</p>{{> footer}}')).toEqual([]);
  });

  it('counts first contacts alone, where events say who has got mail before', async () => {
    const events = 'recipient_id,type,occurred_at,triggered\nr1,sent,2026-06-01T10:00:00Z,\nr4,sent,2026-06-01T10:00:00Z,true\nr9,sent,2026-06-01T10:00:00Z,\n';
    expect(shortly(await runAudienceRule(rule, { recipients: RECIPIENTS, consents: CONSENTS, events }, { html: '<p>Unsere Schuhe.</p>', manifest: { kind: 'marketing' } }))).toEqual(['both: r4']);
  });

  it('takes an import of people whom nobody asked for data of others, unless there is a relation', async () => {
    const consents = 'recipient_id,basis,source_type,relationship_type\nr1,express,import,\nr2,b2b_exemption,import,\nr4,legitimate_interest,import,purchase\n';
    expect(shortly(await runAudienceRule(rule, { recipients: RECIPIENTS, consents }, { html: '<p>Żaden.</p>', manifest: { kind: 'marketing' } }))).toEqual(['both: r2']);
  });
});
