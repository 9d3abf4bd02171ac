import { Option, type Command } from 'commander';
import { ConfigError } from '#errors.js';
import { oneLine } from '#report/one-line.js';
import { SEVERITIES, type Severity } from '#rule/finding.js';
import type { LanguageExplanation, LintOptions, LintResult, Preview } from '../index.js';
import { campaignPaths } from './campaign-paths.js';
import type { ExitCode, Io, Run } from './io.js';
import { collect, countOf, instantOf, ruleLevels } from './options.js';
import { progressBar } from './progress-bar.js';
import { refuseSharedFiles } from './refuse-shared-files.js';
import { withProgress } from './with-progress.js';
import { writeOutput } from './write-output.js';

const FORMATS = ['text', 'json', 'sarif', 'junit', 'github', 'markdown', 'html'] as const;
type Format = (typeof FORMATS)[number];

interface Flags {
  audience?: string;
  consents?: string;
  contacts?: string;
  suppressions?: readonly string[];
  events?: string;
  gifts?: string;
  schedule?: string;
  sendAt?: string;
  config?: string;
  rule?: readonly string[];
  allow?: readonly string[];
  reason?: readonly string[];
  format: Format;
  output?: string;
  verdicts?: string;
  failOn: Severity | 'never';
  maxWarnings?: string;
  baseline?: string;
  writeBaseline?: string;
  rejects?: string;
  showRecipients?: boolean;
  hashKey?: string;
  memory?: string;
  explainSql?: boolean;
  fix?: boolean;
  network?: boolean;
  includePath?: string;
  spamd?: string;
  explainLanguage?: boolean;
  now?: string;
}

/** `presend lint <campaign...>` */
export function addLintCommand(program: Command, io: Io, run: Run): void {
  program
    .command('lint')
    .description('say, with evidence and positions, what is wrong with a campaign and who must not get it')
    .argument('<campaign...>', 'folders with a campaign.json, or .html, .mjml, .eml and template files (.hbs, .liquid ...); globs in quotes, and \'!glob\' for those to leave out; - reads standard input')
    .option('--audience <file>', 'recipients: CSV, JSON Lines or Parquet (else the manifest names it; so do the next five)')
    .option('--consents <file>', 'consent records')
    .option('--contacts <file>', 'the CRM: customers, former customers, donors')
    .option('--suppressions <file>', 'who must not be mailed; repeatable', collect)
    .option('--events <file>', 'sends, opens, clicks, replies')
    .option('--gifts <file>', 'donations')
    .option('--schedule <file>', 'what `presend plan` wrote: judge each recipient at the slot that is planned')
    .option('--send-at <instant>', 'judge consent and dates at this instant, instead of a schedule')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}')
    .option('--rule <id=level>', 'error, warning, info or off for one rule or category/*; repeatable', collect)
    .option('--allow <id>', 'waive the findings of a rule or category/*; needs --reason; repeatable', collect)
    .option('--reason <text>', 'why, for the --allow before it; it is written to the report', collect)
    .addOption(new Option('--format <name>', 'report format').choices(FORMATS).default('text'))
    .option('--output <file>', 'write the report to a file')
    .option('--verdicts <file>', 'write one row a recipient, send or hold (.csv or .parquet)')
    .addOption(new Option('--fail-on <severity>', 'exit 1 from this severity on').choices([...SEVERITIES, 'never']).default('error'))
    .option('--max-warnings <number>', 'exit 1 for more warnings than that, over all campaigns')
    .option('--baseline <file>', 'known faults and waivers: what it knows is told, and counts no more; never what is wrong with recipients')
    .option('--write-baseline <file>', 'write all that is found in messages as known; waivers in the file stay')
    .option('--rejects <file>', 'write the rows of the tables that could not be read, with line and reason (.csv or .parquet)')
    .option('--show-recipients', 'plain recipient ids in the report instead of keyed hashes')
    .option('--hash-key <key>', 'key of these hashes, the same for runs that are compared (else one for each run)')
    .option('--memory <size>', 'memory for the tables, such as 4GiB; what does not fit goes to the temporary folder')
    .option('--fix', 'mend in the .html and .mjml files what is certain, then lint')
    .option('--network', 'ask the web and DNS too: links, remote images, SPF, DKIM, DMARC, BIMI; never private addresses or personal links')
    .option('--include-path <folder>', 'let mj-include read files below this folder too (else below the campaign\'s own)')
    .option('--spamd <host:port>', 'ask the SpamAssassin that listens there for a second opinion; the message goes to it')
    .option('--explain-language', 'instead of linting, show each part and image with its language, how sure that is, and why (text or json)')
    .option('--explain-sql', 'instead of the report, print the one scan of the audience: its predicates, their values, the plan (text or json)')
    .option('--now <instant>', 'the clock, for repeatable runs')
    .addHelpText('after', '\nExit codes: 0 nothing at or above --fail-on, 1 findings, or more warnings than\n--max-warnings, 2 could not run.\n')
    .action((campaigns: string[], flags: Flags) => run(() => lintCommand(campaigns, flags, io)));
}

