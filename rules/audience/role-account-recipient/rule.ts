import { defineAudienceRule, sql } from '#rule/rule.js';

/** Nobody who reads these asked for mail; what comes here is taken for abuse. */
const TECHNICAL = 'abuse|postmaster|hostmaster|spam|privacy|noc|security|mailer-daemon|root|dmarc|fbl|uucp|usenet|news-admin|dpo|datenschutz|dataprotection|data-protection|gdpr|dsgvo|rgpd'.split('|');
/** RFC 2142, and what firms name shared mailboxes in twelve languages. */
const SHARED = 'info|infos|information|contact|contacts|contacto|contatto|contato|kontakt|yhteys|hello|hi|hallo|hola|bonjour|ciao|hej|office|buero|büro|bureau|kontor|toimisto|biuro|mail|email|post|admin|administration|administracion|administración|amministrazione|verwaltung|sales|vertrieb|verkauf|ventes|ventas|vendite|verkoop|vendas|försäljning|forsaljning|salg|myynti|sprzedaz|sprzedaż|marketing|support|service|kundenservice|kundendienst|help|helpdesk|hilfe|serviceclient|clientes|kundeservice|kundtjanst|kundtjänst|asiakaspalvelu|billing|accounts|accounting|buchhaltung|rechnung|rechnungen|invoice|invoices|compta|comptabilite|facturation|facturas|fatture|faktura|finance|jobs|karriere|career|careers|bewerbung|recrutement|rh|hr|personal|press|presse|prensa|stampa|pers|imprensa|media|webmaster|www|ftp|team|staff|reception|rezeption|empfang|zentrale|secretariat|sekretariat|secretaria|segreteria|orders|order|bestellung|shop|enquiries|inquiries|anfrage|newsletter|einkauf|purchasing|achats|compras|acquisti|inkoop|legal|ceo|it|edv|accueil|commercial|commande|commandes|direction|directie|oficina|contatti|contactos|informatie|informatique|administratie|vendas|financeiro|recepcao|recepção|atendimento|geral|kontoret|ordini|pedidos|bestellungen|reservations|reservierung|booking|bookings|customerservice|customercare|customer-service|webshop'.split('|');
/** info2@, sales-emea@ and info.de@ are the same mailbox again; short words are people's names too (`it.li`). */
const VARIANTS = SHARED.filter((name) => /^\p{L}{4,}$/u.test(name));
/** Tags are no part of the name. One regex is several times cheaper than a look-up in two lists. */
const SHARED_MAILBOX = `(?s)(?:${SHARED.join('|')}|(?:${VARIANTS.join('|')})(?:[._-]?[0-9]{1,3}|[._-](?:[a-z]{2}|emea|apac|dach|intl|int|europe|global)))(?:\\+.*)?`;
const TECHNICAL_MAILBOX = TECHNICAL.join('|');

export default defineAudienceRule({
  id: 'audience/role-account-recipient',
  severity: 'warning',
  summary: 'A mailbox that several people or a machine reads is among the recipients',
  needs: ['recipients'],
  columns: ['recipients.email'],
  messages: {
    technical: '{{count}} of {{of}} recipients are mailboxes for abuse, privacy or technical reports.',
    shared: '{{count}} of {{of}} recipients are shared mailboxes such as info@ or sales@, without an express opt-in on file.',
    agreed: '{{count}} of {{of}} recipients are shared mailboxes such as info@ or sales@ with an opt-in.',
  },
  suggestions: {
    technical: 'Take them out: mail there counts as abuse.',
    shared: 'Take them out, or ask who of the team wants the mail.',
    agreed: 'Address the team, not a person.',
  },
  defaultOptions: { allow: [] as string[] },
  optionsSchema: { allow: { type: 'array', items: { type: 'string' } } },
  cases({ manifest }, { allow }) {
    if (manifest.kind === 'transactional') return [];
    const isJudged = sql`NOT list_contains(${allow.map((entry) => entry.toLowerCase())}, mailbox) AND mailbox <> coalesce(lower(trim(last_name)), '')`;
    const isShared = sql`regexp_full_match(mailbox, ${SHARED_MAILBOX}) AND ${isJudged}`;
    return [
      { messageId: 'technical', where: sql`regexp_full_match(mailbox, ${TECHNICAL_MAILBOX}) AND ${isJudged}` },
      { messageId: 'agreed', where: sql`${isShared} AND coalesce(consent_active AND consent_basis = 'express', false)`, severity: 'info' },
      { messageId: 'shared', where: isShared, evidence: ['recipient_class', 'jurisdiction'] },
    ];
  },
});
