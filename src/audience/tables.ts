import { CONSENT_BASES, RECIPIENT_CLASSES } from '#config/law-profiles.js';
import { sql } from '#warehouse/sql.js';
import type { Sql } from '#warehouse/sql.js';
import type { EnumType, TableSpec } from '#warehouse/table-spec.js';
import { saysDeceased } from './death-marks.js';
import bounces from './bounces.json' with { type: 'json' };
import spoken from './spoken-values.json' with { type: 'json' };

/** A column with a few values, which systems also write in words of their own. */
function oneOf(values: readonly string[], synonyms: Readonly<Record<string, readonly string[]>>): EnumType {
  return { enum: values, synonyms };
}

/** `35-49`, `over 40`, `11 Jahre`, `unter 14`: an age or two, and words for more, less and years. */
const YEARS = String.raw`( ?(years?|yrs?|jahren?|ans|años|anni|jaar|anos|år|lat)( old)?)?`;
const AGES = String.raw`(>=? ?|≥ ?|over |ab |über |plus de |más de |più di |oltre |vanaf |yli )?(\d{1,3})( ?(-|–|to|bis|à|a|tot|till|til|do) ?\d{1,3})? ?\+?${YEARS}`;
const BELOW = String.raw`(<|under|below|unter|moins de|menos de|meno di|onder) ?\d{1,2}${YEARS}`;

/** The band of the youngest whom a word may mean; NULL where it names no age. A single digit is a code. */
function ageBand(cell: Sql): Sql {
  const number = sql`CAST(regexp_extract(${cell}, '\\d+') AS INTEGER)`;
  return sql`CASE
    WHEN regexp_full_match(${cell}, ${BELOW}) THEN CASE WHEN ${number} < 15 THEN 'under13' WHEN ${number} < 17 THEN '13_15' WHEN ${number} < 19 THEN '16_17' END
    WHEN regexp_full_match(${cell}, '\\d') OR NOT regexp_full_match(${cell}, ${AGES}) THEN NULL
    WHEN ${number} < 13 THEN 'under13' WHEN ${number} < 16 THEN '13_15' WHEN ${number} < 18 THEN '16_17' WHEN ${number} < 120 THEN 'adult' END`;
}

/** A basis by its letter of GDPR Art. 6(1): `Art. 6 (1) a GDPR`, `6(1)(f)`, `Art. 6, apartado 1, letra a) RGPD`. */
const ARTICLE_6 = String.raw`6[^0-9a-z]*(?:abs|absatz|par|para|paragraph|apartado|al|alinéa|lid|comma|stk|punkt)?[^0-9a-z]*1[^0-9a-z]*(?:s(?:atz)?[^0-9a-z]*1[^0-9a-z]*)?(?:lit|litera|buchstabe|letter|letra|lettera|lett|point|punto|sub|onder|litra)?[^0-9a-z]*`;

function basisByArticle(cell: Sql): Sql {
  return sql`CASE regexp_extract(${cell}, ${`(?:^|[^0-9])${ARTICLE_6}([a-f])(?:[^a-z]|$)`}, 1) WHEN 'a' THEN 'express' WHEN 'b' THEN 'transactional' WHEN 'f' THEN 'legitimate_interest' END`;
}

/** The audience's tables, column by column. Columns that are not here are kept as text. */
export const RECIPIENTS: TableSpec = {
  name: 'recipients',
  importable: true,
  columns: {
    recipient_id: 'text', email: 'text', first_name: 'text', last_name: 'text', job_title: 'text', company: 'text',
    country: 'text', region: 'text', language: 'text', timezone: 'text',
    // Who is in a class or an age band that nobody knows is judged all the same: as a natural person, of no known age.
    recipient_class: { ...oneOf(RECIPIENT_CLASSES, spoken['recipients.recipient_class']), otherwise: { value: 'unknown' } },
    age_band: { ...oneOf(['under13', '13_15', '16_17', 'adult', 'unknown'], spoken['recipients.age_band']), otherwise: { value: 'unknown', byParts: ageBand } },
    status: 'text', deceased: 'boolean', bereaved_at: 'day', vulnerable: 'boolean', occasion_opt_outs: 'list', giftaid: 'boolean',
  },
  required: ['recipient_id'],
  key: 'recipient_id',
  lasting: ['deceased', 'vulnerable'],
  // Who is in the list may get the mail, and is judged by whatever else is known. Somebody has written something of a death or a loss.
  stays: () => sql`true`,
  unreadable: {
    deceased: { takenFor: 'true', holds: { deceased: sql`true` } },
    vulnerable: { takenFor: 'true', holds: { vulnerable: sql`true` } },
    bereaved_at: { takenFor: 'vulnerable', holds: { vulnerable: sql`true` } },
  },
};

