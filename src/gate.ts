import type { Gate, GateOptions, GateVerdict } from '#gate/gate-options.js';
import type { CampaignResult } from '#engine/result.js';
import { SEVERITIES } from '#rule/finding.js';
import type { Severity } from '#rule/finding.js';
import { lint } from './lint.js';
import type { LintOptions } from './lint-options.js';

/** What `presend gate` takes. */
export interface GateServiceOptions extends Omit<GateOptions, 'judge'>, Pick<LintOptions, 'config' | 'rules'> {
  /** Hold from this severity on. */
  readonly failOn: Severity;
}

/** Opens the gate: a mail server that asks `lint` about each message. Throws UserError when it cannot listen or the config is wrong. */
export async function gate({ config, rules, failOn, ...options }: GateServiceOptions): Promise<Gate> {
  const { openGate } = await import('#gate/open-gate.js');
  const judge = async (message: Buffer): Promise<GateVerdict> => {
    const { campaigns: [result] } = await lint({ campaigns: ['.'], files: new Map([['message.eml', message]]), ...(config !== undefined && { config }), ...(rules && { rules }) });
    if (result === undefined) throw new Error('no result for the message');
    if (result.crashes[0]) throw result.crashes[0].error;
    return verdictOf(result, failOn);
  };
  // Loads what the first message would wait for, and names a mistake in the config now.
  await judge(Buffer.from('From: a@presend.example\r\nSubject: ready\r\n\r\nready\r\n'));
  return openGate({ ...options, judge });
}

function verdictOf({ findings }: CampaignResult, failOn: Severity): GateVerdict {
  const holding = findings.filter(({ severity }) => SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn));
  const rules = [...new Set(holding.map(({ rule }) => rule))];
  return { hold: rules.length > 0, rules, reasons: rules.map((id) => reasonOf(holding.filter(({ rule }) => rule === id))) };
}

/** A rule with what it says first, and how often else. */
function reasonOf([first, ...others]: CampaignResult['findings']): string {
  return `${first?.rule ?? ''}: ${first?.message.replace(/\.$/, '') ?? ''}${others.length === 0 ? '' : ` (and ${String(others.length)} more)`}`;
}
