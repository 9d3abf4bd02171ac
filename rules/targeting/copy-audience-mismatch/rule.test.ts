import { describe, expect, it } from 'vitest';
import type { AudienceType, Manifest } from '#campaign/manifest.js';
import { campaignOf } from '../../../test/campaign/campaign-of.js';
import { runAudienceRule, shortly } from '../../../test/audience/run-audience-rule.js';
import type { AudienceText } from '../../../test/audience/audience-of.js';
import { NOW, runRule } from '../../../test/rule/run-rule.js';
import rule from './rule.js';

const page = (body: string) => `<html><body>${body}</body></html>`;

/** What is said of a mail to a declared audience: the words found. */
async function declared(body: string, audienceType: AudienceType = 'customers', manifest: Manifest = {}) {
  const campaign = await campaignOf({ html: page(body), manifest: { kind: 'marketing', ...manifest, audienceType } });
  return (await runRule(rule, campaign)).map(({ data }) => data?.['words']);
}

/** Who of r1 to r4 is told the wrong thing. */
async function told(body: string, tables: Partial<AudienceText>, manifest: Manifest = { kind: 'marketing' }) {
  return shortly(await runAudienceRule(rule, { recipients: 'recipient_id,email\nr1,ann@acme.example\nr2,bob@bank.example\nr3,eve@druck.example\nr4,li@hafen.example\n', ...tables, manifest }, { html: page(body) }));
}

