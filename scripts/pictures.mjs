// Takes the pictures of docs/ anew, from the product as it is built: `npm run build && node scripts/pictures.mjs`. Chromium is CHROMIUM, else /usr/bin/chromium.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** A made-up log: 4,000 people get a weekly mail at any hour of the week (propensity 1/168), and click in the evening, or some in the morning, likeliest what has just come. */
function writeLog(recipients, events) {
  const HOUR = 3_600_000;
  const START = Date.UTC(2026, 4, 4);
  const ids = Array.from({ length: 4000 }, (_, index) => `r${index}`);
  let state = 1;
  const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647; // minimal standard generator
  const rows = ids.flatMap((id) => {
    const own = random() < 0.7 ? 18 : 10;
    return Array.from({ length: 26 }, (_, week) => {
      const sent = START + (week * 168 + Math.floor(168 * random())) * HOUR;
      const hours = (own - new Date(sent).getUTCHours() + 24) % 24;
      const clicked = random() < (hours < 5 ? 0.27 : 0.16);
      const line = (type, at, propensity) => `${id},${type},${new Date(at).toISOString()},m${week},${propensity}\n`;
      return line('sent', sent, 1 / 168) + (clicked ? line('click', sent + (hours + random()) * HOUR, '') : '');
    });
  });
  writeFileSync(recipients, `recipient_id,timezone\n${ids.map((id) => `${id},UTC\n`).join('')}`);
  writeFileSync(events, `recipient_id,type,occurred_at,message_id,propensity\n${rows.join('')}`);
}

presend('lint', RANT, '--format', 'html', '--output', join(work, 'report.html'));
presend('plan', '--recipients', 'fixtures/donors/recipients.csv', '--events', 'fixtures/donors/events.csv.gz', '--from', '2026-12-01T00:00:00Z', '--until', '2026-12-08T00:00:00Z', '--seed', '1', '--output', join(work, 'plan.csv'), '--explain', join(work, 'why.jsonl'));
writeLog(join(work, 'recipients.csv'), join(work, 'events.csv'));
presend('backtest', '--recipients', join(work, 'recipients.csv'), '--events', join(work, 'events.csv'), '--until', '2026-11-02T00:00:00Z', '--from', '2026-08-03T00:00:00Z', '--report', join(work, 'backtest.html'));
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

  const backtest = await openPage({ viewport: { width: 1180, height: 1040 } });
  await backtest.goto(pathToFileURL(join(work, 'backtest.html')).href);
  await keep('backtest-report.png', await backtest.screenshot());

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
