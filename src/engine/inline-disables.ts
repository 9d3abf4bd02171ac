import type { Campaign } from '#campaign/campaign.js';
import { InputError } from '#errors.js';
import type { Finding } from '#rule/finding.js';

/** `<!-- presend-disable rule -- reason -->`: from its line to `<!-- presend-enable rule -->` or the end of the file. */
export interface InlineDisable {
  readonly rule: string;
  readonly reason: string;
  readonly file: string;
  readonly fromLine: number;
  readonly untilLine: number;
}

const COMMENT = /<!--\s*presend-(disable|enable)\b([^>]{0,300}?)-->/g;

/** The comments of a campaign's sources. Throws InputError for one without a rule or a reason: a waiver nobody can review is none. */
export function inlineDisablesOf(campaign: Campaign): InlineDisable[] {
  return [...campaign.sources].flatMap(([file, source]) => (source.includes('presend-disable') ? disablesIn(file, source) : []));
}

function disablesIn(file: string, source: string): InlineDisable[] {
  const disables: InlineDisable[] = [];
  for (const match of source.matchAll(COMMENT)) {
    const line = source.slice(0, match.index).split('\n').length;
    const [rule = '', ...rest] = (match[2] ?? '').trim().split(/\s+--\s+/);
    if (match[1] === 'enable') {
      close(disables, rule, line);
      continue;
    }
    const reason = rest.join(' -- ').trim();
    if (!/^[a-z-]+\/[a-z-]+$/.test(rule) || reason === '') {
      throw new InputError(`${file}:${line}`, 'presend-disable needs one rule and a reason', 'Write <!-- presend-disable category/rule -- reason -->.');
    }
    disables.push({ rule, reason, file, fromLine: line, untilLine: Infinity });
  }
  return disables;
}

function close(disables: InlineDisable[], rule: string, line: number): void {
  disables.forEach((disable, index) => {
    if (disable.rule === rule && disable.untilLine === Infinity) disables[index] = { ...disable, untilLine: line };
  });
}

/** The comment that covers a finding. A finding without a line belongs to its whole file. */
export function disableFor(finding: Finding, disables: readonly InlineDisable[]): InlineDisable | undefined {
  return disables.find(({ rule, file, fromLine, untilLine }) => {
    if (rule !== finding.rule || finding.recipients) return false;
    const { location } = finding;
    if (location?.file !== undefined && location.file !== file) return false;
    return location?.line === undefined || (location.line >= fromLine && location.line <= untilLine);
  });
}
