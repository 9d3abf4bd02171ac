/** Nobody who reads these asked for mail; what comes here is taken for abuse. */
const TECHNICAL = 'abuse|postmaster|hostmaster|spam|privacy|noc|security|mailer-daemon|root|dmarc|fbl|uucp|usenet|news-admin|dpo|datenschutz|dataprotection|data-protection|gdpr|dsgvo|rgpd'.split('|');
/** RFC 2142, and what firms name shared mailboxes in twelve languages. */
const SHARED = 'info|infos|information|contact|contacts|contacto|contatto|contato|kontakt|yhteys|hello|hi|hallo|hola|bonjour|ciao|hej|office|buero|büro|bureau|kontor|toimisto|biuro|mail|email|post|admin|administration|administracion|administración|amministrazione|verwaltung|sales|vertrieb|verkauf|ventes|ventas|vendite|verkoop|vendas|försäljning|forsaljning|salg|myynti|sprzedaz|sprzedaż|marketing|support|service|kundenservice|kundendienst|help|helpdesk|hilfe|serviceclient|clientes|kundeservice|kundtjanst|kundtjänst|asiakaspalvelu|billing|accounts|accounting|buchhaltung|rechnung|rechnungen|invoice|invoices|compta|comptabilite|facturation|facturas|fatture|faktura|finance|jobs|karriere|career|careers|bewerbung|recrutement|rh|rrhh|recursoshumanos|hr|humanresources|personal|press|presse|prensa|stampa|pers|imprensa|media|webmaster|www|ftp|team|staff|reception|rezeption|empfang|zentrale|secretariat|sekretariat|secretaria|segreteria|orders|order|bestellung|shop|enquiries|inquiries|anfrage|newsletter|einkauf|purchasing|achats|compras|acquisti|inkoop|legal|ceo|it|edv|accueil|commercial|commande|commandes|direction|directie|oficina|contatti|contactos|informatie|informatique|administratie|vendas|financeiro|recepcao|recepção|atendimento|geral|kontoret|ordini|pedidos|bestellungen|reservations|reservierung|booking|bookings|customerservice|customercare|customer-service|klantenservice|webshop'.split('|');
/** info2@, sales-emea@ and info.de@ are the same mailbox again; short words are people's names too (`it.li`). */
const VARIANTS = SHARED.filter((name) => /^\p{L}{4,}$/u.test(name));
/** Source of a regex over a whole mailbox in lower case. Tags are no part of the name. One regex is several times cheaper than a look-up in two lists. */
export const SHARED_MAILBOX = `(?:${SHARED.join('|')}|(?:${VARIANTS.join('|')})(?:[._-]?[0-9]{1,3}|[._-](?:[a-z]{2}|emea|apac|dach|intl|int|europe|global)))(?:\\+.*)?`;
export const TECHNICAL_MAILBOX = TECHNICAL.join('|');

const WHOLE = new RegExp(`^(?:${SHARED_MAILBOX}|${TECHNICAL_MAILBOX})$`, 's');

/** Whether several people or a machine read a mailbox, by its name in lower case. */
export function isSharedMailbox(mailbox: string): boolean {
  return WHOLE.test(mailbox);
}
