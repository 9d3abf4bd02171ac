import { CONSENT_BASES, RECIPIENT_CLASSES } from '#config/law-profiles.js';
import type { EnumType, TableSpec } from '#warehouse/table-spec.js';
import spoken from './spoken-values.json' with { type: 'json' };

/** A column with a few values, which systems also write in words of their own. */
function oneOf(values: readonly string[], synonyms: Readonly<Record<string, readonly string[]>>): EnumType {
  return { enum: values, synonyms };
}

/** The audience's tables, column by column. Columns that are not here are kept as text. */
export const RECIPIENTS: TableSpec = {
  name: 'recipients',
  columns: {
    recipient_id: 'text', email: 'text', first_name: 'text', last_name: 'text', job_title: 'text', company: 'text',
    country: 'text', region: 'text', language: 'text', timezone: 'text',
    recipient_class: oneOf(RECIPIENT_CLASSES, spoken['recipients.recipient_class']),
    age_band: oneOf(['under13', '13_15', '16_17', 'adult', 'unknown'], spoken['recipients.age_band']),
    status: 'text', deceased: 'boolean', bereaved_at: 'day', vulnerable: 'boolean', occasion_opt_outs: 'list', giftaid: 'boolean',
  },
  required: ['recipient_id'],
  key: 'recipient_id',
};

export const CONSENTS: TableSpec = {
  name: 'consents',
  columns: {
    recipient_id: 'text',
    basis: oneOf(CONSENT_BASES, spoken['consents.basis']),
    status: oneOf(['active', 'pending', 'withdrawn', 'objected', 'expired'], spoken['consents.status']),
    given_at: 'day', confirmed_at: 'day', withdrawn_at: 'day',
    source: 'label',
    source_type: oneOf(['web_form', 'paper', 'event', 'checkout', 'phone', 'import', 'purchased', 'scraped', 'referral'], spoken['consents.source_type']),
    proof_ref: 'label', wording_version: 'label', purposes: 'list', controller: 'label',
    pre_ticked: 'boolean', bundled: 'boolean', opt_out_offered_at_collection: 'boolean', tracking_opens: 'boolean', tracking_clicks: 'boolean',
    relationship_type: oneOf(['purchase', 'contract', 'inquiry', 'negotiation', 'donation', 'volunteer', 'membership'], spoken['consents.relationship_type']),
    relationship_last_event_at: 'day', relationship_ended_at: 'day', relationship_paid: 'boolean', seller_entity: 'label',
  },
  required: ['recipient_id', 'basis'],
};

/** What somebody is to the sender. */
export const LIFECYCLE = oneOf(
  ['customer', 'open_opportunity', 'former_customer', 'donor', 'lapsed_donor', 'partner', 'supplier', 'employee', 'lead', 'prospect'],
  spoken['contacts.lifecycle'],
);

export const CONTACTS: TableSpec = {
  name: 'contacts',
  columns: {
    contact_id: 'text', email: 'text', alternate_emails: 'words', first_name: 'text', last_name: 'text', company: 'label',
    domain: 'label', alias_domains: 'words', vat_id: 'label',
    lifecycle: LIFECYCLE,
    since: 'day', ended_at: 'day', last_purchase_at: 'day', churn_reason: 'label', do_not_winback: 'boolean',
    products: 'list', open_case: 'label', owner: 'text',
  },
  required: ['contact_id'],
};

export const SUPPRESSIONS: TableSpec = {
  name: 'suppressions',
  columns: {
    email: 'text', email_sha256: 'sha256', domain: 'text', recipient_id: 'text',
    // Who stands on such a list is not to be mailed, whatever the word for it.
    list: { ...oneOf(['unsubscribe', 'objection', 'complaint', 'hard_bounce', 'legal_hold', 'manual'], spoken['suppressions.list']), otherwise: { value: 'manual', except: spoken['suppressions.no_list'] } },
    scope: 'label', at: 'day',
  },
  required: [],
  requireOneOf: ['email', 'email_sha256', 'domain', 'recipient_id'],
};

export const EVENT_TYPES = ['sent', 'delivered', 'open', 'click', 'reply', 'conversion', 'gift', 'unsubscribe', 'complaint', 'bounce'];

export const EVENTS: TableSpec = {
  name: 'events',
  columns: {
    recipient_id: 'text',
    type: oneOf(EVENT_TYPES, spoken['events.type']),
    occurred_at: 'instant', message_id: 'text', campaign_id: 'text', triggered: 'boolean', user_agent: 'text', ip: 'text', url: 'text',
    machine_open: 'boolean',
    category: 'text', is_ask: 'boolean', amount: 'number', propensity: 'number',
  },
  required: ['recipient_id', 'type', 'occurred_at'],
};

export const GIFTS: TableSpec = {
  name: 'gifts',
  columns: {
    recipient_id: 'text', occurred_at: 'day', amount: 'number', currency: 'label',
    type: oneOf(['single', 'regular', 'in_memory', 'event', 'legacy', 'match'], spoken['gifts.type']),
    programme: 'label',
    event: oneOf(['start', 'upgrade', 'downgrade', 'decline', 'cancel'], spoken['gifts.event']),
  },
  required: ['recipient_id', 'occurred_at', 'amount', 'currency'],
  emptyBeside: { columns: ['amount', 'currency'], column: 'event', values: ['decline', 'cancel'] },
};

/** What `presend plan` writes; a recipient who is held has no send_at. */
export const SCHEDULE: TableSpec = {
  name: 'schedule',
  columns: { recipient_id: 'text', send_at: 'instant' },
  required: ['recipient_id', 'send_at'],
  mayBeEmpty: ['send_at'],
  key: 'recipient_id',
};
