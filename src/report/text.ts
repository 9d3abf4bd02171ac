import pc from 'picocolors';
import type { CampaignResult, LintResult, Rejected, SkippedRule, Verdict } from '#engine/result.js';
import { SEVERITIES, type Finding, type Severity } from '#rule/finding.js';
import { columnsOf } from './columns.js';
import { countedEvidence } from './counted-evidence.js';
import { excerptOf, type Excerpt } from './excerpt.js';
import { inputName, skippedByNeed } from './inputs.js';
import { percent, plain, plural } from './numbers.js';
import { oneLine } from './one-line.js';
import { placeOf } from './place.js';
import { printable, withoutCommands } from './printable.js';
import { encodingText, unreadWordsText } from './tables-text.js';
import { verdictSentence } from './verdict.js';
import { readableWidth, wrap } from './wrap.js';

type Colors = ReturnType<typeof pc.createColors>;

const VERDICTS: readonly Verdict[] = ['hold', 'incomplete', 'review', 'send'];
/** Rules that lack one thing are named up to so many. */
const MOST_NAMED = 3;

/** The report that a person reads in a terminal. */
export function reportText(result: LintResult, { color, width }: { readonly color: boolean; readonly width: number }): string {
  const colors = pc.createColors(color);
  const columns = readableWidth(width);
  const { campaigns } = result;
  const isLone = campaigns.length < 2;
  const texts = campaigns.map((campaign) => campaignText(campaign, isLone ? campaign.skipped : campaign.skipped.filter(({ because }) => because !== undefined), colors, columns));
  return withoutCommands(`${[...texts, ...(isLone ? [] : [runText(result, colors, columns)])].join('\n')}\n`);
}

/** `skipped`: the rules to name here. */
function campaignText(result: CampaignResult, skipped: readonly SkippedRule[], colors: Colors, width: number): string {
  return [
    colors.bold(oneLine(result.campaign)),
    '',
    ...result.findings.flatMap((finding) => [...findingText(finding, result, colors, width), '']),
    ...result.crashes.map(({ rule, error }) => `  ${colors.red('bug')}      ${rule} crashed: ${printable(error.message)}. Please report it; the other rules ran.`),
    ...(result.mended ?? []).map(({ rule, places }) => `  ${colors.green('mended')}   ${rule} (${plural(places, 'place')})`),
    ...allowedText(result.allowed, colors, width),
    ...result.rejected.filter(({ rows }) => rows > 0).flatMap((rejected) => rejectedText(rejected, colors, width)),
    ...(result.unreadWords ?? []).flatMap((unread) => noted('unread', unreadWordsText(unread), colors, width)),
    ...(result.encodings ?? []).flatMap((guess) => noted('encoding', encodingText(guess), colors, width)),
    ...skippedText(skipped, colors, width),
    ...summaryText(result, colors, width),
    '',
  ].join('\n');
}

function findingText(finding: Finding, { sources }: CampaignResult, colors: Colors, width: number): string[] {
  const indent = ' '.repeat(11);
  const label = severityColor(finding.severity, colors)(finding.severity.padEnd(8));
  const place = placeOf(finding.location);
  const excerpt = finding.location && excerptOf(finding.location, sources, width - indent.length - 4);
  return [
    `  ${label} ${colors.bold(finding.rule)}${place === '' ? '' : `  ${colors.cyan(place)}`}${finding.heuristic ? colors.dim('  heuristic') : ''}${finding.fix ? colors.dim('  --fix mends it') : ''}`,
    ...wrap(finding.message, width - indent.length).map((line) => `${indent}${line}`),
    ...(excerpt ? [colors.dim(`${indent}  ${excerpt.before}${excerpt.marked}${excerpt.after}`), severityColor(finding.severity, colors)(`${indent}  ${carets(excerpt)}`)] : []),
    ...wrap(`→ ${finding.suggestion}`, width - indent.length).map((line) => `${indent}${colors.green(line)}`),
    ...recipientsText(finding).flatMap((line) => wrap(line, width - indent.length)).map((line) => `${indent}${colors.dim(line)}`),
  ];
}

function carets({ before, marked }: Excerpt): string {
  return `${' '.repeat(columnsOf(before))}${'^'.repeat(Math.max(1, columnsOf(marked)))}`;
}

function recipientsText({ recipients, evidence = {} }: Finding): string[] {
  if (!recipients) return [];
  const { count, of, sample } = recipients;
  return [
    `${plain(count)} of ${plain(of)} recipients (${percent(of === 0 ? 0 : count / of)})`,
    ...countedEvidence(evidence).map(({ column, values }) => `${column}: ${values}`),
    ...(sample.length > 0 ? [`for example ${sample.slice(0, 3).join(', ')}`] : []),
  ];
}

function rejectedText({ table, file, rows, examples }: Rejected, colors: Colors, width: number): string[] {
  return [
    ...noted('unread', `${plural(rows, 'row')} of ${table} could not be read and ${rows === 1 ? 'was' : 'were'} left out (${oneLine(file)})`, colors, width),
    ...examples.slice(0, 3).flatMap(({ line, reason }) => wrap(`line ${line}: ${reason}`, width - 11).map((part) => colors.dim(`           ${part}`))),
  ];
}