export const CONSENTS: TableSpec = {
  name: 'consents',
  importable: true,
  columns: {
    recipient_id: 'text',
    // No law accepts a basis that nobody can read, and whether an unclear status is a no cannot be told: neither is left out, since it may end a consent in another row.
    basis: { ...oneOf([...CONSENT_BASES, 'other'], spoken['consents.basis']), otherwise: { value: 'other', byParts: basisByArticle, within: [{ words: ['legitimate_interests?', ...spoken['consents.basis'].legitimate_interest.filter((word) => word.length > 10)], value: 'legitimate_interest' }] } },
    status: { ...oneOf(['active', 'pending', 'withdrawn', 'objected', 'expired', 'unclear'], spoken['consents.status']), otherwise: { value: 'unclear' } },
    given_at: 'day', confirmed_at: 'day', withdrawn_at: 'day',
    source: 'label',
    // A consent is none the worse for a form of another name, unless that sounds bought.
    source_type: { ...oneOf(['web_form', 'paper', 'event', 'checkout', 'phone', 'import', 'purchased', 'scraped', 'referral', 'other'], spoken['consents.source_type']), otherwise: { value: 'other', within: [{ words: spoken['consents.source_type'].purchased, value: 'purchased' }, { words: spoken['consents.source_type'].scraped, value: 'scraped' }] } },
    proof_ref: 'label', wording_version: 'label', purposes: 'list', channel: 'list', controller: 'label',
    pre_ticked: 'boolean', bundled: 'boolean', opt_out_offered_at_collection: 'boolean', tracking_opens: 'boolean', tracking_clicks: 'boolean',
    relationship_type: { ...oneOf(['purchase', 'contract', 'inquiry', 'negotiation', 'donation', 'volunteer', 'membership', 'other'], spoken['consents.relationship_type']), otherwise: { value: 'other' } },
    relationship_last_event_at: 'day', relationship_ended_at: 'day', relationship_paid: 'boolean', seller_entity: 'label',
  },
  required: ['recipient_id', 'basis'],
  // An opt-out, or a status that may be one.
  stays: (value) => sql`${value('withdrawn_at')} IS NOT NULL OR coalesce(${value('status')}, 'active') NOT IN ('active', 'pending', 'expired')`,
  // When it was given says nothing of when it ended: without a day, the opt-out ends what came later too. An objection stays one.
  unreadable: { withdrawn_at: { takenFor: 'unclear', holds: { given_at: sql`NULL`, status: sql`CASE WHEN coalesce(status, 'active') IN ('active', 'pending', 'expired') THEN 'unclear' ELSE status END` } } },
  mayBeEmpty: ['basis'],
  aliases: { channels: 'channel' },
};

/** Words for a customer beside which others stand: `A-Kunde`, `Client - Gold`; which of these say that it is over, and with which it is about something else. Without accents. */
const CUSTOMER = '[a-z]*kund(e|en|er|in|innen)?|customers?|client(s|e|es|a|as|i)?|klant(en)?|asiakas|klient';
const OVER = 'ex|ehem[a-z]*|fruher[a-z]*|former(ly)?|lost|lapsed|churn(ed)?|inactive|inaktiv[a-z]*|inactie[fv][a-z]*|inactif|inactiv[ao]|inattiv[ao]|dormant|past|previous|old|ancien(ne)?|antigu[ao]|verloren[a-z]*|perdue?|pers[ao]|perdid[ao]|cancell?ed|gekundigte?|resilie?|beendet|ended|terminated|voormalig[a-z]*|tidigare|tidligere|entinen|byl[ya]|dawn[ya]|baja|cessat[ao]|left|quit|gone|until|bis|hasta|tot';
const NOT_SAID = 'non?|not|never|nicht[a-z]*|keine?|ziel[a-z]*|wunsch[a-z]*|lauf[a-z]*|poten[ctz][a-z]*|prospect[a-z]*|possible|moglich[a-z]*|future?|kunftig[a-z]*|target|wanted|leads?|interess[a-z]*|yet|noch|services?|support|care|success|team|of|eines|referral';

/** What a CRM says of a customer in several words. */
function customerIn(cell: Sql): Sql {
  const holds = (words: string) => sql`regexp_matches(strip_accents(${cell}), ${`(^|[^a-z])(${words})([^a-z]|$)`})`;
  return sql`CASE WHEN NOT ${holds(CUSTOMER)} OR ${holds(NOT_SAID)} OR ${saysDeceased(cell)} THEN NULL WHEN ${holds(OVER)} THEN 'former_customer' ELSE 'customer' END`;
}

/** What somebody is to the sender. */
export const LIFECYCLE: EnumType = {
  ...oneOf(['customer', 'open_opportunity', 'former_customer', 'donor', 'lapsed_donor', 'partner', 'supplier', 'employee', 'lead', 'prospect'], spoken['contacts.lifecycle']),
  otherwise: { value: null, byParts: customerIn, fills: { churn_reason: (cell) => sql`CASE WHEN ${saysDeceased(cell)} THEN 'deceased' ELSE churn_reason END` } },
};

