import { resolve } from 'node:path';
import { loadCampaign } from '#campaign/load-campaign.js';
import { loadConfig } from '#config/load-config.js';
import { declaredLanguage } from '#language/declared-language.js';
import { loadDetector } from '#language/detector.js';
import { explainLanguages, type LanguageExplanation } from '#language/explain-languages.js';
import { partsOf } from '#language/parts-of.js';
import type { LintOptions } from './lint-options.js';

/** Each part of a campaign with the language it was taken for and why: what the language rules judge by. */
export async function explainLanguage(path: string, { config, includePath, stdin }: Pick<LintOptions, 'config' | 'includePath' | 'stdin'> = {}): Promise<LanguageExplanation> {
  const campaign = await loadCampaign(path, { ...(includePath && { includePath }), ...(stdin && { stdin }) });
  const { languages } = await loadConfig(path === '-' ? process.cwd() : resolve(path), config);
  return explainLanguages(await loadDetector(), partsOf(campaign), { declared: declaredLanguage(campaign), ...(languages && { languages }) });
}
