import { LANGUAGES } from '#rule/option-schemas.js';

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
    languages: LANGUAGES,
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
