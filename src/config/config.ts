import type { Severity } from '#rule/finding.js';

/** The severity of a rule in this run, or that it does not run. */
export type RuleLevel = Severity | 'off';

/** `"warning"`, or `["warning", { "option": 1 }]`. */
export type RuleSetting = RuleLevel | readonly [RuleLevel, Readonly<Record<string, unknown>>];

/** presend.config.{json,yaml,yml,js}, with presets resolved. Every section is optional. */
export interface Config {
  /** Rule id or `category/*` to setting; a rule's own entry beats its category's, a later entry beats an earlier one. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Languages that may stand side by side in one campaign. Given to every rule with an option of this name. */
  readonly languages?: readonly string[];
  /** Mail clients that matter. Given to every rule with an option of this name. */
  readonly clients?: readonly string[];
  /** `auto`: each recipient's country. */
  readonly jurisdiction?: string;
  /** Validated by schedule/, which owns its schema and defaults. */
  readonly schedule?: Readonly<Record<string, unknown>>;
  /** Validated by fundraising/, which owns its schema and defaults. */
  readonly asks?: Readonly<Record<string, unknown>>;
  readonly privacy?: { readonly hashKey?: string | null; readonly showRecipients?: boolean };
  /** Where it was read from; undefined for the built-in defaults. */
  readonly file?: string;
}

/** A config file as it is written, before `extends` is followed. */
export interface ConfigFile extends Partial<Omit<Config, 'file'>> {
  readonly extends?: string;
}
