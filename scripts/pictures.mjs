// Takes the pictures of docs/ anew, from the product as it is built: `npm run build && node scripts/pictures.mjs`. Chromium is CHROMIUM, else /usr/bin/chromium.
// docs/backtest-report.png is not among them: it needs a log with propensities, which no fixture is.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const root = fileURLToPath(new URL('../', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'presend-pictures-'));
const RANT = 'fixtures/campaigns/prospecting-rant';
const NOW = ['--now', '2026-11-20T09:00:00Z'];

function presend(...args) {
  const { status, stderr } = spawnSync(process.execPath, ['dist/src/cli/main.js', ...args, ...NOW], { cwd: root, encoding: 'utf8' });
  if (status === 2) throw new Error(stderr);
}

async function keep(name, png) {
  await sharp(png).png({ palette: true, compressionLevel: 9 }).toFile(join(root, 'docs', name));
}

presend('lint', RANT, '--format', 'html', '--output', join(work, 'report.html'));
presend('plan', '--recipients', 'fixtures/donors/recipients.csv', '--events', 'fixtures/donors/events.csv.gz', '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--seed', '1', '--output', join(work, 'plan.csv'), '--explain', join(work, 'why.jsonl'));
const service = spawn(process.execPath, ['dist/src/cli/main.js', 'serve', '--port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
const [line] = await once(service.stdout, 'data');
const url = /http:\S+/.exec(String(line))[0];
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

async function openPage(options) {
  const page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1280, height: 860 }, ...options });
  page.setDefaultTimeout(120_000);
  return page;
}

/** The page with the rant on it, its first finding open. */
async function openRant(options) {
  const page = await openPage(options);
  await page.goto(url);
  await page.locator('input[webkitdirectory]').setInputFiles(join(root, RANT));
  await page.locator('.mark').first().waitFor();
  return page;
}

async function openFirst(page) {
  await page.locator('.entry-head').first().click();
  await page.locator('.prose h3').first().waitFor();
  await page.evaluate('scrollTo(0, document.querySelector(".verdict").offsetTop - 12)');
  await page.mouse.move(0, 0);
}

try {
  const report = await openPage({ viewport: { width: 1180, height: 1000 } });
  await report.goto(pathToFileURL(join(work, 'report.html')).href);
  await report.locator('.frame .number-badge').first().waitFor();
  await keep('report.png', await report.screenshot());

  const findings = await openRant();
  await openFirst(findings);
  await keep('page-findings.png', await findings.screenshot());

  const phone = await openRant({ colorScheme: 'dark' });
  await phone.getByRole('button', { name: 'Phone width' }).click();
  await phone.getByRole('button', { name: 'Dark' }).click();
  await phone.locator('.mark').first().waitFor();
  await openFirst(phone);
  await keep('page-phone-dark.png', await phone.screenshot());

  const schedule = await openPage();
  await schedule.goto(url);
  await schedule.getByRole('tab', { name: 'Schedule' }).click();
  await schedule.locator('#panel-schedule input[type=file]').setInputFiles([join(work, 'plan.csv'), join(work, 'why.jsonl')]);
  await schedule.locator('.one .heat').waitFor();
  await keep('page-schedule.png', await schedule.screenshot({ fullPage: true }));
} finally {
  await browser.close();
  service.kill();
  rmSync(work, { recursive: true });
}
