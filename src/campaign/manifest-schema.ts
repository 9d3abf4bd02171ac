const text = { type: 'string' };
const filled = { type: 'string', minLength: 1 };
const fills = { type: 'array', items: filled };
const hosts = {
  type: 'array',
  items: {
    type: 'string',
    pattern: '^[\\p{L}\\p{M}\\p{N}_-]+(\\.[\\p{L}\\p{M}\\p{N}_-]+)+$',
    description: 'a host, without https://, path, port or *, such as acme.example; what lies below it counts too',
  },
};
/** With a zone: a naive time would mean another instant on another machine. */
const instant = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?(Z|[+-][01]\\d:?[0-5]\\d)$',
  description: 'an ISO 8601 instant with a zone, such as 2026-12-06T23:59:59+01:00',
};

function fields(properties: Readonly<Record<string, object>>, required: readonly string[] = []) {
  return { type: 'object', additionalProperties: false, properties, required };
}

/** JSON Schema (draft 07) of `campaign.json`; the type is Manifest. A `description` completes the sentence "it must be ...". */
export const MANIFEST_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Presend campaign manifest',
  ...fields({
    name: text,
    kind: { enum: ['marketing', 'newsletter', 'fundraising', 'transactional'] },
    audienceType: { enum: ['prospecting', 'customers', 'former-customers', 'members', 'donors', 'mixed'] },
    context: { enum: ['b2b', 'b2c'] },
    from: fields({ name: text, email: filled }),
    replyTo: filled,
    subject: text,
    preheader: text,
    language: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', description: 'a BCP 47 tag, such as de or pt-BR' },
    body: filled,
    text: filled,
    esp: filled,
    sender: fields({
      legalName: filled,
      formerNames: fills,
      charityNumber: filled,
      postalAddress: filled,
      country: { type: 'string', pattern: '^[A-Za-z]{2}$', description: 'a two-letter ISO 3166-1 code, such as DE' },
      domains: hosts,
      freemail: { type: 'boolean' },
    }),
    topic: filled,
    programme: filled,
    offers: fills,
    offerEndsAt: instant,
    targetRoles: fills,
    ask: fields({ type: filled, currency: { type: 'string', pattern: '^[A-Z]{3}$', description: 'an ISO 4217 code, such as EUR' }, amountField: filled }),
    brand: fields({ colors: fills, fonts: fills, logoHosts: hosts }),
    audience: filled,
    consents: filled,
    contacts: filled,
    suppressions: fills,
    events: filled,
    gifts: filled,
    schedule: fields({ from: instant, until: instant }, ['from', 'until']),
  }),
};