/** What is to be said of the input, under its label. */
function noted(label: string, text: string, colors: Colors, width: number): string[] {
  return wrap(text, width - 11).map((line, index) => `  ${index === 0 ? colors.yellow(label.padEnd(8)) : ' '.repeat(8)} ${line}`);
}

function skippedText(skipped: readonly SkippedRule[], colors: Colors, width: number): string[] {
  if (skipped.length === 0) return [];
  const lines = [...skippedByNeed(skipped)].flatMap(([reason, rules]) => wrap(`${reason}: ${namedRules(rules)}`, width - 13).map((line, index) => `${' '.repeat(index === 0 ? 11 : 13)}${line}`));
  return [colors.dim(`  skipped  ${skipped.length} ${skipped.length === 1 ? 'rule was' : 'rules were'} not checked. What would let them run:`), ...lines.map((line) => colors.dim(line)), ''];
}

/** Names of a few rules; of more their number and categories: the other formats name them all. */
function namedRules(rules: readonly string[]): string {
  if (rules.length <= MOST_NAMED) return rules.join(', ');
  return `${rules.length} rules of ${[...new Set(rules.map((rule) => rule.slice(0, rule.indexOf('/'))))].join(', ')}`;
}

/** Rules that are allowed for one reason stand together: a baseline knows many. */
function allowedText(allowed: CampaignResult['allowed'], colors: Colors, width: number): string[] {
  const byReason = new Map<string, string[]>();
  for (const { rule, reason, findings } of allowed) byReason.set(reason, [...(byReason.get(reason) ?? []), `${rule} (${findings})`]);
  const lines = [...byReason].flatMap(([reason, rules]) => wrap(`${rules.join(', ')}: ${reason}`, width - 13).map((line, index) => (index === 0 ? `  allowed  ${line}` : `${' '.repeat(13)}${line}`)));
  return lines.map((line) => colors.dim(line));
}

/** Over several campaigns: inputs that none of them has, said once, and how often each rule found something. */
function runText({ campaigns, unread }: LintResult, colors: Colors, width: number): string {
  const lacking = new Map(campaigns.flatMap(({ skipped }) => skipped.filter(({ because }) => because === undefined)).map((skip) => [`${skip.rule} ${skip.needs.join(' ')}`, skip]));
  const verdicts = VERDICTS.map((verdict) => `${campaigns.filter((campaign) => campaign.verdict === verdict).length} ${verdict}`);
  const found = foundBy(campaigns).map(({ severity, rule, count }) => `  ${severityColor(severity, colors)(severity.padEnd(8))} ${rule}: ${count} of ${campaigns.length} campaigns`);
  return [
    colors.bold(`${campaigns.length} campaigns`),
    '',
    ...skippedText([...lacking.values()], colors, width),
    ...found,
    ...(found.length > 0 ? [''] : []),
    `  ${verdicts.join(', ')}${unread.length > 0 ? `, ${colors.red(`${unread.length} could not be read`)}` : ''}`,
    '',
  ].join('\n');
}

/** Most severe first, then most campaigns. */
function foundBy(campaigns: readonly CampaignResult[]): readonly { readonly severity: Severity; readonly rule: string; readonly count: number }[] {
  const found = new Map<string, { severity: Severity; rule: string; count: number }>();
  for (const { findings } of campaigns) {
    for (const [rule, { severity }] of new Map(findings.toReversed().map((finding) => [finding.rule, finding]))) {
      const key = `${severity} ${rule}`;
      found.set(key, { severity, rule, count: (found.get(key)?.count ?? 0) + 1 });
    }
  }
  return [...found.values()].sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.count - one.count || (one.rule < other.rule ? -1 : 1));
}

function summaryText(result: CampaignResult, colors: Colors, width: number): string[] {
  const { verdict, counts, recipients } = result;
  const paint = verdict === 'hold' ? colors.red : verdict === 'send' ? colors.green : colors.yellow;
  const tally = `${plural(counts.error, 'error')}, ${plural(counts.warning, 'warning')}, ${counts.info} info; ${counts.passed} passed, ${counts.skipped} skipped`;
  const people = recipients && `${plural(recipients.total, 'recipient')}: ${plain(recipients.send)} may get it, ${plain(recipients.hold)} must be held back`;
  const held = Object.entries(recipients?.heldBy ?? {}).toSorted(([, one], [, other]) => other - one).map(([rule, count]) => `    ${plain(count).padStart(9)} by ${rule}`);
  return [...wrap(`${verdict.toUpperCase()}: ${verdictSentence(result, inputName)}`, width - 2).map((line) => `  ${paint(colors.bold(line))}`), `  ${tally}`, ...(people ? [`  ${people}`] : []), ...held];
}

function severityColor(severity: Severity, colors: Colors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, info: colors.blue }[severity];
}
