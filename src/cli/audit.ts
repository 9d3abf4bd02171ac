import { Option, type Command } from 'commander';
import { InputError } from '#errors.js';
import { reportAuditText } from '#report/audit-text.js';
import { SEVERITIES, type Severity } from '#rule/finding.js';
import { VERSION } from '../package.js';
import { archivePaths } from './campaign-paths.js';
import type { ExitCode, Io, Run } from './io.js';
import { collect, instantOf, ruleLevels } from './options.js';
import { refuseAmongMails, refuseSharedFiles } from './refuse-shared-files.js';
import { writeOutput } from './write-output.js';

interface Flags {
  report?: string;
  baseline?: string;
  writeBaseline?: string;
  format: 'text' | 'json';
  output?: string;
  config?: string;
  rule?: readonly string[];
  failOn: Severity | 'never';
  now?: string;
}

/** `presend audit` */
export function addAuditCommand(program: Command, io: Io, run: Run): void {
  program
    .command('audit')
    .description('lint many mails and say what is wrong over time, by rule and again and again')
    .argument('<path...>', 'folders of campaigns, .eml, .html or .mjml files, mbox files, maildirs; globs in quotes, and \'!glob\' for those to leave out')
    .option('--report <file.html>', 'write the report as one HTML file')
    .option('--baseline <file>', 'known faults and waivers: only other faults count for the exit code')
    .option('--write-baseline <file>', 'write all faults found as known ones; waivers of --baseline stay')
    .addOption(new Option('--format <name>', 'of what is printed').choices(['text', 'json']).default('text'))
    .option('--output <file>', 'write that to a file')
    .option('--config <file>', 'instead of the nearest presend.config.{json,yaml,js}; messages of a mailbox have none near them')
    .option('--rule <id=level>', 'error, warning, info or off for one rule or category/*; repeatable', collect)
    .addOption(new Option('--fail-on <severity>', 'exit 1 for new faults from this severity on').choices([...SEVERITIES, 'never']).default('error'))
    .option('--now <instant>', 'the clock, for repeatable runs')
    .addHelpText('after', '\nExit codes: 0 no new fault at or above --fail-on, 1 new faults, 2 could not run.\n')
    .action((paths: string[], flags: Flags) => run(() => auditCommand(paths, flags, io)));
}

async function auditCommand(given: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  const paths = await archivePaths(given);
  // A baseline may be brought up to date in its place.
  const written = { '--report': flags.report, '--output': flags.output, '--write-baseline': flags.writeBaseline };
  await refuseSharedFiles(written, { '--config': flags.config });
  refuseAmongMails(written, paths);
  const { audit } = await import('../audit.js');
  const { result, baseline } = await audit({
    paths,
    rules: ruleLevels(flags.rule ?? []),
    ...(flags.config !== undefined && { config: flags.config }),
    ...(flags.baseline !== undefined && { baseline: flags.baseline }),
    ...(flags.now !== undefined && { now: instantOf('--now', flags.now) }),
    ...(io.progress && { onProgress: (done: number) => io.stderr(`\rpresend audit: ${done.toLocaleString('en-GB')} mails`) }),
  });
  if (io.progress) io.stderr('\r\u001b[K');
  // An archive that is empty has not been checked: most often it lies elsewhere.
  if (result.mails + result.unread.length === 0) throw new InputError(given.join(' '), 'holds no mail', 'Name folders of campaigns, of .eml, .html or .mjml files, mbox files or maildirs.');
  if (flags.report !== undefined) await writeOutput((await import('#report/html/audit-report.js')).reportAuditHtml(result, VERSION), flags.report, io);
  if (flags.writeBaseline !== undefined) await writeOutput(`${JSON.stringify(baseline, null, 2)}\n`, flags.writeBaseline, io);
  await writeOutput(flags.format === 'json' ? `${JSON.stringify(result, null, 2)}\n` : reportAuditText(result, io), flags.output, io);
  if (result.unread.length > 0) return 2;
  if (flags.failOn === 'never') return 0;
  return SEVERITIES.slice(0, SEVERITIES.indexOf(flags.failOn) + 1).some((severity) => result.fresh[severity] > 0) ? 1 : 0;
}
