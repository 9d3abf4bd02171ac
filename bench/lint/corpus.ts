/**
 * Lints real mails one after the other in one process and says which mails and which facts and rules take long: a mail that is made up shows no
 * fault that only some text, style or link sets off. All mails twice, of each piece the shorter time, for what V8 compiles and
 * collects meanwhile is in it; no memory of texts lasts from the one to the other. Run by itself: `npm run bench -- lint corpus <folder, mail, or @list of mails>...`. See ../README.md.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { load as parseWithCheerio } from 'cheerio';
import { loadCampaign } from '#campaign/load-campaign.js';
import { UserError } from '#errors.js';
import { lintInPieces, type PieceTimes } from './pieces.js';

const BODY = /\.(?:html?|mjml|eml)$/i;
const SHOWN = 25;
/** Milliseconds: what takes less is not worth a look. */
const FEW_MS = 15;

interface Seen {
  readonly file: string;
  /** Characters of its HTML, or of a mail without any those of its text. */
  readonly length: number;
  /** Milliseconds of processor time by fact and rule, without reading: MJML is compiled for longer than it is linted. */
  readonly times: PieceTimes;
  readonly parsed: number;
}

const files = process.argv.slice(2).flatMap(mailsOf);
if (files.length === 0) {
  console.error('Usage: npm run bench -- lint corpus <folder, mail, or @list of mails>...');
  process.exit(2);
}
const first = await lintAll();
print((await lintAll()).map((mail, index) => shorter(mail, first[index] ?? mail)));

function mailsOf(argument: string): string[] {
  if (argument.startsWith('@')) return readFileSync(argument.slice(1), 'utf8').split('\n').filter((line) => line !== '');
  if (!statSync(argument).isDirectory()) return [argument];
  return readdirSync(argument, { recursive: true, encoding: 'utf8' }).filter((name) => BODY.test(name)).sort().map((name) => join(argument, name));
}

/** Without those that cannot be read, which false-alarms.ts names. */
async function lintAll(): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const file of files) {
    try {
      const { campaign, times } = await lintInPieces(() => loadCampaign(file), processorTime);
      times.delete('reading');
      const source = campaign.html?.source ?? campaign.text?.value ?? '';
      const start = processorTime();
      parseWithCheerio(source, { sourceCodeLocationInfo: true });
      seen.push({ file, length: source.length, times, parsed: processorTime() - start });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return seen;
}

function shorter(one: Seen, other: Seen): Seen {
  const times = new Map([...one.times].map(([name, time]) => [name, Math.min(time, other.times.get(name) ?? time)]));
  return { ...one, times, parsed: Math.min(one.parsed, other.parsed) };
}

function print(seen: readonly Seen[]): void {
  const mails = seen.map((mail) => ({ ...mail, linted: sum(mail.times.values()) }));
  const [linted, parsed] = [sum(mails.map((mail) => mail.linted)), sum(mails.map((mail) => mail.parsed))];
  console.log(`${mails.length} mails of ${files.length}, ${(sum(mails.map(({ length }) => length)) / 1e6).toFixed(1)} million characters, load ${loadavg()[0]?.toFixed(1) ?? ''}`);
  console.log(`lint without reading ${(linted / mails.length).toFixed(2)} ms a mail, cheerio's parse ${(parsed / mails.length).toFixed(2)}: ${(linted / parsed).toFixed(1)} times`);

  const pieces = [...new Set(mails.flatMap(({ times }) => [...times.keys()]))].map((name) => {
    const worst = mails.reduce((one, other) => ((other.times.get(name) ?? 0) > (one.times.get(name) ?? 0) ? other : one));
    return { name, total: sum(mails.map(({ times }) => times.get(name) ?? 0)), worst };
  });
  console.log(`\n${'fact or rule'.padEnd(44)} ${'ms a mail'.padStart(10)} ${'at worst'.padStart(10)}`);
  for (const { name, total, worst } of pieces.sort((one, other) => other.total - one.total)) {
    console.log(`${name.padEnd(44)} ${(total / mails.length).toFixed(3).padStart(10)} ${(worst.times.get(name) ?? 0).toFixed(1).padStart(10)}  ${shown(worst.file)}`);
  }
  list('the slowest', mails.toSorted((one, other) => other.linted - one.linted));
  list('the slowest beside their parse', mails.filter((mail) => mail.linted > FEW_MS).sort((one, other) => other.linted / other.parsed - one.linted / one.parsed));
}

function list(title: string, mails: readonly (Seen & { readonly linted: number })[]): void {
  console.log(`\n${title.padEnd(60)} ${'KB'.padStart(6)} ${'ms'.padStart(8)} ${'of parsing'.padStart(11)}  most of it`);
  for (const { file, length, linted, parsed, times } of mails.slice(0, SHOWN)) {
    const most = [...times].sort(([, one], [, other]) => other - one).slice(0, 3).map(([name, ms]) => `${name} ${ms.toFixed(1)}`);
    console.log(`${shown(file).padEnd(60)} ${(length / 1000).toFixed(1).padStart(6)} ${linted.toFixed(1).padStart(8)} ${(linted / parsed).toFixed(1).padStart(9)} x  ${most.join(', ')}`);
  }
}

/** Milliseconds, all threads of the process: other work on the machine hardly stretches it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function shown(file: string): string {
  return join(basename(dirname(file)), basename(file)).slice(-60);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
