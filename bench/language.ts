/**
 * Processor time of the language part of lint: what a mail's texts cost once the language data are loaded. See README.md.
 */
import { readFileSync } from 'node:fs';
import { campaignFromSource } from '#campaign/campaign-from-source.js';
import { loadDetector } from '#language/detector.js';
import { judgeLanguages } from '#language/judge-languages.js';
import type { LanguagePart } from '#language/language-part.js';
import { languageReport } from '#language/language-report.js';

interface Mail {
  readonly mixed: boolean;
  readonly language: string;
  readonly parts: readonly LanguagePart[];
}

const RUNS = 5;
const MAILS = new URL('../fixtures/language/mails.dev.jsonl', import.meta.url);

let counter = 0;
const mails = readFileSync(MAILS, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Mail);
const words = mails.reduce((sum, { parts }) => sum + parts.reduce((count, { text }) => count + text.split(/\s+/).length, 0), 0) / mails.length;

const before = process.cpuUsage();
const detector = await loadDetector();
console.log(`loading: ${cpuSince(before).toFixed(0)} ms`);

console.log(`${mails.length} mails of ${words.toFixed(0)} words on average; milliseconds of processor time a mail, ${RUNS} runs:`);
const single = mails.filter(({ mixed }) => !mixed);
const judged: number[] = [];
const judgedSingle: number[] = [];
const judgedAgain: number[] = [];
const reported: number[] = [];
for (let run = 0; run <= RUNS; run += 1) {
  judged.push(time(mails, ({ parts, language }) => judgeLanguages(detector, unseen(parts, `all${run}`), { declared: language })));
  judgedSingle.push(time(single, ({ parts, language }) => judgeLanguages(detector, unseen(parts, `one${run}`), { declared: language })));
  judgedAgain.push(time(mails, ({ parts, language }) => judgeLanguages(detector, parts, { declared: language })));
  const campaigns = await Promise.all(mails.map(({ parts }) => campaignFromSource({ path: 'mail', body: { kind: 'html', name: 'mail.html', bytes: Buffer.from(htmlOf(unseen(parts, `r${run}`))) } })));
  const start = process.cpuUsage();
  for (const campaign of campaigns) await languageReport(campaign);
  reported.push(cpuSince(start) / mails.length);
}
console.log(`texts never seen: ${listed(judged)}`);
console.log(`of these, mails in one language: ${listed(judgedSingle)}`);
console.log(`texts seen before: ${listed(judgedAgain)}`);
console.log(`texts never seen, and taking them out of HTML: ${listed(reported)}`);

/** Texts that no run has seen, so that none is remembered; what is added is in no language. */
function unseen(parts: readonly LanguagePart[], run: string): readonly LanguagePart[] {
  return parts.map((part, index) => ({ ...part, text: `${part.text} ${run}-${index}-${(counter += 1)}` }));
}

function htmlOf(parts: readonly LanguagePart[]): string {
  return `<html><body>${parts.map(({ role, text }) => (role === 'button' ? `<p><a href="https://shop.example/">${text}</a></p>` : `<p>${text}</p>`)).join('')}</body></html>`;
}

function time(all: readonly Mail[], work: (mail: Mail) => void): number {
  const start = process.cpuUsage();
  all.forEach(work);
  return cpuSince(start) / all.length;
}

function cpuSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The first run warms up. */
function listed(times: readonly number[]): string {
  return times.slice(1).map((each) => each.toFixed(2)).join(', ');
}
