import { ConfigError } from '#errors.js';
import type { Severity } from '#rule/finding.js';
import type { Rule } from '#rule/rule.js';
import type { Config, RuleLevel, RuleSetting } from './config.js';
import { nearestName } from './nearest-name.js';
import { scheduleOptions } from './schedule-options.js';
import { schemaFaults } from './validate.js';

/** A rule that will run, with the severity and the options of this run. */
export interface EnabledRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * Rules x config -> the rules that run. `overrides` are `--rule id=level`, after the config.
 * Throws ConfigError for an unknown rule (with the nearest name) or an unknown or invalid option.
 */
export function selectRules(
  rules: readonly Rule[],
  config: Config & { readonly raiseWarnings?: boolean },
  overrides: Readonly<Record<string, RuleLevel>> = {},
): EnabledRule[] {
  const where = config.file ?? 'presend.config';
  refuseUnknown(Object.keys(config.rules), rules, where);
  refuseUnknown(Object.keys(overrides), rules, '--rule');
  return rules.flatMap((rule) => {
    const { level, options: given } = settingOf(rule, config, overrides);
    const planned = scheduleOptions(rule.id, config);
    const isNamed = rule.id in config.rules || rule.id in overrides;
    const options = checkedOptions(rule, { ...shared(rule, config), ...planned, ...given }, where);
    return level === 'off' || (planned === null && !isNamed) ? [] : [{ rule, severity: level, options }];
  });
}

function settingOf(rule: Rule, config: Config & { readonly raiseWarnings?: boolean }, overrides: Readonly<Record<string, RuleLevel>>) {
  let level: RuleLevel = config.raiseWarnings && rule.severity === 'warning' ? 'error' : rule.severity;
  let options: Readonly<Record<string, unknown>> = {};
  const category = `${rule.id.split('/')[0] ?? ''}/*`;
  for (const key of [category, rule.id]) {
    const setting: RuleSetting | undefined = config.rules[key];
    if (setting === undefined) continue;
    level = typeof setting === 'string' ? setting : setting[0];
    if (typeof setting !== 'string') options = { ...options, ...setting[1] };
  }
  for (const key of [category, rule.id]) level = overrides[key] ?? level;
  return { level, options };
}

/** Settings of the whole config that rules share by the option's name. */
function shared(rule: Rule, { languages, clients }: Config): Readonly<Record<string, unknown>> {
  const settings = Object.entries({ languages, clients });
  return Object.fromEntries(settings.filter(([name, value]) => value !== undefined && name in (rule.defaultOptions as object)));
}

/** Compiling a schema takes a millisecond or two a rule: not for those that keep their defaults. */
function checkedOptions(rule: Rule, given: Readonly<Record<string, unknown>>, where: string): Readonly<Record<string, unknown>> {
  if (Object.keys(given).length === 0) return { ...(rule.defaultOptions as object) };
  const schema = optionsSchemaOf(rule);
  const fault = schemaFaults(schema, given)[0];
  if (fault) throw new ConfigError(where, `option "${fault.path}" of ${rule.id} ${fault.what}`, fault.remedy);
  return { ...(rule.defaultOptions as object), ...given };
}

const schemas = new WeakMap<Rule, object>();

/** The JSON Schema of all options of a rule together. */
export function optionsSchemaOf(rule: Rule): object {
  let schema = schemas.get(rule);
  if (!schema) schemas.set(rule, (schema = { type: 'object', additionalProperties: false, properties: rule.optionsSchema as object }));
  return schema;
}

/** Throws ConfigError for an id that is neither a rule nor `category/*` of one. */
export function refuseUnknown(ids: readonly string[], rules: readonly Rule[], where: string): void {
  const known = new Set<string>(rules.map((rule) => rule.id));
  const categories = new Set(rules.map((rule) => `${rule.id.split('/')[0] ?? ''}/*`));
  const names = new Map(rules.map((rule) => [rule.id.split('/')[1] ?? '', rule.id]));
  const named = (name = ''): string | undefined => names.get(name);
  for (const id of ids) {
    if (known.has(id) || categories.has(id)) continue;
    const category = id.endsWith('/*') ? id : `${id}/*`;
    const meant = category === id || categories.has(category) ? nearestName(category, categories) : (named(id.split('/').pop()) ?? nearestName(id, known) ?? named(nearestName(id, names.keys())));
    throw new ConfigError(where, `unknown rule "${id}"`, meant ? `Did you mean "${meant}"?` : '`presend rules` lists all rules.');
  }
}

/** The rule of that id, or all rules of that `category/*`. */
export function rulesNamed(id: string, rules: readonly Rule[]): readonly Rule[] {
  return rules.filter((rule) => rule.id === id || `${rule.id.split('/')[0] ?? ''}/*` === id);
}
