/**
 * What each fact and each rule costs, warm, over one mail in memory, on the clock: the medians of such short pieces are hardly ever interrupted. Run by itself:
 * `npm run bench -- lint rules [bytes] [--another]`. See ../README.md.
 */
import { performance } from 'node:perf_hooks';
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import { marketingMail } from './mail.js';
import { lintInPieces } from './pieces.js';

const WARM_UP = 100;
const ROUNDS = 200;

const bytes = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 17_000);
const another = process.argv.includes('--another');
const seen = new Map<string, number[]>();

for (let round = -WARM_UP; round < ROUNDS; round++) {
  const html = Buffer.from(marketingMail(bytes, another ? WARM_UP + round : 0));
  const { times } = await lintInPieces(() => campaignFromSource({ path: 'mail.html', body: { kind: 'html', name: 'mail.html', bytes: html } }), () => performance.now());
  if (round < 0) continue;
  for (const [name, time] of times) seen.set(name, [...(seen.get(name) ?? []), time]);
}

const medians = [...seen].map(([name, values]) => ({ name, time: values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN }));
for (const { name, time } of medians.toSorted((one, other) => other.time - one.time)) console.log(`  ${name.padEnd(44)} ${time.toFixed(3).padStart(8)} ms`);
console.log(`  ${'sum'.padEnd(44)} ${medians.reduce((sum, { time }) => sum + time, 0).toFixed(3).padStart(8)} ms, medians of ${ROUNDS} rounds`);
