import type { Command } from 'commander';
import { nearestName } from '#config/nearest-name.js';

/** What commands, and other programs, call alike: whoever knows one looks for it in another. */
const SAME: readonly (readonly string[])[] = [
  ['--audience', '--recipients'], ['--timezone', '--default-zone', '--zone'], ['--output', '--out', '-o'], ['--format', '-f'], ['--config', '-c'],
  ['--host', '--listen', '--port'], ['--token-file', '--token'],
];

/** What commander says of a mistake on the command line, as one line with a hint that holds for the command that was called. */
export function usageFault(text: string, argv: readonly string[], program: Command): string {
  const command = program.commands.find((candidate) => candidate.name() === argv[0]);
  const unknown = command && unknownOption(text, argv, command);
  return `presend: ${unknown === undefined ? whatOf(text, argv, command) : `unknown option '${unknown}'${hintFor(unknown, command, program)}`}. Run with --help for all options.\n`;
}

function whatOf(text: string, argv: readonly string[], command: Command | undefined): string {
  const what = text.replace(/^error: /, '').replace(/^(unknown command '(.*[./].*)')\.?$/m, '$1 (Did you mean lint $2?)').replace(/^command-argument value '(.*)' is invalid for argument '(.*)'\./, "'$1' is no $2 that is known.").trim().replaceAll('\n', ' ').replace(/\.$/, '');
  const [, value, choices] = /(?:argument|value) '([^']*)' is invalid.* Allowed choices are (.*?)\.?$/s.exec(text) ?? [];
  const meant = value === undefined ? undefined : nearestName(value, choices?.split(', ') ?? []);
  if (meant !== undefined) return `${what} (Did you mean ${meant}?)`;
  const folder = argv.find((argument, index) => index > 0 && !argument.startsWith('-'));
  return /^too many arguments/.test(what) && command?.options.some(({ long }) => long === '--campaign') ? `${what} (Did you mean --campaign ${folder ?? ''}?)` : what;
}

/** The one that commander names; or one that is there while it names an option that is missing, most often by another name. */
function unknownOption(text: string, argv: readonly string[], command: Command): string | undefined {
  const named = /^error: unknown option '([^']*)'/.exec(text)?.[1];
  if (named !== undefined || !text.startsWith('error: required option')) return named;
  const known = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  return argv.slice(1).map((argument) => argument.split('=')[0] ?? '').find((flag) => /^--[a-z]/.test(flag) && !known.has(flag) && flag !== '--help');
}

function hintFor(flag: string, command: Command | undefined, program: Command): string {
  const own = optionsOf(command);
  const name = flag.replace(/^-+/, '').replace(/=.*/s, '');
  const format = name === 'report' ? 'html' : name;
  const alike = SAME.find((names) => names.includes(flag))?.find((other) => own.includes(other));
  const choice = command?.options.find(({ long, argChoices }) => long === '--format' && argChoices?.includes(format));
  if (alike !== undefined) return ` (Did you mean ${alike}?)`;
  if (choice) return ` (Did you mean --format ${format}?)`;
  const nearest = nearestName(name, own.map((long) => long.slice(2)));
  if (nearest !== undefined) return ` (Did you mean --${nearest}?)`;
  const others = program.commands.filter((other) => optionsOf(other).includes(flag)).map((other) => other.name());
  return others.length === 0 ? '' : `, which is one of presend ${others.join(', ')}`;
}

function optionsOf(command: Command | undefined): readonly string[] {
  return command?.options.flatMap(({ long }) => long ?? []) ?? [];
}