async function lintCommand(given: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  refuseUnexplainedFormat(flags);
  if (flags.maxWarnings !== undefined) countOf('--max-warnings', flags.maxWarnings);
  const campaigns = await campaignPaths(given);
  await refuseOverwriting(campaigns, flags);
  const options = lintOptions(campaigns, flags, io);
  const { lint, lintBaseline } = await import('../index.js');
  if (flags.explainLanguage) {
    await writeOutput(await explainedLanguages(campaigns, options, flags, io), flags.output, io);
    return 0;
  }
  const result = await withProgress(io, 'lint', (progress) => lint({ ...options, ...(io.progress && { onProgress: progressBar(io) }), ...progress }));
  await writeOutput(flags.explainSql ? await explainedScan(result, flags) : await render(result, flags, io), flags.output, io);
  if (flags.writeBaseline !== undefined) await writeOutput(`${JSON.stringify(await lintBaseline(result, flags.writeBaseline), null, 2)}\n`, flags.writeBaseline, io);
  if (flags.fix) io.stderr(`presend: ${mendedText(result)}\n`);
  for (const { error } of result.unread) io.stderr(`presend: ${oneLine(error.message)}\n`);
  for (const { crashes } of result.campaigns) for (const { error } of crashes) io.stderr(`presend: ${error.message}\n${error.cause instanceof Error ? (error.cause.stack ?? '') : ''}\n`);
  return exitCodeOf(result, flags);
}

function refuseUnexplainedFormat({ explainLanguage, explainSql, format }: Flags): void {
  const explain = explainLanguage ? '--explain-language' : explainSql ? '--explain-sql' : undefined;
  if (explain !== undefined && format !== 'text' && format !== 'json') throw new ConfigError('--format', `"${format}" is nothing that ${explain} prints`, 'Use text or json.');
}

function refuseOverwriting(campaigns: readonly string[], { audience, consents, contacts, suppressions, events, gifts, schedule, config, output, verdicts, rejects, baseline, writeBaseline }: Flags): Promise<void> {
  return refuseSharedFiles(
    { '--output': output, '--verdicts': verdicts, '--rejects': rejects, '--write-baseline': writeBaseline },
    { '--audience': audience, '--consents': consents, '--contacts': contacts, '--suppressions': suppressions, '--events': events, '--gifts': gifts, '--schedule': schedule, '--config': config, '--baseline': baseline },
    campaigns,
  );
}

function lintOptions(campaigns: readonly string[], flags: Flags, io: Io): LintOptions {
  const single = (['verdicts', 'rejects'] as const).find((name) => flags[name] !== undefined);
  if (single !== undefined && campaigns.length > 1) throw new ConfigError(`--${single}`, 'takes one campaign', 'Lint the campaigns one by one.');
  const { audience: recipients, consents, contacts, suppressions, events, gifts, schedule, config, verdicts, rejects, baseline, writeBaseline, hashKey, memory, spamd, includePath, showRecipients, explainSql, fix, network } = flags;
  if (baseline !== undefined && writeBaseline !== undefined) throw new ConfigError('--baseline', 'does not go with --write-baseline', 'Leave it out: waivers in the file that is written stay.');
  if (hashKey === '') throw new ConfigError('--hash-key', 'is empty', 'Give a secret that nobody guesses, or leave it out.');
  return {
    campaigns,
    audience: given({ recipients, consents, contacts, suppressions, events, gifts, schedule }),
    ...(flags.sendAt !== undefined && { sendAt: instantOf('--send-at', flags.sendAt) }),
    ...(flags.now !== undefined && { now: instantOf('--now', flags.now) }),
    rules: ruleLevels(flags.rule ?? []),
    allow: allowedRules(flags.allow ?? [], flags.reason ?? []),
    ...given({ config, baseline, verdicts, rejects, hashKey, memory, spamd, includePath, showRecipients, explainSql, fix, network }),
    stdin: io.readStdin,
  };
}

