import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { baselineOf, knownCounts, NO_BASELINE, readBaseline, type Baseline } from '#audit/baseline.js';
import { refuseUnknown, rulesNamed } from '#config/select-rules.js';
import { fingerprintsBelow, type KnownFaults } from '#engine/known-faults.js';
import type { LintResult } from '#engine/result.js';
import { rules } from '#rules/index.js';

/** What a baseline takes out of a run: faults by their fingerprints, rules by waivers that have not ended. Throws ConfigError. */
export async function knownFaults(file: string, now: Date): Promise<{ readonly known: KnownFaults; readonly waived: Readonly<Record<string, string>> }> {
  const { faults, waivers } = await baselineAt(file);
  const current = waivers.filter(({ until }) => Date.parse(`${until}T23:59:59.999Z`) >= now.getTime());
  return { known: { file, folder: dirname(resolve(file)), counts: knownCounts(faults) }, waived: Object.fromEntries(current.flatMap(({ rule: id, reason, until }) => rulesNamed(id, rules).map((rule) => [rule.id, `${reason} (until ${until})`]))) };
}

/** Throws ConfigError for a file that is no baseline, and for a waiver of a rule that there is not. */
export async function baselineAt(file: string): Promise<Baseline> {
  const baseline = await readBaseline(file);
  refuseUnknown(baseline.waivers.map(({ rule }) => rule), rules, file);
  return baseline;
}

/** The faults of a run as known ones, for the baseline at `file`, whose waivers stay. Not those of recipients: who gets it changes each time. */
export async function lintBaseline({ campaigns }: LintResult, file: string): Promise<Baseline> {
  const { waivers } = existsSync(file) ? await baselineAt(file) : NO_BASELINE;
  const folder = dirname(resolve(file));
  const ofMessage = campaigns.flatMap(({ campaign, findings }) => findings.filter(({ recipients }) => !recipients).map((finding) => ({ rule: finding.rule, fingerprints: fingerprintsBelow(folder, finding, campaign) })));
  return baselineOf(ofMessage, waivers);
}
