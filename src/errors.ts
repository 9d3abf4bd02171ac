/** A mistake that the user can mend: printed as one line (where, what, how to mend), exit code 2, HTTP 400. Never a stack. */
export class UserError extends Error {
  /** Where it is: a file with line, a flag, a manifest field. */
  readonly where: string;
  readonly what: string;
  /** How to mend it, one sentence. */
  readonly remedy: string;

  constructor(where: string, what: string, remedy: string, options?: ErrorOptions) {
    super(`${where}: ${what}. ${remedy}`, options);
    this.name = new.target.name;
    this.where = where;
    this.what = what;
    this.remedy = remedy;
  }
}

/** A mistake in presend.config, in a flag, or in a rule's options. */
export class ConfigError extends UserError {}

/** A mistake in what was given to read: a campaign, a table, a schedule. */
export class InputError extends UserError {}

/** A rule crashed: our bug. The other rules still run; the message names the rule. */
export class RuleCrash extends Error {
  readonly rule: string;

  constructor(rule: string, cause: unknown) {
    super(`Rule ${rule} crashed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'RuleCrash';
    this.rule = rule;
  }
}
