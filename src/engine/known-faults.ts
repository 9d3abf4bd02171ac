import { relative, resolve } from 'node:path';
import { countsOf, placeFingerprints } from '#rule/finding-fingerprint.js';
import type { Finding } from '#rule/finding.js';
import { clipped } from '#rule/format-message.js';

/** Faults that a baseline knows. */
export interface KnownFaults {
  /** The baseline, as it was named. */
  readonly file: string;
  /** Its folder, absolute: what files are relative to. */
  readonly folder: string;
  /** How often each fingerprint was there. */
  readonly counts: ReadonlyMap<string, number>;
}

/** How many new places a finding names, and of each so many characters. */
const MOST_NAMED = 3;
const LONGEST_NAMED = 100;

/** By the findings of one campaign that a baseline does not know: the finding as it is to be told. Those about recipients are never known: who gets it changes each time. */
export function unknownAmong(findings: readonly Finding[], campaign: string, { folder, counts }: KnownFaults): ReadonlyMap<Finding, Finding> {
  const printsOf = new Map(findings.map((finding) => [finding, finding.recipients ? [] : fingerprintsBelow(folder, finding, campaign)]));
  const now = countsOf([...printsOf.values()].flat());
  const unknown = new Map<Finding, Finding>();
  for (const [finding, prints] of printsOf) {
    // Of places alike nobody can say which is the new one: all are told.
    if (prints.length === 0 || prints.some((print) => (now.get(print) ?? 0) > (counts.get(print) ?? 0))) unknown.set(finding, withoutKnown(finding, prints, now, counts));
  }
  return unknown;
}

/** Fingerprints of a finding's places, for a baseline in that folder. */
export function fingerprintsBelow(folder: string, finding: Finding, campaign: string): readonly string[] {
  return placeFingerprints(finding, relative(folder, resolve(finding.location?.file ?? campaign)));
}

/** A finding of which some places are known says so, and which are not as far as they can be told apart. */
function withoutKnown(finding: Finding, prints: readonly string[], now: ReadonlyMap<string, number>, counts: ReadonlyMap<string, number>): Finding {
  const alike = [...new Set(prints)].map((print) => ({ all: now.get(print) ?? 0, known: Math.min(now.get(print) ?? 0, counts.get(print) ?? 0) }));
  const known = alike.reduce((sum, print) => sum + print.known, 0);
  if (known === 0) return finding;
  const added = new Set((finding.places ?? []).filter((text, index) => text !== '' && !counts.has(prints[index] ?? '')));
  const named = [...added].slice(0, MOST_NAMED).map((text) => `"${clipped(text, LONGEST_NAMED)}"`).join(', ');
  const all = alike.reduce((sum, print) => sum + print.all, 0);
  return { ...finding, suggestion: `${finding.suggestion} The baseline knows ${String(known)} of these ${String(all)} places${named === '' ? '' : `, not ${named}`}.` };
}
