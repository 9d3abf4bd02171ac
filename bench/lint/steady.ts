/**
 * Presend, cheerio's parse and `@emailens/engine`, each in a process of its own, by hundreds of rounds: what a mail takes at first and once V8 has optimized all it will, with
 * all compiling and garbage collection. Run by itself: `npm run bench -- lint steady [rounds] [bytes] [--another]`. See ../README.md.
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { load as parseWithCheerio } from 'cheerio';
import { lintBody } from './lint-body.js';
import { marketingMail } from './mail.js';
import { peers } from './peers.js';
import type { Contestant } from './peers.js';

type Run = Contestant['run'];

/** Each is loaded in its own process only. */
const CONTESTANTS: Readonly<Record<string, () => Run | Promise<Run>>> = {
  cheerio: () => (html) => parseWithCheerio(html, { sourceCodeLocationInfo: true }),
  presend: () => lintBody,
  emailens: async () => (await peers())[0].run,
};
const A_ROW = 100;

const [rounds = 1200, bytes = 17_000] = process.argv.slice(2).filter((argument) => /^\d+$/.test(argument)).map(Number);
const another = process.argv.includes('--another');
const name = process.argv.find((argument) => argument in CONTESTANTS);

if (name === undefined) {
  for (const each of Object.keys(CONTESTANTS)) spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...process.argv.slice(2), each], { stdio: 'inherit' });
} else {
  console.log(`\n${name}, ${bytes} bytes, ${another ? 'another mail' : 'the same mail'} each round, load ${loadavg()[0]?.toFixed(0) ?? ''}`);
  await measure(await CONTESTANTS[name]!());
}

async function measure(run: Run): Promise<void> {
  for (let first = 0; first < rounds; first += A_ROW) {
    const mails = Array.from({ length: A_ROW }, (_, index) => marketingMail(bytes, another ? first + index : 0));
    const start = process.cpuUsage();
    for (const html of mails) await run(html);
    const { user, system } = process.cpuUsage(start);
    console.log(`  rounds ${String(first + 1).padStart(5)} to ${String(first + A_ROW).padStart(5)}: ${((user + system) / 1000 / A_ROW).toFixed(2).padStart(7)} ms a mail, all threads`);
  }
}
