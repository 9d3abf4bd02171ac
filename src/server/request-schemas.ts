import { MANIFEST_SCHEMA, SEVERITIES } from '../index.js';

/** The tables a request can bring. */
export const TABLES = ['recipients', 'consents', 'contacts', 'events', 'gifts'] as const;
export type Table = (typeof TABLES)[number] | 'suppressions';
export const ALL_TABLES: readonly Table[] = [...TABLES, 'suppressions'];

/** Rows in the request, or a file under the data root. */
export type TableInput = readonly Readonly<Record<string, unknown>>[] | { readonly file: string };

type Tables = { readonly [table in Table]?: TableInput };

export interface LintRequest extends Tables {
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly html?: string;
  readonly mjml?: string;
  readonly eml?: string;
  readonly text?: string;
  readonly now?: string;
  readonly sendAt?: string;
  readonly rules?: Readonly<Record<string, 'error' | 'warning' | 'info' | 'off'>>;
  readonly allow?: Readonly<Record<string, string>>;
  readonly hashKey?: string;
}

export interface PlanRequest extends Tables {
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly from?: string;
  readonly until?: string;
  readonly now?: string;
  readonly seed?: number;
  readonly goal?: 'engagement' | 'reply';
  readonly horizon?: string;
  readonly defaultZone?: string;
  readonly explain?: boolean;
}

const text = { type: 'string' };
const { $schema: _draft, ...manifest } = MANIFEST_SCHEMA;
const instant = { ...MANIFEST_SCHEMA.properties.offerEndsAt, type: 'string' };
const table = {
  description: 'rows, or a file under the data root of the service',
  anyOf: [
    { type: 'array', items: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } } },
    { type: 'object', properties: { file: { type: 'string', minLength: 1 } }, required: ['file'], additionalProperties: false },
  ],
};
const tables = Object.fromEntries(ALL_TABLES.map((name) => [name, table]));

/** JSON Schema of `POST /v1/lint`; what is validated and what OpenAPI says. */
export const LINT_REQUEST = {
  type: 'object',
  additionalProperties: false,
  properties: {
    manifest, html: text, mjml: text, eml: text, text, now: instant, sendAt: instant, ...tables,
    rules: { type: 'object', description: 'rule id or category/* to level', additionalProperties: { enum: [...SEVERITIES, 'off'] } },
    allow: { type: 'object', description: 'rule id to the reason why its findings are allowed', additionalProperties: { type: 'string', pattern: '\\S', description: 'a reason' } },
    hashKey: { type: 'string', minLength: 1, description: 'keys the hashes of recipients, the same for reports that are compared' },
  },
};

/** JSON Schema of `POST /v1/plan`. */
export const PLAN_REQUEST = {
  type: 'object',
  additionalProperties: false,
  properties: {
    manifest, from: instant, until: instant, now: instant, ...tables,
    seed: { type: 'integer', minimum: 0, maximum: 999_999_999_999_999 },
    goal: { enum: ['engagement', 'reply'], description: 'what mail is timed for: any engagement (default), or a reply in working time' },
    horizon: { type: 'string', description: 'count engagement this long after the send, such as 24h; replies, in working hours' },
    defaultZone: { type: 'string', description: 'IANA time zone of whom none is known of' },
    explain: { type: 'boolean', description: 'add why each slot is what it is' },
  },
};
