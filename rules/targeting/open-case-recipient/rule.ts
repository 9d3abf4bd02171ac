import { MATCHES_COMPANY, MATCHES_PERSON } from '#audience/contact-match.js';
import { PHRASES } from '#rule/option-schemas.js';
import { defineAudienceRule, sql } from '#rule/rule.js';

/** What CRMs write where no case is open. */
const NONE = ['', '0', 'no', 'none', 'false', 'n', 'n/a', '-', 'closed', 'resolved', 'solved', 'done', 'nein', 'keine', 'keiner', 'kein', 'erledigt', 'geschlossen', 'gelöst', 'abgeschlossen', 'beendet',
  'non', 'aucun', 'fermé', 'clos', 'clôturé', 'résolu', 'traité', 'terminé', 'ninguno', 'cerrado', 'resuelto', 'finalizado', 'nessuno', 'chiuso', 'risolto', 'concluso', 'nee', 'geen', 'gesloten', 'opgelost', 'afgehandeld', 'afgerond', 'não', 'nenhum', 'fechado', 'resolvido', 'concluído',
  'nej', 'inget', 'ingen', 'stängt', 'löst', 'avslutat', 'lukket', 'løst', 'afsluttet', 'avsluttet', 'nei', 'ei', 'suljettu', 'ratkaistu', 'nie', 'brak', 'zamknięte', 'rozwiązane', 'zakończone'];
const CLOSED = 'closed|resolved|solved|done|erledigt|geschlossen|gelöst|abgeschlossen|beendet|fermée?|clos|clôturée?|résolue?|traitée?|terminée?|cerrad[oa]|resuelt[oa]|finalizad[oa]|chius[oa]|risolt[oa]|conclus[oa]|gesloten|opgelost|afgehandeld|afgerond|fechad[oa]|resolvid[oa]|concluíd[oa]|stängt|löst|avslutat|lukket|løst|afsluttet|avsluttet|suljettu|ratkaistu|zamknięt[ea]|rozwiązan[ea]|zakończon[ea]';
/** A case that says that it is closed (`resolved 2026-10-01`, `#4412: closed`), words for no case (`no open tickets`), and the answer to a survey, which is none. */
const CLOSED_OR_SURVEY = [
  `^(${CLOSED})[^\\p{L}]`, `[^\\p{L}](${CLOSED})$`, '^nps([^\\p{L}]|$)',
  '^(no|none|keine?n?r?|aucune?|sin|ning[uú]na?|nessuna?|geen|nenhum|sem|inga|inget|ingen|ei|brak) (open|offene?n?r?|current|active|aktive?n?r?|cases?|tickets?|complaints?|issues?|f[aä]lle?|vorg[aä]nge?|tickets?|dossiers?|litiges?|casos?|incidencias?|reclami|reclamos|pratiche|zaken|klachten|openstaande|öppna|åbne|åpne|avoimia|spraw)([^\\p{L}]|$)',
].join('|');
/** `not closed` is open. */
const NOT_CLOSED = `(^|[^\\p{L}])(not|nicht|non|pas|no|niet|não|inte|ikke|ei|nie)( yet| noch| encore)? (${CLOSED})`;
/** Cases of the whole account, in words that twelve languages share or write alike. */
const OF_ACCOUNT = '(legal|law|disput|litig|dunning|overdue|insolven|cancel|terminat|dsar|gdpr|recht|streit|mahn|kündig|inkasso|dsgvo|litige|résili|impay|rgpd|litigio|impag|cancela|contenzios|disdett|geschil|opzeg|aanman|litígio|tvist|uppsäg|påmind|opsig|rykker|oppsig|purring|riita|irtisan|perint|spór|wypowiedz|windyk)';
const EVIDENCE = ['contact_open_case', 'contact_owner', 'contact_match'];

export default defineAudienceRule({
  id: 'targeting/open-case-recipient',
  severity: 'warning',
  summary: 'Somebody with an open complaint or case gets promotional mail',
  needs: ['recipients', 'contacts', 'manifest'],
  columns: ['recipients.email|recipients.company|recipients.last_name', 'contacts.open_case'],
  messages: {
    person: '{{count}} of {{of}} recipients have an open case in the CRM, and this mail wants something of them.',
    account: '{{count}} of {{of}} recipients work for a company with an open dispute, overdue payment or cancellation in the CRM.',
    company: '{{count}} of {{of}} recipients work for a company where somebody else has an open case.',
  },
  suggestions: {
    person: 'Hold this mail back until the case is closed; send them news of the case instead.',
    account: 'Ask the account owner first.',
    company: 'Ask the account owner whether this is the moment.',
  },
  defaultOptions: { ignore: [] as string[] },
  optionsSchema: { ignore: PHRASES },
  cases({ manifest }, { ignore }) {
    if (manifest.kind === 'transactional') return [];
    const said = sql`lower(trim(contact_open_case))`;
    const isClosed = sql`(list_contains(${[...NONE, ...ignore.map((word) => word.toLowerCase())]}, ${said}) OR (regexp_matches(${said}, ${CLOSED_OR_SURVEY}) AND NOT regexp_matches(${said}, ${NOT_CLOSED})))`;
    const isOpen = sql`contact_open_case IS NOT NULL AND NOT ${isClosed}`;
    return [
      { messageId: 'person', where: sql`${isOpen} AND ${MATCHES_PERSON}`, evidence: EVIDENCE },
      { messageId: 'account', where: sql`${isOpen} AND ${MATCHES_COMPANY} AND regexp_matches(lower(contact_open_case), ${OF_ACCOUNT})`, evidence: EVIDENCE },
      { messageId: 'company', where: sql`${isOpen} AND ${MATCHES_COMPANY}`, severity: 'info', evidence: EVIDENCE },
    ];
  },
});
