import { relative, resolve } from 'node:path';
import { findingFingerprint } from '#rule/finding-fingerprint.js';
import type { Finding } from '#rule/finding.js';

/** Faults that a baseline knows. */
export interface KnownFaults {
  /** The baseline, as it was named. */
  readonly file: string;
  /** Its folder, absolute: what places are relative to. */
  readonly folder: string;
  readonly fingerprints: ReadonlySet<string>;
}

/** Findings about recipients are never known: who gets it changes each time. */
export function isKnown(finding: Finding, campaign: string, { folder, fingerprints }: KnownFaults): boolean {
  return !finding.recipients && fingerprints.has(findingFingerprint(finding, campaign, (path) => relative(folder, resolve(path))));
}
