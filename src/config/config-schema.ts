const level = { enum: ['off', 'error', 'warning', 'info'] };

/** JSON Schema of a config file. Options of rules are validated by each rule's own schema. */
export const CONFIG_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    extends: { type: 'string' },
    rules: {
      type: 'object',
      additionalProperties: {
        anyOf: [level, { type: 'array', minItems: 1, maxItems: 2, items: [level, { type: 'object' }] }],
      },
    },
    languages: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$', description: 'a BCP 47 tag, such as de or pt-BR' } },
    clients: { type: 'array', items: { type: 'string' } },
    jurisdiction: { type: 'string', pattern: '^(auto|strictest|[A-Za-z]{2})$', description: '"auto", "strictest" or a two-letter ISO 3166-1 code, such as "DE"' },
    schedule: { type: 'object' },
    asks: { type: 'object' },
    privacy: {
      type: 'object',
      additionalProperties: false,
      properties: { hashKey: { type: ['string', 'null'], minLength: 1 }, showRecipients: { type: 'boolean' } },
    },
  },
} as const;
