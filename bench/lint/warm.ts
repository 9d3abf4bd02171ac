/** One process, warm: all message rules over a mail in memory, next to its peers and to parsing alone. Started by ../lint.ts. */
import { load as parseWithCheerio } from 'cheerio';
import { lintBody, messageRules } from './lint-body.js';
import { marketingMail } from './mail.js';
import { peers } from './peers.js';
import type { Contestant } from './peers.js';

const SIZES = [17_000, 100_000];
const WARM_UP = 60;
const ROUNDS = 80;

const contestants: readonly Contestant[] = [
  { name: 'cheerio, parsing with positions', run: (html) => parseWithCheerio(html, { sourceCodeLocationInfo: true }) },
  { name: `presend, all ${messageRules.length} message rules`, run: lintBody },
  ...(process.argv.includes('--alone') ? [] : await peers()),
];

for (const size of SIZES) {
  for (const fresh of [false, true]) await compare(size, fresh);
}

/** `fresh`: every round has a mail that nobody has seen, so that no memory of texts helps. */
async function compare(size: number, fresh: boolean): Promise<void> {
  const times = await interleaved((round) => marketingMail(size, fresh ? WARM_UP + 1 + round : 0));
  const [limit, ours] = [median(times[0] ?? []), median(times[1] ?? [])];
  const html = marketingMail(size);
  console.log(`\n${(html.length / 1000).toFixed(1)} KB, ${fresh ? 'another mail each round' : 'the same mail each round'}, ${await lintBody(html)} findings`);
  console.log(`  ${`median of ${ROUNDS} rounds`.padEnd(44)} ${'CPU ms'.padStart(8)} ${'of parsing'.padStart(12)} ${'of presend'.padStart(12)} ${'mean ms'.padStart(9)}`);
  for (const [index, { name }] of contestants.entries()) {
    const time = median(times[index] ?? []);
    console.log(`  ${name.padEnd(44)} ${time.toFixed(2).padStart(8)} ${(time / limit).toFixed(2).padStart(10)} x ${(time / ours).toFixed(2).padStart(10)} x ${mean(times[index] ?? []).toFixed(2).padStart(9)}`);
  }
}

/** Each round runs every contestant once, the next round from the next one on, so that a slow spell of the machine meets all. */
async function interleaved(mailOf: (round: number) => string): Promise<readonly (readonly number[])[]> {
  const times = contestants.map((): number[] => []);
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const html = mailOf(round);
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (turn + round + WARM_UP) % contestants.length;
      const start = processorTime();
      await contestants[index]!.run(html);
      if (round >= 0) times[index]!.push(processorTime() - start);
    }
  }
  return times;
}

/** Milliseconds, all threads of the process: other work on the machine hardly stretches it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}

/** With the garbage collection that fewer than half of the rounds of a short run see. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