function given<Values extends object>(values: Values): { readonly [Name in keyof Values]?: Exclude<Values[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
}

function allowedRules(allow: readonly string[], reasons: readonly string[]): Record<string, string> {
  const lacking = allow.find((_, index) => !reasons[index]?.trim());
  if (lacking !== undefined) throw new ConfigError('--allow', `"${lacking}" has no reason`, 'Add --reason "..." after it; it is written to the report.');
  if (reasons.length > allow.length) throw new ConfigError('--reason', 'stands without an --allow', 'Give one --allow for each --reason.');
  return Object.fromEntries(allow.map((id, index) => [id, reasons[index] ?? '']));
}

async function explainedLanguages(campaigns: readonly string[], options: LintOptions, { format }: Flags, io: Io): Promise<string> {
  const [{ explainLanguage }, { reportLanguages, reportLanguagesJson }] = await Promise.all([import('../index.js'), import('#report/languages.js')]);
  const explained: [campaign: string, explanation: LanguageExplanation][] = [];
  for (const campaign of campaigns) explained.push([campaign, await explainLanguage(campaign, options)]);
  return format === 'json' ? reportLanguagesJson(explained) : explained.map(([campaign, explanation]) => reportLanguages(campaign, explanation, io)).join('\n');
}

async function explainedScan(result: LintResult, { format }: Flags): Promise<string> {
  const { reportScan, reportScanJson } = await import('#report/scan.js');
  return format === 'json' ? reportScanJson(result) : reportScan(result);
}

async function render(result: LintResult, flags: Flags, io: Io): Promise<string> {
  switch (flags.format) {
    case 'text':
      return (await import('#report/text.js')).reportText(result, io);
    case 'json':
      return (await import('#report/json.js')).reportJson(result);
    case 'sarif':
      return (await import('#report/sarif.js')).reportSarif(result);
    case 'junit':
      return (await import('#report/junit.js')).reportJunit(result);
    case 'github':
      return (await import('#report/github.js')).reportGithub(result);
    case 'markdown':
      return (await import('#report/markdown.js')).reportMarkdown(result);
    case 'html':
      return (await import('#report/html/lint-report.js')).reportHtml(result, await previewsOf(result, flags));
  }
}

/** So many campaigns are shown as pictures: each holds its images, and the report is one file. */
const MOST_PREVIEWS = 20;

/** Standard input is gone once it is read: such a campaign is reported without its picture. */
async function previewsOf({ campaigns }: LintResult, { includePath }: Flags): Promise<ReadonlyMap<string, Preview>> {
  const { preview } = await import('../index.js');
  const previews = new Map<string, Preview>();
  for (const { campaign } of campaigns.slice(0, MOST_PREVIEWS)) if (campaign !== '-') previews.set(campaign, await preview(campaign, { ...(includePath !== undefined && { includePath }) }));
  return previews;
}

function mendedText({ campaigns }: LintResult): string {
  const places = campaigns.flatMap(({ mended = [] }) => mended).reduce((sum, rule) => sum + rule.places, 0);
  const findings = campaigns.reduce((sum, campaign) => sum + campaign.findings.length, 0);
  return `mended ${places} ${places === 1 ? 'place' : 'places'}; ${findings} ${findings === 1 ? 'finding remains' : 'findings remain'}.`;
}

function exitCodeOf(result: LintResult, { failOn, maxWarnings }: Flags): ExitCode {
  if (result.unread.length > 0 || result.campaigns.some(({ crashes }) => crashes.length > 0)) return 2;
  const warnings = result.campaigns.reduce((sum, { counts }) => sum + counts.warning, 0);
  if (maxWarnings !== undefined && warnings > countOf('--max-warnings', maxWarnings)) return 1;
  if (failOn === 'never') return 0;
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return result.campaigns.some(({ counts }) => failing.some((severity) => counts[severity] > 0)) ? 1 : 0;
}
