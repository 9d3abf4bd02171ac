import type { Campaign } from '#campaign/campaign.js';
import { kept } from '#campaign/kept.js';
import { declaredLanguage } from './declared-language.js';
import { loadDetector } from './detector.js';
import { judgeBranches } from './judge-branches.js';
import { judgeLanguages, STRICTNESS } from './judge-languages.js';
import type { JudgeOptions, LanguageVerdict } from './judge-languages.js';
import { partsOf } from './parts-of.js';

const reportsOf = kept((_: Campaign) => new Map<string, Promise<LanguageVerdict>>());

/** The verdict on a campaign's languages, given what it declares; computed once a set of options, however many rules ask. */
export function languageReport(campaign: Campaign, options: JudgeOptions = {}): Promise<LanguageVerdict> {
  const known = reportsOf(campaign);
  const key = keyOf(options);
  const report = known.get(key) ?? judge(campaign, options);
  known.set(key, report);
  return report;
}

/** Options that say what holds anyhow share the verdict of those that say nothing. */
function keyOf(options: JudgeOptions): string {
  const { declared, languages = [], allow = [], ignoreRoles = [], minWords = STRICTNESS.minWords, z = STRICTNESS.z } = options;
  return JSON.stringify(['declared' in options, declared, languages, allow, ignoreRoles, minWords, z]);
}

async function judge(campaign: Campaign, options: JudgeOptions): Promise<LanguageVerdict> {
  const detector = await loadDetector();
  const known = { declared: declaredLanguage(campaign), ...options };
  return judgeBranches(campaign, judgeLanguages(detector, partsOf(campaign), known), detector, known);
}
