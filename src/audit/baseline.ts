import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { ConfigError } from '#errors.js';
import type { AuditedMail, Waiver } from './audit-result.js';

/** Faults that are known, and waivers, as `--write-baseline` writes them and a person extends them. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly waivers: readonly Waiver[];
  /** Fingerprint to the rule, so that a person sees what it is. */
  readonly faults: Readonly<Record<string, string>>;
}

export const NO_BASELINE: Baseline = { schemaVersion: 1, waivers: [], faults: {} };

const DATE = '^\\d{4}-\\d{2}-\\d{2}$';
const SCHEMA = {
  type: 'object', required: ['schemaVersion', 'faults'], additionalProperties: false,
  properties: {
    schemaVersion: { const: 1 },
    waivers: {
      type: 'array',
      items: {
        type: 'object', required: ['rule', 'reason', 'until'], additionalProperties: false,
        properties: { rule: { type: 'string' }, reason: { type: 'string', minLength: 1 }, until: { type: 'string', pattern: DATE } },
      },
    },
    faults: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

/** Throws ConfigError for a file that is not there or is no baseline. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => { throw new ConfigError(file, 'cannot be read', 'Write one with --write-baseline.', { cause }); });
  const validate = new Ajv().compile<Baseline>(SCHEMA);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConfigError(file, 'is not JSON', 'Write a new one with --write-baseline.', { cause });
  }
  if (validate(value)) return { ...NO_BASELINE, ...value };
  const [error] = validate.errors ?? [];
  throw new ConfigError(file, `is no baseline: ${error?.instancePath.slice(1) ?? ''} ${error?.message ?? ''}`.trimEnd(), 'A waiver is { "rule", "reason", "until": "2027-03-31" }; the rest is written by --write-baseline.');
}

/** All faults of these mails as known ones; the waivers stay. */
export function baselineOf(mails: readonly AuditedMail[], { waivers }: Baseline): Baseline {
  const faults = mails.flatMap(({ faults: own }) => own.map(({ fingerprint, rule }) => [fingerprint, rule] as const));
  return { schemaVersion: 1, waivers, faults: Object.fromEntries(faults.toSorted(([one], [other]) => (one < other ? -1 : 1))) };
}
