/**
 * What each fact and each rule costs, warm, in the order in which a lint asks for them: what several share is charged to the first that asks. Run by itself:
 * `npm run bench -- lint rules [bytes] [--another]`. See ../README.md.
 */
import { performance } from 'node:perf_hooks';
import type { Campaign } from '#campaign/campaign.js';
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import { rules } from '#rules/index.js';
import { isAudienceRule } from '#rule/rule.js';
import { marketingMail } from './mail.js';

const WARM_UP = 100;
const ROUNDS = 200;
/** The clock stands still. */
const NOW = new Date('2026-11-20T09:00:00Z');
const FACTS = ['html', 'visibleText', 'links', 'images', 'templateTags', 'given'] as const satisfies readonly (keyof Campaign)[];

const bytes = Number(process.argv.slice(2).find((argument) => /^\d+$/.test(argument)) ?? 17_000);
const another = process.argv.includes('--another');
const times = new Map<string, number[]>();

for (let round = -WARM_UP; round < ROUNDS; round++) {
  const html = Buffer.from(marketingMail(bytes, another ? WARM_UP + round : 0));
  const campaign = await timed('decoding', round, () => campaignFromSource({ path: 'mail.html', body: { kind: 'html', name: 'mail.html', bytes: html } }));
  for (const fact of FACTS) await timed(fact, round, () => campaign[fact]);
  for (const rule of rules) {
    if (isAudienceRule(rule) || !rule.needs.every((input) => (campaign.given as ReadonlySet<string>).has(input))) continue;
    await timed(rule.id, round, async () => {
      let findings = 0;
      for await (const _ of rule.check(campaign, rule.defaultOptions as never, { now: NOW, sendAt: NOW }) as AsyncIterable<unknown>) findings++;
      return findings;
    });
  }
}

const medians = [...times].map(([name, values]) => ({ name, time: values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN }));
for (const { name, time } of medians.toSorted((one, other) => other.time - one.time)) console.log(`  ${name.padEnd(44)} ${time.toFixed(3).padStart(8)} ms`);
console.log(`  ${'sum'.padEnd(44)} ${medians.reduce((sum, { time }) => sum + time, 0).toFixed(3).padStart(8)} ms, medians of ${ROUNDS} rounds`);

/** On the clock: the medians of such short pieces are hardly ever interrupted. */
async function timed<T>(name: string, round: number, run: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const value = await run();
  if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - start]);
  return value;
}
