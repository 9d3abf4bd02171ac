import type { CampaignResult, LintResult, UnreadCampaign } from '#engine/result.js';
import type { Finding, Severity } from '#rule/finding.js';
import { plural } from './numbers.js';
import { oneLine } from './one-line.js';
import { printable, withoutCommands } from './printable.js';

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** Workflow commands: GitHub Actions shows each finding at its line of the diff; of what is wrong in a file that many templates include, one. */
export function reportGithub({ campaigns, unread }: LintResult): string {
  return printable([...new Set([...campaigns.flatMap(campaignLines), ...unread.map(unreadCommand)])].join(''));
}

function campaignLines({ campaign, verdict, counts, findings }: CampaignResult): string[] {
  const summary = `${withoutCommands(oneLine(campaign))}: ${verdict} (${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${counts.info} info, ${plural(counts.skipped, 'rule')} skipped)\n`;
  return [...findings.map((finding) => commandOf(finding, campaign)), summary];
}

function unreadCommand({ campaign, error }: UnreadCampaign): string {
  const file = campaign === '-' ? '' : `file=${escapeProperty(campaign)},`;
  return `::error ${file}title=could not be read::${escapeData(error.message)}\n`;
}

function commandOf({ severity, rule, message, suggestion, location }: Finding, campaign: string): string {
  const properties = {
    file: location?.file ?? (campaign === '-' ? undefined : campaign),
    line: location?.line,
    endLine: location?.endLine,
    // GitHub ignores columns of an annotation that spans lines.
    ...((location?.endLine ?? location?.line) === location?.line && { col: location?.column, endColumn: location?.endColumn }),
    title: rule,
  };
  const pairs = Object.entries(properties).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[severity]} ${pairs.join(',')}::${escapeData(`${message} ${suggestion}`)}\n`;
}

/** As the runner unescapes them. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