export const CONTACTS: TableSpec = {
  name: 'contacts',
  importable: true,
  columns: {
    contact_id: 'text', email: 'text', alternate_emails: 'words', first_name: 'text', last_name: 'text', company: 'label',
    domain: 'label', alias_domains: 'words', vat_id: 'label',
    lifecycle: LIFECYCLE,
    since: 'month', ended_at: 'month', last_purchase_at: 'month', churn_reason: 'label', do_not_winback: 'boolean',
    products: 'list', open_case: 'label', owner: 'text',
  },
  required: ['contact_id'],
  // Whom the CRM knows it knows, whatever it writes for since when.
  stays: () => sql`true`,
};

export const SUPPRESSIONS: TableSpec = {
  name: 'suppressions',
  importable: true,
  columns: {
    email: 'text', email_sha256: 'sha256', domain: 'text', recipient_id: 'text',
    // Who stands on such a list is not to be mailed, whatever the word for it.
    list: { ...oneOf(['unsubscribe', 'objection', 'complaint', 'hard_bounce', 'legal_hold', 'manual'], spoken['suppressions.list']), otherwise: { value: 'manual', except: spoken['suppressions.no_list'] } },
    scope: 'label', channel: 'list', at: 'day',
  },
  required: [],
  aliases: { channels: 'channel' },
  requireOneOf: ['email', 'email_sha256', 'domain', 'recipient_id'],
  stays: () => sql`true`,
};

export const EVENT_TYPES = ['sent', 'delivered', 'open', 'click', 'reply', 'conversion', 'gift', 'unsubscribe', 'complaint', 'bounce'];
const WORDS_FOR_EVENTS = spoken['events.type'];
/** As a log of events alone holds it: a row of a type that nobody knows says nothing to it, and a bounce is a bounce. */
const EVENT_TYPE: EnumType = { ...oneOf([...EVENT_TYPES, 'other'], { ...WORDS_FOR_EVENTS, bounce: [...WORDS_FOR_EVENTS.bounce, 'hard_bounce', ...WORDS_FOR_EVENTS.hard_bounce] }), leftOutAs: 'other' };

/** What was sent and what came of it: a log that is counted, and asks nobody whether he may be mailed. */
export const EVENT_LOG: TableSpec = {
  name: 'events',
  importable: true,
  columns: {
    recipient_id: 'text', type: EVENT_TYPE,
    occurred_at: 'instant', message_id: 'text', campaign_id: 'text', triggered: 'boolean', user_agent: 'text', ip: 'text', url: 'text',
    machine_open: 'boolean',
    bounce_class: 'label',
    category: 'text', is_ask: 'boolean', amount: 'number', propensity: 'number',
  },
  required: ['recipient_id', 'type', 'occurred_at'],
  aliases: Object.fromEntries(bounces.columns.map((name) => [name, 'bounce_class'])),
};

const OPT_OUTS = ['unsubscribe', 'complaint'];

export const EVENTS: TableSpec = {
  ...EVENT_LOG,
  columns: {
    ...EVENT_LOG.columns,
    // Nobody reads an event of another type, but a word that holds one for a no is a no.
    type: {
      ...oneOf([...EVENT_TYPES, 'hard_bounce', 'other'], WORDS_FOR_EVENTS),
      otherwise: { value: 'other', within: [{ words: WORDS_FOR_EVENTS.complaint, value: 'complaint' }, { words: WORDS_FOR_EVENTS.unsubscribe, value: 'unsubscribe' }] },
    },
  },
  // Who has opted out has, whenever that was.
  emptyBeside: { columns: ['occurred_at'], column: 'type', values: OPT_OUTS },
  stays: (value) => sql`list_contains(${OPT_OUTS}, coalesce(${value('type')}, ''))`,
};

export const GIFTS: TableSpec = {
  name: 'gifts',
  importable: true,
  columns: {
    recipient_id: 'text', occurred_at: 'day', amount: 'number', currency: 'label',
    // A gift of another type is money that came, and no measure for the next.
    type: { ...oneOf(['single', 'regular', 'in_memory', 'event', 'legacy', 'match', 'other'], spoken['gifts.type']), otherwise: { value: 'other' } },
    programme: 'label',
    event: { ...oneOf(['start', 'upgrade', 'downgrade', 'decline', 'cancel'], spoken['gifts.event']), otherwise: { value: null } },
  },
  required: ['recipient_id', 'occurred_at', 'amount', 'currency'],
  emptyBeside: { columns: ['amount', 'currency'], column: 'event', values: ['decline', 'cancel', 'downgrade'] },
};

/** What `presend plan` writes; a recipient who is held has no send_at. */
export const SCHEDULE: TableSpec = {
  name: 'schedule',
  columns: { recipient_id: 'safeText', send_at: 'instant' },
  required: ['recipient_id', 'send_at'],
  mayBeEmpty: ['send_at'],
  key: 'recipient_id',
};