describe('targeting/copy-audience-mismatch: a declared audience', () => {
  it.each([
    ['This offer is for new customers only.', 'new customers only'], ['Save 10 % on your first order.', 'your first order'],
    ['Nur für Neukunden: 20 Euro Rabatt.', 'Nur für Neukunden'], ['Sichern Sie sich 10 % auf Ihre erste Bestellung.', 'Ihre erste Bestellung'],
    ['Offre réservée aux nouveaux clients.', 'réservée aux nouveaux clients'], ['10 € de réduction sur votre première commande.', 'votre première commande'],
    ['Oferta solo para nuevos clientes.', 'solo para nuevos clientes'], ['Il 10 % sul tuo primo ordine.', 'tuo primo ordine'],
    ['Alleen voor nieuwe klanten.', 'Alleen voor nieuwe klanten'], ['10 % na sua primeira compra.', 'sua primeira compra'],
    ['Gäller endast nya kunder.', 'endast nya kunder'], ['Gælder kun nye kunder.', 'Gælder kun nye kunder'], ['Gjelder bare nye kunder.', 'Gjelder bare nye kunder'],
    ['Vain uusille asiakkaille.', 'Vain uusille asiakkaille'], ['Tylko dla nowych klientów.', 'Tylko dla nowych klientów'],
  ])('of customers is told: %s', async (text, words) => {
    expect(await declared(`<p>${text}</p>`)).toEqual([words]);
  });

  it.each([
    ['Become a member today.', 'Become a member'], ['Jetzt Mitglied werden!', 'Mitglied werden'], ['Devenez membre.', 'Devenez membre'], ['Hazte socia de la casa.', 'Hazte socia'],
    ['Diventa socio.', 'Diventa socio'], ['Word lid van onze vereniging.', 'Word lid'], ['Torne-se sócio.', 'Torne-se sócio'], ['Bli medlem i dag.', 'Bli medlem'],
    ['Bliv medlem.', 'Bliv medlem'], ['Liity jäseneksi.', 'Liity jäseneksi'], ['Zostań członkiem stowarzyszenia.', 'Zostań członkiem'],
  ])('of members is told: %s', async (text, words) => {
    expect(await declared(`<p>${text}</p>`, 'members')).toEqual([words]);
  });

  it.each([
    ['Make your first gift today.', 'your first gift'], ['Ihre erste Spende hilft sofort.', 'Ihre erste Spende'], ['Faites votre premier don.', 'votre premier don'], ['Haz tu primera donación.', 'tu primera donación'],
    ['La tua prima donazione.', 'tua prima donazione'], ['Doe uw eerste gift.', 'uw eerste gift'], ['Faça a sua primeira doação.', 'sua primeira doação'], ['Ge din första gåva.', 'din första gåva'],
    ['Giv dit første bidrag.', 'dit første bidrag'], ['Gi din første gave.', 'din første gave'], ['Ensimmäinen lahjoituksesi auttaa.', 'Ensimmäinen lahjoituksesi'], ['Przekaż swoją pierwszą darowiznę.', 'pierwszą darowiznę'],
  ])('of donors is told: %s', async (text, words) => {
    expect(await declared(`<p>${text}</p>`, 'donors', { kind: 'fundraising' })).toEqual([words]);
  });

  it.each([
    ["You don't know us yet, so let me introduce myself.", "You don't know us yet"], ['I recently came across your company.', 'I recently came across your company'], ['Sie kennen uns noch nicht.', 'Sie kennen uns noch nicht'], ['Nous ne nous connaissons pas encore.', 'Nous ne nous connaissons pas'],
    ['Aún no nos conoce.', 'Aún no nos conoce'], ['Forse non ci conosce ancora.', 'non ci conosce ancora'], ['U kent ons nog niet.', 'U kent ons nog niet'], ['Talvez ainda não nos conheça, mas ainda não nos conhecemos.', 'ainda não nos conhecemos'],
    ['Vi känner inte varandra än.', 'Vi känner inte varandra än'], ['Du kender os ikke endnu.', 'Du kender os ikke endnu'], ['Du kjenner oss ikke ennå.', 'Du kjenner oss ikke ennå'], ['Ette vielä tunne meitä.', 'Ette vielä tunne meitä'], ['Jeszcze się nie znamy.', 'Jeszcze się nie znamy'],
  ])('of people who know the sender is told: %s', async (text, words) => {
    for (const audienceType of ['customers', 'former-customers', 'members', 'donors'] as const) expect(await declared(`<p>${text}</p>`, audienceType)).toEqual([words]);
    expect(await declared(`<p>${text}</p>`, 'prospecting')).toEqual([]);
  });

  it.each([
    'We have not met in person: I am your new account manager.', 'Wir kennen uns noch nicht persönlich.', 'Nous ne nous connaissons pas personnellement.', 'Last week 73 people came across your company on our map.',
    'You may not know us for garden tools.', 'Maria wrote to us: I stumbled upon your charity by chance when I was ill.', 'As I walked through town, I stumbled upon your clothing bank.', '¿Tu amigo aún no nos conoce? Invítalo y gana 10 €.',
    'Il tuo amico non ci conosce ancora? Invitalo.', 'Conhece alguém que ainda não nos conhece?', 'No ano passado conheci a sua empresa e gostei muito.', 'Ich bin Anna, Ihre neue Beraterin. Wir kennen uns noch nicht, aber ich freue mich auf Sie.',
    'Sie kennen uns noch nicht als Stromanbieter, aber als Ihren Gasversorger.', 'You may not know us yet as a broker: we are one.', 'I came across your review and wanted to say thank you.', 'Kennen Sie uns schon auf Instagram?',
  ])('are not accused for: %s', async (text) => {
    expect(await declared(`<p>${text}</p>`)).toEqual([]);
  });

  it('finds offers to newcomers beside personal help', async () => {
    expect(await declared('<p>New customers only: our tailor helps you personally with your first order.</p>')).toEqual(['New customers only']);
    expect(await declared('<p>Nur für Neukunden: Wir beraten Sie persönlich und schenken Ihnen 10 %.</p>')).toEqual(['Nur für Neukunden']);
    expect(await declared('<p>Her er en personlig rabatt kun for nye kunder.</p>')).toEqual(['kun for nye kunder']);
    expect(await declared('<p>Become a member today and meet us in person at the gala.</p>', 'members')).toEqual(['Become a member']);
  });

  it('finds the words in subject, preheader and button, and says where', async () => {
    const campaign = await campaignOf({ html: page('<p>Hello</p>'), subject: '15 % off your first order', manifest: { kind: 'marketing', audienceType: 'customers' } });
    expect(await runRule(rule, campaign)).toMatchObject([{ messageId: 'newCustomer', location: { part: 'subject' }, data: { words: 'your first order', audience: 'customers' } }]);
    expect(await declared('<a href="https://acme.example/join" style="background:#06c;padding:12px">Become a member</a>', 'members')).toEqual(['Become a member']);
  });

  it.each([
    ['a negation', 'Not only for new customers: everybody saves.'], ['a negation', 'Nicht nur für Neukunden.'], ['a negation', 'Pas seulement : offre réservée aux nouveaux clients et à vous.'],
    ['both kinds of readers', 'For new customers only? No: existing customers save too.'], ['both kinds of readers', 'Nur für Neukunden und Bestandskunden.'],
    ['a quotation', 'Our first ad said “new customers only”, and we were wrong.'], ['a quotation', 'Auf dem Schild stand „Nur für Neukunden“.'], ['a quotation', 'Le panneau disait « nouveaux clients uniquement ».'],
    ['a look back', 'Thank you for your first order!'], ['a look back', 'Much has happened since your first purchase.'], ['a look back', 'Seit Ihrer ersten Bestellung ist viel passiert: danke für Ihre erste Bestellung.'],
    ['a footnote', '* New customers only. Ends 31 December.'],
  ])('is not accused for %s: %s', async (_, text) => {
    expect(await declared(`<p>${text}</p>`)).toEqual([]);
  });

  it('is not accused for what stands in the footer, or is quoted as a block', async () => {
    expect(await declared('<p>The winter catalogue is here, with forty new kinds of bean and the dates of every workshop.</p><div class="footer"><p>Voucher for new customers only. Unsubscribe: <a href="https://acme.example/u">here</a></p></div>')).toEqual([]);
    expect(await declared('<blockquote><p>New customers only</p></blockquote><p>That is what others say.</p>')).toEqual([]);
  });

  it.each([
    ['Liquid', '{% if customer %}<p>Welcome back</p>{% else %}<p>Your first order ships free.</p>{% endif %}'],
    ['within a sentence', '<p>Save {% unless customer %}on your first order{% endunless %} now.</p>'],
    ['mustache', '{{^customer}}<p>Your first order ships free.</p>{{/customer}}'],
    ['Mailchimp', '<p>*|IF:CUSTOMER|*Welcome back*|ELSE:|*Your first order ships free*|END:IF|*</p>'],
    ['AMPscript', '<div>%%[ IF @customer == 0 THEN ]%%<p>Your first order ships free.</p>%%[ ENDIF ]%%</div>'],
  ])('is not accused for a branch that only some readers get: %s', async (_, body) => {
    expect(await declared(body)).toEqual([]);
  });

  it('is accused for what stands beside a branch', async () => {
    expect(await declared('{% if name %}<p>Hello {{ name }}</p>{% endif %}<p>Your first order ships free.</p>')).toEqual(['Your first order']);
  });

  it.each([
    ['Refer a friend: 20 % off their order, for new customers only.'], ['Mitglieder werben Mitglieder: Ihre Freundin kann jetzt Mitglied werden.'], ['Parrainez une amie : offre réservée aux nouveaux clients.'], ['Värva en vän: bli medlem!'],
  ])('is not accused for recruiting others: %s', async (text) => {
    expect([...(await declared(`<p>${text}</p>`)), ...(await declared(`<p>${text}</p>`, 'members'))]).toEqual([]);
  });

  it('may be invited to what it is not: donors to a membership, members to their first gift', async () => {
    expect(await declared('<p>Become a member of our society.</p>', 'donors')).toEqual([]);
    expect(await declared('<p>Make your first gift today.</p>', 'members')).toEqual([]);
    expect(await declared('<p>New customers only.</p>', 'prospecting')).toEqual([]);
  });

  it('is not asked of a receipt', async () => {
    expect(await declared('<p>Your first order is on its way.</p>', 'customers', { kind: 'transactional' })).toEqual([]);
  });
});

