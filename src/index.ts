/** Presend as a library: what the CLI and the service are built on. */
export { rules } from '#rules/index.js';
export { explainLanguage } from './explain-language.js';
export { lint, type LintOptions } from './lint.js';
export { PACKAGE_ROOT, VERSION } from './package.js';
export { ConfigError, InputError, RuleCrash, UserError } from './errors.js';
export { createCampaign } from '#campaign/create-campaign.js';
export { loadCampaign } from '#campaign/load-campaign.js';
export type { Campaign } from '#campaign/campaign.js';
export type { Location, Located } from '#campaign/location.js';
export type { Manifest } from '#campaign/manifest.js';
export type { CampaignResult, LintResult, Verdict } from '#engine/result.js';
export { refuseUnknown } from '#config/select-rules.js';
export type { RuleLevel } from '#config/config.js';
export { SEVERITIES, type Finding, type Problem, type Severity } from '#rule/finding.js';
export { CATEGORIES, defineAudienceRule, defineRule, isAudienceRule, sql, type Rule } from '#rule/rule.js';
