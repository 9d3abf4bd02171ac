import type { CampaignResult, LintResult } from '#engine/result.js';
import type { Finding, Severity } from '#rule/finding.js';
import { inputName, skippedByNeed } from './inputs.js';
import { plain, plural } from './numbers.js';
import { placeOf } from './place.js';
import { printable } from './printable.js';
import { encodingText, unreadWordsText } from './tables-text.js';
import { sentence, verdictSentence } from './verdict.js';

const TITLES: Record<Severity, string> = { error: 'Errors', warning: 'Warnings', info: 'Notes' };

/** Markdown for a pull request comment or a client's ticket: what was found leads, the rule's id is for who looks it up. */
export function reportMarkdown(result: LintResult): string {
  const unread = result.unread.map(({ campaign, error }) => `## ${escape(campaign)}: could not be read\n\n${escape(error.message)}\n`);
  return `${[...result.campaigns.map(campaignMarkdown), ...unread].join('\n')}\nPresend ${result.tool.version}, ${result.now}\n`;
}

function campaignMarkdown(result: CampaignResult): string {
  const { campaign, verdict, counts, findings, skipped, allowed, mended = [], rejected, encodings = [], unreadWords = [], crashes, recipients } = result;
  const lines = [`## ${escape(campaign)}: ${verdict}`, '', `${sentence(verdictSentence(result, inputName))} ${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${plural(counts.info, 'note')}; ${plural(counts.passed, 'rule')} passed, ${counts.skipped} skipped.`, ''];
  if (recipients) lines.push(`${plural(recipients.total, 'recipient')}: ${plain(recipients.send)} may get it, ${plain(recipients.hold)} must be held back${heldBy(recipients.heldBy)}.`, '');
  if (crashes.length > 0) lines.push('### Crashed', '', ...crashes.map(({ rule, error }) => `- \`${rule}\`: ${escape(error.message)}. Please report it; the other rules ran.`), '');
  if (mended.length > 0) lines.push('### Mended', '', ...mended.map(({ rule, places }) => `- \`${rule}\` (${plural(places, 'place')})`), '');
  for (const severity of ['error', 'warning', 'info'] as const) {
    const own = findings.filter((finding) => finding.severity === severity);
    if (own.length > 0) lines.push(`### ${TITLES[severity]}`, '', ...own.map(findingMarkdown), '');
  }
  if (allowed.length > 0) lines.push('### Allowed', '', ...allowed.map(({ rule, reason, findings: count }) => `- \`${rule}\` (${count}): ${escape(reason)}`), '');
  const unread = rejected.filter(({ rows }) => rows > 0);
  if (unread.length + encodings.length + unreadWords.length > 0) lines.push('### Not read', '', ...unread.map(({ table, rows, examples }) => `- ${plural(rows, 'row')} of ${table}; line ${examples[0]?.line ?? '?'}: ${escape(examples[0]?.reason ?? '')}`), ...encodings.map((guess) => `- ${escape(encodingText(guess))}`), ...unreadWords.map((words) => `- ${escape(unreadWordsText(words))}`), '');
  if (skipped.length > 0) lines.push('### Not checked', '', ...[...skippedByNeed(skipped)].map(([need, rules]) => `- ${escape(need)}: ${rules.map((rule) => `\`${rule}\``).join(', ')}`), '');
  return lines.join('\n');
}

/** The rules that hold recipients back, most first. */
function heldBy(counts: Readonly<Record<string, number>>): string {
  const rules = Object.entries(counts).toSorted(([, one], [, other]) => other - one).map(([rule, count]) => `${plain(count)} by \`${rule}\``);
  return rules.length === 0 ? '' : `: ${rules.join(', ')}`;
}

function findingMarkdown({ rule, message, suggestion, location, heuristic, recipients }: Finding): string {
  const place = placeOf(location);
  const counted = recipients && `${recipients.count} of ${recipients.of}`;
  const people = counted === undefined || message.includes(counted) ? '' : ` ${counted} recipients.`;
  return `- **${escape(message)}**${people} *${advice(suggestion)}* (${heuristic ? 'heuristic, ' : ''}\`${rule}\`${place === '' ? '' : ` at \`${place.replaceAll('`', '')}\``})`;
}

/** Names of options and commands stand between backticks, as Markdown writes them. */
function advice(suggestion: string): string {
  return suggestion.split(/(`[^`]+`)/).map((piece, index) => (index % 2 === 0 ? escape(piece) : piece)).join('');
}

/** Text from a campaign stays text: no markup, no links, no HTML, no mentions. */
function escape(text: string): string {
  return printable(text).replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#+|~@]/g, '\\$&');
}
