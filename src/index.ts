/** Presend as a library: what the CLI and the service are built on. */

// lint
export { lint } from './lint.js';
export { lintBaseline } from './lint-baseline.js';
export type { Baseline } from '#audit/baseline.js';
export type { LintOptions } from './lint-options.js';
export type { NetworkOptions } from '#network/open-network.js';
export type { AudienceFiles } from '#audience/audience.js';
export { explainLanguage, type ExplainLanguageOptions } from './explain-language.js';
export type { LanguageExplanation } from '#language/explain-languages.js';
export type { CampaignResult, LintResult, SkippedRule, UnreadCampaign, Verdict } from '#engine/result.js';

// plan
export { plan, type PlanCampaignOptions as PlanOptions } from './plan.js';
export type { PlanResult } from '#schedule/plan-result.js';

// learn
export { learn } from './learn.js';
export type { LearnOptions } from '#schedule/learn-model.js';
export type { LearnResult } from '#schedule/learn-result.js';

// backtest
export { backtest } from './backtest.js';
export type { BacktestOptions } from '#backtest/backtest.js';
export type { BacktestResult } from '#backtest/backtest-result.js';
export { holdout } from './holdout.js';
export type { HoldoutOptions, HoldoutResult } from '#backtest/holdout.js';

// asks
export { asks } from './asks.js';
export type { AsksOptions } from '#fundraising/asks.js';
export type { AskRow, AsksResult } from '#fundraising/ask-row.js';

// audit
export { audit, type Audit, type AuditOptions } from './audit.js';
export type { AuditResult } from '#audit/audit-result.js';

// import
export { importExports } from './import.js';
export type { ImportOptions } from '#importers/import-exports.js';
export type { ImportResult } from '#importers/import-result.js';
export { SOURCES as EXPORT_SOURCES, type ExportSource } from '#importers/export-map.js';
export { DATE_ORDERS, type DateOrder } from '#importers/date-order.js';

// gate
export { gate, type GateServiceOptions as GateOptions } from './gate.js';
export type { Gate } from '#gate/gate-options.js';

// campaigns
export { campaignFromSource, type CampaignSource, type CompileOptions } from '#campaign/campaign-from-source.js';
export { loadCampaign, type LoadOptions } from '#campaign/load-campaign.js';
export type { Campaign } from '#campaign/campaign.js';
export type { Edit, Located, Location } from '#campaign/location.js';
export type { Manifest } from '#campaign/manifest.js';
export { MANIFEST_SCHEMA } from '#campaign/manifest-schema.js';
export { manifestFaults, type ManifestFault } from '#campaign/manifest-faults.js';
export { preview, type Preview, type PreviewOptions } from './preview.js';

// rules
export { rules } from '#rules/index.js';
export { refuseUnknown, rulesNamed } from '#config/select-rules.js';
export type { RuleLevel } from '#config/config.js';
export { SEVERITIES, type Finding, type Fix, type Problem, type Severity } from '#rule/finding.js';
export { CATEGORIES, defineAudienceRule, defineRule, isAudienceRule, sql, type AudienceCase, type AudienceRule, type Input, type MessageRule, type Rule, type RuleContext, type Sql } from '#rule/rule.js';

export { ConfigError, InputError, RuleCrash, UserError } from './errors.js';
export { PACKAGE_ROOT, VERSION } from './package.js';
