import { beginsOnADay } from '#calendar-day.js';
import { ConfigError } from '#errors.js';
import { SEVERITIES, type Severity } from '#rule/finding.js';
import type { RuleLevel } from '../index.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** An ISO 8601 instant with a zone, for a flag. */
export function instantOf(flag: string, value: string): Date {
  const instant = new Date(INSTANT.test(value) && beginsOnADay(value) ? value : Number.NaN);
  if (Number.isNaN(instant.getTime())) throw new ConfigError(flag, `"${value}" is not an instant with a zone`, 'Write it as 2026-12-01T09:00:00Z or 2026-12-01T10:00:00+01:00.');
  return instant;
}

/** A decimal number, for a flag. */
export function numberOf(flag: string, value: string): number {
  if (!/^\d{1,15}(\.\d{1,15})?$/.test(value)) throw new ConfigError(flag, `"${value}" is not a number`, 'Use digits, and a point for decimals.');
  return Number(value);
}

/** A whole number, for a flag that counts. */
export function countOf(flag: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new ConfigError(flag, `"${value}" is not a whole number`, 'Use digits alone.');
  return Number(value);
}

/** `category/name=level` pairs of a repeated flag. */
export function ruleLevels(pairs: readonly string[]): Record<string, RuleLevel> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [id = '', ...rest] = pair.split('=');
      const level = rest.join('=');
      if (level !== 'off' && !SEVERITIES.includes(level as Severity)) throw new ConfigError('--rule', `"${pair}" names no level`, 'Write --rule category/name=error (or warning, info, off).');
      return [id, level as RuleLevel];
    }),
  );
}

/** For repeatable flags. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
