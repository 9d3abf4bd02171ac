import { readFile } from 'node:fs/promises';
import { beginsOnADay } from '#calendar-day.js';
import { schemaFaults } from '#config/validate.js';
import { ConfigError } from '#errors.js';
import { countsOf } from '#rule/finding-fingerprint.js';
import type { Waiver } from './audit-result.js';

/** Faults that are known, and waivers, as `--write-baseline` writes them and a person extends them. */
export interface Baseline {
  readonly schemaVersion: 2;
  readonly waivers: readonly Waiver[];
  /** By rule, so that a person sees what it is: fingerprint to the number of places that have it. */
  readonly faults: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const NO_BASELINE: Baseline = { schemaVersion: 2, waivers: [], faults: {} };

const DAY = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'a day, such as 2027-03-31' };
const SCHEMA = {
  type: 'object', required: ['schemaVersion', 'faults'], additionalProperties: false,
  properties: {
    schemaVersion: { const: 2 },
    waivers: {
      type: 'array',
      items: {
        type: 'object', required: ['rule', 'reason', 'until'], additionalProperties: false,
        properties: { rule: { type: 'string' }, reason: { type: 'string', pattern: '\\S', description: 'a text that is not empty' }, until: DAY },
      },
    },
    faults: { type: 'object', additionalProperties: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } } },
  },
};

/** Throws ConfigError for a file that is not there or is no baseline. */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === 'EISDIR' ? new ConfigError(file, 'is a folder', 'Name a file in it, such as presend-baseline.json.', { cause }) : new ConfigError(file, 'cannot be read', 'Write one with --write-baseline.', { cause });
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ConfigError(file, 'is not JSON', 'Write a new one with --write-baseline.', { cause });
  }
  const version = (value as { readonly schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === 'number' && version !== NO_BASELINE.schemaVersion) throw new ConfigError(file, `is a baseline of another version of Presend than this one, which writes version ${String(NO_BASELINE.schemaVersion)}`, 'Write it anew, to a file of another name, with --write-baseline, and copy the waivers.');
  const [fault] = schemaFaults(SCHEMA, value);
  if (fault) throw new ConfigError(file, `is no baseline: ${fault.path || 'it'} ${fault.what} (${fault.remedy.replace(/\.$/, '')})`, 'A waiver is { "rule", "reason", "until": "2027-03-31" }; the rest is written by --write-baseline.');
  const baseline = { ...NO_BASELINE, ...(value as Baseline) };
  const endless = baseline.waivers.find(({ until }) => !beginsOnADay(until));
  if (endless) throw new ConfigError(file, `the waiver of ${endless.rule} ends on ${endless.until}, which the calendar does not have`, 'Write the last day on which it holds.');
  return baseline;
}

/** Fingerprint to the number of places. */
export function knownCounts(faults: Baseline['faults']): ReadonlyMap<string, number> {
  return new Map(Object.values(faults).flatMap((counts) => Object.entries(counts)));
}

/** All these faults as known ones. */
export function baselineOf(faults: readonly { readonly rule: string; readonly fingerprints: readonly string[] }[], waivers: readonly Waiver[]): Baseline {
  const rules = [...new Set(faults.map(({ rule }) => rule))].sort();
  return { schemaVersion: 2, waivers, faults: Object.fromEntries(rules.map((rule) => [rule, sorted(countsOf(faults.flatMap((fault) => (fault.rule === rule ? fault.fingerprints : []))))])) };
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