describe('targeting/copy-audience-mismatch: recipients', () => {
  it('finds customers and former customers by the CRM, by status and by consent record', async () => {
    const contacts = 'contact_id,email,lifecycle\nc1,ann@acme.example,customer\nc2,bob@bank.example,former_customer\nc3,eve@druck.example,supplier\n';
    expect(await told('<p>New customers only</p>', { contacts })).toEqual(['customersTold: r1 r2']);
    expect(await told('<p>New customers only</p>', { recipients: 'recipient_id,status\nr1,Active customer\nr2,Stammkundin\nr3,Kundin\nr4,non-customer\nr5,prospective customer\nr6,\n' })).toEqual(['customersTold: r1 r3']);
    expect(await told('<p>New customers only</p>', { consents: 'recipient_id,basis,relationship_type\nr1,soft_opt_in,purchase\nr2,express,inquiry\n' })).toEqual(['customersTold: r1']);
  });

  it('does not take a colleague of a customer for one', async () => {
    expect(await told('<p>New customers only</p>', { contacts: 'contact_id,email,lifecycle\nc1,other@acme.example,customer\n' })).toEqual([]);
  });

  it('finds members, but not those who left', async () => {
    const consents = 'recipient_id,basis,relationship_type,relationship_ended_at\nr1,express,membership,\nr2,express,membership,2026-03-01T00:00:00Z\n';
    expect(await told('<p>Become a member</p>', { consents })).toEqual(['membersTold: r1']);
    expect(await told('<p>Jetzt Mitglied werden</p>', { recipients: 'recipient_id,status\nr1,Mitglied\nr2,Nichtmitglied\nr3,jäsen\nr4,donor\n' })).toEqual(['membersTold: r1 r3']);
  });

  it('finds donors by their gifts', async () => {
    const gifts = 'recipient_id,occurred_at,amount,currency\nr2,2025-02-01T00:00:00Z,20,EUR\n';
    expect(await told('<p>Make your first gift</p>', { gifts })).toEqual(['donorsTold: r2']);
    expect(await told('<p>Become a member</p>', { gifts })).toEqual([]);
    expect(await told('<p>Make your first gift</p>', { gifts: `${gifts}r2,2025-03-01T00:00:00Z,-20,eur\n` })).toEqual([]);
  });

  it('finds whom the sender knows, whatever they are to him, but leaves prospects in the CRM to the rule about them', async () => {
    const contacts = 'contact_id,email,lifecycle\nc1,ann@acme.example,supplier\nc2,other@bank.example,customer\nc3,eve@druck.example,lead\n';
    const gifts = 'recipient_id,occurred_at,amount,currency\nr4,2025-02-01T00:00:00Z,20,EUR\n';
    expect(await told('<p>Sie kennen uns noch nicht.</p>', { contacts, gifts })).toEqual(['knownTold: r1 r4']);
    expect(await told('<p>Sie kennen uns noch nicht.</p>', { contacts, gifts }, { kind: 'marketing', audienceType: 'prospecting' })).toEqual(['knownTold: r4']);
  });

  it('asks nothing where only some readers get the words', async () => {
    expect(await told('{% if customer == false %}<p>New customers only</p>{% endif %}', { contacts: 'contact_id,email,lifecycle\nc1,ann@acme.example,customer\n' })).toEqual([]);
  });

  it('says that it could not look where nothing says who the readers are', async () => {
    const campaign = await campaignOf({ html: page('<p>New customers only</p>') });
    const context = { now: NOW, sendAt: NOW };
    const holding = (rows: number) => ({ ...context, totals: () => Promise.resolve({ rows }) });
    expect(await rule.unchecked?.(campaign, {}, context)).toContain('new customers only');
    expect(await rule.unchecked?.(campaign, {}, holding(0))).toContain('new customers only');
    expect(await rule.unchecked?.(campaign, {}, holding(1))).toBeUndefined();
    expect(await rule.unchecked?.(await campaignOf({ html: page('<p>Hello</p>') }), {}, context)).toBeUndefined();
  });
});
